"""The durable side of an import: lease, fence, attempts, and how far the file has been applied."""

from dataclasses import dataclass

from sqlalchemy import text

from app.kernel.errors import AppError, Kind
from app.kernel.transaction import Transaction

LEASE_SECONDS = 30
PARKED_SECONDS = 10
MAX_ATTEMPTS = 3


class LeaseLost(AppError):
    """Another worker took this import over; whoever learns it stops, its transaction undone."""

    kind = Kind.CONFLICT
    slug = "import-lease-lost"
    message = "Somebody else carries this import on."


@dataclass(frozen=True, slots=True)
class ImportLease:
    """The right to carry one import on, until the database's clock says otherwise."""

    import_id: int
    brand_id: int
    fence: int
    source_key: str
    feed_format: str
    options: dict[str, str]
    units_done: int


@dataclass(slots=True)
class Progress:
    """What one step adds to an import's counts."""

    units: int = 0
    items: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    bytes_read: int = 0


_TAKE = text(
    "UPDATE catalog_imports SET status = 'running', fence = fence + 1, attempts = attempts + 1,"
    " started_at = coalesce(started_at, clock_timestamp()),"
    " lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE id = :import_id AND status IN ('waiting', 'running') AND attempts < :max_attempts"
    " AND (lease_until IS NULL OR lease_until < clock_timestamp())"
    " RETURNING id AS import_id, brand_id, fence, source_key, format AS feed_format, options, units_done"
)
_BEGIN = text(
    "UPDATE catalog_imports SET bytes_total = :bytes_total, format = :feed_format"
    " WHERE id = :import_id AND fence = :fence AND status = 'running' RETURNING id"
)
_ADVANCE = text(
    "UPDATE catalog_imports SET units_done = units_done + :units, items_total = items_total + :items,"
    " created_count = created_count + :created, updated_count = updated_count + :updated,"
    " unchanged_count = unchanged_count + :unchanged, error_count = error_count + :errors,"
    " warning_count = warning_count + :warnings, info_count = info_count + :infos,"
    " bytes_read = greatest(bytes_read, :bytes_read), attempts = CASE WHEN :units > 0 THEN 0 ELSE attempts END,"
    " lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE id = :import_id AND fence = :fence AND status = 'running' RETURNING id"
)
_CLOSE = text(
    "UPDATE catalog_imports SET status = :status, failure = :failure, bytes_read = bytes_total,"
    " finished_at = clock_timestamp(), lease_until = NULL"
    " WHERE id = :import_id AND fence = :fence AND status = 'running' RETURNING id"
)
_PARK = text(
    "UPDATE catalog_imports SET attempts = greatest(attempts - 1, 0),"
    " lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE id = :import_id AND fence = :fence AND status = 'running'"
)
_RELEASE = text(
    "UPDATE catalog_imports SET lease_until = NULL WHERE id = :import_id AND fence = :fence AND status = 'running'"
)
_FREE = "status IN ('waiting', 'running') AND (lease_until IS NULL OR lease_until < clock_timestamp())"
_STALLED = text(
    f"SELECT id FROM catalog_imports WHERE {_FREE} AND attempts < :max_attempts"  # noqa: S608 - a constant
    " AND created_at < clock_timestamp() - interval '5 seconds' ORDER BY id LIMIT :limit"
)
_BURY = text(
    "UPDATE catalog_imports SET status = 'failed', failure = :failure, finished_at = clock_timestamp(),"  # noqa: S608
    f" lease_until = NULL WHERE {_FREE} AND attempts >= :max_attempts RETURNING id"
)
GAVE_UP = (
    "The import stopped three times without getting any further, so we gave up. "
    "What was imported before stays. Please send the file again."
)


def take_import(tx: Transaction, import_id: int) -> ImportLease | None:
    """The lease on an import, or None: it is over, or somebody else carries it."""
    values = {"import_id": import_id, "seconds": LEASE_SECONDS, "max_attempts": MAX_ATTEMPTS}
    row = tx.session.execute(_TAKE, values).one_or_none()
    return ImportLease(**row._mapping) if row else None


def begin_import(tx: Transaction, lease: ImportLease, bytes_total: int, feed_format: str) -> None:
    """Note what kind of file it is and how large. Raises: LeaseLost."""
    values = {"bytes_total": bytes_total, "feed_format": feed_format}
    _held(tx.session.execute(_BEGIN, values | _right(lease)).one_or_none())


def advance_import(tx: Transaction, lease: ImportLease, progress: Progress) -> None:
    """Add a step's counts and renew the lease, in the transaction that stores the step. Raises: LeaseLost."""
    values = {name: getattr(progress, name) for name in Progress.__slots__}
    _held(tx.session.execute(_ADVANCE, values | {"seconds": LEASE_SECONDS} | _right(lease)).one_or_none())


def close_import(tx: Transaction, lease: ImportLease, failure: str = "") -> None:
    """The import is over: done, or failed for this reason. Raises: LeaseLost."""
    values = {"status": "failed" if failure else "done", "failure": failure}
    _held(tx.session.execute(_CLOSE, values | _right(lease)).one_or_none())


def park_import(tx: Transaction, lease: ImportLease) -> None:
    """The store is away: nobody's fault, so the attempt does not count. The sweep tries again."""
    tx.session.execute(_PARK, {"seconds": PARKED_SECONDS} | _right(lease))


def release_import(tx: Transaction, lease: ImportLease) -> None:
    """Give the lease back early after a stumble; the attempt counts."""
    tx.session.execute(_RELEASE, _right(lease))


def sweep_imports(tx: Transaction, limit: int) -> list[int]:
    """Give up the imports that get nowhere, and answer the ids of those that nobody carries."""
    tx.session.execute(_BURY, {"failure": GAVE_UP, "max_attempts": MAX_ATTEMPTS})
    return list(tx.session.scalars(_STALLED, {"limit": limit, "max_attempts": MAX_ATTEMPTS}))


def _right(lease: ImportLease) -> dict[str, int]:
    return {"import_id": lease.import_id, "fence": lease.fence}


def _held(row: object) -> None:
    if row is None:
        raise LeaseLost
