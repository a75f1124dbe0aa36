"""What an account itself holds of a person, erased. Rooms above erase theirs first (`timelines.leaving`)."""

from sqlalchemy import delete

from app.domain.accounts.actions import new_uniquifier
from app.domain.accounts.errors import AccountNotFound
from app.domain.accounts.events import AccountDeleted
from app.domain.accounts.models import Account, ApiToken, EndedSession, IdempotencyKey
from app.kernel import clock
from app.kernel.outbox import record
from app.kernel.transaction import Transaction

_HELD = (ApiToken, EndedSession, IdempotencyKey)


def lock_account(tx: Transaction, account_id: int) -> None:
    """Keep an account for this transaction. Raises: AccountNotFound, also for one that was deleted."""
    account = tx.session.get(Account, account_id, with_for_update=True)
    if account is None or account.deleted_at is not None:
        raise AccountNotFound


def erase_account(tx: Transaction, account_id: int) -> None:
    """Leave nothing but an id, to which decisions and clicks may point; the address is free for somebody new.

    Every session and token of the account ends with it. Raises: AccountNotFound.
    """
    account = tx.session.get(Account, account_id)
    if account is None:
        raise AccountNotFound
    for table in _HELD:
        tx.session.execute(delete(table).where(table.account_id == account_id))
    account.email, account.handle = f"{account_id}@deleted.invalid", f"deleted-{account_id}"
    account.display_name, account.password = "", None
    account.active = account.is_moderator = False
    account.locale, account.market, account.theme = "fr", "FR", ""
    account.fs_uniquifier = new_uniquifier()
    account.confirmed_at = account.last_login_at = account.current_login_at = None
    account.last_login_ip = account.current_login_ip = account.login_count = None
    account.tf_primary_method = account.tf_totp_secret = account.tf_last_used_step = None
    account.mf_recovery_codes = None
    account.deleted_at = clock.utcnow()
    record(tx, AccountDeleted(account_id))
