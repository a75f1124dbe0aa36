"""Language, market and theme: chosen in this browser by anybody, kept with the account for who is signed in."""

from flask import make_response, redirect, request
from flask_babel import gettext
from werkzeug import Response

from app.entrypoints.accounts.blueprint import accounts
from app.entrypoints.accounts.choosing import keep_in_browser, keep_with_account, wished
from app.web.access import Access, access
from app.web.answers import asked_by_script, go_back, page_path
from app.web.viewer import current_person


@accounts.get("/preferences")
@access(Access.PUBLIC)
def prefer() -> Response:
    """The links of a page's foot: `?lang=fr&next=/`. They change this browser only, never an account."""
    following = page_path(request.args.get("next", "")[:2_000]) or "/"
    return keep_in_browser(redirect(following, 303), wished(request.args))


@accounts.post("/preferences")
@access(Access.PUBLIC)
def save_preferences() -> Response:
    """The form on `/you`, and the theme's switch on every page."""
    person, wishes = current_person(), wished(request.form)
    following = page_path(request.form.get("next", "")[:2_000]) or "/you"
    if asked_by_script():
        response: Response = make_response("", 204)
    else:
        response = go_back(following, gettext("Your preferences are saved."))
    if person is None:
        return keep_in_browser(response, wishes)
    return keep_with_account(response, person.account_id, wishes)
