"""A brand's products: found, filtered, and their prices and availability changed in place."""

from flask import request
from flask_babel import gettext
from werkzeug import Response

from app.domain.catalog.actions import set_offer
from app.domain.catalog.errors import OfferNotFound
from app.domain.catalog.member_queries import (
    ProductFilter,
    count_products_as_member,
    get_product_as_member,
    list_products_as_member,
)
from app.entrypoints.brand_console.blueprint import console
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
    return _render(own_id(product_id), {}, {})


@console.post("/<brand_slug>/catalogue/<product_id>/offers/<offer_id>", endpoint="set_offer")
@access(Access.BRAND)
@limiter.limit("600 per hour")
def change_offer(brand_slug: str, product_id: str, offer_id: str) -> Response | tuple[str, int]:
    """Change a price, an availability or both; open cards follow. A refused price keeps what was typed."""
    brand_id, offer = membership().brand_id, own_id(offer_id)
    typed = {name: request.form.get(name, "")[:60] for name in ("price", "availability")}
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
        return _render(own_id(product_id), {offer_id: typed}, {offer_id: by_field(refusal.fields)}), 422
    words = gettext("Saved. Every open page shows it now.") if changed else gettext("Nothing had changed.")
    page = safe_referrer() or here("own_product", product_id=product_id)
    return go_back(f"{page}#offer-{offer}", words)


def _render(
    product_id: int, typed: dict[str, dict[str, str]], errors: dict[str, dict[str, list[str]]]
) -> str:
    with unit() as tx:
        shown = get_product_as_member(tx, membership().brand_id, current_locale(), product_id)
        row = product_rows(tx, [shown])[0]
    return console_page(
        "product.html",
        "catalogue",
        row=row,
        typed=typed,
        offer_errors=errors,
        availabilities=availability_options(),
    )
