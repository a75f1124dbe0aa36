"""A brand's products: found, filtered, and their prices and availability changed in place."""

from flask import request
from flask_babel import gettext
from werkzeug import Response

from app.domain.catalog.actions import set_offer, set_offers
from app.domain.catalog.errors import OfferNotFound
from app.domain.catalog.member_queries import (
    ProductFilter,
    count_products_as_member,
    get_product_as_member,
    list_products_as_member,
)
from app.entrypoints.brand_console.blueprint import console
from app.entrypoints.brand_console.price_grid import (
    MAX_CHARS,
    by_cell,
    price_grid,
    read_changes,
    with_place,
)
from app.entrypoints.brand_console.prices import read_price
from app.entrypoints.brand_console.product_rows import availability_options, product_rows
from app.entrypoints.brand_console.views import by_field, console_page, here, membership, own_id
from app.kernel.errors import InvalidInput
from app.web.access import Access, access
from app.web.answers import go_back, safe_referrer
from app.web.presenting import read_cursor, write_cursor
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import current_locale

PAGE = 25


@console.get("/<brand_slug>/catalogue", endpoint="catalogue")
@access(Access.BRAND)
def catalogue(brand_slug: str) -> str:
    """Every product with its prices; a lone price is edited in its row."""
    wished = {name: request.args.get(name, "")[:100] for name in ("q", "availability", "order")}
    order = wished["order"] if wished["order"] in ("changed", "title") else "newest"
    narrow = ProductFilter(search=wished["q"], availability=wished["availability"])
    kind = f"catalogue-{order}"
    before, brand_id, locale = (
        read_cursor(request.args.get("before"), kind),
        membership().brand_id,
        current_locale(),
    )
    with unit() as tx:
        page = list_products_as_member(
            tx, brand_id, locale, narrow=narrow, before=before, limit=PAGE, order=order
        )
        rows = product_rows(tx, page.items)
        found, total = count_products_as_member(tx, brand_id, narrow), count_products_as_member(tx, brand_id)
    kept = {name: value for name, value in wished.items() if value}
    cursor = write_cursor(page.next_before, kind)
    return console_page(
        "catalogue.html",
        "catalogue",
        rows=rows,
        found=found,
        total=total,
        wished=wished,
        order=order,
        availabilities=availability_options(),
        first_href=here("catalogue", **kept) if before else None,
        next_href=here("catalogue", **kept, before=cursor) if cursor else None,
    )


@console.get("/<brand_slug>/catalogue/<product_id>", endpoint="own_product")
@access(Access.BRAND)
def product(brand_slug: str, product_id: str) -> str:
    """One product with every price of every variant and market."""
    return _render(own_id(product_id))


@console.post("/<brand_slug>/catalogue/<product_id>", endpoint="set_offers")
@access(Access.BRAND)
@limiter.limit("600 per hour")
def change_offers(brand_slug: str, product_id: str) -> Response | tuple[str, int]:
    """Change any of a product's prices and availabilities, all of them or none. A refused form keeps what was typed."""
    product, brand_id = own_id(product_id), membership().brand_id
    typed = {name: text[:MAX_CHARS] for name, text in request.form.items()}
    try:
        with unit() as tx:
            shown = get_product_as_member(tx, brand_id, current_locale(), product)
            changes = read_changes(typed, product_rows(tx, [shown])[0].offers)
            changed = set_offers(tx, brand_id, product, changes)
    except InvalidInput as refusal:
        return _render(product, typed, by_cell(refusal.fields)), 422
    words = gettext("Saved. Every open page shows it now.") if changed else gettext("Nothing had changed.")
    return go_back(here("own_product", product_id=product_id), words)


@console.post("/<brand_slug>/catalogue/<product_id>/offers/<offer_id>", endpoint="set_offer")
@access(Access.BRAND)
@limiter.limit("600 per hour")
def change_offer(brand_slug: str, product_id: str, offer_id: str) -> Response | tuple[str, int]:
    """Change a lone price, its availability or both in the catalogue's row. A refused price keeps what was typed."""
    brand_id, offer = membership().brand_id, own_id(offer_id)
    typed = {name: request.form.get(name, "")[:MAX_CHARS] for name in ("price", "availability")}
    try:
        with unit() as tx:
            shown = get_product_as_member(tx, brand_id, current_locale(), own_id(product_id))
            currency = next((o.price.currency for o in shown.offers if o.id == offer), None)
            if currency is None:
                raise OfferNotFound
            price_minor = read_price(typed["price"], currency)
            changed = set_offer(
                tx, brand_id, offer, price_minor=price_minor, availability=typed["availability"] or None
            )
    except InvalidInput as refusal:
        cell = {f"price-{offer}": typed["price"], f"stock-{offer}": typed["availability"]}
        faults = by_cell({f"{offer}.{name}": text for name, text in refusal.fields.items()})
        return _render(own_id(product_id), cell, faults), 422
    words = gettext("Saved. Every open page shows it now.") if changed else gettext("Nothing had changed.")
    page = safe_referrer() or here("own_product", product_id=product_id)
    return go_back(f"{page}#offer-{offer}", words)


def _render(
    product_id: int, typed: dict[str, str] | None = None, faults: dict[str, str] | None = None
) -> str:
    with unit() as tx:
        shown = get_product_as_member(tx, membership().brand_id, current_locale(), product_id)
        row = product_rows(tx, [shown])[0]
    errors = by_field(faults or {})
    return console_page(
        "product.html",
        "catalogue",
        row=row,
        grid=price_grid(row.offers, typed or {}, errors),
        errors=errors,
        summary=with_place(errors, row.offers),
        availabilities=availability_options(),
    )
