"""Reads of products and what they cost in the viewer's market."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from app.domain.accounts.viewer import Viewer, say
from app.domain.brands.models import Brand
from app.domain.catalog.errors import ProductNotFound
from app.domain.catalog.models import Offer, Product, ProductImage, Variant
from app.domain.catalog.policy import previewed_in, visible_to_shoppers
from app.domain.catalog.selling import lead_offer
from app.kernel.money import Money
from app.kernel.paging import Page
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OfferView:
    """What one variant costs in one market."""

    id: int
    variant_id: int
    variant_title: str
    options: dict[str, str]
    market: str
    price: Money
    availability: str
    stock_country: str | None
    delivery_days_min: int | None
    delivery_days_max: int | None
    purchase_url: str

    @property
    def name(self) -> str:
        """What tells the variant from its like; empty where a product has only one."""
        return self.variant_title or " · ".join(self.options.values())


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product with its offers in the viewer's market, variants in order.

    `lead` is the offer that speaks for it on cards and where its purchase link leads. None: not sold here.
    """

    id: int
    brand_id: int
    title: str
    description: str
    product_type: str
    maker: str
    asset_ids: tuple[int, ...]
    offers: tuple[OfferView, ...]
    lead: OfferView | None
    updated_at: datetime


def _offers(tx: Transaction, product_ids: Sequence[int], market: str | None) -> dict[int, list[OfferView]]:
    """Offers by product, in one market or in all of them."""
    query = (
        select(Variant.product_id, Variant.title, Variant.options, Offer)
        .join(Offer, Offer.variant_id == Variant.id)
        .where(Variant.product_id.in_(product_ids))
        .order_by(Variant.position, Variant.id)
    )
    if market is not None:
        query = query.where(Offer.market == market)
    found: dict[int, list[OfferView]] = {}
    for product_id, title, options, offer in tx.session.execute(query):
        view = OfferView(
            id=offer.id,
            variant_id=offer.variant_id,
            variant_title=title,
            options=dict(options),
            market=offer.market,
            price=Money(offer.price_minor, offer.currency),
            availability=offer.availability,
            stock_country=offer.stock_country,
            delivery_days_min=offer.delivery_days_min,
            delivery_days_max=offer.delivery_days_max,
            purchase_url=offer.purchase_url,
        )
        found.setdefault(product_id, []).append(view)
    return found


def _asset_ids(tx: Transaction, product_ids: Sequence[int]) -> dict[int, list[int]]:
    query = (
        select(ProductImage.product_id, ProductImage.asset_id)
        .where(ProductImage.product_id.in_(product_ids))
        .order_by(ProductImage.product_id, ProductImage.position)
    )
    found: dict[int, list[int]] = {}
    for product_id, asset_id in tx.session.execute(query):
        found.setdefault(product_id, []).append(asset_id)
    return found


def _add_offers_elsewhere(
    tx: Transaction, product_ids: Sequence[int], offers: dict[int, list[OfferView]]
) -> None:
    """Give each product without an offer here those of one other market where it is sold."""
    unsold = [product_id for product_id in product_ids if product_id not in offers]
    if not unsold:
        return
    for product_id, found in _offers(tx, unsold, None).items():
        market = min(offer.market for offer in found)
        offers[product_id] = [offer for offer in found if offer.market == market]


def _views(
    tx: Transaction, viewer: Viewer, products: Sequence[Product], *, sold_anywhere: bool = False
) -> list[ProductView]:
    ids = [product.id for product in products]
    if not ids:
        return []
    offers, assets = _offers(tx, ids, viewer.market), _asset_ids(tx, ids)
    if sold_anywhere:
        _add_offers_elsewhere(tx, ids, offers)
    return [
        ProductView(
            id=product.id,
            brand_id=product.brand_id,
            title=say(product.title, viewer.locale),
            description=say(product.description, viewer.locale),
            product_type=product.product_type,
            maker=product.maker,
            asset_ids=tuple(assets.get(product.id, ())),
            offers=tuple(offers.get(product.id, ())),
            lead=lead_offer(offers.get(product.id, ())),
            updated_at=product.updated_at,
        )
        for product in products
    ]


def products_by_ids(tx: Transaction, viewer: Viewer, ids: Sequence[int]) -> dict[int, ProductView]:
    """Visible products by id, for cards."""
    if not ids:
        return {}
    query = select(Product).join(Brand, Brand.id == Product.brand_id)
    products = tx.session.scalars(query.where(Product.id.in_(set(ids)), visible_to_shoppers())).all()
    return {view.id: view for view in _views(tx, viewer, products)}


def moved_since(tx: Transaction, ids: Sequence[int], since: datetime) -> list[int]:
    """Those of these products that changed after a moment, in whatever market, or that nobody may see any more."""
    repriced = exists().where(
        Variant.product_id == Product.id, Offer.variant_id == Variant.id, Offer.updated_at > since
    )
    query = select(Product.id).join(Brand, Brand.id == Product.brand_id)
    query = query.where(
        Product.id.in_(set(ids)), visible_to_shoppers(), Product.updated_at <= since, ~repriced
    )
    still = set(tx.session.scalars(query)) if ids else set()
    return [product_id for product_id in ids if product_id not in still]


def products_as_overseer(tx: Transaction, viewer: Viewer, ids: Sequence[int]) -> dict[int, ProductView]:
    """Products by id for who must judge them: of any brand, listed or not, with another market's offers if need be."""
    if not ids:
        return {}
    products = tx.session.scalars(select(Product).where(Product.id.in_(set(ids)))).all()
    return {view.id: view for view in _views(tx, viewer, products, sold_anywhere=True)}


def get_product(tx: Transaction, viewer: Viewer, product_id: int) -> ProductView:
    """One visible product.

    Raises: ProductNotFound.
    """
    view = products_by_ids(tx, viewer, [product_id]).get(product_id)
    if view is None:
        raise ProductNotFound
    return view


def products_of_brand(
    tx: Transaction, viewer: Viewer, brand_id: int, *, before: int | None = None, limit: int = 24
) -> Page[ProductView]:
    """A brand's listed products, newest first, for its page."""
    query = select(Product).join(Brand, Brand.id == Product.brand_id)
    query = query.where(Product.brand_id == brand_id, visible_to_shoppers())
    return _page(tx, viewer, query, before, limit)


def products_of_preview(
    tx: Transaction, viewer: Viewer, brand_id: int, *, limit: int = 24
) -> list[ProductView]:
    """What a brand's page will list, newest first, for those who may look at it before it opens."""
    query = select(Product).join(Brand, Brand.id == Product.brand_id)
    query = query.where(Product.brand_id == brand_id, previewed_in(tx.scope))
    return list(_page(tx, viewer, query, None, limit).items)


def _page(tx: Transaction, viewer: Viewer, query, before: int | None, limit: int) -> Page[ProductView]:  # type: ignore[no-untyped-def]
    if before is not None:
        query = query.where(Product.id < before)
    products = tx.session.scalars(query.order_by(Product.id.desc()).limit(limit + 1)).all()
    more = len(products) > limit
    views = _views(tx, viewer, products[:limit])
    return Page(views, views[-1].id if more and views else None)
