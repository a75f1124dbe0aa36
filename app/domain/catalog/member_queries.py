"""Reads of a brand's own catalogue for its console: everything, listed or not, with every market's offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_

from app.domain.accounts.viewer import say
from app.domain.brands.queries import approved_hosts
from app.domain.catalog.errors import ProductNotFound
from app.domain.catalog.models import Availability, Offer, Product, ProductImage, Variant
from app.domain.catalog.wanted import host_of
from app.kernel.money import Money
from app.kernel.paging import Page
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class MemberOffer:
    """A variant's offer as its brand sees it. `is_open`: its purchase link leads to an approved host."""

    id: int
    variant_id: int
    variant_title: str
    variant_external_id: str
    market: str
    price: Money
    claimed_price: Money | None
    availability: str
    stock_country: str | None
    purchase_url: str
    is_open: bool
    updated_at: datetime

    @property
    def name(self) -> str:
        """What tells the variant from its like."""
        return self.variant_title


@dataclass(frozen=True, slots=True)
class MemberProduct:
    """A product as its brand sees it; offers by variant, then market. `image_links` are the feed's own addresses."""

    id: int
    external_id: str
    title: str
    product_type: str
    maker: str
    listed: bool
    variant_count: int
    asset_ids: tuple[int, ...]
    image_links: tuple[str, ...]
    offers: tuple[MemberOffer, ...]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """What the console's table is narrowed to. `search` looks in titles and in the brand's own ids."""

    search: str = ""
    availability: str = ""
    market: str = ""
    listed: bool | None = None


def list_products_as_member(
    tx: Transaction,
    brand_id: int,
    locale: str,
    *,
    narrow: ProductFilter | None = None,
    order: str = "newest",
    before: int | None = None,
    limit: int = 50,
) -> Page[MemberProduct]:
    """A brand's products with their offers (of one market where the filter names it).

    Shapes: `order` is newest, changed (last changed first) or title; `before` the last id of the page before.
    """
    narrow = narrow or ProductFilter()
    query = _narrowed(select(Product).where(Product.brand_id == brand_id), narrow)
    key = _order_key(order, locale)
    if before is not None:
        last = select(key, Product.id).where(Product.id == before, Product.brand_id == brand_id)
        row, seen = tuple_(key, Product.id), tx.session.execute(last).first()
        if seen is not None:
            query = query.where(row > tuple(seen) if order == "title" else row < tuple(seen))
    ends = (key.asc(), Product.id.asc()) if order == "title" else (key.desc(), Product.id.desc())
    products = tx.session.scalars(query.order_by(*ends).limit(limit + 1)).all()
    views = _views(tx, brand_id, locale, products[:limit], narrow.market)
    return Page(views, views[-1].id if len(products) > limit else None)


def count_products_as_member(tx: Transaction, brand_id: int, narrow: ProductFilter | None = None) -> int:
    """How many of a brand's products the filter leaves."""
    query = _narrowed(select(Product.id).where(Product.brand_id == brand_id), narrow or ProductFilter())
    return tx.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def get_product_as_member(tx: Transaction, brand_id: int, locale: str, product_id: int) -> MemberProduct:
    """One product of a brand.

    Raises: ProductNotFound.
    """
    query = select(Product).where(Product.id == product_id, Product.brand_id == brand_id)
    product = tx.session.scalar(query)
    if product is None:
        raise ProductNotFound
    return _views(tx, brand_id, locale, [product], "")[0]


def own_products_by_ids(
    tx: Transaction, brand_id: int, locale: str, product_ids: Sequence[int]
) -> list[MemberProduct]:
    """Those of these products that are the brand's, in the order asked for."""
    query = select(Product).where(Product.brand_id == brand_id, Product.id.in_(set(product_ids)))
    found = {view.id: view for view in _views(tx, brand_id, locale, tx.session.scalars(query).all(), "")}
    return [found[product_id] for product_id in product_ids if product_id in found]


def _order_key(order: str, locale: str) -> ColumnElement[Any]:
    if order == "changed":
        return Product.updated_at.expression
    if order == "title":
        spoken = (
            func.nullif(func.jsonb_extract_path_text(Product.title, key), "")
            for key in (locale, "en", "fr", "")
        )
        return func.lower(func.coalesce(*spoken, Product.external_id))
    return Product.id.expression


