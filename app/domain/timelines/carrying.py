"""Carrying posts to their followers. The engine moves bytes; SQL owns the work."""

import math
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from threading import Lock

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
LANES = 4
"""Steps under way at once: while a server appends, the next one is on its way to it, or to another node."""
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
        lease = take_lease(tx, post_id, MAX_POSTS_A_PUSH)
        if lease is None:
            open_fanout(tx, post_id)  # the relay notes it too; whoever comes first
            lease = take_lease(tx, post_id, MAX_POSTS_A_PUSH)
    if lease is None:
        return None
    carrier = _Carrier(unit, timelines, lease)
    try:
        delivered = carrier.carry(shard_count)
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
    if carrier.overgrown:
        with suppress(_Busy, TimelinesUnavailable):  # the next post asks for it again
            gather_audience(unit, timelines, lease.brand_id)
    return delivered


class _Carrier:
    """One lease being used up: a step in each shard, then several steps at a time where audiences are longer."""

    def __init__(self, unit: Unit, timelines: Timelines, lease: Lease) -> None:
        self._unit, self._timelines, self._lease = unit, timelines, lease
        self._renewed = time.monotonic()
        self._patience = self._renewed + GATHERED_ELSEWHERE_SECONDS
        self._gathered = 0
        self._gathering, self._renewing = Lock(), Lock()
        self._stopped = False
        self.overgrown = False
        """The audience should be gathered anew, once the posts have arrived."""
        self._away: TimelinesUnavailable | None = None

    def carry(self, shard_count: int) -> int:
        """Every shard that can be reached; then raises for those that cannot, so that the posts are tried again."""
        delivered, longer = 0, []
        for shard in range(shard_count):
            part, done = self._carry_shard(shard, steps=1)
            delivered += part
            if not done:
                longer.append(shard)
        delivered += self._carry_at_once(longer if len(longer) > 1 else longer * 2)
        if self._away is not None:
            raise self._away
        return delivered

    def _carry_at_once(self, shards: Sequence[int]) -> int:
        """These shards in lanes. One shard may be given twice: each step takes the readers after those of the last."""
        if not shards:
            return 0
        with ThreadPoolExecutor(min(LANES, len(shards))) as lanes:
            # Each in a copy of this context, where whoever gave us transactions may have left something.
            under_way = [lanes.submit(copy_context().run, self._carry_lane, shard) for shard in shards]
            return sum(lane.result() for lane in under_way)

    def _carry_lane(self, shard: int) -> int:
        try:
            return self._carry_shard(shard)[0]
        except BaseException:
            self._stopped = True  # the others would go on for nothing
            raise

    def _carry_shard(self, shard: int, steps: float = math.inf) -> tuple[int, bool]:
        """Entries written, and whether nothing is left to do here."""
        delivered = 0
        try:
            while steps > 0 and not self._stopped:
                gathered = self._gathered
                push = self._timelines.push(self._lease.brand_id, shard, self._lease.post_ids)
                if push is None:
                    self._gather(gathered)
                    continue
                delivered, steps = delivered + push.delivered, steps - 1
                if push.done:
                    self.overgrown |= push.overgrown
                    return delivered, True
                self._keep_lease()
            return delivered, self._stopped
        except TimelinesUnavailable as error:
            self._away = error
            self._keep_lease()
            return delivered, True

    def _gather(self, gathered: int) -> None:
        """The audience was never made, or was lost: make it, or wait a moment for who does."""
        with self._gathering:
            if self._gathered != gathered:  # another lane has, since we looked
                return
            try:
                gather_audience(self._unit, self._timelines, self._lease.brand_id, self._keep_lease)
                self._gathered += 1
            except _Busy:
                if time.monotonic() > self._patience:
                    raise
                time.sleep(LOOK_AGAIN_SECONDS)

    def _keep_lease(self) -> None:
        with self._renewing:
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
