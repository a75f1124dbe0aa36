"""Sessions and bearer tokens: what they hold, whom they stand for, how they end.

A session is a signed cookie. It stands for its account while three things hold: the account's uniquifier is the
one it was made with (a new password makes a new one), it was not logged out, and the account is active.
"""

import secrets
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask import g, request, session

from app.domain.accounts.errors import ApiTokenRefused
from app.domain.accounts.queries import AccountView, account_of_session, holder_of_token
from app.domain.accounts.tokens import digest_token, note_token_use
from app.kernel.errors import AppError
from app.kernel.scope import Scope
from app.kernel.touched import Thing
from app.kernel.transaction import transaction
from app.resources.container import current
from app.resources.kept import Made
from app.web.viewer import Person

SESSION_DAYS = 14
USER_KEY = "_user_id"
"""Where the identity library keeps the account's uniquifier."""
SESSION_ID_KEY = "sid"
SECOND_FACTOR_KEY = "second_factor"
PROVED_AT_KEY = "fs_paa"
"""Where the identity library keeps when the password was last given (Unix seconds)."""


def fill_session(into: MutableMapping[str, Any], uniquifier: str, *, second_factor: bool) -> None:
    """Write what a fresh session of an account holds, under an id of its own."""
    into[USER_KEY] = uniquifier
    into["_fresh"] = True
    into[PROVED_AT_KEY] = time.time()
    into["_permanent"] = True
    into[SESSION_ID_KEY] = secrets.token_hex(16)
    into[SECOND_FACTOR_KEY] = second_factor


def proved_recently(minutes: int = 30) -> bool:
    """Whether the person gave their password in this session not long ago."""
    return time.time() - float(session.get(PROVED_AT_KEY, 0)) < timedelta(minutes=minutes).total_seconds()


def session_person() -> Person | None:
    """The person this request's session stands for."""
    uniquifier, session_id = session.get(USER_KEY), session.get(SESSION_ID_KEY)
    if not uniquifier or not session_id:
        return None
    second_factor = session.get(SECOND_FACTOR_KEY) is True

    def look() -> Person | None:
        with _nobody_when_refused(), transaction(current().engine, Scope.system()) as tx:
            account = account_of_session(tx, str(uniquifier), str(session_id))
        return _person(account, second_factor=second_factor, by_token=False) if account else None

    return _kept_or_looked_up(("session", uniquifier, session_id, second_factor), look)


def token_person() -> Person | None:
    """The person this request's bearer token stands for. A token is one factor, never two.

    Raises: ApiTokenRefused, since a client that sent a dead token must not be answered as a stranger.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    digest = digest_token(token.strip())

    def look() -> Person:
        with _nobody_when_refused(), transaction(current().engine, Scope.system()) as tx:
            holder = holder_of_token(tx, digest)
            if holder is None:
                raise ApiTokenRefused
            note_token_use(tx, holder.token_id, holder.last_used_at)
        return _person(holder.account, second_factor=False, by_token=True)

    return _kept_or_looked_up(("token", digest), look)


def _kept_or_looked_up(key: tuple[object, ...], look: Callable[[], Person | None]) -> Person | None:
    """Who it is from SQL; on quick reads from a copy, which ends with the session, the token or the account."""
    kept = current().kept
    if not g.get("quick") or not kept.listen():
        return look()

    def make(keys: list[object]) -> dict[object, Made]:
        person = look()
        return {only: (person, ((Thing.ACCOUNT, person.account_id),)) for only in keys if person is not None}

    found: Person | None = kept.find_all([key], make).get(key)
    return found


@contextmanager
def _nobody_when_refused() -> Iterator[None]:
    """A refusal here leaves nobody signed in, so that the page that tells it can still be drawn."""
    try:
        yield
    except AppError:
        g.person = None
        raise


def _person(account: AccountView, *, second_factor: bool, by_token: bool) -> Person:
    return Person(
        account_id=account.id,
        email=account.email,
        display_name=account.display_name,
        handle=account.handle,
        is_moderator=account.is_moderator,
        second_factor=second_factor,
        by_token=by_token,
        locale=account.locale,
        market=account.market,
        theme=account.theme,
    )
