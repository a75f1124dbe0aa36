"""Register, and confirm the e-mail address. Whether an address has an account shows only in its mailbox."""

from dataclasses import dataclass, field

from flask import redirect, render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.accounts.actions import register_account
from app.domain.accounts.errors import EmailTaken
from app.domain.accounts.names import clean_display_name
from app.entrypoints.accounts.blueprint import accounts, errors_in_words
from app.kernel.errors import InvalidInput
from app.kernel.scope import Scope
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.identity.confirming import confirm_by_token
from app.web.identity.limits import count_try
from app.web.identity.notices import clean_email, send_already_registered, send_confirmation_to
from app.web.identity.passwords import check_new_password
from app.web.identity.seeding import hash_password
from app.web.unit import unit
from app.web.viewer import current_locale, current_market, current_person


@dataclass(frozen=True, slots=True)
class Registration:
    """What the form asks for, checked."""

    email: str
    display_name: str
    password: str = field(repr=False)


@accounts.get("/register")
@access(Access.PUBLIC)
def register() -> str | Response:
    """The form; who is signed in already goes to their settings."""
    if current_person() is not None:
        return redirect("/you", 303)
    return render_template("security/register.html", values={}, errors={})


@accounts.post("/register")
@access(Access.PUBLIC)
def register_account_here() -> Response | tuple[str, int]:
    """Make the account and write to its address; the answer is the same for an address that has one."""
    try:
        wished = _read()
    except InvalidInput as error:
        page = render_template(
            "security/register.html", values=request.form, errors=errors_in_words(error.fields)
        )
        return page, 422
    count_try("register", wished.email)
    password_hash = hash_password(wished.password)
    try:
        with unit(Scope.system()) as tx:
            account_id = register_account(
                tx,
                email=wished.email,
                display_name=wished.display_name,
                password_hash=password_hash,
                locale=current_locale(),
                market=current_market(),
            )
        send_confirmation_to(account_id)
    except EmailTaken:
        send_already_registered(wished.email, current_locale())
    return redirect("/confirm", 303)


def _read() -> Registration:
    faults: dict[str, str] = {}
    email, name, password = (request.form.get(key, "") for key in ("email", "display_name", "password"))
    for check in (
        lambda: clean_display_name(name),
        lambda: clean_email(email),
        lambda: check_new_password(password, (email, name, "vitrine")),
    ):
        try:
            check()
        except InvalidInput as error:
            faults.update(error.fields)
    if faults:
        raise InvalidInput(fields=faults)
    return Registration(clean_email(email), clean_display_name(name), password)


@accounts.get("/confirm")
@access(Access.PUBLIC)
def confirm() -> str:
    """Look into your mailbox; and a form to have the link sent again."""
    return render_template("security/confirm.html", errors={}, email="")


@accounts.post("/confirm")
@access(Access.PUBLIC)
def send_confirmation_again() -> Response | tuple[str, int]:
    """Send the link once more, to an account that waits for it; the answer is the same for all."""
    try:
        email = clean_email(request.form.get("email", ""))
    except InvalidInput as error:
        page = render_template(
            "security/confirm.html", errors=errors_in_words(error.fields), email=request.form.get("email", "")
        )
        return page, 422
    count_try("confirm", email)
    send_confirmation_to(email=email)
    return go_back("/confirm", gettext("If this address waits for its confirmation, the link is on its way."))


@accounts.get("/confirm/<token>")
@access(Access.PUBLIC)
def confirm_address(token: str) -> Response | tuple[str, int]:
    """The mailed link."""
    if not confirm_by_token(token):
        return render_template("security/link_dead.html", again="/confirm", email=""), 410
    return go_back("/login", gettext("Thank you, your address is confirmed. You can log in now."))
