"""Tasks that tidy up after people. Losing or repeating one is harmless."""

from celery import shared_task

from app.domain.accounts.idempotency import prune_keys
from app.entrypoints.worker.support import system_unit

BATCH = 5_000


@shared_task(name="idempotency.prune")
def prune_idempotency_keys() -> None:
    """Forget the answers of writes that are a day old, some at a time so that nothing is locked for long."""
    while True:
        with system_unit() as tx:
            if prune_keys(tx, BATCH) < BATCH:
                return
