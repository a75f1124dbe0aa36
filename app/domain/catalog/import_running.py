"""Carries one import from the stored file to the catalogue, batch by batch. SQL owns how far it is.

A batch, its remarks and the count of what was delivered commit together. A killed import is read again from the start,
what is done already is passed over, and it ends as if nothing had happened. One bad item costs only itself.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO, cast

import structlog

from app.domain.brands.queries import approved_hosts
from app.domain.catalog.applying import Outcome, apply_products
from app.domain.catalog.grouping import Gathered, gather_groups
from app.domain.catalog.import_leases import (
    ImportLease,
    LeaseLost,
    Progress,
    advance_import,
    begin_import,
    close_import,
    park_import,
    release_import,
    take_import,
)
from app.domain.catalog.import_options import ImportOptions, read_options
from app.domain.catalog.import_remarks import Remarks
from app.domain.catalog.import_streams import ObjectStream
from app.domain.catalog.importing.opening import open_feed
from app.domain.catalog.importing.sniffing import sniff_feed
from app.domain.catalog.importing.types import Diagnostic, FeedFormat
from app.domain.catalog.missing import SeenItems, settle_missing
from app.domain.catalog.pictures import count_unpictured
from app.domain.catalog.wanted import WantedProduct, host_of, want
from app.kernel import clock
from app.kernel.errors import Unavailable
from app.kernel.transaction import Transaction, Unit
from media.contract import Storage
from media.errors import MediaError

BrandUnit = Callable[[int], AbstractContextManager[Transaction]]
Reviewer = Callable[[Transaction, int, Sequence[WantedProduct]], list[Diagnostic]]
"""What a room above has to say of a brand's products once they are stored, in the same transaction."""

BATCH_PRODUCTS = 200
BATCH_VARIANTS = 1_000
BATCH_UNITS = 1_000
FILE_GONE = "The file is no longer there. Please send it again."
NOTHING_READ = "Nothing in this file could be imported. The remarks say what is wrong."

_log = structlog.get_logger("vitrine.imports")


def run_import(
    system_unit: Unit, brand_unit: BrandUnit, storage: Storage, review: Reviewer, import_id: int
) -> str:
    """Carry an import on to its end. Answers done, failed, parked (the store is away), or busy (not ours).

    Raises: what a bug raises, after giving the lease back; DatabaseAway, after which the lease runs out by itself.
    """
    with system_unit() as tx:
        lease = take_import(tx, import_id)
    if lease is None:
        return "busy"
    try:
        return _Run(brand_unit, storage, review, lease).work()
    except LeaseLost:
        return "busy"
    except MediaError as error:
        if error.retryable:
            with system_unit() as tx:
                park_import(tx, lease)
            return "parked"
        with system_unit() as tx:
            close_import(tx, lease, FILE_GONE)
        return "failed"
    except Unavailable:
        raise
    except Exception:
        with system_unit() as tx:
            release_import(tx, lease)
        raise


@dataclass(slots=True)
class _Batch:
    """Units that commit together, and the import's own remarks on them."""

    units: list[WantedProduct | Diagnostic] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)
    products: int = 0
    variants: int = 0

    @property
    def is_full(self) -> bool:
        return (
            self.products >= BATCH_PRODUCTS
            or self.variants >= BATCH_VARIANTS
            or len(self.units) >= BATCH_UNITS
        )

    def add(self, unit: WantedProduct | Diagnostic) -> None:
        self.units.append(unit)
        if isinstance(unit, WantedProduct):
            self.products += 1
            self.variants += len(unit.variants)


