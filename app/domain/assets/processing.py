"""From a quarantined upload to a ready picture, or to a refusal with its reason. SQL owns whose turn it is.

Safe to repeat and to be killed anywhere: the same bytes give the same renditions under the same keys, the row changes
once, and the original goes last.
"""

from collections.abc import Sequence

from sqlalchemy import select, text

from app.domain.assets.actions import mark_ready, say_refusal
from app.domain.assets.models import Asset, AssetStatus
from app.kernel.transaction import Transaction, Unit
from media.contract import Storage
from media.errors import MediaError, StorageUnavailable
from media.publishing import publish_image

LEASE_SECONDS = 45
AGAIN_SECONDS = 8
MAX_ATTEMPTS = 5
ABANDONED_HOURS = 24
GAVE_UP = "The picture could not be processed. Please upload it again, or another one."

_TAKE = text(
    "UPDATE assets SET attempts = attempts + 1, lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE id = :asset_id AND status = 'uploaded' AND attempts < :max_attempts"
    " AND (lease_until IS NULL OR lease_until < clock_timestamp()) RETURNING quarantine_key"
)
_LATER = text(
    "UPDATE assets SET attempts = attempts - :refund,"
    " lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE id = :asset_id AND status = 'uploaded'"
)
_GIVE_UP = text(
    "UPDATE assets SET status = 'rejected', rejection = :reason, lease_until = NULL"
    " WHERE status = 'uploaded' AND attempts >= :max_attempts"
    " AND (lease_until IS NULL OR lease_until < clock_timestamp())"
)
_STALLED = text(
    "SELECT id FROM assets WHERE quarantine_key <> '' AND status = 'uploaded' AND attempts < :max_attempts"
    " AND (lease_until < clock_timestamp()"
    "      OR (lease_until IS NULL AND created_at < clock_timestamp() - interval '5 seconds'))"
    " ORDER BY id LIMIT :limit"
)
_LEFT_BEHIND = text(
    "SELECT id, quarantine_key, status FROM assets WHERE quarantine_key <> '' AND (status IN ('ready', 'rejected')"
    " OR (status = 'awaiting' AND created_at < clock_timestamp() - make_interval(hours => :hours)))"
    " ORDER BY id LIMIT :limit"
)
_FORGET_KEY = text(
    "UPDATE assets SET quarantine_key = '' WHERE id = :asset_id AND status IN ('ready', 'rejected')"
)
_FORGET_ROW = text("DELETE FROM assets WHERE id = :asset_id AND status = 'awaiting'")


def process_asset(system_unit: Unit, storage: Storage, asset_id: int) -> str:
    """Make a picture's renditions. Answers ready, rejected, later (it is tried again) or busy (nothing to do)."""
    with system_unit() as tx:
        values = {"asset_id": asset_id, "seconds": LEASE_SECONDS, "max_attempts": MAX_ATTEMPTS}
        source_key = tx.session.scalar(_TAKE, values)
    if source_key is None:
        return "busy"
    try:
        image = publish_image(storage, source_key, asset_id)
    except MediaError as error:
        if error.retryable:
            _try_later(system_unit, asset_id, refund=isinstance(error, StorageUnavailable))
            return "later"
        _reject(system_unit, asset_id, say_refusal(error))
        _drop_original(system_unit, storage, asset_id, source_key)
        return "rejected"
    with system_unit() as tx:
        asset = tx.session.get(Asset, asset_id, with_for_update=True)
        if asset is None or asset.status != AssetStatus.UPLOADED.value:
            return "busy"
        mark_ready(asset, image)
    _drop_original(system_unit, storage, asset_id, source_key)
    return "ready"


def _try_later(system_unit: Unit, asset_id: int, *, refund: bool) -> None:
    """Park it. A store that is away is no fault of the picture's, so that attempt does not count."""
    with system_unit() as tx:
        tx.session.execute(_LATER, {"asset_id": asset_id, "refund": int(refund), "seconds": AGAIN_SECONDS})


def _reject(system_unit: Unit, asset_id: int, reason: str) -> None:
    with system_unit() as tx:
        query = select(Asset).where(Asset.id == asset_id, Asset.status == AssetStatus.UPLOADED.value)
        asset = tx.session.scalar(query.with_for_update())
        if asset is not None:
            asset.status, asset.rejection, asset.lease_until = AssetStatus.REJECTED.value, reason, None


def _drop_original(system_unit: Unit, storage: Storage, asset_id: int, key: str) -> bool:
    """Remove the upload itself; where the store is away the row keeps its key, and tidying comes back to it."""
    try:
        storage.delete(key)
    except MediaError:
        return False
    with system_unit() as tx:
        tx.session.execute(_FORGET_KEY, {"asset_id": asset_id})
    return True


def stalled_assets(tx: Transaction, limit: int) -> Sequence[int]:
    """Give up the pictures that were tried too often; answer the ids of those that nobody works on."""
    tx.session.execute(_GIVE_UP, {"reason": GAVE_UP, "max_attempts": MAX_ATTEMPTS})
    return list(tx.session.scalars(_STALLED, {"limit": limit, "max_attempts": MAX_ATTEMPTS}))


def tidy_uploads(system_unit: Unit, storage: Storage, *, limit: int = 500) -> int:
    """Remove uploads that nobody completed within a day, and originals left behind; how many. Stops when the store is away."""
    with system_unit() as tx:
        rows = tx.session.execute(_LEFT_BEHIND, {"hours": ABANDONED_HOURS, "limit": limit}).all()
    removed = 0
    for row in rows:
        if not _drop_original(system_unit, storage, row.id, row.quarantine_key):
            break
        if row.status == AssetStatus.AWAITING.value:
            with system_unit() as tx:
                tx.session.execute(_FORGET_ROW, {"asset_id": row.id})
        removed += 1
    return removed
