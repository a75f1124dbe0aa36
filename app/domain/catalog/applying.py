"""Brings the catalogue to what a feed wants, writing only what differs. Owns the comparison; the caller owns the pace.

A product is found again by the brand's own id. Prices reach the ledger through the trigger on offers; a product whose
price, availability or name changed is announced, so that open cards look again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, text

from app.domain.catalog.events import CatalogChanged, ProductChanged
from app.domain.catalog.models import Availability, Offer, Product, Variant
from app.domain.catalog.wanted import WantedOffer, WantedProduct, WantedVariant
from app.kernel import clock
from app.kernel.db import Base
from app.kernel.ids import new_id
from app.kernel.outbox import record
from app.kernel.transaction import Transaction

MANY = 20
"""More changed products than this in one step are announced with one event."""

# Two imports of one brand would otherwise both find a product missing and both create it.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended('catalog', :brand_id))")


class Outcome(StrEnum):
    """What became of one wanted product."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def apply_products(tx: Transaction, brand_id: int, wanted: Sequence[WantedProduct]) -> list[Outcome]:
    """Bring these products of a brand to what is wanted; outcomes in the same order."""
    lock_catalog(tx, brand_id)
    shelf = _load(tx, brand_id, wanted)
    outcomes = [shelf.put(one) for one in wanted]
    for made in (shelf.new_products, shelf.new_variants, shelf.new_offers):
        tx.session.add_all(made)
        tx.session.flush()
    announce(tx, brand_id, shelf.announced)
    return outcomes


def lock_catalog(tx: Transaction, brand_id: int) -> None:
    """Let no other import of this brand write until this transaction ends."""
    tx.session.execute(_ONE_AT_A_TIME, {"brand_id": brand_id})


def lock_products(tx: Transaction, product_ids: Collection[int]) -> Sequence[Product]:
    """Hold these products until this transaction ends, and read them anew. Offers change only under their product's lock.

    Otherwise a price set by hand while an import runs could stand beside a hash that claims the feed's price, and the
    next import of that file would pass over it.
    """
    query = select(Product).where(Product.id.in_(product_ids)).order_by(Product.id)
    held = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return tx.session.scalars(held).all()


def announce(tx: Transaction, brand_id: int, product_ids: Collection[int]) -> None:
    """Record that these products changed: each by name, or where they are many the catalogue as a whole."""
    if len(product_ids) > MANY:
        record(tx, CatalogChanged(brand_id))
        return
    for product_id in sorted(product_ids):
        record(tx, ProductChanged(product_id, brand_id))


def _load(tx: Transaction, brand_id: int, wanted: Sequence[WantedProduct]) -> "_Shelf":
    shelf = _Shelf(brand_id, clock.utcnow())
    names = {one.external_id for one in wanted}
    query = select(Product).where(Product.brand_id == brand_id, Product.external_id.in_(names))
    shelf.products = {product.external_id: product for product in tx.session.scalars(query)}
    doubtful = {
        product.id
        for one in wanted
        if (product := shelf.products.get(one.external_id)) is not None
        and (one.partial or product.content_sha256 != one.content_sha256)
    }
    if not doubtful:
        return shelf
    lock_products(tx, doubtful)
    variants = tx.session.scalars(select(Variant).where(Variant.product_id.in_(doubtful)))
    for variant in variants:
        shelf.variants.setdefault(variant.product_id, {})[variant.external_id] = variant
    ids = [one.id for of_product in shelf.variants.values() for one in of_product.values()]
    offers = tx.session.scalars(
        select(Offer).where(Offer.variant_id.in_(ids)).execution_options(populate_existing=True)
    )
    shelf.offers = {(one.variant_id, one.market): one for one in offers}
    return shelf


@dataclass(slots=True)
class _Change:
    """What differed. `shown`: something that a card shows."""

    any: bool = False
    shown: bool = False

    def note(self, names: set[str], shown: frozenset[str] = frozenset()) -> None:
        self.any |= bool(names)
        self.shown |= bool(names & shown)


_SHOWN_OF_PRODUCT = frozenset({"title", "listed"})
_SHOWN_OF_VARIANT = frozenset({"title", "options"})
_SHOWN_OF_OFFER = frozenset({"price_minor", "currency", "availability"})