class _Run:
    """One reading of one file."""

    def __init__(self, brand_unit: BrandUnit, storage: Storage, review: Reviewer, lease: ImportLease) -> None:
        self._brand_unit = brand_unit
        self._storage = storage
        self._review = review
        self._lease = lease
        self._options: ImportOptions = read_options(lease.options)
        self._seen = SeenItems()
        self._said_hosts: set[str] = set()

    def work(self) -> str:
        """Read, apply, close. Raises: LeaseLost, MediaError, DatabaseAway."""
        lease = self._lease
        size_bytes = self._storage.head(lease.source_key).size_bytes
        self._stream = ObjectStream(self._storage.open_stream(lease.source_key))
        feed_format = lease.feed_format or sniff_feed(self._stream.peek()).format
        with self._brand_unit(lease.brand_id) as tx:
            begin_import(tx, lease, size_bytes, feed_format)
            self._hosts = approved_hosts(tx, lease.brand_id)
            self._remarks = Remarks.resume(tx, lease.import_id, lease.brand_id)
        self._read(cast(FeedFormat, feed_format))
        failure = self._settle()
        with suppress(MediaError):  # a file left behind in quarantine is served to nobody
            self._storage.delete(lease.source_key)
        return "failed" if failure else "done"

    def _read(self, feed_format: FeedFormat) -> None:
        stream = open_feed(cast(BinaryIO, self._stream), feed_format, self._options.for_parser())
        batch, passed = _Batch(), 0
        for unit in gather_groups(stream):
            self._seen.note(unit)
            ready = want(unit, self._options, clock.utcnow()) if isinstance(unit, Gathered) else unit
            remarks = self._look_at_hosts(ready)
            if passed < self._lease.units_done:
                passed += 1
                if passed % BATCH_UNITS == 0:
                    self._renew()
                continue
            batch.add(ready)
            batch.remarks += remarks
            if batch.is_full:
                self._commit(batch)
                batch = _Batch()
        self._commit(batch)

    def _look_at_hosts(self, unit: WantedProduct | Diagnostic) -> list[Diagnostic]:
        """One remark for each host that purchase links lead to and that nobody approved."""
        if isinstance(unit, Diagnostic):
            return []
        found = {host_of(offer.purchase_url) for variant in unit.variants for offer in variant.offers}
        strange = sorted(found - self._hosts - self._said_hosts)
        self._said_hosts.update(strange)
        return [
            Diagnostic(
                "warning", "address_not_approved", unit.line, unit.external_id, value=host, field="link"
            )
            for host in strange
        ]

    def _renew(self) -> None:
        with self._brand_unit(self._lease.brand_id) as tx:
            advance_import(tx, self._lease, Progress())

    def _commit(self, batch: _Batch) -> None:
        try:
            self._store(batch.units, batch.remarks)
        except (LeaseLost, Unavailable):
            raise
        except Exception:
            _log.warning(
                "a batch failed, its items go one by one", import_id=self._lease.import_id, exc_info=True
            )
            self._store([], batch.remarks)
            for unit in batch.units:
                self._store_alone(unit)

    def _store_alone(self, unit: WantedProduct | Diagnostic) -> None:
        try:
            self._store([unit], [])
        except (LeaseLost, Unavailable):
            raise
        except Exception:
            _log.warning("an item could not be stored", import_id=self._lease.import_id, exc_info=True)
            name, items = ("", 0) if isinstance(unit, Diagnostic) else (unit.external_id, unit.items)
            lost = Diagnostic("error", "item_not_stored", unit.line, name, refused=items)
            self._store([], [lost], dropped=1)

    def _store(
        self, units: list[WantedProduct | Diagnostic], remarks: list[Diagnostic], *, dropped: int = 0
    ) -> None:
        """One transaction: items, remarks, counts and lease, all or nothing."""
        lease = self._lease
        wanted = [unit for unit in units if isinstance(unit, WantedProduct)]
        said = [unit for unit in units if isinstance(unit, Diagnostic)] + remarks
        with self._brand_unit(lease.brand_id) as tx:
            outcomes = apply_products(tx, lease.brand_id, wanted) if wanted else []
            said += self._review(tx, lease.brand_id, wanted) if wanted else []
            stored = self._remarks.store(tx, said)
            came = Counter[Outcome]()
            for one, outcome in zip(wanted, outcomes, strict=True):
                came[outcome] += one.items
            progress = Progress(
                units=len(units) + dropped,
                items=came.total() + sum(one.refused for one in said),
                created=came[Outcome.CREATED],
                updated=came[Outcome.UPDATED],
                unchanged=came[Outcome.UNCHANGED],
                errors=sum(one.severity == "error" for one in said),
                warnings=sum(one.severity == "warning" for one in said),
                infos=sum(one.severity == "info" for one in said),
                bytes_read=self._stream.bytes_read,
            )
            advance_import(tx, lease, progress)
        self._remarks.count += stored

    def _settle(self) -> str:
        """What is in the catalogue and not in the file; then close. Answers why it failed, or ""."""
        lease = self._lease
        with self._brand_unit(lease.brand_id) as tx:
            advance_import(tx, lease, Progress())  # whoever would take over waits until this commits
            failure = "" if self._seen.any_product else NOTHING_READ
            said = settle_missing(tx, lease.brand_id, self._seen, self._options) if not failure else []
            if unpictured := count_unpictured(tx, lease.brand_id) if not failure else 0:
                said.append(Diagnostic("info", "pictures_not_fetched", params={"count": str(unpictured)}))
            self._remarks.store_last(tx, said)
            advance_import(tx, lease, Progress(infos=len(said)))
            close_import(tx, lease, failure)
        return failure
