"""Reads of accounts: who a session or a token stands for, and what a person may see of their own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from app.domain.accounts.models import Account, ApiToken, EndedSession
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as its owner and the doors see it; never its secrets."""

    id: int
    email: str
    display_name: str
    handle: str
    is_moderator: bool
    locale: str
    market: str
    theme: str
    confirmed: bool
    has_second_factor: bool
    recovery_codes_left: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ApiTokenView:
    """A bearer token as its owner sees it: never the token itself."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Whom a bearer token stands for."""

    token_id: int
    last_used_at: datetime | None
    account: AccountView


def _view(account: Account) -> AccountView:
    return AccountView(
        id=account.id,
        email=account.email,
        display_name=account.display_name,
        handle=account.handle,
        is_moderator=account.is_moderator,
        locale=account.locale,
        market=account.market,
        theme=account.theme,
        confirmed=account.confirmed_at is not None,
        has_second_factor=account.tf_primary_method is not None,
        recovery_codes_left=len(account.mf_recovery_codes or []),
        created_at=account.created_at,
    )


def account_of_session(tx: Transaction, uniquifier: str, session_id: str) -> AccountView | None:
    """Whom a session stands for; None once it was ended, its password changed or its account suspended."""
    query = select(Account).where(
        Account.fs_uniquifier == uniquifier,
        Account.active,
        ~exists().where(EndedSession.session_id == session_id),
    )
    account = tx.session.scalar(query)
    return _view(account) if account else None


def holder_of_token(tx: Transaction, token_sha256: bytes) -> TokenHolder | None:
    """Whom a bearer token stands for, by its digest; None when it is unknown, revoked or its account suspended."""
    query = (
        select(Account, ApiToken)
        .join(ApiToken, ApiToken.account_id == Account.id)
        .where(ApiToken.token_sha256 == token_sha256, ApiToken.revoked_at.is_(None), Account.active)
    )
    row = tx.session.execute(query).first()
    return TokenHolder(row.ApiToken.id, row.ApiToken.last_used_at, _view(row.Account)) if row else None


def get_account(tx: Transaction, account_id: int) -> AccountView | None:
    """One account by its id."""
    account = tx.session.get(Account, account_id)
    return _view(account) if account else None


def api_tokens_of(tx: Transaction, account_id: int) -> list[ApiTokenView]:
    """A person's tokens that still open the API, newest first."""
    query = (
        select(ApiToken)
        .where(ApiToken.account_id == account_id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.id.desc())
    )
    return [ApiTokenView(t.id, t.name, t.created_at, t.last_used_at) for t in tx.session.scalars(query)]
