"""Every timeline of the crowd made before the run, by the product's own rebuild, from several threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from app.domain.timelines.rebuilding import AT_ONCE, rebuild_timelines
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from bench.chaoscrowd import Crowd

THREADS = 4


def warm_all(resources: Resources, crowd: Crowd, say: Callable[[str], None]) -> None:
    """Make each shopper's timeline."""
    unit = partial(transaction, resources.engine, Scope.system())

    def warm(at: int) -> int:
        return len(rebuild_timelines(unit, resources.timelines, crowd.account_ids[at : at + AT_ONCE]))

    places = range(0, len(crowd.account_ids), AT_ONCE)
    warmed = 0
    pool = ThreadPoolExecutor(THREADS)
    try:
        for number, made in enumerate(pool.map(warm, places), start=1):
            warmed += made
            if number % 20 == 0:
                say(f"  {warmed:,} of {len(crowd.account_ids):,} timelines warm")
    finally:
        pool.shutdown(cancel_futures=True)  # who interrupts does not wait for the rest
