"""Timelines against a model of SQL: whatever happens in whatever order, a page is exact or it is a miss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from feeds.contract import Timelines
from feeds.memory import MemoryTimelines
from feeds.timelines import RedisTimelines
from feeds.types import Miss, RebuildStart, TimelineOptions
from tests.contracts.valkey_cluster import running_cluster

BASE = 2**62
VIEWERS = (1, 2, 3)
OPTIONS = TimelineOptions(shard_count=2, keep=5, slack=2, readers_a_push=1)
BRANDS = ("amber", "birch")
SOURCES = {"amber": 1, "birch": 2}
viewers = st.sampled_from(VIEWERS)
brands = st.sampled_from(BRANDS)
post_ids = st.integers(BASE, BASE + 40)  # in any order: a late commit has a lower id
Mishap = tuple[str, int]
MISHAPS = st.lists(
    st.tuples(st.sampled_from(["post", "post", "loss", "rival", "follow", "return"]), post_ids), max_size=4
)


@dataclass
class Rebuild:
    viewer_id: int
    epoch: int
    token: str
    follows: set[str]  # read with the epoch
    joined: bool = False
    answer: tuple[list[int], bool] | None = None  # what SQL said, once it was asked


@dataclass
class Gathering:
    brand: str
    token: str
    followers: list[int] | None = None  # what SQL said, once it was asked


class TimelineMachine(RuleBasedStateMachine):
    """`posts` and `follows` are SQL; `owed` is what a viewer must find: delivered, or followed since."""

    store: Timelines  # set by the test that runs the machine

    def __init__(self) -> None:
        super().__init__()
        self.store.wipe()
        self.posts: dict[str, set[int]] = {brand: set() for brand in BRANDS}
        self.follows: dict[int, set[str]] = {viewer_id: {"amber"} for viewer_id in VIEWERS}
        self.epoch = dict.fromkeys(VIEWERS, 0)
        self.owed: dict[int, set[int]] = {viewer_id: set() for viewer_id in VIEWERS}
        self.rebuilds: list[Rebuild] = []
        self.gatherings: list[Gathering] = []
        self.tokens = 0

    def visible(self, viewer_id: int) -> set[int]:
        return set().union(*(self.posts[brand] for brand in self.follows[viewer_id]))

    @rule(post_id=post_ids, brand=brands)
    def commit_post(self, post_id: int, brand: str) -> None:
        if not any(post_id in posts for posts in self.posts.values()):
            self.posts[brand].add(post_id)

    @rule(data=st.data(), brand=brands, shard=st.integers(0, 1))
    def push_once(self, data: st.DataObject, brand: str, shard: int) -> None:
        """One step of a carrier that may be killed after it: posts in any company, as often as the broker likes."""
        if self.posts[brand]:
            chosen = data.draw(st.lists(st.sampled_from(sorted(self.posts[brand])), min_size=1, max_size=4))
            self.store.push(SOURCES[brand], shard, chosen)

    @rule(data=st.data(), brand=brands)
    def carry(self, data: st.DataObject, brand: str) -> None:
        if self.posts[brand]:
            chosen = data.draw(st.lists(st.sampled_from(sorted(self.posts[brand])), min_size=1, max_size=4))
            self.deliver(brand, chosen)

    @rule(post_id=post_ids, brand=brands)
    def publish_at_once(self, post_id: int, brand: str) -> None:
        self.commit_post(post_id, brand)
        if post_id in self.posts[brand]:
            self.deliver(brand, [post_id])

    def deliver(self, brand: str, chosen: Sequence[int]) -> None:
        """What a carrier does; it gives up while somebody else gathers the audience."""
        for shard in (0, 1):
            for _ in range(20):
                pushed = self.store.push(SOURCES[brand], shard, chosen)
                if pushed is None:
                    gathering = self.begin_gathering(brand)
                    if gathering is None:
                        return
                    self.end_gathering(gathering)
                elif pushed.done:
                    break
            else:
                raise AssertionError("the carrier did not arrive")
        for viewer_id in VIEWERS:
            if brand in self.follows[viewer_id]:
                self.owed[viewer_id].update(chosen)

    @rule(brand=brands)
    def gather(self, brand: str) -> None:
        self.begin_gathering(brand)

    def begin_gathering(self, brand: str) -> Gathering | None:
        self.tokens += 1
        gathering = Gathering(brand, f"token-{self.tokens}")
        if not self.store.begin_audience(SOURCES[brand], gathering.token):
            return None
        self.gatherings.append(gathering)
        return gathering

    @rule(data=st.data(), fraction=st.sampled_from([0, 1, 3]))
    def fill_gathering(self, data: st.DataObject, fraction: int) -> None:
        """SQL is asked in one step and what it said arrives in others."""
        if self.gatherings:
            gathering = data.draw(st.sampled_from(self.gatherings))
            if gathering.followers is None:
                gathering.followers = self.followers(gathering.brand)
            part, gathering.followers = gathering.followers[:fraction], gathering.followers[fraction:]
            self.store.fill_audience(SOURCES[gathering.brand], gathering.token, part)

    @rule(data=st.data())
    def finish_gathering(self, data: st.DataObject) -> None:
        if self.gatherings:
            self.end_gathering(data.draw(st.sampled_from(self.gatherings)))

    def end_gathering(self, gathering: Gathering) -> None:
        self.gatherings.remove(gathering)
        followers = self.followers(gathering.brand) if gathering.followers is None else gathering.followers
        source_id = SOURCES[gathering.brand]
        if self.store.fill_audience(source_id, gathering.token, followers):
            self.store.finish_audience(source_id, gathering.token)

    def followers(self, brand: str) -> list[int]:
        return [viewer_id for viewer_id in VIEWERS if brand in self.follows[viewer_id]]

    @rule(viewer_id=viewers)
    def begin(self, viewer_id: int) -> None:
        self.tokens += 1
        follows = set(self.follows[viewer_id])
        rebuild = Rebuild(viewer_id, self.epoch[viewer_id], f"token-{self.tokens}", follows)
        if self.store.begin_rebuild(viewer_id, rebuild.epoch, rebuild.token) is RebuildStart.STARTED:
            self.rebuilds.append(rebuild)

    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        waiting = [rebuild for rebuild in self.rebuilds if not rebuild.joined]
        if waiting:
            rebuild = data.draw(st.sampled_from(waiting))
            self.store.join(rebuild.viewer_id, [SOURCES[brand] for brand in rebuild.follows])
            rebuild.joined = True

    @rule(data=st.data(), limit=st.integers(1, 9))
    def ask_sql(self, data: st.DataObject, limit: int) -> None:
        waiting = [rebuild for rebuild in self.rebuilds if rebuild.joined and rebuild.answer is None]
        if waiting:
            rebuild = data.draw(st.sampled_from(waiting))
            ids = sorted(self.visible(rebuild.viewer_id), reverse=True)
            rebuild.answer = ids[:limit], len(ids) <= limit

    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        answered = [rebuild for rebuild in self.rebuilds if rebuild.answer]
        if answered:
            rebuild = data.draw(st.sampled_from(answered))
            self.rebuilds.remove(rebuild)
            assert rebuild.answer
            self.store.finish_rebuild(rebuild.viewer_id, rebuild.epoch, rebuild.token, *rebuild.answer)

    @rule(
        viewer_id=viewers, brand=brands, asking=MISHAPS, filling=MISHAPS, finishing=MISHAPS, post_id=post_ids
    )
    def gather_amid(
        self,
        viewer_id: int,
        brand: str,
        asking: list[Mishap],
        filling: list[Mishap],
        finishing: list[Mishap],
        post_id: int,
    ) -> None:
        """An audience gathered anew, with whatever happens before SQL answers and before it stands; then a post."""
        gathering = self.begin_gathering(brand)
        if gathering is None:
            return
        for mishap in asking:
            self.suffer(viewer_id, *mishap)
        gathering.followers = self.followers(brand)
        for mishap in filling:
            self.suffer(viewer_id, *mishap)
        self.store.fill_audience(SOURCES[brand], gathering.token, gathering.followers)
        gathering.followers = []
        for mishap in finishing:
            self.suffer(viewer_id, *mishap)
        if gathering in self.gatherings:
            self.end_gathering(gathering)
        self.publish_at_once(post_id, brand)

    @rule(viewer_id=viewers, limit=st.integers(1, 9), reading=MISHAPS, finishing=MISHAPS)
    def rebuild_amid(
        self, viewer_id: int, limit: int, reading: list[Mishap], finishing: list[Mishap]
    ) -> None:
        """A whole rebuild, with whatever happens before SQL answers and before it finishes."""
        self.tokens += 1
        token, epoch = f"token-{self.tokens}", self.epoch[viewer_id]
        if self.store.begin_rebuild(viewer_id, epoch, token) is RebuildStart.STARTED:
            self.store.join(viewer_id, [SOURCES[brand] for brand in self.follows[viewer_id]])
            for mishap in reading:
                self.suffer(viewer_id, *mishap)
            ids = sorted(self.visible(viewer_id), reverse=True)
            for mishap in finishing:
                self.suffer(viewer_id, *mishap)
            self.store.finish_rebuild(viewer_id, epoch, token, ids[:limit], len(ids) <= limit)

    def suffer(self, viewer_id: int, kind: str, post_id: int) -> None:
        if kind == "post":
            self.publish_at_once(post_id, "amber")
        elif kind == "loss":
            self.store.drop([viewer_id])
        elif kind == "rival":
            self.begin(viewer_id)
        elif kind == "return":
            self.rebuild_amid(viewer_id, 9, [], [])
        else:
            self.follow_or_leave(viewer_id, "birch")

    @rule(viewer_id=viewers, brand=brands)
    def follow_or_leave(self, viewer_id: int, brand: str) -> None:
        self.epoch[viewer_id] += 1
        self.follows[viewer_id] ^= {brand}
        if brand in self.follows[viewer_id]:
            self.owed[viewer_id] |= self.posts[
                brand
            ]  # the new epoch promises them: older timelines are stale
        else:
            self.owed[viewer_id] -= self.posts[brand]

    @rule(viewer_id=viewers)
    def lose_timeline(self, viewer_id: int) -> None:
        self.store.drop([viewer_id])

    @rule()
    def wipe_server(self) -> None:
        self.store.wipe()

    @rule(viewer_id=viewers, before=st.none() | post_ids, limit=st.integers(1, 4))
    def read_anywhere(self, viewer_id: int, before: int | None, limit: int) -> None:
        self.check_page(viewer_id, before, limit)

    @invariant()
    def every_walk_is_exact(self) -> None:
        for viewer_id in VIEWERS:
            self.walk(viewer_id, limit=3)

    def walk(self, viewer_id: int, limit: int) -> None:
        """Page to the end; SQL answers from where the timeline says, or at a miss."""
        before: int | None = None
        for _ in range(60):
            page = self.check_page(viewer_id, before, limit)
            if page is None or page == []:
                return
            before = page[-1]
        raise AssertionError("the walk did not end")

    def check_page(self, viewer_id: int, before: int | None, limit: int) -> list[int] | None:
        """One page, followed by SQL's part when the timeline ends early; None at the end or at a miss."""
        page = self.store.page(viewer_id, self.epoch[viewer_id], before, limit)
        if isinstance(page, Miss):
            return None
        ids = list(page.ids)
        assert len(ids) <= limit
        assert ids == sorted(set(ids), reverse=True), "out of order or doubled"
        more = not page.exhausted and page.below_low is None
        assert not more or len(ids) == limit, "a short page that claims to have more"
        floor = ids[-1] if more else (page.below_low or 0) + 1
        in_range = {n for n in range(BASE, BASE + 41) if n >= floor and (before is None or n < before)}
        seen = set(ids) & self.visible(viewer_id)  # what may no longer be seen is filtered by the caller
        assert seen <= in_range
        assert self.owed[viewer_id] & in_range <= seen, "a hole"
        assert set(ids) <= set().union(*self.posts.values()), "never posted"
        return ids if more else None


