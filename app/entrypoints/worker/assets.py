"""Tasks that make renditions of uploaded pictures, and tidy what nobody finished. Ids only; harmless to repeat."""

import structlog
from celery import shared_task

from app.domain.assets.processing import process_asset as make_renditions
from app.domain.assets.processing import stalled_assets, tidy_uploads
from app.entrypoints.worker.support import system_unit
from app.resources.container import current

AGAIN_SECONDS = 60
"""A message of the sweep that waited longer is dropped: a later sweep has sent another."""
_log = structlog.get_logger("vitrine.assets")


@shared_task(name="assets.process_asset")
def process_asset(asset_id: str) -> None:
    """Turn a quarantined upload into public renditions, or say why not."""
    outcome = make_renditions(system_unit, current().storage, int(asset_id))
    _log.info("picture processed", asset_id=asset_id, outcome=outcome)


@shared_task(name="assets.sweep")
def sweep() -> None:
    """Send pictures again that nobody works on: the broker lost the task, a worker died, the store was away."""
    with system_unit() as tx:
        waiting = stalled_assets(tx, limit=100)
    for asset_id in waiting:
        process_asset.apply_async(args=[str(asset_id)], expires=AGAIN_SECONDS)


@shared_task(name="assets.tidy")
def tidy() -> None:
    """Remove uploads that were never completed, and originals that are no longer needed."""
    removed = tidy_uploads(system_unit, current().storage)
    if removed:
        _log.info("uploads tidied", removed=removed)
