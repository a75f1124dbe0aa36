"""A product's page: a place to decide. One button."""

import json

from flask import render_template
from markupsafe import Markup

from app.domain.assets.queries import pictures_by_ids
from app.domain.brands.queries import brands_by_ids
from app.domain.catalog.errors import ProductNotFound
from app.domain.catalog.queries import get_product
from app.domain.posts.queries import post_ids_showing_product
from app.domain.timelines.cards import cards_for, product_cards
from app.entrypoints.shop.blueprint import shop
from app.kernel.ids import parse_id
from app.resources.container import current
from app.web.access import Access, access
from app.web.presenting import presentation
from app.web.unit import unit
from app.web.viewer import current_viewer
from app.wire.cards import brand_ref, image_view, post_cards, product_view
from app.wire.offers import are_alike, delivery_sentence, offer_rows, product_json_ld


@shop.get("/products/<product_id>", endpoint="product")
@access(Access.PUBLIC)
def product_page(product_id: str) -> str:
    """Gallery, price with its true prior price, delivery, seller, and the posts that show it."""
    viewer, show = current_viewer(), presentation()
    parsed = parse_id(product_id)
    if parsed is None:
        raise ProductNotFound
    with unit() as tx:
        product = get_product(tx, viewer, parsed)
        pictures = pictures_by_ids(tx, product.asset_ids)
        brand = brands_by_ids(tx, viewer, [product.brand_id])[product.brand_id]
        avatar = pictures_by_ids(tx, [brand.avatar_asset_id] if brand.avatar_asset_id else [])
        card = product_cards(tx, [product])[product.id]
        posts = cards_for(tx, viewer, post_ids_showing_product(tx, viewer, product.id, limit=4))
    view = product_view(card, brand.name, show, None)
    gallery = [image_view(pictures[a], show, product.title) for a in product.asset_ids if a in pictures]
    offers = offer_rows(card, show)
    return render_template(
        "shop/product.html",
        product=product,
        view=view,
        gallery=gallery,
        offers=offers,
        alike=are_alike(offers),
        any_prior=any(row.price.prior for row in offers),
        delivery=delivery_sentence(product.lead, show) if product.lead else None,
        brand=brand,
        ref=brand_ref(brand, avatar.get(brand.avatar_asset_id or 0), show),
        posts=post_cards(posts, show),
        json_ld=_script_json(product_json_ld(product, brand, gallery, current().settings.public_url)),
    )


def _script_json(document: dict[str, object]) -> Markup:
    """JSON that may stand inside a script element: nothing in it can close the element."""
    text = json.dumps(document, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
