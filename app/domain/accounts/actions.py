"""Writes of accounts: registering, what a person changes of their own, sessions that end.

Knows hashes only: passwords are hashed by the identity library, above.
"""

import secrets
from datetime import timedelta

from sqlalchemy import delete, func, or_, select, update

from app.domain.accounts.errors import AccountNotFound, EmailTaken, SecondFactorRequired
from app.domain.accounts.events import AccountSuspended
from app.domain.accounts.models import Account, EndedSession
from app.domain.accounts.names import clean_display_name, derive_handle, other_handle
from app.kernel import clock
from app.kernel.errors import NotAuthenticated
from app.kernel.ids import new_id
from app.kernel.outbox import record
from app.kernel.transaction import Transaction

SESSION_MEMORY = timedelta(days=30)
"""How long an ended session is remembered: longer than any cookie lives."""


def new_uniquifier() -> str:
    """What sessions and mailed links of an account are tied to; a new one ends them all."""
    return secrets.token_hex(16)


def register_account(
    tx: Transaction, *, email: str, display_name: str, password_hash: str, locale: str, market: str
) -> int:
    """Make an account that waits for its e-mail confirmation; answers its id.

    Raises: EmailTaken; InvalidInput for a name that cannot be shown.
    """
    name = clean_display_name(display_name)
    address = email.lower()
    tx.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("account:" + address))))
    known = tx.session.scalar(select(Account).where(Account.email == address))
    if known is not None:
        return _register_again(known, name, password_hash)
    account = Account(
        id=new_id(),
        email=address,
        display_name=name,
        handle=_free_handle(tx, derive_handle(name)),
        password=password_hash,
        locale=locale,
        market=market,
        created_at=clock.utcnow(),
        fs_uniquifier=new_uniquifier(),
    )
    tx.session.add(account)
    tx.session.flush()
    return account.id


def _register_again(account: Account, display_name: str, password_hash: str) -> int:
    """Nobody proved to own the address yet, so the last to register it holds it, and older mailed links end:
    whoever was first cannot keep a password on somebody else's address."""
    if account.confirmed_at is not None or not account.active:
        raise EmailTaken
    account.display_name, account.password = display_name, password_hash
    account.fs_uniquifier = new_uniquifier()
    return account.id


def create_seed_account(
    tx: Transaction,
    *,
    email: str,
    display_name: str,
    password_hash: str | None,
    active: bool = True,
    handle: str | None = None,
    locale: str = "fr",
    market: str = "FR",
    is_moderator: bool = False,
    totp_secret: str | None = None,
) -> int:
    """Make a confirmed account, or answer the id of the one that has this address already.

    Shapes: `totp_secret` as stored, sealed by the identity library (`app.web.identity.seeding`).
    """
    found = tx.session.scalar(select(Account.id).where(Account.email == email.lower()))
    if found is not None:
        return found
    now = clock.utcnow()
    account = Account(
        id=new_id(),
        email=email.lower(),
        display_name=display_name,
        handle=_free_handle(tx, handle or derive_handle(display_name)),
        password=password_hash,
        active=active,
        locale=locale,
        market=market,
        is_moderator=is_moderator,
        tf_primary_method="authenticator" if totp_secret else None,
        tf_totp_secret=totp_secret,
        created_at=now,
        confirmed_at=now,
        fs_uniquifier=new_uniquifier(),
    )
    tx.session.add(account)
    tx.session.flush()
    return account.id


def _free_handle(tx: Transaction, wish: str) -> str:
    tx.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("handle:" + wish))))
    taken = tx.session.scalar(select(Account.id).where(Account.handle == wish))
    return other_handle(wish) if taken is not None else wish


def hold_account(tx: Transaction, account_id: int) -> None:
    """Let nobody delete this person's account before this transaction ends: what it writes would outlive them.

    Raises: NotAuthenticated when it is deleted.
    """
    alive = select(Account.id).where(Account.id == account_id, Account.deleted_at.is_(None))
    if tx.session.scalar(alive.with_for_update(read=True, key_share=True)) is None:
        raise NotAuthenticated


