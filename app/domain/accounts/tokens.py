"""Bearer tokens of the JSON door: made, used, revoked. The token is shown once; only its SHA-256 is kept."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, select, update

from app.domain.accounts.errors import ApiTokenNotFound, TooManyApiTokens
from app.domain.accounts.models import ApiToken
from app.domain.accounts.names import clean_display_name
from app.kernel import clock
from app.kernel.ids import new_id
from app.kernel.touched import Thing
from app.kernel.transaction import Transaction

PREFIX = "vtr_"
MAX_TOKENS = 50
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token just made; `secret` is shown to its owner this once."""

    id: int
    secret: str = field(repr=False)


def digest_token(secret: str) -> bytes:
    """What is stored of a token. A plain digest suffices: the secret has 240 random bits."""
    return sha256(secret.encode()).digest()


def create_api_token(tx: Transaction, account_id: int, name: str) -> MadeToken:
    """Make a bearer token for an account.

    Raises: InvalidInput for its name; TooManyApiTokens.
    """
    label = clean_display_name(name, field="name")
    held = select(func.count()).where(ApiToken.account_id == account_id, ApiToken.revoked_at.is_(None))
    if (tx.session.scalar(held) or 0) >= MAX_TOKENS:
        raise TooManyApiTokens
    made = MadeToken(new_id(), PREFIX + secrets.token_urlsafe(30))
    row = ApiToken(
        id=made.id,
        account_id=account_id,
        name=label,
        token_sha256=digest_token(made.secret),
        created_at=clock.utcnow(),
    )
    tx.session.add(row)
    return made


def revoke_api_token(tx: Transaction, account_id: int, token_id: int) -> None:
    """End one of the person's own tokens at once.

    Raises: ApiTokenNotFound, for another's as well.
    """
    revoke = (
        update(ApiToken)
        .where(ApiToken.id == token_id, ApiToken.account_id == account_id, ApiToken.revoked_at.is_(None))
        .values(revoked_at=clock.utcnow())
        .returning(ApiToken.id)
    )
    if tx.session.scalar(revoke) is None:
        raise ApiTokenNotFound
    tx.touch(Thing.ACCOUNT, account_id)


def revoke_all_api_tokens(tx: Transaction, account_id: int) -> None:
    """End every token of a person: whoever had the account may have made some."""
    held = (ApiToken.account_id == account_id, ApiToken.revoked_at.is_(None))
    tx.session.execute(update(ApiToken).where(*held).values(revoked_at=clock.utcnow()))
    tx.touch(Thing.ACCOUNT, account_id)


def note_token_use(tx: Transaction, token_id: int, last_used_at: datetime | None) -> None:
    """Keep when a token was last used, to the minute, so that a busy client does not write on every request."""
    now = clock.utcnow()
    if last_used_at is None or now - last_used_at >= _NOTED_EVERY:
        tx.session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=now))
