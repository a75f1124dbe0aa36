"""`/you`: name, language, market, theme, password, and leaving other devices."""

from flask import render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.accounts.actions import rename_account
from app.domain.accounts.queries import get_account
from app.entrypoints.accounts.blueprint import accounts, errors_in_words
from app.entrypoints.accounts.proof import prove, signed_in_user
from app.kernel.errors import InvalidInput, NotAuthenticated
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.identity.notices import send_password_changed
from app.web.identity.passwords import check_new_password
from app.web.identity.signing_in import change_password, end_other_sessions
from app.web.locale import market_names
from app.web.unit import unit
from app.web.viewer import current_person


@accounts.get("/you")
@access(Access.SIGNED_IN)
def you() -> str:
    """A person's own page."""
    return _page({})


def _page(faults: dict[str, str]) -> str:
    person = current_person()
    with unit() as tx:
        account = get_account(tx, person.account_id) if person else None
    if account is None:
        raise NotAuthenticated
    name = request.form.get("display_name", account.display_name)
    return render_template(
        "security/you.html",
        account=account,
        name=name,
        market_names=market_names(),
        errors=errors_in_words(faults),
    )


@accounts.post("/you/name")
@access(Access.SIGNED_IN)
def rename() -> Response | tuple[str, int]:
    """What others see beside one's comments."""
    person = current_person()
    if person is None:
        raise NotAuthenticated
    try:
        with unit() as tx:
            rename_account(tx, person.account_id, request.form.get("display_name", "")[:1_000])
    except InvalidInput as error:
        return _page(error.fields), 422
    return go_back("/you", gettext("Your name is saved."))


@accounts.get("/you/password")
@access(Access.SIGNED_IN)
def password() -> str:
    """The form for a new password."""
    return render_template("security/password.html", errors={})


@accounts.post("/you/password")
@access(Access.SIGNED_IN)
def set_new_password() -> Response | tuple[str, int]:
    """Set it; every other session ends."""
    user = signed_in_user()
    try:
        prove(user, always=True)
        own = (user.email, user.display_name, "vitrine")
        wished = check_new_password(request.form.get("password", ""), own)
    except InvalidInput as error:
        return render_template("security/password.html", errors=errors_in_words(error.fields)), 422
    change_password(user, wished)
    send_password_changed(user)
    return go_back("/you", gettext("Your password is changed. You are logged out everywhere else."))


@accounts.post("/you/log-out-elsewhere")
@access(Access.SIGNED_IN)
def log_out_elsewhere() -> Response:
    """End every session but this one."""
    person = current_person()
    if person is None:
        raise NotAuthenticated
    end_other_sessions(person)
    return go_back("/you", gettext("You are logged out everywhere else."))
