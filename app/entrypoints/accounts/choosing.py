"""What people choose of language, market and theme: in a browser by cookies, with the account once they are signed in.

What was chosen in a browser holds there, and is kept with the account at the next log-in; from then on the account's
own choices speak, here and on every other device.
"""

from collections.abc import Mapping

from flask import request
from werkzeug import Response

from app.domain.accounts.actions import set_preferences
from app.kernel.scope import Scope
from app.resources.container import current
from app.web.unit import unit
from app.web.viewer import LOCALE_COOKIE, LOCALES, MARKET_COOKIE, MARKETS, THEME_COOKIE, THEMES

YEAR_SECONDS = 365 * 86_400
_COOKIES = {"locale": LOCALE_COOKIE, "market": MARKET_COOKIE, "theme": THEME_COOKIE}
_FIELDS = {"locale": "lang", "market": "market", "theme": "theme"}
_ALLOWED = {"locale": LOCALES, "market": MARKETS, "theme": THEMES}


def wished(values: Mapping[str, str]) -> dict[str, str]:
    """What an address or a form wishes for; words that are not known are no wish."""
    return _known({name: values.get(field, "") for name, field in _FIELDS.items()})


def chosen_here() -> dict[str, str]:
    """What was chosen in this browser."""
    return _known({name: request.cookies.get(cookie, "") for name, cookie in _COOKIES.items()})


def _known(wishes: Mapping[str, str]) -> dict[str, str]:
    return {name: wish for name, wish in wishes.items() if wish in _ALLOWED[name]}


def keep_in_browser(response: Response, wishes: Mapping[str, str]) -> Response:
    """Let these hold in this browser, whoever uses it."""
    for name, wish in wishes.items():
        _set(response, name, wish, YEAR_SECONDS)
    return response


def keep_with_account(response: Response, account_id: int, wishes: Mapping[str, str]) -> Response:
    """Let the account speak of these from now on, not this browser."""
    if wishes:
        with unit(Scope.shopper(account_id)) as tx:
            set_preferences(tx, account_id, **wishes)
    for name in wishes:
        _set(response, name, "", 0)
    return response


def take_along(response: Response, account_id: int) -> Response:
    """At log-in: what was chosen in this browser goes with the person."""
    return keep_with_account(response, account_id, chosen_here())


def _set(response: Response, name: str, wish: str, max_age_seconds: int) -> None:
    response.set_cookie(
        _COOKIES[name],
        wish,
        max_age=max_age_seconds,
        samesite="Lax",
        secure=current().settings.secure_cookies,
        # The theme is written by the switch on the page, so it is open to scripts; none of these is a secret.
        httponly=name != "theme",
    )
