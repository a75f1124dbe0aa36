"""One page: the product one came for, and what the brand's shop learnt from the link. Absent outside demo copies."""

from flask import Blueprint, render_template, request

from app.domain.brands.queries import get_brand
from app.domain.catalog.pictures import product_id_of
from app.domain.catalog.queries import get_product
from app.domain.timelines.cards import product_cards
from app.kernel.errors import NotFound
from app.resources.container import current
from app.web.access import Access, access
from app.web.presenting import presentation
from app.web.unit import unit
from app.web.viewer import current_viewer
from app.wire.cards import brand_ref, product_view

boutique = Blueprint("boutique", __name__)
BROUGHT_ALONG = ("vtr_click", "utm_source", "utm_medium", "utm_campaign", "utm_content")


@boutique.get("/boutique/<slug>/<key>", endpoint="page")
@access(Access.PUBLIC)
def page(slug: str, key: str) -> str:
    """The purchase page of a demo product."""
    if not current().settings.demo:
        raise NotFound
    viewer, show = current_viewer(), presentation()
    with unit() as tx:
        brand = get_brand(tx, viewer, slug)
        product = get_product(tx, viewer, product_id_of(tx, brand.id, f"{slug}/{key}"))
        card = product_cards(tx, [product])[product.id]
    brought = [(name, request.args[name][:200]) for name in BROUGHT_ALONG if name in request.args]
    return render_template(
        "boutique/page.html",
        brand=brand,
        ref=brand_ref(brand, None, show),
        product=product,
        view=product_view(card, brand.name, show, None),
        brought=brought,
    )
