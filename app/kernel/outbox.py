"""The transactional outbox: an event is stored in the transaction that caused it, and claimed by the relay later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.kernel.events import Event
from app.kernel.ids import new_id
from app.kernel.touched import marks_named
from app.kernel.transaction import Transaction, request_id_var

CHANNEL = "vitrine_outbox"


class OutboxRow(Base):
    """One event waiting to be handed to the worker, or kept for a while after it was."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "id", postgresql_where=text("dispatched_at IS NULL")),
        Index("ix_outbox_dispatched_at", "dispatched_at", postgresql_where=text("dispatched_at IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, object]] = mapped_column(JSONB)
    request_id: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    dispatched_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A claimed event. Shapes: `payload` holds ids as decimal strings."""

    id: int
    name: str
    payload: dict[str, object]
    request_id: str
    created_at: datetime


def record(tx: Transaction, event: Event) -> None:
    """Store an event with the change that caused it, and wake the relay when both commit."""
    mark = marks_named(event.__dataclass_fields__, lambda name: getattr(event, name))
    if mark is not None:
        tx.touch(*mark)
    row = OutboxRow(
        id=new_id(),
        name=event.name,
        payload=event.payload(),
        request_id=request_id_var.get(),
        created_at=clock.utcnow(),
    )
    tx.session.add(row)
    tx.session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


_CLAIM = text(
    "SELECT id, name, payload, request_id, created_at FROM outbox WHERE dispatched_at IS NULL"
    " ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED"
)
_MARK = text("UPDATE outbox SET dispatched_at = now() WHERE id = ANY(:ids)")
_PRUNE = text(
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox"
    " WHERE dispatched_at < now() - make_interval(secs => :age_seconds) LIMIT :limit)"
)


def claim(tx: Transaction, limit: int) -> list[Recorded]:
    """Lock the oldest waiting events that no other relay holds; the lock lasts as long as the transaction."""
    rows = tx.session.execute(_CLAIM, {"limit": limit})
    return [Recorded(row.id, row.name, row.payload, row.request_id, row.created_at) for row in rows]


def mark_dispatched(tx: Transaction, ids: Sequence[int]) -> None:
    """Note that these were handed on. Call it in the transaction that claimed them, after the hand-over."""
    tx.session.execute(_MARK, {"ids": list(ids)})


def prune(tx: Transaction, age_seconds: int, limit: int = 5_000) -> None:
    """Forget some of what was handed on long ago; the next call goes on."""
    tx.session.execute(_PRUNE, {"age_seconds": age_seconds, "limit": limit})
