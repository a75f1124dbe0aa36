"""What the catalogue has and a file does not: counted always, taken out of the shop only where the brand asked for it."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy import select, update
from sqlalchemy.sql.dml import ReturningUpdate

from app.domain.catalog.applying import announce
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
    query = (
        select(Product.id, Product.external_id, Variant.id, Variant.external_id)
        .join(Variant, Variant.product_id == Product.id)
        .where(Product.brand_id == brand_id, Product.listed)
    )
    missing: set[int] = set()
    named: set[int] = set()
    orphans: dict[int, int] = {}
    for product_id, external_id, variant_id, variant_external_id in tx.session.execute(query):
        in_group = external_id.startswith(GROUP_PREFIX)
        if in_group and variant_external_id not in seen:
            orphans[variant_id] = product_id
        if external_id in seen or (in_group and variant_external_id in seen):
            named.add(product_id)
        else:
            missing.add(product_id)
    missing -= named
    if options.full and seen.incomplete:
        return [Diagnostic("info", "full_but_incomplete")]
    if options.full:
        _take_out(tx, brand_id, missing, {v: p for v, p in orphans.items() if p not in missing}, options)
    if not missing:
        return []
    code = "unlisted_missing" if options.full else "missing_from_feed"
    return [Diagnostic("info", code, params={"count": str(len(missing))})]


def _take_out(
    tx: Transaction, brand_id: int, product_ids: set[int], orphans: dict[int, int], options: ImportOptions
) -> None:
    """Unlist these products, and sell out these variants of groups whose other variants are still there."""
    now = clock.utcnow()
    for some in _slices(product_ids):
        unlist = update(Product).where(Product.id.in_(some))
        tx.session.execute(unlist.values(listed=False, content_sha256="", updated_at=now))
    gone = Availability.OUT_OF_STOCK.value
    touched: set[int] = set()
    for some in _slices(orphans):
        touched |= {
            orphans[variant_id] for variant_id in tx.session.scalars(_sell_out(some, options, gone, now))
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
