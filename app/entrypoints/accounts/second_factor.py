"""Two-step log-in: the code asked for, the set-up, new recovery codes, switching off."""

from flask import redirect, render_template, request, session
from flask_babel import gettext
from werkzeug import Response

from app.entrypoints.accounts.blueprint import accounts, errors_in_words
from app.entrypoints.accounts.choosing import take_along
from app.entrypoints.accounts.proof import must_prove, prove, signed_in_user
from app.kernel.errors import InvalidInput
from app.web.access import Access, access
from app.web.answers import go_back, page_path
from app.web.identity.limits import count_try, give_back
from app.web.identity.notices import send_second_factor_changed
from app.web.identity.second_factor import (
    WRONG_CODE,
    begin_set_up,
    check_code,
    finish_set_up,
    renew_recovery_codes,
    switch_off,
)
from app.web.identity.signing_in import (
    begin_session,
    end_other_sessions,
    find_user,
    note_second_factor,
    waiting_user,
)
from app.web.identity.store import User
from app.web.viewer import current_person

_SET_UP_KEY = "second_factor_set_up"


def _owing() -> tuple[User, str] | None:
    """Who owes a code: after the password, or signed in before the second factor was switched on."""
    waiting = waiting_user()
    if waiting is not None:
        return waiting
    person = current_person()
    user = find_user(person.account_id) if person and not person.second_factor else None
    if user is None or not user.tf_primary_method:
        return None
    return user, page_path(request.values.get("next", "")[:2_000]) or "/"


@accounts.get("/two-factor")
@access(Access.PUBLIC)
def code() -> str | Response:
    """Ask for the code; who is signed in and has no second factor yet sets it up."""
    if _owing() is None:
        person = current_person()
        return redirect("/two-factor/set-up" if person and not person.second_factor else "/login", 303)
    return render_template("security/code.html", errors={})


@accounts.post("/two-factor")
@access(Access.PUBLIC)
def check_the_code() -> Response | tuple[str, int]:
    """Check it, and sign in."""
    owing = _owing()
    if owing is None:
        return go_back("/login", gettext("That took too long. Log in again."), "info")
    user, following = owing
    count_try("code", str(user.id))
    if not check_code(user, request.form.get("code", "")[:40]):
        return render_template("security/code.html", errors=errors_in_words({"code": WRONG_CODE})), 422
    give_back("code", str(user.id))
    begin_session(user, method="authenticator", second_factor=True)
    return take_along(redirect(following, 303), user.id)


@accounts.get("/two-factor/set-up")
@access(Access.SIGNED_IN)
def set_up() -> str | Response:
    """The code to scan, made anew for whoever opens the page."""
    return _code_first() or _set_up_page({})


@accounts.post("/two-factor/set-up")
@access(Access.SIGNED_IN)
def finish() -> str | tuple[str, int] | Response:
    """A first code from the app switches it on; the recovery codes are shown this once."""
    if (code_first := _code_first()) is not None:
        return code_first
    user = signed_in_user()
    sealed = session.get(_SET_UP_KEY)
    if not sealed:
        return redirect("/two-factor/set-up", 303)
    count_try("code", str(user.id))
    try:
        prove(user)
        codes = finish_set_up(user, str(sealed), request.form.get("code", "")[:40])
    except InvalidInput as error:
        return _set_up_page(error.fields, str(sealed)), 422
    give_back("code", str(user.id))
    session.pop(_SET_UP_KEY, None)
    _changed(user, on=True)
    following = "/moderation/" if user.is_moderator else "/you"
    return render_template("security/recovery_codes.html", codes=codes, following=following)


def _code_first() -> Response | None:
    """A second factor is moved, renewed or switched off only where it was given: else its code is asked for first."""
    person = current_person()
    if person is None or person.second_factor or not signed_in_user().tf_primary_method:
        return None
    return redirect("/two-factor?next=/you/two-factor", 303)


def _set_up_page(faults: dict[str, str], sealed: str | None = None) -> str:
    user = signed_in_user()
    begun = begin_set_up(user, sealed)
    session[_SET_UP_KEY] = begun.sealed
    return render_template(
        "security/set_up.html",
        set_up=begun,
        errors=errors_in_words(faults),
        must_prove=must_prove(),
        moves=bool(user.tf_primary_method),
        required=user.is_moderator,
    )


@accounts.get("/you/two-factor")
@access(Access.SIGNED_IN)
def manage() -> str | Response:
    """What may be done once it is on."""
    user = signed_in_user()
    if not user.tf_primary_method:
        return redirect("/two-factor/set-up", 303)
    return _manage_page(user, {})


@accounts.post("/you/two-factor/recovery-codes")
@access(Access.SIGNED_IN)
def renew() -> str | tuple[str, int] | Response:
    """New recovery codes, shown this once; the old ones end."""
    user = signed_in_user()
    if not user.tf_primary_method:
        return redirect("/two-factor/set-up", 303)
    if (code_first := _code_first()) is not None:
        return code_first
    try:
        prove(user)
    except InvalidInput as error:
        return _manage_page(user, error.fields), 422
    return render_template("security/recovery_codes.html", codes=renew_recovery_codes(user.id))


@accounts.post("/you/two-factor/off")
@access(Access.SIGNED_IN)
def turn_off() -> tuple[str, int] | Response:
    """Switch it off; moderators cannot."""
    if (code_first := _code_first()) is not None:
        return code_first
    user = signed_in_user()
    try:
        prove(user)
    except InvalidInput as error:
        return _manage_page(user, error.fields), 422
    switch_off(user.id)
    _changed(user, on=False)
    return go_back("/you", gettext("Two-step log-in is off."), "info")


def _manage_page(user: User, faults: dict[str, str]) -> str:
    return render_template(
        "security/two_factor.html",
        errors=errors_in_words(faults),
        must_prove=must_prove(),
        codes_left=len(user.mf_recovery_codes or []),
        required=user.is_moderator,
    )


def _changed(user: User, *, on: bool) -> None:
    note_second_factor(on)
    person = current_person()
    if person is not None:
        end_other_sessions(person)
    send_second_factor_changed(user, on=on)