def run(store: Timelines, examples: int) -> None:
    machine = type("Machine", (TimelineMachine,), {"store": store})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_memory_never_shows_a_hole() -> None:
    run(MemoryTimelines(OPTIONS), examples=150)


def test_the_server_never_shows_a_hole(environment: Mapping[str, str]) -> None:
    client = redis.Redis.from_url(environment["VITRINE_TIMELINES_URL"])
    try:
        run(RedisTimelines(client, OPTIONS), examples=60)
    finally:
        client.close()


def test_a_cluster_never_shows_a_hole(tmp_path: Path) -> None:
    with running_cluster(tmp_path) as cluster:
        run(RedisTimelines(cluster.client, OPTIONS), examples=30)


@pytest.mark.parametrize("kind", ["memory", "server"])
def test_all_pages_with_sql_below_give_the_exact_order(kind: str, request: pytest.FixtureRequest) -> None:
    store: Timelines = MemoryTimelines()
    if kind == "server":
        url = request.getfixturevalue("environment")["VITRINE_TIMELINES_URL"]
        store = RedisTimelines(redis.Redis.from_url(url))
    store.wipe()
    sql = [BASE + 7 * n for n in range(1_500)]
    store.begin_rebuild(1, 0, "a")
    store.finish_rebuild(1, 0, "a", sql[-801:], complete=False)
    store.begin_audience(9, "a")
    store.fill_audience(9, "a", [1])
    store.finish_audience(9, "a")
    late = [BASE + 7 * n + 3 for n in (5, 900, 1_200, 1_499)]
    for post_id in late + [BASE + 20_000 + n for n in range(200)]:
        sql.append(post_id)
        store.push(9, 0, [post_id])
    newest_first = sorted(sql, reverse=True)
    walked: list[int] = []
    before: int | None = None
    while True:
        page = store.page(1, 0, before, 20)
        assert not isinstance(page, Miss)
        walked += page.ids
        if page.below_low is not None:
            walked += [post_id for post_id in newest_first if post_id <= page.below_low]
            break
        before = page.ids[-1]
    assert walked == newest_first