def set_preferences(
    tx: Transaction,
    account_id: int,
    *,
    locale: str | None = None,
    market: str | None = None,
    theme: str | None = None,
) -> None:
    """Keep a person's language, market and theme, those that are given; the door checked that they are known ones."""
    account = _own(tx, account_id)
    account.locale, account.market = locale or account.locale, market or account.market
    account.theme = theme or account.theme


def rename_account(tx: Transaction, account_id: int, display_name: str) -> None:
    """Change what a person is called; the handle stays, since others may have written it down.

    Raises: InvalidInput.
    """
    _own(tx, account_id).display_name = clean_display_name(display_name)


def end_session(tx: Transaction, account_id: int, session_id: str) -> None:
    """Remember that a session was logged out, and forget those whose cookies are long dead."""
    now = clock.utcnow()
    tx.session.execute(delete(EndedSession).where(EndedSession.ended_at < now - SESSION_MEMORY))
    if tx.session.get(EndedSession, session_id) is None:
        tx.session.add(EndedSession(session_id=session_id, account_id=account_id, ended_at=now))


def end_all_sessions(tx: Transaction, account_id: int) -> str:
    """End every session of an account; answers the uniquifier that a new session is to hold."""
    account = _own(tx, account_id)
    account.fs_uniquifier = new_uniquifier()
    return account.fs_uniquifier


def suspend_account(tx: Transaction, account_id: int) -> None:
    """Ban: the account opens nothing any more, its sessions end and its sockets are closed."""
    account = _own(tx, account_id)
    account.active = False
    account.fs_uniquifier = new_uniquifier()
    record(tx, AccountSuspended(account_id))


def reinstate_account(tx: Transaction, account_id: int) -> None:
    """Undo a suspension."""
    _own(tx, account_id).active = True


def claim_totp_step(tx: Transaction, account_id: int, step: int) -> bool:
    """Use up a time step of the second factor; False when it, or a later one, was used before."""
    claim = (
        update(Account)
        .where(
            Account.id == account_id,
            or_(Account.tf_last_used_step.is_(None), Account.tf_last_used_step < step),
        )
        .values(tf_last_used_step=step)
        .returning(Account.id)
        .execution_options(synchronize_session=False)
    )
    return tx.session.scalar(claim) is not None


def set_second_factor(tx: Transaction, account_id: int, secret: str, recovery_digests: list[str]) -> None:
    """Switch the second factor on, or move it to another device; the old one and its recovery codes end."""
    account = _own(tx, account_id)
    account.tf_primary_method, account.tf_totp_secret = "authenticator", secret
    account.mf_recovery_codes = recovery_digests


def clear_second_factor(tx: Transaction, account_id: int) -> None:
    """Switch the second factor off.

    Raises: SecondFactorRequired for a moderator, who must have one.
    """
    account = _own(tx, account_id)
    if account.is_moderator:
        raise SecondFactorRequired
    account.tf_primary_method = account.tf_totp_secret = account.mf_recovery_codes = None


def set_recovery_codes(tx: Transaction, account_id: int, digests: list[str]) -> None:
    """Replace the recovery codes; those on older paper end."""
    _own(tx, account_id).mf_recovery_codes = digests


def use_recovery_code(tx: Transaction, account_id: int, digest: str) -> bool:
    """Use up one recovery code; False when there is no such code (any more)."""
    account = tx.session.get(Account, account_id, with_for_update=True)
    codes = list(account.mf_recovery_codes or []) if account else []
    if account is None or digest not in codes:
        return False
    account.mf_recovery_codes = [code for code in codes if code != digest]
    return True


def _own(tx: Transaction, account_id: int) -> Account:
    account = tx.session.get(Account, account_id)
    if account is None:
        raise AccountNotFound
    return account
