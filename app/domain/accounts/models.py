"""Tables of people who sign in. The identity library reads and writes the columns that bear its names."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base
from app.kernel.ids import new_id
from app.kernel.touched import Thing


class Account(Base):
    """A person: shopper always, brand member and moderator by what refers to them."""

    __tablename__ = "accounts"
    touches = (Thing.ACCOUNT, "id")

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    handle: Mapped[str] = mapped_column(String(40), unique=True)
    display_name: Mapped[str] = mapped_column(String(80))
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    is_moderator: Mapped[bool] = mapped_column(default=False)
    locale: Mapped[str] = mapped_column(String(8), default="fr")
    market: Mapped[str] = mapped_column(String(2), default="FR")
    theme: Mapped[str] = mapped_column(String(8), default="", server_default="")
    """light, dark, system, or nothing while the person chose none."""
    follow_epoch: Mapped[int] = mapped_column(default=1)
    """Grows with every follow and unfollow: a timeline built for another epoch is stale."""
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    """Set on what is left of an account that its person deleted: an id, for what the law has us keep."""

    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None]
    last_login_at: Mapped[datetime | None]
    current_login_at: Mapped[datetime | None]
    last_login_ip: Mapped[str | None] = mapped_column(String(64))
    current_login_ip: Mapped[str | None] = mapped_column(String(64))
    login_count: Mapped[int | None]
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_used_step: Mapped[int | None]
    """The TOTP time step accepted last: a code works once."""
    mf_recovery_codes: Mapped[list[str] | None]


class ApiToken(Base):
    """A bearer token for the JSON door. Only its SHA-256 is stored."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    token_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class EndedSession(Base):
    """A session that was logged out: its cookie, should anybody have kept a copy, opens nothing."""

    __tablename__ = "ended_sessions"
    touches = (Thing.ACCOUNT, "account_id")

    session_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    ended_at: Mapped[datetime] = mapped_column(index=True)


class IdempotencyKey(Base):
    """What a write answered, kept so that a repeat answers the same and does nothing."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        UniqueConstraint("account_id", "key", "method", "path"),
        Index("ix_idempotency_keys_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(255))
    method: Mapped[str] = mapped_column(String(8))
    path: Mapped[str] = mapped_column(String(500))
    request_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int | None]
    response: Mapped[bytes | None] = mapped_column(LargeBinary)
    response_headers: Mapped[dict[str, str] | None]
    created_at: Mapped[datetime]
