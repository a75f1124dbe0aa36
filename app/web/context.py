"""What every template may use, on every surface."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, g, has_request_context, render_template, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.domain.brands.queries import Membership, memberships_of
from app.kernel import clock
from app.kernel.errors import Unavailable
from app.kernel.ids import id_at
from app.kernel.scope import Scope
from app.kernel.touched import Thing
from app.resources.container import current
from app.resources.kept import Made
from app.web.answers import this_page
from app.web.headers import csp_nonce
from app.web.locale import market_names
from app.web.unit import unit
from app.web.viewer import LOCALES, Person, current_locale, current_market, current_person, current_theme

_NONCE_MARK = secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class TemplateViewer:
    """The person signed in, as templates see them."""

    account_id: int
    display_name: str
    handle: str
    email: str
    is_moderator: bool
    brands: tuple[Membership, ...]


def init_context(app: Flask) -> None:
    """Register the context processor and the fingerprinted static addresses."""
    addresses: dict[str, str] = {}

    def asset_url(path: str) -> str:
        if path not in addresses or app.debug:
            file = Path(app.static_folder or "") / path
            digest = sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "missing"
            addresses[path] = url_for("static", filename=path, v=digest)
        return addresses[path]

    drawn_once: dict[tuple[str, str], str] = {}

    def unchanging(name: str) -> Markup:
        """A template that says the same on every page of a language, drawn once. It may use the nonce."""
        key = (name, current_locale())
        if key not in drawn_once or app.debug:
            drawn_once[key] = render_template(name, csp_nonce=lambda: _NONCE_MARK)
        return Markup(drawn_once[key].replace(_NONCE_MARK, csp_nonce()))  # noqa: S704 (drawn by our own template)

    # As globals, these also reach components that are imported without a page's context: such imports are made once.
    app.jinja_env.globals |= {
        "asset_url": asset_url,
        "this_page": this_page,
        "csrf_token": lambda: g.get("form_token") or generate_csrf(),
        "unchanging": unchanging,
    }

    @app.context_processor
    def shared() -> dict[str, Any]:
        if not has_request_context():
            return {}  # a mail that the worker writes: nobody looks at a page
        return {
            "current_viewer": _template_viewer(),
            "csp_nonce": csp_nonce,
            "locale": current_locale(),
            "locales": LOCALES,
            "market": current_market(),
            "named_markets": market_names,
            "theme_wish": current_theme(),
            "drawn_at": lambda: str(id_at(clock.utcnow())),
        }


def _template_viewer() -> TemplateViewer | None:
    if "template_viewer" not in g:
        person = current_person()
        g.template_viewer = _describe(person) if person else None
    viewer: TemplateViewer | None = g.template_viewer
    return viewer


def _describe(person: Person) -> TemplateViewer:
    return TemplateViewer(
        person.account_id,
        person.display_name,
        person.handle,
        person.email,
        person.is_moderator,
        _brands_of(person),
    )


def _brands_of(person: Person) -> tuple[Membership, ...]:
    key, kept = ("memberships", person.account_id), current().kept

    def made(keys: list[object]) -> dict[object, Made]:
        with unit(Scope.shopper(person.account_id)) as tx:
            brands = tuple(memberships_of(tx, person.account_id))
        marks = [(Thing.ACCOUNT, person.account_id), *((Thing.BRAND, brand.brand_id) for brand in brands)]
        return dict.fromkeys(keys, (brands, marks))

    try:
        found: tuple[Membership, ...] = (
            kept.find_all([key], made)[key] if g.get("quick") and kept.listen() else made([key])[key][0]
        )
    except Unavailable:
        return ()  # so that the page that tells of it can be drawn: asked once, it is not asked again
    return found