def _narrowed(query: Select[Any], narrow: ProductFilter) -> Select[Any]:
    if narrow.listed is not None:
        query = query.where(Product.listed.is_(narrow.listed))
    words = narrow.search.replace("\x00", "").strip()[:100]
    if words:
        query = query.where(_matches(words))
    if narrow.market or narrow.availability in {word.value for word in Availability}:
        offer = select(Offer.id).join(Variant, Variant.id == Offer.variant_id)
        offer = offer.where(Variant.product_id == Product.id)
        if narrow.market:
            offer = offer.where(Offer.market == narrow.market)
        if narrow.availability:
            offer = offer.where(Offer.availability == narrow.availability)
        query = query.where(offer.exists())
    return query


def _matches(words: str) -> ColumnElement[bool]:
    values = func.jsonb_each_text(Product.title).table_valued("key", "value")
    in_title = select(values.c.value).where(values.c.value.icontains(words, autoescape=True)).exists()
    in_variant = (
        select(Variant.id)
        .where(Variant.product_id == Product.id, Variant.external_id.icontains(words, autoescape=True))
        .exists()
    )
    return or_(in_title, Product.external_id.icontains(words, autoescape=True), in_variant)


def _views(
    tx: Transaction, brand_id: int, locale: str, products: Sequence[Product], market: str
) -> list[MemberProduct]:
    ids = [product.id for product in products]
    if not ids:
        return []
    offers, pictures = _offers(tx, brand_id, ids, market), _pictures(tx, ids)
    per_product = (
        select(Variant.product_id, func.count())
        .where(Variant.product_id.in_(ids))
        .group_by(Variant.product_id)
    )
    counts: dict[int, int] = {row[0]: row[1] for row in tx.session.execute(per_product)}
    return [
        MemberProduct(
            id=product.id,
            external_id=product.external_id,
            title=say(product.title, locale),
            product_type=product.product_type,
            maker=product.maker,
            listed=product.listed,
            variant_count=counts.get(product.id, 0),
            asset_ids=tuple(pictures.get(product.id, ())),
            image_links=tuple(product.image_links),
            offers=tuple(offers.get(product.id, ())),
            updated_at=product.updated_at,
        )
        for product in products
    ]


def _offers(
    tx: Transaction, brand_id: int, product_ids: Sequence[int], market: str
) -> dict[int, list[MemberOffer]]:
    hosts = approved_hosts(tx, brand_id)
    query = (
        select(Variant.product_id, Variant.title, Variant.external_id, Offer)
        .join(Offer, Offer.variant_id == Variant.id)
        .where(Variant.product_id.in_(product_ids))
        .order_by(Variant.position, Variant.id, Offer.market)
    )
    if market:
        query = query.where(Offer.market == market)
    found: dict[int, list[MemberOffer]] = {}
    for product_id, title, external_id, offer in tx.session.execute(query):
        claimed = offer.claimed_price_minor
        view = MemberOffer(
            id=offer.id,
            variant_id=offer.variant_id,
            variant_title=title,
            variant_external_id=external_id,
            market=offer.market,
            price=Money(offer.price_minor, offer.currency),
            claimed_price=Money(claimed, offer.currency) if claimed is not None else None,
            availability=offer.availability,
            stock_country=offer.stock_country,
            purchase_url=offer.purchase_url,
            is_open=host_of(offer.purchase_url) in hosts,
            updated_at=offer.updated_at,
        )
        found.setdefault(product_id, []).append(view)
    return found


def _pictures(tx: Transaction, product_ids: Sequence[int]) -> dict[int, list[int]]:
    query = (
        select(ProductImage.product_id, ProductImage.asset_id)
        .where(ProductImage.product_id.in_(product_ids))
        .order_by(ProductImage.product_id, ProductImage.position)
    )
    found: dict[int, list[int]] = {}
    for product_id, asset_id in tx.session.execute(query):
        found.setdefault(product_id, []).append(asset_id)
    return found
