"""Language, market and theme: cookies for anybody, kept with the account for who is signed in."""

from flask import redirect, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.accounts.actions import set_preferences
from app.entrypoints.accounts.blueprint import accounts
from app.resources.container import current
from app.web.access import Access, access
from app.web.answers import go_back, page_path
from app.web.unit import unit
from app.web.viewer import (
    LOCALE_COOKIE,
    LOCALES,
    MARKET_COOKIE,
    MARKETS,
    current_locale,
    current_market,
    current_person,
)

YEAR_SECONDS = 365 * 86_400
THEMES = ("light", "dark", "")
_NO_WISH = "-"


@accounts.get("/preferences")
@access(Access.PUBLIC)
def prefer() -> Response:
    """The links of a page's foot: `?lang=fr&next=/`. They change this browser only, never an account."""
    following = page_path(request.args.get("next", "")[:2_000]) or "/"
    return _keep(redirect(following, 303))


@accounts.post("/preferences")
@access(Access.PUBLIC)
def save_preferences() -> Response:
    """The form on `/you`."""
    person = current_person()
    lang, market = request.form.get("lang", ""), request.form.get("market", "")
    if person is not None:
        with unit() as tx:
            set_preferences(
                tx,
                person.account_id,
                locale=lang if lang in LOCALES else current_locale(),
                market=market if market in MARKETS else current_market(),
            )
    following = page_path(request.form.get("next", "")[:2_000]) or "/you"
    return _keep(go_back(following, gettext("Your preferences are saved.")))


def _keep(response: Response) -> Response:
    for cookie, field, allowed in (
        (LOCALE_COOKIE, "lang", LOCALES),
        (MARKET_COOKIE, "market", MARKETS),
        ("theme", "theme", THEMES),
    ):
        wish = request.values.get(field, _NO_WISH)
        if wish not in allowed:
            continue
        if wish == "":
            response.delete_cookie(cookie)
            continue
        # The theme is read by the switch on the page, so it is open to scripts; none of these is a secret.
        response.set_cookie(
            cookie,
            wish,
            max_age=YEAR_SECONDS,
            samesite="Lax",
            secure=current().settings.secure_cookies,
            httponly=cookie != "theme",
        )
    return response
