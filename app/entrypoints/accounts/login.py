"""Log in and log out."""

from flask import redirect, render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.entrypoints.accounts.blueprint import accounts, errors_in_words
from app.entrypoints.accounts.choosing import take_along
from app.web.access import Access, access
from app.web.answers import go_back, page_path
from app.web.identity.limits import count_try, give_back
from app.web.identity.notices import send_confirmation
from app.web.identity.signing_in import begin_session, end_this_session, user_with_password, wait_for_code
from app.web.identity.store import User
from app.web.viewer import current_person

MAX_NEXT = 2_000
WRONG = "This e-mail address and password do not go together."


def wished_next() -> str:
    """Where the form or link wants to go after: a path of this site, or the feed."""
    return page_path(request.values.get("next", "")[: MAX_NEXT + 1]) or "/"


@accounts.get("/login")
@access(Access.PUBLIC)
def login() -> str | Response:
    """The log-in form; who is signed in already goes on."""
    if current_person() is not None:
        return redirect(wished_next(), 303)
    return render_template("security/login.html", next=wished_next(), email="", errors={})


@accounts.post("/login")
@access(Access.PUBLIC)
def log_in() -> Response | tuple[str, int]:
    """Check address and password; ask for a code where there is a second factor."""
    email = request.form.get("email", "").strip()[:255]
    count_try("login", email)
    user = user_with_password(email, request.form.get("password", "")[:1_000])
    if user is None:
        return _again(email, WRONG)
    give_back("login", email)
    if not user.active:
        return _again(email, "This account is suspended. Write to us if you think that is wrong.")
    if user.confirmed_at is None:
        send_confirmation(user)
        words = gettext("Confirm your e-mail address first. We have sent you the link again.")
        return go_back("/confirm", words, "info")
    return _proceed(user)


def _proceed(user: User) -> Response:
    following = wished_next()
    if user.tf_primary_method:
        wait_for_code(user, following)
        return redirect("/two-factor", 303)
    begin_session(user, method="password", second_factor=False)
    return take_along(redirect("/two-factor/set-up" if user.is_moderator else following, 303), user.id)


def _again(email: str, fault: str) -> tuple[str, int]:
    page = render_template(
        "security/login.html", next=wished_next(), email=email, errors=errors_in_words({"email": fault})
    )
    return page, 422


@accounts.post("/logout")
@access(Access.PUBLIC)
def log_out() -> Response:
    """End this session for good."""
    person = current_person()
    if person is not None:
        end_this_session(person)
    return go_back("/", gettext("You are logged out."), "info")
