"""Kept answers of writes: a repeat under the same key answers the same and does nothing. Knows no HTTP.

The key's row is written in the transaction of the write itself, so a crash leaves both or neither. A refusal rolls
both back: repeating a refused write is tried anew.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.domain.accounts.models import IdempotencyKey
from app.kernel import clock
from app.kernel.errors import AppError, Kind
from app.kernel.ids import new_id
from app.kernel.transaction import Transaction

KEPT = timedelta(hours=24)
MAX_PATH = 500
RETRY_AFTER_SECONDS = 1


class KeyReused(AppError):
    """The same key came with another request."""

    kind = Kind.INVALID
    slug = "idempotency-key-reused"
    message = "This Idempotency-Key was used for another request. Make a new one for a new request."


class KeyInUse(AppError):
    """The first request under this key is still being answered."""

    kind = Kind.CONFLICT
    slug = "idempotency-key-in-use"
    message = "The first request with this Idempotency-Key is still being answered. Ask again in a moment."


@dataclass(frozen=True, slots=True)
class RequestMark:
    """What tells one write from another. Shapes: `request_sha256` covers everything that may change its effect."""

    account_id: int
    key: str
    method: str
    path: str
    request_sha256: bytes


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a write answered."""

    status: int
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do the write under a key, in this transaction; or, in `answer`, that it was done before."""

    row_id: int
    answer: KeptAnswer | None


def claim_key(tx: Transaction, mark: RequestMark) -> Claim:
    """Take a key for this transaction, or find what the first write under it answered.

    Raises: KeyInUse while another transaction holds it; KeyReused when the request is another one.
    """
    _lock(tx, mark)
    row = tx.session.scalar(select(IdempotencyKey).where(*_same(mark)))
    if row is not None and row.created_at < clock.utcnow() - KEPT:
        tx.session.delete(row)
        tx.session.flush()
        row = None
    if row is None:
        return Claim(_insert(tx, mark), None)
    if row.request_sha256 != mark.request_sha256:
        raise KeyReused
    return Claim(row.id, KeptAnswer(row.status or 500, row.response or b"", dict(row.response_headers or {})))


def keep_answer(tx: Transaction, claim: Claim, answer: KeptAnswer) -> None:
    """Store what the write answered, in the write's own transaction."""
    row = tx.session.get_one(IdempotencyKey, claim.row_id)
    row.status, row.response, row.response_headers = answer.status, answer.body, dict(answer.headers)


def prune_keys(tx: Transaction, limit: int = 5_000) -> int:
    """Forget keys that are no longer kept, some at a time. Answers how many."""
    old = select(IdempotencyKey.id).where(IdempotencyKey.created_at < clock.utcnow() - KEPT).limit(limit)
    gone = delete(IdempotencyKey).where(IdempotencyKey.id.in_(old)).returning(IdempotencyKey.id)
    return len(tx.session.scalars(gone).all())


def _lock(tx: Transaction, mark: RequestMark) -> None:
    # Held until this transaction ends. Waiting instead would let a client's repeats use up the connections.
    name = f"{mark.account_id} {mark.method} {mark.path[:MAX_PATH]} {mark.key}"
    taken = tx.session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(name, 77))))
    if not taken:
        raise KeyInUse(retry_after_seconds=RETRY_AFTER_SECONDS)


def _same(mark: RequestMark) -> tuple[ColumnElement[bool], ...]:
    return (
        IdempotencyKey.account_id == mark.account_id,
        IdempotencyKey.key == mark.key,
        IdempotencyKey.method == mark.method,
        IdempotencyKey.path == mark.path[:MAX_PATH],
    )


def _insert(tx: Transaction, mark: RequestMark) -> int:
    row_id = new_id()
    row = {
        "id": row_id,
        "account_id": mark.account_id,
        "key": mark.key,
        "method": mark.method,
        "path": mark.path[:MAX_PATH],
        "request_sha256": mark.request_sha256,
        "created_at": clock.utcnow(),
    }
    tx.session.execute(insert(IdempotencyKey).values(**row))
    return row_id
