"""What a brand changes of itself: description, pictures, addresses of its shop, legal details; who its members are; its end."""

from flask import g, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.assets.queries import pictures_by_ids, recent_pictures
from app.domain.brands.closing import OWNER, close_brand
from app.domain.brands.describing import (
    choose_picture,
    describe_brand,
    details_of,
    domains_of,
    members_of,
    propose_domain,
    withdraw_domain,
)
from app.domain.brands.queries import get_brand_as_member
from app.entrypoints.brand_console.blueprint import console
from app.entrypoints.brand_console.brand_form import (
    BrandForm,
    country_options,
    filled_brand_form,
    in_form_order,
    read_brand_form,
)
from app.entrypoints.brand_console.pictures import settle, take_files
from app.entrypoints.brand_console.views import by_field, console_page, here, membership, own_id
from app.kernel.errors import InvalidInput
from app.kernel.ids import parse_id
from app.kernel.scope import Scope
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.identity.leaving import prove_own
from app.web.presenting import presentation
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import current_person, current_viewer
from app.wire.cards import image_view


@console.get("/<brand_slug>/settings", endpoint="settings")
@access(Access.BRAND)
def settings(brand_slug: str) -> str:
    """Everything a brand says of itself, to be changed."""
    return _render()


@console.post("/<brand_slug>/settings", endpoint="save_settings")
@access(Access.BRAND)
@limiter.limit("120 per hour")
def save(brand_slug: str) -> Response | tuple[str, int]:
    """Keep the description and the legal details. A refused form keeps every word."""
    form = read_brand_form(request.form)
    try:
        with unit() as tx:
            describe_brand(tx, membership().brand_id, form.details())
    except InvalidInput as refusal:
        return _render(form, in_form_order(refusal.fields)), 422
    return go_back(here("settings"), gettext("Saved."))


@console.post("/<brand_slug>/settings/picture", endpoint="save_picture")
@access(Access.BRAND)
@limiter.limit("120 per hour")
def save_picture(brand_slug: str) -> Response | tuple[str, int]:
    """Show another avatar or cover: one of the brand's pictures, a new file, or none."""
    place, brand_id = request.form.get("place", ""), membership().brand_id
    wished = parse_id(request.form.get("asset_id", ""))
    ready = True
    files = [file for file in request.files.getlist("picture") if file.filename]
    if files:
        ids, faults = take_files(files[:1])
        state = next(iter(settle(ids).values()), None)
        if state is not None and state.status == "rejected":
            faults = [gettext(state.rejection)]
        if faults:
            return _render(faults={place or "avatar": " ".join(faults)}), 422
        wished, ready = ids[0], state is not None and state.status == "ready"
    try:
        with unit() as tx:
            brand = get_brand_as_member(tx, current_viewer(), brand_id)
            own = {picture.asset_id for picture in recent_pictures(tx, brand_id)}
            own |= {i for i in (brand.avatar_asset_id, brand.cover_asset_id) if i}
            if wished is not None and ready and wished not in own:
                raise InvalidInput(fields={place: "This picture is not one of yours."})
            choose_picture(tx, brand_id, place, wished)
    except InvalidInput as refusal:
        return _render(faults=refusal.fields), 422
    words = (
        gettext("Saved.") if ready else gettext("The picture is being prepared. It shows when it is ready.")
    )
    return go_back(here("settings"), words)


@console.post("/<brand_slug>/settings/domains", endpoint="add_domain")
@access(Access.BRAND)
@limiter.limit("60 per hour")
def add_domain(brand_slug: str) -> Response | tuple[str, int]:
    """Propose one more address of the shop."""
    typed = request.form.get("domain", "")[:300]
    try:
        with unit() as tx:
            host = propose_domain(tx, membership().brand_id, typed)
    except InvalidInput as refusal:
        return _render(faults=refusal.fields, domain=typed), 422
    words = gettext(
        "%(host)s waits for a moderator. Purchase links lead there once it is approved.", host=host
    )
    return go_back(here("settings") + "#domains", words)


@console.post("/<brand_slug>/settings/domains/<domain_id>/remove", endpoint="remove_domain")
@access(Access.BRAND)
def remove_domain(brand_slug: str, domain_id: str) -> Response:
    """Take an address of the shop away. Harmless to repeat."""
    with unit() as tx:
        withdraw_domain(tx, membership().brand_id, own_id(domain_id))
    return go_back(
        here("settings") + "#domains", gettext("The address is gone: no purchase link leads there now.")
    )


@console.post("/<brand_slug>/settings/close", endpoint="close")
@access(Access.BRAND)
@limiter.limit("20 per hour")
def close(brand_slug: str) -> Response | tuple[str, int]:
    """Close the brand for good; its address typed by hand says that it is meant, the password who means it."""
    typed = request.form.get("close", "")[:100]
    person = current_person()
    assert person is not None
    try:
        prove_own(person, request.form.get("current_password", "")[:1_000])
        with unit(Scope.system()) as tx:
            close_brand(tx, g.scope.account_id, membership().brand_id, typed)
    except InvalidInput as refusal:
        return _render(faults=refusal.fields), 422
    return go_back(here("overview"), gettext("The brand is closed."), "info")


def _render(form: BrandForm | None = None, faults: dict[str, str] | None = None, domain: str = "") -> str:
    brand_id, show = membership().brand_id, presentation()
    with unit() as tx:
        form = form or filled_brand_form(details_of(tx, brand_id))
        brand = get_brand_as_member(tx, current_viewer(), brand_id)
        domains, members = domains_of(tx, brand_id), members_of(tx, brand_id)
        shown = pictures_by_ids(tx, [i for i in (brand.avatar_asset_id, brand.cover_asset_id) if i])
        choices = shown | {picture.asset_id: picture for picture in recent_pictures(tx, brand_id)}
    return console_page(
        "settings.html",
        "settings",
        form=form,
        errors=by_field(faults or {}),
        domain=domain,
        brand=brand,
        domains=domains,
        members=members,
        may_close=membership().role == OWNER and membership().status != "closed",
        countries=country_options(),
        choices=[(str(asset_id), image_view(picture, show)) for asset_id, picture in choices.items()],
        chosen={
            "avatar": str(brand.avatar_asset_id or ""),
            "cover": str(brand.cover_asset_id or ""),
        },
    )
