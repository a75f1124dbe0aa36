"""Small steps that several operations share: brands with their pictures, posts by id, products as cards."""

from collections.abc import Sequence

from app.domain.assets.queries import pictures_by_ids
from app.domain.brands.queries import BrandView, brands_by_ids
from app.domain.catalog.queries import ProductView
from app.domain.timelines.cards import cards_for, product_cards
from app.kernel.transaction import Transaction
from app.web.presenting import presentation
from app.web.viewer import current_viewer
from app.wire import resource_makers as make
from app.wire import resources as r


def brand_summaries(tx: Transaction, brands: Sequence[BrandView]) -> list[r.BrandSummary]:
    """Brands with their avatars, in order."""
    show = presentation()
    pictures = pictures_by_ids(tx, [brand.avatar_asset_id for brand in brands if brand.avatar_asset_id])
    return [make.brand_summary(one, pictures.get(one.avatar_asset_id or 0), show) for one in brands]


def full_brand(tx: Transaction, view: BrandView) -> r.Brand:
    """A brand with its avatar and cover."""
    pictures = pictures_by_ids(tx, [one for one in (view.avatar_asset_id, view.cover_asset_id) if one])
    avatar, cover = pictures.get(view.avatar_asset_id or 0), pictures.get(view.cover_asset_id or 0)
    return make.brand(view, avatar, cover, presentation())


def posts(tx: Transaction, ids: Sequence[int]) -> list[r.Post]:
    """Those of these posts that the viewer may see, in order."""
    return make.posts(cards_for(tx, current_viewer(), ids), presentation())


def products(tx: Transaction, views: Sequence[ProductView]) -> list[r.ProductCard]:
    """Products as cards, in order; those not sold in the viewer's market are left out."""
    viewer, show = current_viewer(), presentation()
    cards = product_cards(tx, views)
    sellers = brands_by_ids(tx, viewer, [view.brand_id for view in views])
    made = (make.product_card(cards[view.id], sellers[view.brand_id], show) for view in views)
    return [one for one in made if one is not None]
