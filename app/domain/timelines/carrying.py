"""Carrying one post to its followers, and building one timeline anew. The engine moves bytes; SQL owns the progress."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from app.domain.timelines.fanning import Lease, advance, finish, next_followers, open_fanout, park, take_lease
from app.domain.timelines.queries import follow_epoch, ids_for_rebuild
from app.kernel.transaction import Transaction
from feeds.contract import Timelines
from feeds.errors import TimelinesUnavailable
from feeds.fanout import plan_chunks
from feeds.types import RebuildStart

FOLLOWERS_A_STEP = 1_000

Unit = Callable[[], AbstractContextManager[Transaction]]
"""Opens one transaction in the system's name."""


def carry_post(unit: Unit, timelines: Timelines, post_id: int, *, shard_count: int) -> int | None:
    """Deliver a post to every warm timeline of its brand's followers. Answers entries written, None when not ours.

    Stops quietly when another carrier took over. Resumable: a killed carrier's step is redone by the next, and
    its chunk markers make that harmless. Raises: TimelinesUnavailable, after which the sweep tries again.
    """
    with unit() as tx:
        open_fanout(tx, post_id)  # the relay notes it too; whoever comes first
        lease = take_lease(tx, post_id)
    if lease is None:
        return None
    try:
        return _carry(unit, timelines, lease, shard_count)
    except TimelinesUnavailable:
        with unit() as tx:
            park(tx, lease)
        raise


def _carry(unit: Unit, timelines: Timelines, lease: Lease, shard_count: int) -> int:
    delivered = 0
    cursor = lease.cursor_account_id
    while True:
        with unit() as tx:
            followers = next_followers(tx, lease.brand_id, cursor, FOLLOWERS_A_STEP)
        if not followers:
            with unit() as tx:
                finish(tx, lease)
            return delivered
        step = _deliver(timelines, lease, followers, cursor, shard_count)
        delivered += step
        cursor = followers[-1]
        with unit() as tx:
            if not advance(tx, lease, cursor, step):
                return delivered
            if len(followers) < FOLLOWERS_A_STEP:
                finish(tx, lease)
                return delivered


def _deliver(timelines: Timelines, lease: Lease, followers: list[int], lower: int, shard_count: int) -> int:
    chunks = plan_chunks(followers, lower=lower, upper=followers[-1], shard_count=shard_count)
    return sum(timelines.append(chunk, [lease.post_id]).delivered for chunk in chunks)


def rebuild_timeline(unit: Unit, timelines: Timelines, account_id: int, token: str) -> bool:
    """Make one timeline anew from SQL. False: it was current, or somebody else is at it.

    Appends that arrive meanwhile land in the list being built, so nothing falls between.
    """
    with unit() as tx:
        epoch = follow_epoch(tx, account_id)
    if timelines.begin_rebuild(account_id, epoch, token) is not RebuildStart.STARTED:
        return False
    with unit() as tx:
        source = ids_for_rebuild(tx, account_id)
    return timelines.finish_rebuild(account_id, epoch, token, source.post_ids, source.complete)
