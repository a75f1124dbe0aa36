"""Before a sensitive change the password is asked for once more, unless it was given a moment ago."""

from flask import request

from app.kernel.errors import InvalidInput, NotAuthenticated
from app.web.identity.limits import count_try, give_back
from app.web.identity.sessions import proved_recently
from app.web.identity.signing_in import find_user, note_password_given, user_with_password
from app.web.identity.store import User
from app.web.viewer import current_person


def signed_in_user() -> User:
    """The user behind the person signed in.

    Raises: NotAuthenticated.
    """
    person = current_person()
    user = find_user(person.account_id) if person else None
    if user is None:
        raise NotAuthenticated
    return user


def must_prove() -> bool:
    """Whether the form has to ask for the password."""
    return not proved_recently()


def prove(user: User, *, always: bool = False) -> None:
    """Check `current_password`, when it has to be given.

    Raises: InvalidInput, TooManyTries.
    """
    if not always and not must_prove():
        return
    count_try("proof", str(user.id))
    if user_with_password(user.email, request.form.get("current_password", "")[:1_000]) is None:
        raise InvalidInput(fields={"current_password": "This is not your password."})
    give_back("proof", str(user.id))
    note_password_given()
