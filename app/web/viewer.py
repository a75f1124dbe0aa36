"""Who is asking: the person signed in by session or token, and the viewer (language, market) they are.

The identity library fills `person_loaders`; this module only asks them, so that doors never meet the library.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import g, request

from app.domain.accounts.viewer import Viewer

LOCALES = ("fr", "en")
MARKETS = ("FR", "BE", "CH", "DE", "ES", "GB", "IT", "LU", "NL", "PT")
LOCALE_COOKIE = "vitrine_locale"
MARKET_COOKIE = "vitrine_market"
THEMES = ("light", "dark", "system")
THEME_COOKIE = "theme"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in. `second_factor`: they proved it in this session. `by_token`: no cookie was involved."""

    account_id: int
    email: str
    display_name: str
    handle: str
    is_moderator: bool
    second_factor: bool
    by_token: bool
    locale: str
    market: str
    theme: str


person_loaders: list[Callable[[], Person | None]] = []


def current_person() -> Person | None:
    """The person signed in, or None. Asked once a request."""
    if "person" not in g:
        g.person = next((person for load in person_loaders if (person := load()) is not None), None)
    found: Person | None = g.person
    return found


def forget_person() -> None:
    """Who is asking has changed amid this request: ask anew, and for what follows from it."""
    for name in ("person", "viewer", "locale", "template_viewer", "csrf_token"):
        g.pop(name, None)


def current_locale() -> str:
    """The language of this answer: the address's `lang`, the cookie, the account, then what the browser prefers."""
    if "locale" not in g:
        g.locale = _wished_locale()
    locale: str = g.locale
    return locale


def _wished_locale() -> str:
    person = current_person()
    wished = (request.args.get("lang"), request.cookies.get(LOCALE_COOKIE), person.locale if person else None)
    for locale in wished:
        if locale in LOCALES:
            return str(locale)
    return request.accept_languages.best_match(LOCALES) or "fr"


def current_market() -> str:
    """The market whose prices are shown."""
    person = current_person()
    for market in (
        request.args.get("market"),
        request.cookies.get(MARKET_COOKIE),
        person.market if person else None,
    ):
        if market in MARKETS:
            return str(market)
    return "FR"


def current_theme() -> str:
    """The theme that was chosen, in this browser or with the account; nothing while none was."""
    person = current_person()
    wished = (request.cookies.get(THEME_COOKIE), person.theme if person else None)
    return next((theme for theme in wished if theme in THEMES), None) or ""


def current_viewer() -> Viewer:
    """The point of view that every read takes."""
    if "viewer" not in g:
        person = current_person()
        g.viewer = Viewer(person.account_id if person else None, current_locale(), current_market())
    viewer: Viewer = g.viewer
    return viewer
