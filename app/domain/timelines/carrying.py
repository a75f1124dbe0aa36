"""Carrying posts to their followers. The engine moves bytes; SQL owns the work."""

import secrets
import time
from collections.abc import Callable

from app.domain.timelines.fanning import (
    LEASE_SECONDS,
    Lease,
    finish,
    next_followers,
    open_fanout,
    park,
    renew,
    take_lease,
)
from app.kernel.transaction import Unit
from feeds.contract import Timelines
from feeds.errors import TimelinesUnavailable
from feeds.types import MAX_POSTS_A_PUSH

FOLLOWERS_A_LOOK = 20_000
RENEW_EVERY_SECONDS = LEASE_SECONDS / 5
GATHERED_ELSEWHERE_SECONDS, LOOK_AGAIN_SECONDS = 3.0, 0.03
"""How long a carrier waits for an audience that somebody else gathers, before it puts its posts aside."""


class _Busy(Exception):
    """Somebody else gathers the audience."""


class _Overtaken(Exception):
    """The fence has moved on."""


def carry_post(unit: Unit, timelines: Timelines, post_id: int, *, shard_count: int) -> int | None:
    """Deliver a post, and what else of its brand waits, to every warm timeline of the brand's followers.

    Answers entries written, None when it was not ours to carry. Resumable: what a killed carrier has done is noted
    with the timelines, and the next goes on from there. Raises: TimelinesUnavailable, after which the sweep tries again.
    """
    with unit() as tx:
        open_fanout(tx, post_id)  # the relay notes it too; whoever comes first
        lease = take_lease(tx, post_id, MAX_POSTS_A_PUSH)
    if lease is None:
        return None
    try:
        delivered = _Carrier(unit, timelines, lease).carry(shard_count)
    except _Overtaken:
        return None
    except _Busy:
        with unit() as tx:
            park(tx, lease)
        return None
    except TimelinesUnavailable:
        with unit() as tx:
            park(tx, lease)
        raise
    with unit() as tx:
        finish(tx, lease, delivered // len(lease.fences))
    return delivered


class _Carrier:
    """One lease being used up, shard by shard."""

    def __init__(self, unit: Unit, timelines: Timelines, lease: Lease) -> None:
        self._unit, self._timelines, self._lease = unit, timelines, lease
        self._renewed = time.monotonic()
        self._patience = self._renewed + GATHERED_ELSEWHERE_SECONDS

    def carry(self, shard_count: int) -> int:
        """Every shard that can be reached; then raises for those that cannot, so that the posts are tried again."""
        delivered, away = 0, None
        for shard in range(shard_count):
            try:
                delivered += self._carry_shard(shard)
            except TimelinesUnavailable as error:
                away = error
                self._keep_lease()
        if away is not None:
            raise away
        return delivered

    def _carry_shard(self, shard: int) -> int:
        delivered = 0
        while True:
            push = self._timelines.push(self._lease.brand_id, shard, self._lease.post_ids)
            if push is None:
                self._gather()
                continue
            delivered += push.delivered
            if push.done:
                return delivered
            self._keep_lease()

    def _gather(self) -> None:
        """The audience was never made, or was lost: make it, or wait a moment for who does."""
        try:
            gather_audience(self._unit, self._timelines, self._lease.brand_id, self._keep_lease)
        except _Busy:
            if time.monotonic() > self._patience:
                raise
            time.sleep(LOOK_AGAIN_SECONDS)

    def _keep_lease(self) -> None:
        if time.monotonic() - self._renewed > RENEW_EVERY_SECONDS:
            with self._unit() as tx:
                if not renew(tx, self._lease):
                    raise _Overtaken
            self._renewed = time.monotonic()


def gather_audience(
    unit: Unit, timelines: Timelines, brand_id: int, still_ours: Callable[[], None] = lambda: None
) -> None:
    """Make a brand's audience anew from SQL. Raises: _Busy while somebody else does, or when it was lost meanwhile."""
    token = secrets.token_hex(8)
    if not timelines.begin_audience(brand_id, token):
        raise _Busy
    after = 0
    while True:
        with unit() as tx:
            followers = next_followers(tx, brand_id, after, FOLLOWERS_A_LOOK)
        if followers and not timelines.fill_audience(brand_id, token, followers):
            raise _Busy
        if len(followers) < FOLLOWERS_A_LOOK:
            break
        after = followers[-1]
        still_ours()
    if not timelines.finish_audience(brand_id, token):
        raise _Busy
