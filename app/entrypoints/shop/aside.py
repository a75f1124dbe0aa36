"""What stands beside the feed: true price drops, and brands to meet. The feed does not depend on it."""

from typing import Any

from app.domain.accounts.viewer import Viewer
from app.domain.discovery.queries import brands_to_meet, moved_product_ids, popular_brand_ids, price_drops
from app.entrypoints.shop.views import brand_tiles
from app.kernel.errors import Unavailable
from app.kernel.scope import Scope
from app.kernel.touched import Mark, Thing
from app.resources.container import current
from app.resources.kept import Made
from app.web.presenting import presentation
from app.web.remembering import Remembered
from app.web.unit import unit
from app.web.viewer import current_viewer
from app.wire.cards import BrandRef, TaggedProductView, product_view

DEALS, BRANDS = 4, 5
_moved: Remembered[list[int]] = Remembered(60)
_popular: Remembered[list[int]] = Remembered(60)


def aside() -> dict[str, object]:
    """`deals` and `meet` for the viewer; nothing while the database is away."""
    viewer = current_viewer()
    deals = ("deals", viewer.locale, viewer.market)
    meet = ("meet", viewer.account_id, viewer.locale)
    kept = current().kept
    try:
        if not kept.listen():
            return {"deals": _deals(viewer), "meet": _meet(viewer)}
        return {
            "deals": kept.find_all([deals], lambda keys: {key: _made_deals(viewer) for key in keys})[deals],
            "meet": kept.find_all([meet], lambda keys: {key: _made_meet(viewer) for key in keys})[meet],
        }
    except Unavailable:
        return {}


def _made_deals(viewer: Viewer) -> Made:
    deals = _deals(viewer)
    marks: list[Mark] = [(Thing.PRODUCT, int(deal.id)) for deal in deals]
    return deals, [*marks, *((Thing.BRAND, int(deal.brand_id)) for deal in deals)]


def _made_meet(viewer: Viewer) -> Made:
    brands = _meet(viewer)
    marks: list[Mark] = [(Thing.BRAND, int(brand.id)) for brand in brands]
    return brands, [*marks, *([(Thing.ACCOUNT, viewer.account_id)] if viewer.account_id else [])]


def _deals(viewer: Viewer) -> list[TaggedProductView]:
    show = presentation()
    with unit(Scope.anonymous()) as tx:
        moved = _moved.get(viewer.market, lambda: moved_product_ids(tx, viewer))
        found = price_drops(tx, viewer, among=moved, limit=DEALS)
    views: list[Any] = [product_view(card, brand, show, None) for card, brand in found]
    return [view for view in views if view is not None]


def _meet(viewer: Viewer) -> list[BrandRef]:
    with unit() as tx:
        popular = _popular.get("popular", lambda: popular_brand_ids(tx, viewer))
        return brand_tiles(tx, brands_to_meet(tx, viewer, among=popular, limit=BRANDS), presentation())
