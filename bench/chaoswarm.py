"""Every timeline of the crowd made before the run, by the product's own rebuild, from several threads."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from app.domain.timelines.carrying import rebuild_timeline
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from bench.chaoscrowd import Crowd

THREADS = 4


def warm_all(resources: Resources, crowd: Crowd, say: Callable[[str], None]) -> None:
    """Make each shopper's timeline."""
    unit = partial(transaction, resources.engine, Scope.system())

    def warm(account_id: int) -> bool:
        return rebuild_timeline(unit, resources.timelines, account_id, secrets.token_hex(8))

    pool = ThreadPoolExecutor(THREADS)
    try:
        for done, _ in enumerate(pool.map(warm, crowd.account_ids), start=1):
            if done % 2_000 == 0:
                say(f"  {done:,} of {len(crowd.account_ids):,} timelines warm")
    finally:
        pool.shutdown(cancel_futures=True)  # who interrupts does not wait for the rest
