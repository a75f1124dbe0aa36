"""A forgotten password: a mailed link that works once, for an hour."""

from flask import render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.entrypoints.accounts.blueprint import accounts, errors_in_words
from app.kernel.errors import InvalidInput
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.identity.confirming import user_of_reset_token
from app.web.identity.limits import count_try
from app.web.identity.notices import clean_email, send_password_changed, send_reset
from app.web.identity.passwords import check_new_password
from app.web.identity.signing_in import reset_password


@accounts.get("/reset")
@access(Access.PUBLIC)
def reset() -> str:
    """Ask for the link."""
    return render_template("security/reset.html", errors={}, email="")


@accounts.post("/reset")
@access(Access.PUBLIC)
def send_reset_link() -> Response | tuple[str, int]:
    """Send the link; the answer, and the time it takes, are the same for an unknown address."""
    typed = request.form.get("email", "")
    try:
        email = clean_email(typed)
    except InvalidInput as error:
        page = render_template("security/reset.html", errors=errors_in_words(error.fields), email=typed)
        return page, 422
    count_try("reset", email)
    send_reset(email)
    words = gettext("If this address has an account, a link to choose a new password is on its way.")
    return go_back("/reset", words)


@accounts.get("/reset/<token>")
@access(Access.PUBLIC)
def choose_password(token: str) -> str | tuple[str, int]:
    """The mailed link: choose a new password."""
    if user_of_reset_token(token) is None:
        return _dead()
    return render_template("security/reset_choose.html", token=token, errors={})


@accounts.post("/reset/<token>")
@access(Access.PUBLIC)
def set_password(token: str) -> Response | tuple[str, int]:
    """Set it. Every session and API token of before ends, and the link with them."""
    count_try("reset-link")
    user = user_of_reset_token(token)
    if user is None:
        return _dead()
    try:
        own = (user.email, user.display_name, "vitrine")
        password = check_new_password(request.form.get("password", ""), own)
    except InvalidInput as error:
        page = render_template(
            "security/reset_choose.html", token=token, errors=errors_in_words(error.fields)
        )
        return page, 422
    reset_password(user, password)
    send_password_changed(user)
    return go_back("/login", gettext("Your new password is set. Log in with it."))


def _dead() -> tuple[str, int]:
    return render_template("security/link_dead.html", again="/reset"), 410
