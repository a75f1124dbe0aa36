"""Tables of likes, saves and comments."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.kernel.ids import new_id
from app.kernel.touched import Thing


class Reaction(Base):
    """A like or a save: at most one of each a person and post."""

    __tablename__ = "reactions"
    __table_args__ = (
        Index("ix_reactions_account_id", "account_id", "kind", "post_id"),
        CheckConstraint("kind IN ('like','save')", name="kind"),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(6), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)


class Comment(Base):
    """A shopper's words under a post. Plain text."""

    __tablename__ = "comments"
    touches = (Thing.POST, "post_id")
    __table_args__ = (Index("ix_comments_post_id", "post_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
    deleted_at: Mapped[datetime | None]
