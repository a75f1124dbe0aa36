"""The table of uploaded pictures."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.kernel.ids import new_id
from app.kernel.touched import Thing


class AssetStatus(StrEnum):
    """A picture's life: signed for, uploaded, being made, then ready or refused."""

    AWAITING = "awaiting"
    UPLOADED = "uploaded"
    READY = "ready"
    REJECTED = "rejected"


class Asset(Base):
    """One picture of one brand. `renditions` is a list of {key, format, width, height, size_bytes}."""

    __tablename__ = "assets"
    touches = (Thing.BRAND, "brand_id")
    __table_args__ = (
        Index("ix_assets_brand_id", "brand_id", "id"),
        Index("ix_assets_open", "id", postgresql_where=text("quarantine_key <> ''")),
        CheckConstraint("status IN ('awaiting','uploaded','ready','rejected')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(12), default=AssetStatus.AWAITING.value)
    filename: Mapped[str] = mapped_column(String(255), default="")
    content_type: Mapped[str] = mapped_column(String(60))
    quarantine_key: Mapped[str] = mapped_column(String(255), default="")
    width: Mapped[int | None]
    height: Mapped[int | None]
    thumbhash: Mapped[str | None] = mapped_column(String(64))
    color: Mapped[str | None] = mapped_column(String(7))
    renditions: Mapped[list[dict[str, object]]] = mapped_column(default=list)
    rejection: Mapped[str | None] = mapped_column(Text)
    """Why the picture was refused, as an English sentence that is a translation key."""
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    """While this lies ahead, somebody is at it, or it is too early to try again."""
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
    ready_at: Mapped[datetime | None]