@dataclass(slots=True)
class _Shelf:
    """The rows one batch concerns, as they are and as they become."""

    brand_id: int
    now: datetime
    products: dict[str, Product] = field(default_factory=dict)
    variants: dict[int, dict[str, Variant]] = field(default_factory=dict)
    offers: dict[tuple[int, str], Offer] = field(default_factory=dict)
    new_products: list[Product] = field(default_factory=list)
    new_variants: list[Variant] = field(default_factory=list)
    new_offers: list[Offer] = field(default_factory=list)
    announced: set[int] = field(default_factory=set)

    def put(self, wanted: WantedProduct) -> Outcome:
        """Bring one product to what is wanted."""
        product = self.products.get(wanted.external_id)
        if product is None:
            self._create(wanted)
            return Outcome.CREATED
        if not wanted.partial and product.content_sha256 == wanted.content_sha256:
            return Outcome.UNCHANGED
        change = _Change()
        if not wanted.partial:
            self._update_product(product, wanted, change)
        for variant in wanted.variants:
            self._put_variant(product, variant, wanted.partial, change)
        if wanted.is_complete:
            self._close_missing(product, wanted, change)
        if change.any:
            product.updated_at = self.now
        if change.shown and product not in self.new_products:
            self.announced.add(product.id)
        return Outcome.UPDATED if change.any else Outcome.UNCHANGED

    def _create(self, wanted: WantedProduct) -> None:
        product = Product(
            id=new_id(),
            brand_id=self.brand_id,
            external_id=wanted.external_id,
            title={wanted.locale: wanted.title},
            description={wanted.locale: wanted.description} if wanted.description else {},
            product_type=wanted.product_type,
            maker=wanted.maker,
            condition=wanted.condition,
            image_links=list(wanted.image_links),
            listed=wanted.listed,
            content_sha256=wanted.content_sha256,
            created_at=self.now,
            updated_at=self.now,
        )
        self.products[wanted.external_id] = product
        self.new_products.append(product)
        for variant in wanted.variants:
            self._put_variant(product, variant, wanted.partial, _Change())

    def _update_product(self, product: Product, wanted: WantedProduct, change: _Change) -> None:
        values: dict[str, object] = {
            "title": {**product.title, wanted.locale: wanted.title},
            "product_type": wanted.product_type,
            "maker": wanted.maker,
            "condition": wanted.condition,
            "image_links": list(wanted.image_links),
            "listed": wanted.listed,
        }
        if wanted.description or wanted.locale in product.description:
            values["description"] = {**product.description, wanted.locale: wanted.description}
        change.note(_set(product, values), _SHOWN_OF_PRODUCT)
        _set(product, {"content_sha256": wanted.content_sha256})

    def _put_variant(self, product: Product, wanted: WantedVariant, partial: bool, change: _Change) -> None:
        known = self.variants.setdefault(product.id, {})
        variant = known.get(wanted.external_id)
        values: dict[str, object] = {
            "title": wanted.title,
            "options": wanted.options,
            "gtin": wanted.gtin,
            "mpn": wanted.mpn,
        }
        if variant is None:
            last = max((one.position for one in known.values()), default=-1)
            variant = Variant(
                id=new_id(),
                brand_id=self.brand_id,
                product_id=product.id,
                external_id=wanted.external_id,
                position=last + 1 if partial else wanted.position,
                created_at=self.now,
                **values,
            )
            known[wanted.external_id] = variant
            self.new_variants.append(variant)
            change.any = change.shown = True
        else:
            place: dict[str, object] = {} if partial else {"position": wanted.position}
            change.note(_set(variant, values | place), _SHOWN_OF_VARIANT)
        for offer in wanted.offers:
            self._put_offer(variant, offer, change)

    def _put_offer(self, variant: Variant, wanted: WantedOffer, change: _Change) -> None:
        values: dict[str, object] = {
            "price_minor": wanted.price_minor,
            "currency": wanted.currency,
            "claimed_price_minor": wanted.claimed_price_minor,
            "availability": wanted.availability,
            "purchase_url": wanted.purchase_url,
        }
        unsaid = ("stock_country", "delivery_days_min", "delivery_days_max")
        values |= {name: value for name in unsaid if (value := getattr(wanted, name)) is not None}
        offer = self.offers.get((variant.id, wanted.market))
        if offer is None:
            offer = Offer(
                id=new_id(),
                brand_id=self.brand_id,
                variant_id=variant.id,
                market=wanted.market,
                updated_at=self.now,
                **values,
            )
            self.offers[variant.id, wanted.market] = offer
            self.new_offers.append(offer)
            change.any = change.shown = True
            return
        changed = _set(offer, values)
        if changed:
            offer.updated_at = self.now
        change.note(changed, _SHOWN_OF_OFFER)

    def _close_missing(self, product: Product, wanted: WantedProduct, change: _Change) -> None:
        """Offers that the feed no longer makes in the markets it speaks for are sold out: the ledger keeps them."""
        kept = {(one.external_id, offer.market) for one in wanted.variants for offer in one.offers}
        for external_id, variant in self.variants.get(product.id, {}).items():
            for market in wanted.countries:
                offer = self.offers.get((variant.id, market))
                if offer is not None and (external_id, market) not in kept:
                    changed = _set(offer, {"availability": Availability.OUT_OF_STOCK.value})
                    if changed:
                        offer.updated_at = self.now
                    change.note(changed, _SHOWN_OF_OFFER)


def _set(row: Base, values: dict[str, object]) -> set[str]:
    """Set what differs; the names of it."""
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    for name in changed:
        setattr(row, name, values[name])
    return changed
