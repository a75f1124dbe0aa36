"""Who moderates. Granted and taken back by whoever runs the copy, never by a page."""

from sqlalchemy import select

from app.domain.accounts.actions import new_uniquifier
from app.domain.accounts.errors import (
    AccountNotConfirmed,
    AccountNotFound,
    AccountSuspended,
    AlreadyModerator,
    NotModerator,
)
from app.domain.accounts.models import Account
from app.kernel.transaction import Transaction


def grant_moderation(tx: Transaction, email: str) -> int:
    """Make a confirmed account a moderator; answers its id. The desk opens once it has a second factor.

    Raises: AccountNotFound, AccountNotConfirmed, AccountSuspended, AlreadyModerator.
    """
    account = _with_address(tx, email)
    if account.confirmed_at is None:
        raise AccountNotConfirmed
    if not account.active:
        raise AccountSuspended
    if account.is_moderator:
        raise AlreadyModerator
    account.is_moderator = True
    return account.id


def revoke_moderation(tx: Transaction, email: str) -> int:
    """Take it away, and end the account's sessions; answers its id. The caller closes its sockets.

    Raises: AccountNotFound, NotModerator.
    """
    account = _with_address(tx, email)
    if not account.is_moderator:
        raise NotModerator
    account.is_moderator = False
    account.fs_uniquifier = new_uniquifier()
    return account.id


def _with_address(tx: Transaction, email: str) -> Account:
    query = select(Account).where(Account.email == email.strip().lower()).with_for_update()
    account = tx.session.scalar(query)
    if account is None:
        raise AccountNotFound
    return account
