"""What the catalogue has and a file does not: counted always, taken out of the shop only where the brand asked for it.

A file speaks for its own markets only: what other markets sell too stays in the shop, sold out in these.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy import func, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from app.domain.catalog.applying import announce, lock_catalog, lock_products
from app.domain.catalog.grouping import GROUP_PREFIX, Gathered
from app.domain.catalog.import_options import ImportOptions
from app.domain.catalog.importing.types import Diagnostic
from app.domain.catalog.models import Availability, Offer, Product, Variant
from app.kernel import clock
from app.kernel.transaction import Transaction

IDS_A_STATEMENT = 5_000


class SeenItems:
    """Which of the brand's ids a file named, imported or not. Eight bytes each, for two hundred thousand of them."""

    def __init__(self) -> None:
        self._digests: set[bytes] = set()
        self.any_product = False
        self.incomplete = False

    def note(self, unit: Gathered | Diagnostic) -> None:
        """Remember one unit of the file."""
        if isinstance(unit, Diagnostic):
            self.incomplete |= unit.incomplete
            if unit.severity == "error" and unit.item_ref:
                self._digests.add(_digest(unit.item_ref))
            return
        self.any_product = True
        self._digests.add(_digest(unit.product.external_id))
        if unit.is_group:
            self._digests.update(_digest(one.external_id) for one in unit.product.variants)

    def __contains__(self, external_id: str) -> bool:
        return _digest(external_id) in self._digests


def _digest(external_id: str) -> bytes:
    return hashlib.blake2b(external_id.encode(), digest_size=8).digest()


def settle_missing(
    tx: Transaction, brand_id: int, seen: SeenItems, options: ImportOptions
) -> list[Diagnostic]:
    """Count what the file left out; with `full`, and where the whole file could be read, take it out of the shop."""
    lock_catalog(tx, brand_id)
    absent, missing = _absent(tx, brand_id, seen)
    sold_here = _sold_elsewhere(tx, brand_id, options) if absent else {}
    missing = {product_id for product_id in missing if sold_here.get(product_id, True)}
    if options.full and seen.incomplete:
        return [Diagnostic("info", "full_but_incomplete")]
    if not options.full:
        return _counted("missing_from_feed", missing)
    unlisted = missing - sold_here.keys()
    sold_out = {v: p for v, p in absent.items() if p not in unlisted and sold_here.get(p, True)}
    _take_out(tx, brand_id, unlisted, sold_out, options)
    return _counted("unlisted_missing", unlisted) + _counted("sold_out_missing", missing - unlisted)


def _counted(code: str, product_ids: set[int]) -> list[Diagnostic]:
    return [Diagnostic("info", code, params={"count": str(len(product_ids))})] if product_ids else []


def _absent(tx: Transaction, brand_id: int, seen: SeenItems) -> tuple[dict[int, int], set[int]]:
    """Variants that the file does not name, with their products, and the products none of whose variants it names."""
    query = (
        select(Product.id, Product.external_id, Variant.id, Variant.external_id)
        .join(Variant, Variant.product_id == Product.id)
        .where(Product.brand_id == brand_id, Product.listed)
    )
    named: set[int] = set()
    absent: dict[int, int] = {}
    for product_id, external_id, variant_id, variant_external_id in tx.session.execute(query):
        in_group = external_id.startswith(GROUP_PREFIX)
        if (variant_external_id if in_group else external_id) not in seen:
            absent[variant_id] = product_id
        if external_id in seen or (in_group and variant_external_id in seen):
            named.add(product_id)
    return absent, set(absent.values()) - named


def _sold_elsewhere(tx: Transaction, brand_id: int, options: ImportOptions) -> dict[int, bool]:
    """The brand's products with offers in markets that the file does not speak for: whether they have some in its own."""
    inside = func.bool_or(Offer.market.in_(options.countries))
    query = (
        select(Variant.product_id, inside)
        .join(Offer, Offer.variant_id == Variant.id)
        .where(Offer.brand_id == brand_id)
        .group_by(Variant.product_id)
        .having(func.bool_or(Offer.market.not_in(options.countries)))
    )
    return {row[0]: row[1] for row in tx.session.execute(query)}


def _take_out(
    tx: Transaction, brand_id: int, product_ids: set[int], absent: dict[int, int], options: ImportOptions
) -> None:
    """Unlist these products, and sell out these variants of others in the file's markets."""
    now = clock.utcnow()
    for some in _slices(product_ids):
        unlist = update(Product).where(Product.id.in_(some))
        tx.session.execute(unlist.values(listed=False, content_sha256="", updated_at=now))
    for some in _slices(sorted(set(absent.values()))):
        lock_products(tx, some)
    gone = Availability.OUT_OF_STOCK.value
    touched: set[int] = set()
    for some in _slices(absent):
        touched |= {
            absent[variant_id] for variant_id in tx.session.scalars(_sell_out(some, options, gone, now))
        }
    for some in _slices(touched):
        tx.session.execute(update(Product).where(Product.id.in_(some)).values(content_sha256=""))
    announce(tx, brand_id, product_ids | touched)


def _sell_out(
    variant_ids: list[int], options: ImportOptions, gone: str, now: datetime
) -> ReturningUpdate[int]:
    return (
        update(Offer)
        .where(
            Offer.variant_id.in_(variant_ids), Offer.market.in_(options.countries), Offer.availability != gone
        )
        .values(availability=gone, updated_at=now)
        .returning(Offer.variant_id)
    )


def _slices(ids: Iterable[int]) -> Iterator[list[int]]:
    """Few enough at a time for one statement's parameters."""
    remaining = iter(ids)
    while some := list(islice(remaining, IDS_A_STATEMENT)):
        yield some
