"""Passwords checked and changed, sessions begun and ended. Answers are the same for who exists and who does not."""

import secrets
import time

from flask import Flask, current_app, session
from flask_security.recoverable import update_password
from flask_security.utils import login_user, logout_user, verify_password

from app.domain.accounts.actions import end_all_sessions, end_session
from app.domain.accounts.tokens import revoke_all_api_tokens
from app.kernel import clock
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import current
from app.web.identity.passwords import normal_form
from app.web.identity.seeding import hash_password
from app.web.identity.sessions import (
    PROVED_AT_KEY,
    SECOND_FACTOR_KEY,
    SESSION_ID_KEY,
    USER_KEY,
    fill_session,
)
from app.web.identity.store import User, store
from app.web.viewer import Person, forget_person

PENDING_KEY = "pending"
PENDING_SECONDS = 600
_DUMMY = "vitrine.dummy_hash"


def find_user(account_id: int) -> User | None:
    """The user behind an account."""
    return store.find_user(id=account_id)


def user_with_password(email: str, password: str) -> User | None:
    """The user whose address and password these are. For an unknown address a hash is checked all the same."""
    user = store.find_user(email=email.strip().lower())
    if user is None or user.password is None:
        verify_password(normal_form(password), current_app.extensions[_DUMMY])
        return None
    return user if user.verify_and_update_password(normal_form(password)) else None


def prepare_dummy(app: Flask) -> None:
    """Hash what nobody's password is, to be checked for unknown addresses: both take as long."""
    with app.app_context():
        app.extensions[_DUMMY] = hash_password(secrets.token_hex(16))


def begin_session(user: User, *, method: str, second_factor: bool) -> None:
    """Sign somebody in under a fresh session; what the browser held before is forgotten."""
    session.clear()
    login_user(user, remember=False, authn_via=[method])
    fill_session(session, user.fs_uniquifier, second_factor=second_factor)
    store.keep()
    forget_person()


def wait_for_code(user: User, next_path: str) -> None:
    """The password was right and a code is still to come: nobody is signed in yet."""
    session.clear()
    session[PENDING_KEY] = {"user": user.fs_uniquifier, "next": next_path, "at": int(time.time())}


def waiting_user() -> tuple[User, str] | None:
    """Who still owes a code, and where they go after; None when nobody does or it was too long ago."""
    pending = session.get(PENDING_KEY)
    if not isinstance(pending, dict) or time.time() - pending.get("at", 0) > PENDING_SECONDS:
        return None
    user = store.find_user(fs_uniquifier=str(pending.get("user", "")))
    return (user, str(pending.get("next", "/"))) if user and user.active else None


def end_this_session(person: Person) -> None:
    """Log out: this cookie and every copy of it open nothing any more, and open pages lose their sockets."""
    session_id = session.get(SESSION_ID_KEY)
    if session_id:
        with transaction(current().engine, Scope.system()) as tx:
            end_session(tx, person.account_id, str(session_id))
    forget_session(person.account_id)


def forget_session(account_id: int) -> None:
    """The account is gone: this browser is nobody's from now on, and open pages lose their sockets."""
    logout_user()
    session.clear()
    forget_person()
    current().pusher.disconnect_account(account_id)


def end_other_sessions(person: Person) -> None:
    """Log out everywhere but here."""
    with transaction(current().engine, Scope.system()) as tx:
        uniquifier = end_all_sessions(tx, person.account_id)
    _stay_signed_in(uniquifier)
    current().pusher.disconnect_account(person.account_id)


def change_password(user: User, password: str) -> None:
    """Set a new password (already judged). Every session of theirs ends; the one that asked stays, if it is one."""
    own = session.get(USER_KEY) == user.fs_uniquifier
    _set_password(user, password)
    if own:
        _stay_signed_in(user.fs_uniquifier)


def reset_password(user: User, password: str) -> None:
    """Set a new password for who came by the mailed link: their address is confirmed, all else of before ends.

    It signs nobody in: the link proves a mailbox, never a second factor, and whoever is signed in here may be another.
    """
    if user.confirmed_at is None:
        user.confirmed_at = clock.utcnow()
    _set_password(user, password)
    with transaction(current().engine, Scope.system()) as tx:
        revoke_all_api_tokens(tx, user.id)
    session.clear()
    forget_person()


def note_password_given() -> None:
    """The person just gave their password again: sensitive changes are open to this session for a while."""
    session[PROVED_AT_KEY] = time.time()


def note_second_factor(passed: bool) -> None:
    """Keep in this session whether the second factor was given."""
    session[SECOND_FACTOR_KEY] = passed
    forget_person()


def _set_password(user: User, password: str) -> None:
    update_password(user, password)
    store.keep()
    current().pusher.disconnect_account(user.id)


def _stay_signed_in(uniquifier: str) -> None:
    """Go on under the account's new uniquifier. What this session proved, and when, stays as it was."""
    proved_at = session.get(PROVED_AT_KEY, 0)
    fill_session(session, uniquifier, second_factor=session.get(SECOND_FACTOR_KEY) is True)
    session[PROVED_AT_KEY] = proved_at
    forget_person()
