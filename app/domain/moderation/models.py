"""The table of decisions. A decision is never changed; a reversal is a new one that names the old."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.kernel.ids import new_id


class Decision(Base):
    """What a moderator decided of a post or a brand, why, and in whose name.

    `action`: hide_post, restore_post, approve_brand, refuse_brand, suspend_brand, reinstate_brand, approve_domain.
    """

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_subject", "subject_kind", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int]
    action: Mapped[str] = mapped_column(String(24))
    reason: Mapped[str] = mapped_column(String(40))
    explanation: Mapped[str] = mapped_column(Text, default="")
    moderator_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
