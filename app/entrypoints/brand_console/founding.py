"""One's brands, and opening a new one."""

from flask import request
from flask_babel import gettext
from werkzeug import Response

from app.domain.assets.queries import pictures_by_ids
from app.domain.brands.describing import found_brand
from app.domain.brands.errors import SlugTaken
from app.domain.brands.queries import brands_by_ids, memberships_of
from app.entrypoints.brand_console.blueprint import console
from app.entrypoints.brand_console.brand_form import (
    BrandForm,
    country_options,
    in_form_order,
    read_brand_form,
)
from app.entrypoints.brand_console.views import by_field, console_page
from app.kernel.errors import InvalidInput
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.presenting import presentation
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import current_person, current_viewer
from app.wire.cards import brand_ref


@console.get("/", endpoint="brands")
@access(Access.SIGNED_IN)
def my_brands() -> str:
    """The brands one may act for, or how to open one."""
    with unit() as tx:
        own = memberships_of(tx, _account_id())
        views = brands_by_ids(tx, current_viewer(), [one.brand_id for one in own])
        avatars = pictures_by_ids(
            tx, [view.avatar_asset_id for view in views.values() if view.avatar_asset_id]
        )
    brands = [
        (one, brand_ref(view := views[one.brand_id], avatars.get(view.avatar_asset_id or 0), presentation()))
        for one in own
    ]
    return console_page("brands.html", "brands", brands=brands)


@console.get("/new", endpoint="new_brand")
@access(Access.SIGNED_IN)
def new_brand() -> str:
    """The form to open a brand."""
    return _render(BrandForm({"legal-email": _person_email()}), {})


@console.post("/new", endpoint="create_brand")
@access(Access.SIGNED_IN)
@limiter.limit("20 per hour")
def create() -> Response | tuple[str, int]:
    """Open a brand; it waits for a moderator. A refused form keeps every word."""
    form = read_brand_form(request.form)
    slug = form.get("slug").strip().lower()
    account_id = _account_id()
    try:
        with unit(Scope.brand(account_id, new_id())) as tx:
            found_brand(tx, account_id, slug, form.details())
    except (InvalidInput, SlugTaken) as refusal:
        return _render(form, in_form_order(refusal.fields)), 422
    return go_back(f"/console/{slug}/", gettext("Your brand is set up. A moderator looks at it now."))


def _render(form: BrandForm, faults: dict[str, str]) -> str:
    return console_page(
        "new_brand.html", "brands", form=form, errors=by_field(faults), countries=country_options()
    )


def _account_id() -> int:
    person = current_person()
    assert person is not None
    return person.account_id


def _person_email() -> str:
    person = current_person()
    return person.email if person else ""
