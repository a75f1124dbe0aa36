"""Tasks that bring feeds into catalogues. Ids only; losing or repeating one is harmless."""

import structlog
from celery import shared_task

from app.domain.catalog.import_leases import sweep_imports as find_stalled
from app.domain.catalog.import_running import run_import as carry_import
from app.domain.pricing.claims import remarks_on_claims
from app.entrypoints.worker.support import brand_unit, system_unit
from app.resources.container import current

AGAIN_SECONDS = 60
"""A message of the sweep that waited longer is dropped: a later sweep has sent another."""
_log = structlog.get_logger("vitrine.imports")


@shared_task(name="catalog.run_import")
def run_import(import_id: str) -> None:
    """Read a stored feed into its brand's catalogue, going on where an earlier try stopped."""
    outcome = carry_import(system_unit, brand_unit, current().storage, remarks_on_claims, int(import_id))
    _log.info("import ended", import_id=import_id, outcome=outcome)


@shared_task(name="catalog.sweep_imports")
def sweep_imports() -> None:
    """Send imports again that nobody carries: the broker lost the task, a worker died, the store was away."""
    with system_unit() as tx:
        waiting = find_stalled(tx, limit=50)
    for import_id in waiting:
        run_import.apply_async(args=[str(import_id)], expires=AGAIN_SECONDS)
