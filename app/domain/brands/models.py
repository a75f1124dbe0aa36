"""Tables of brands, their members, their approved purchase domains, and follows."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.kernel.ids import new_id
from app.kernel.touched import Thing


class BrandStatus(StrEnum):
    """Whether a brand's posts reach anyone."""

    PENDING = "pending"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    """By its owner, for good."""


class Brand(Base):
    """A seller with a page. `legal` holds the trader's details that the law asks to show."""

    __tablename__ = "brands"
    touches = (Thing.BRAND, "id")
    __table_args__ = (
        CheckConstraint("status IN ('pending','approved','suspended','closed')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(12), default=BrandStatus.PENDING.value)
    tagline: Mapped[dict[str, str]] = mapped_column(default=dict)
    """Text by locale: {"fr": …, "en": …}."""
    story: Mapped[dict[str, str]] = mapped_column(default=dict)
    country: Mapped[str] = mapped_column(String(2))
    city: Mapped[str] = mapped_column(String(80), default="")
    accent: Mapped[str | None] = mapped_column(String(7))
    """Hex colour, used only inside the brand's own cards and pages."""
    avatar_asset_id: Mapped[int | None]
    cover_asset_id: Mapped[int | None]
    legal: Mapped[dict[str, str]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
    approved_at: Mapped[datetime | None]


class BrandMember(Base):
    """An account that may act for a brand."""

    __tablename__ = "brand_members"
    touches = (Thing.ACCOUNT, "account_id")

    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(12), default="owner")
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)


class BrandDomain(Base):
    """A host name that a brand's purchase links may lead to. A moderator approves it with the brand."""

    __tablename__ = "brand_domains"
    __table_args__ = (UniqueConstraint("brand_id", "host"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    host: Mapped[str] = mapped_column(String(253))
    approved_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)


class Follow(Base):
    """One account follows one brand."""

    __tablename__ = "follows"
    __table_args__ = (Index("ix_follows_brand_id_account_id", "brand_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
