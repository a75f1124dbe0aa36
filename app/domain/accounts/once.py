"""Forms that are sent twice do their work once: a key from the form is claimed in the transaction that does the work."""

from hashlib import sha256

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects.postgresql import insert

from app.domain.accounts.models import IdempotencyKey
from app.kernel import clock
from app.kernel.ids import new_id
from app.kernel.transaction import Transaction

_METHOD, _DONE = "FORM", 303


def claim_once(tx: Transaction, account_id: int, key: str, place: str) -> str | None:
    """Claim a form's key at a place: None the first time, else what the first time left with `remember_once`.

    A second sending waits for the first one's transaction. If that fails, its claim is gone and this one counts.
    """
    claim = (
        insert(IdempotencyKey)
        .values(
            id=new_id(),
            account_id=account_id,
            key=key,
            method=_METHOD,
            path=place,
            request_sha256=sha256(key.encode()).digest(),
            created_at=clock.utcnow(),
        )
        .on_conflict_do_nothing()
        .returning(IdempotencyKey.id)
    )
    if tx.session.scalar(claim) is not None:
        return None
    left = tx.session.scalar(select(IdempotencyKey.response).where(*_is(account_id, key, place)))
    return (left or b"").decode()


def remember_once(tx: Transaction, account_id: int, key: str, place: str, answer: str) -> None:
    """Leave word for whoever sends the same form again."""
    left = update(IdempotencyKey).where(*_is(account_id, key, place))
    tx.session.execute(left.values(response=answer.encode(), status=_DONE))


def _is(account_id: int, key: str, place: str) -> tuple[ColumnElement[bool], ...]:
    row = IdempotencyKey
    return row.account_id == account_id, row.key == key, row.method == _METHOD, row.path == place
