"""Fan-out progress: SQL owns the work, so a lost task is found and sent again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base


class Fanout(Base):
    """The travel of one post: open until it has reached every warm timeline of its brand's followers.

    `lease_until` is judged by the database's clock; `fence` grows with each taker, so a slow one cannot write.
    """

    __tablename__ = "fanouts"
    __table_args__ = (
        Index("ix_fanouts_open", "brand_id", "post_id", postgresql_where=text("done_at IS NULL")),
    )

    post_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    delivered_count: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
    done_at: Mapped[datetime | None]


class WarmTimeline(Base):
    """Whose timeline was built, and when last: after the timelines server lost everything, these come back unasked."""

    __tablename__ = "warm_timelines"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    built_at: Mapped[datetime]
