"""The contract of timelines, run on memory, on the real server, and on a real cluster of three nodes."""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from feeds.contract import Timelines
from feeds.errors import TimelinesUnavailable
from feeds.memory import MemoryTimelines
from feeds.timelines import RedisTimelines
from feeds.types import Miss, MissReason, Push, RebuildStart, TimelineOptions, TimelinePage
from tests.contracts.valkey_cluster import running_cluster

BASE = 2**62  # far above 2**53, where a double would merge neighbours
VIEWER = 7
SOURCE = 50
EPOCH = 3


@pytest.fixture(scope="module")
def clients(
    environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    folder: Path = tmp_path_factory.mktemp("cluster")
    server = redis.Redis.from_url(environment["VITRINE_TIMELINES_URL"])
    with running_cluster(folder) as cluster:
        yield {"server": server, "cluster": cluster.client}
    server.close()


@pytest.fixture(params=["memory", "server", "cluster"])
def make(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Build timelines of one kind; all of one test share their server, which starts and ends empty."""
    if request.param == "memory":
        yield lambda **options: MemoryTimelines(TimelineOptions(**options))
        return
    client = request.getfixturevalue("clients")[request.param]
    RedisTimelines(client).wipe()
    yield lambda **options: RedisTimelines(client, TimelineOptions(**options))
    RedisTimelines(client).wipe()


@pytest.fixture
def store(make: Any) -> Timelines:
    built: Timelines = make()
    return built


@pytest.fixture
def server(clients: dict[str, Any]) -> Iterator[redis.Redis]:
    client = clients["server"]
    RedisTimelines(client).wipe()
    yield client
    RedisTimelines(client).wipe()


def warm(
    store: Timelines,
    viewer_id: int = VIEWER,
    ids: Sequence[int] = (),
    complete: bool = True,
    epoch: int = EPOCH,
) -> None:
    assert store.begin_rebuild(viewer_id, epoch, "warm") is RebuildStart.STARTED
    assert store.finish_rebuild(viewer_id, epoch, "warm", ids, complete)


def gather(store: Timelines, source_id: int, *viewer_ids: int, token: str = "gather") -> None:
    """An audience of exactly these viewers, warm or not."""
    assert store.begin_audience(source_id, token)
    for viewer_id in viewer_ids:
        store.join(viewer_id, [source_id])
    assert store.finish_audience(source_id, token)


def push(store: Timelines, *post_ids: int, source_id: int = SOURCE, shard: int = 0) -> Push:
    """Push to the end of an audience. Answers the last push, with everything delivered."""
    delivered = cold = 0
    for _ in range(10_000):
        pushed = store.push(source_id, shard, post_ids)
        assert pushed is not None
        delivered, cold = delivered + pushed.delivered, cold + pushed.cold
        if pushed.done:
            return Push(pushed.passed, pushed.length, delivered, cold)
    raise AssertionError("the push did not end")


def send(store: Timelines, *post_ids: int) -> Push:
    """Push posts to the one viewer most tests are about."""
    first = store.push(SOURCE, 0, post_ids)
    if first is not None:
        return first
    gather(store, SOURCE, VIEWER)
    return push(store, *post_ids)


def read(
    store: Timelines, before: int | None = None, limit: int = 1_000, viewer_id: int = VIEWER
) -> TimelinePage:
    page = store.page(viewer_id, EPOCH, before, limit)
    assert isinstance(page, TimelinePage), page
    return page


def missed(store: Timelines, epoch: int = EPOCH) -> MissReason:
    page = store.page(VIEWER, epoch, None, 20)
    assert isinstance(page, Miss), page
    return page.reason


def test_a_cold_timeline_is_skipped_by_pushes_and_missed_by_reads(store: Timelines) -> None:
    gather(store, SOURCE, VIEWER)
    assert push(store, BASE + 1) == Push(passed=1, length=1, delivered=0, cold=1)
    assert missed(store) is MissReason.COLD


def test_an_empty_timeline_is_warm_and_exhausted(store: Timelines) -> None:
    warm(store)
    gather(store, SOURCE, VIEWER)
    assert read(store) == TimelinePage((), exhausted=True)
    assert push(store, BASE + 1).delivered == 1
    assert read(store).ids == (BASE + 1,)


def test_pushes_reach_every_warm_viewer_newest_first(store: Timelines) -> None:
    warm(store, 7)
    warm(store, 8, [BASE + 1])
    gather(store, SOURCE, 7, 8, 9)
    result = push(store, BASE + 2, BASE + 3)
    assert (result.delivered, result.cold) == (4, 1)
    assert read(store, viewer_id=7).ids == (BASE + 3, BASE + 2)
    assert read(store, viewer_id=8).ids == (BASE + 3, BASE + 2, BASE + 1)


def test_a_repeated_push_does_nothing(store: Timelines) -> None:
    warm(store)
    gather(store, SOURCE, VIEWER)
    push(store, BASE + 1)
    assert store.push(SOURCE, 0, [BASE + 1]) == Push(1, 1, 0, 0)


def test_a_push_goes_on_where_another_one_stopped(make: Any) -> None:
    store: Timelines = make(readers_a_push=2)
    for viewer_id in range(1, 6):
        warm(store, viewer_id)
    gather(store, SOURCE, *range(1, 6))
    first = store.push(SOURCE, 0, [BASE + 1])
    assert first == Push(2, 5, 2, 0) and not first.done
    assert [len(read(store, viewer_id=viewer_id).ids) for viewer_id in range(1, 6)] == [1, 1, 0, 0, 0]
    assert store.push(SOURCE, 0, [BASE + 1]) == Push(4, 5, 2, 0)
    last = store.push(SOURCE, 0, [BASE + 1])
    assert last == Push(5, 5, 1, 0) and last.done
    assert all(read(store, viewer_id=viewer_id).ids == (BASE + 1,) for viewer_id in range(1, 6))


def test_posts_that_are_not_equally_far_catch_up_with_each_other(make: Any) -> None:
    store: Timelines = make(readers_a_push=2)
    for viewer_id in range(1, 6):
        warm(store, viewer_id)
    gather(store, SOURCE, *range(1, 6))
    store.push(SOURCE, 0, [BASE + 1])
    assert push(store, BASE + 2, BASE + 1).delivered == 2 * 5 - 2
    for viewer_id in range(1, 6):
        assert read(store, viewer_id=viewer_id).ids == (BASE + 2, BASE + 1)
    assert push(store, BASE + 1, BASE + 2, BASE + 3).delivered == 5


def test_an_audience_that_is_not_here_must_be_gathered_first(store: Timelines) -> None:
    warm(store)
    assert store.push(SOURCE, 0, [BASE + 1]) is None
    assert store.begin_audience(SOURCE, "a")
    assert store.push(SOURCE, 0, [BASE + 1]) is None
    assert store.fill_audience(SOURCE, "a", [VIEWER])
    assert store.finish_audience(SOURCE, "a")
    assert push(store, BASE + 1).delivered == 1
    assert read(store).ids == (BASE + 1,)


def test_only_warm_followers_are_gathered_and_the_others_join_when_they_come_back(store: Timelines) -> None:
    warm(store, 7)
    store.begin_audience(SOURCE, "a")
    store.fill_audience(SOURCE, "a", [6, 7, 8])
    store.finish_audience(SOURCE, "a")
    assert push(store, BASE + 1).length == 1
    warm(store, 8, [BASE + 1])
    store.join(8, [SOURCE])
    assert push(store, BASE + 2) == Push(2, 2, 2, 0)
    assert read(store, viewer_id=8).ids == (BASE + 2, BASE + 1)


def test_joining_twice_is_joining_once(store: Timelines) -> None:
    gather(store, SOURCE, VIEWER, VIEWER)
    store.join(VIEWER, [SOURCE])
    assert push(store, BASE + 1).length == 1
    gather(store, SOURCE, 2**56 + 1, 1, token="b")  # one's bytes lie across two others' here
    store.join(2**48, [SOURCE])
    assert push(store, BASE + 1).length == 3


def test_a_long_audience_says_when_it_holds_too_many_twice_and_is_given_up_before_it_grows_without_end(
    server: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feeds.timelines._LOOK_FOR_JOINED_BYTES", 0)  # every audience counts as long
    store = RedisTimelines(server)
    warm(store)
    gather(store, SOURCE, VIEWER)

    def join_again(times: int) -> None:
        for _ in range(times // 50):
            store.join(VIEWER, [SOURCE] * 50)

    join_again(900)
    first = store.push(SOURCE, 0, [BASE + 1])
    assert first is not None and first.gathered == 1 and not first.overgrown
    join_again(200)
    second = store.push(SOURCE, 0, [BASE + 2])
    assert second is not None and second.overgrown
    assert read(store) == TimelinePage((), below_low=BASE + 2)  # pushed out by itself
    join_again(1_000)
    assert store.push(SOURCE, 0, [BASE + 3]) is None
    gather(store, SOURCE, VIEWER, token="again")
    assert push(store, BASE + 3) == Push(1, 1, 1, 0)


def test_joining_nothing_that_is_here_changes_nothing(store: Timelines) -> None:
    store.join(VIEWER, [SOURCE, SOURCE + 1])
    store.join(VIEWER, [])
    assert store.push(SOURCE, 0, [BASE + 1]) is None


def test_who_joins_while_an_audience_is_gathered_anew_is_in_the_old_one_and_the_new(store: Timelines) -> None:
    warm(store)
    gather(store, SOURCE, 1)
    assert store.begin_audience(SOURCE, "again")
    store.join(VIEWER, [SOURCE])
    assert push(store, BASE + 1).delivered == 1
    assert store.finish_audience(SOURCE, "again")
    assert push(store, BASE + 2).delivered == 1
    assert read(store).ids == (BASE + 2, BASE + 1)


def test_a_push_amid_a_new_audience_misses_nobody(make: Any) -> None:
    store: Timelines = make(readers_a_push=1)
    for viewer_id in (1, 2, 3):
        warm(store, viewer_id)
    gather(store, SOURCE, 1, 2, 3)
    store.push(SOURCE, 0, [BASE + 1])
    gather(store, SOURCE, 3, 2, 1, token="b")  # the same people in another order
    push(store, BASE + 1)
    assert all(read(store, viewer_id=viewer_id).ids == (BASE + 1,) for viewer_id in (1, 2, 3))


def test_one_gathers_an_audience_at_a_time(store: Timelines) -> None:
    assert store.begin_audience(SOURCE, "a")
    assert not store.begin_audience(SOURCE, "b")
    assert store.begin_audience(SOURCE, "a")  # the call was repeated
    assert not store.fill_audience(SOURCE, "b", [VIEWER])
    assert not store.finish_audience(SOURCE, "b")
    assert store.finish_audience(SOURCE, "a")
    assert not store.finish_audience(SOURCE, "a")
    assert store.begin_audience(SOURCE, "b")


def test_an_abandoned_gathering_can_be_taken_over(make: Any) -> None:
    store: Timelines = make(gathering_lease_ms=20)
    assert store.begin_audience(SOURCE, "dead")
    deadline = time.monotonic() + 30
    while not store.begin_audience(SOURCE, "next"):
        assert time.monotonic() < deadline
    assert not store.finish_audience(SOURCE, "dead")


def test_a_gathering_that_was_wiped_cannot_finish(store: Timelines) -> None:
    """Who joined before the wipe would be missing."""
    store.begin_audience(SOURCE, "a")
    store.join(VIEWER, [SOURCE])
    store.wipe()
    assert not store.fill_audience(SOURCE, "a", [VIEWER])
    assert not store.finish_audience(SOURCE, "a")
    assert store.push(SOURCE, 0, [BASE + 1]) is None


def test_a_dropped_audience_must_be_gathered_again(make: Any) -> None:
    store: Timelines = make(shard_count=2)
    gather(store, SOURCE, 1, 2)
    store.drop_audience(SOURCE)
    assert [store.push(SOURCE, shard, [BASE + 1]) for shard in (0, 1)] == [None, None]
    store.drop_audience(SOURCE + 1)


def test_late_arrivals_read_sorted_and_repeats_once(store: Timelines) -> None:
    warm(store, ids=[BASE + 5])
    send(store, BASE + 9)
    gather(store, SOURCE + 1, VIEWER)
    push(store, BASE + 9, source_id=SOURCE + 1)  # a second time, as after an audience was gathered anew
    send(store, BASE + 2)
    send(store, BASE + 7)
    assert read(store) == TimelinePage(tuple(BASE + n for n in (9, 7, 5, 2)), exhausted=True)


def test_pages_walk_to_the_end(store: Timelines) -> None:
    warm(store, ids=[1, 2, BASE, 2**63 - 2, 2**63 - 1])
    first = read(store, limit=2)
    assert first == TimelinePage((2**63 - 1, 2**63 - 2))
    second = read(store, before=first.ids[-1], limit=2)
    assert second == TimelinePage((BASE, 2))
    assert read(store, before=2, limit=2) == TimelinePage((1,), exhausted=True)
    assert read(store, before=1, limit=2) == TimelinePage((), exhausted=True)


def test_an_incomplete_rebuild_sends_the_reader_to_sql_below_it(store: Timelines) -> None:
    warm(store, ids=[BASE + 10, BASE + 11], complete=False)
    send(store, BASE + 4)  # committed late, below what SQL had answered
    assert read(store) == TimelinePage((BASE + 11, BASE + 10), below_low=BASE + 9)
    assert read(store, before=BASE + 5) == TimelinePage((), below_low=BASE + 4)


def test_trimming_waits_for_the_slack_and_keeps_the_newest_arrivals(store: Timelines) -> None:
    warm(store)
    for n in range(880):
        send(store, BASE + n)
    assert read(store).exhausted
    send(store, BASE + 880)
    page = read(store)
    assert page.ids == tuple(BASE + n for n in range(880, 80, -1))
    assert page.below_low == BASE + 80


@pytest.mark.parametrize("together", [1, 2, 8, 32])
@pytest.mark.parametrize("built", [0, 100])
def test_however_posts_come_a_timeline_keeps_enough_and_not_too_much(
    make: Any, together: int, built: int
) -> None:
    store: Timelines = make(keep=100, slack=10)
    warm(store, ids=[BASE + n for n in range(built)])
    gather(store, SOURCE, VIEWER)
    last = BASE + 2_000
    for first in range(BASE + built, last, together):
        ids = range(first, first + together)
        push(store, *reversed(ids))
        newest = ids[-1]
    page = read(store)
    assert page.below_low is not None
    assert page.ids == tuple(range(newest, page.below_low, -1))
    assert 100 <= len(page.ids) <= 400


def test_a_timeline_stays_bounded_when_bursts_and_single_posts_take_turns(make: Any) -> None:
    store: Timelines = make(keep=100, slack=10)
    warm(store)
    gather(store, SOURCE, VIEWER)
    first = BASE
    for together in (1, 32, 1, 1, 8, 16, 1, 32, 32, 32, 1, 2) * 25:
        push(store, *range(first, first + together))
        first += together
    page = read(store)
    assert page.below_low is not None
    assert page.ids == tuple(range(first - 1, page.below_low, -1))
    assert 100 <= len(page.ids) <= 400


def test_trimming_an_early_arrival_of_a_high_id_shows_no_hole(store: Timelines) -> None:
    high = BASE + 500
    warm(store, ids=[BASE + n for n in range(10)])
    send(store, high)
    for n in range(11, 900):
        send(store, BASE + n)
    page = read(store)
    assert page.below_low is not None and page.below_low >= high
    assert page.ids == tuple(range(BASE + 899, page.below_low, -1))


def test_a_rebuild_keeps_at_most_800_and_says_what_it_left_out(store: Timelines) -> None:
    assert store.begin_rebuild(VIEWER, EPOCH, "a") is RebuildStart.STARTED
    send(store, BASE + 2_000)
    assert store.finish_rebuild(VIEWER, EPOCH, "a", [BASE + n for n in range(1_000)], complete=True)
    page = read(store)
    assert page.ids == (BASE + 2_000, *range(BASE + 999, BASE + 200, -1))
    assert page.below_low == BASE + 200


def test_appends_during_a_rebuild_are_kept(store: Timelines) -> None:
    assert store.begin_rebuild(VIEWER, EPOCH, "a") is RebuildStart.STARTED
    assert missed(store) is MissReason.BUILDING
    assert send(store, BASE + 3).delivered == 1
    assert missed(store) is MissReason.BUILDING
    assert store.finish_rebuild(VIEWER, EPOCH, "a", [BASE + 2, BASE + 1], complete=True)
    assert read(store) == TimelinePage((BASE + 3, BASE + 2, BASE + 1), exhausted=True)


def test_trimming_during_a_rebuild_raises_the_low_mark(make: Any) -> None:
    store: Timelines = make(keep=4, slack=2)
    assert store.begin_rebuild(VIEWER, EPOCH, "a") is RebuildStart.STARTED
    for n in range(10, 17):
        send(store, BASE + n)
    assert store.finish_rebuild(VIEWER, EPOCH, "a", [BASE + 1, BASE + 10], complete=True)
    assert read(store) == TimelinePage(tuple(BASE + n for n in (16, 15, 14, 13)), below_low=BASE + 12)


def test_concurrent_misses_make_one_rebuild(store: Timelines) -> None:
    assert store.begin_rebuild(VIEWER, EPOCH, "a") is RebuildStart.STARTED
    assert store.begin_rebuild(VIEWER, EPOCH, "b") is RebuildStart.BUSY
    assert store.begin_rebuild(VIEWER, EPOCH, "a") is RebuildStart.STARTED  # the call was repeated
    assert not store.finish_rebuild(VIEWER, EPOCH, "b", [], complete=True)
    assert store.finish_rebuild(VIEWER, EPOCH, "a", [BASE + 1], complete=True)
    assert store.begin_rebuild(VIEWER, EPOCH, "b") is RebuildStart.CURRENT
    assert not store.finish_rebuild(VIEWER, EPOCH, "a", [], complete=True)
    assert read(store).ids == (BASE + 1,)


def test_a_new_epoch_takes_a_rebuild_over_and_the_old_one_cannot_finish(store: Timelines) -> None:
    store.begin_rebuild(VIEWER, EPOCH, "old")
    assert missed(store, EPOCH + 1) is MissReason.STALE
    assert store.begin_rebuild(VIEWER, EPOCH + 1, "new") is RebuildStart.STARTED
    assert not store.finish_rebuild(VIEWER, EPOCH, "old", [BASE + 1], complete=True)
    assert not store.finish_rebuild(VIEWER, EPOCH + 1, "old", [BASE + 1], complete=True)
    assert store.finish_rebuild(VIEWER, EPOCH + 1, "new", [BASE + 2], complete=True)
    assert missed(store, EPOCH) is MissReason.STALE


def test_a_rebuild_for_a_new_epoch_keeps_nothing_of_the_old(store: Timelines) -> None:
    warm(store, ids=[BASE + 1, BASE + 2], epoch=EPOCH - 1)
    warm(store, ids=[BASE + 3])
    assert read(store) == TimelinePage((BASE + 3,), exhausted=True)


def test_an_epoch_change_during_a_rebuild_ends_in_a_miss(store: Timelines) -> None:
    store.begin_rebuild(VIEWER, EPOCH, "a")
    assert store.finish_rebuild(VIEWER, EPOCH, "a", [BASE + 1], complete=True)
    assert missed(store, EPOCH + 1) is MissReason.STALE


@pytest.mark.parametrize("loss", ["drop", "wipe"])
def test_a_rebuild_whose_timeline_was_lost_cannot_finish(store: Timelines, loss: str) -> None:
    store.begin_rebuild(VIEWER, EPOCH, "a")
    if loss == "drop":
        store.drop([VIEWER])
    else:
        store.wipe()
    send(store, BASE + 2)  # lands nowhere: finishing now would leave a hole
    assert not store.finish_rebuild(VIEWER, EPOCH, "a", [BASE + 1], complete=True)
    assert missed(store) is MissReason.COLD
    store.begin_rebuild(VIEWER, EPOCH, "b")
    assert not store.finish_rebuild(VIEWER, EPOCH, "a", [BASE + 1], complete=True)


def test_an_abandoned_rebuild_can_be_taken_over(make: Any) -> None:
    store: Timelines = make(rebuild_lease_ms=20)
    assert store.begin_rebuild(VIEWER, EPOCH, "dead") is RebuildStart.STARTED
    deadline = time.monotonic() + 30
    while (start := store.begin_rebuild(VIEWER, EPOCH, "next")) is RebuildStart.BUSY:
        assert time.monotonic() < deadline
    assert start is RebuildStart.STARTED
    assert not store.finish_rebuild(VIEWER, EPOCH, "dead", [], complete=True)


def test_dropped_timelines_are_cold(make: Any) -> None:
    store: Timelines = make(shard_count=3)
    for viewer_id in (7, 8, 9):
        warm(store, viewer_id)
    store.drop([7, 9])
    store.drop([])
    assert missed(store) is MissReason.COLD
    assert read(store, viewer_id=8).exhausted


def test_who_is_cold_is_told(make: Any) -> None:
    store: Timelines = make(shard_count=3)
    warm(store, 1)
    store.begin_rebuild(2, EPOCH, "a")
    assert store.cold([3, 2, 1, 4]) == [3, 4]
    assert store.cold([]) == []


def test_every_shard_is_served(make: Any) -> None:
    store: Timelines = make(shard_count=3)
    for viewer_id in range(1, 8):
        warm(store, viewer_id)
    gather(store, SOURCE, *range(1, 8))
    assert sum(push(store, BASE + 1, shard=shard).delivered for shard in range(3)) == 7
    assert all(read(store, viewer_id=viewer_id).ids == (BASE + 1,) for viewer_id in range(1, 8))


def test_a_shard_that_does_not_exist_is_refused(make: Any) -> None:
    store: Timelines = make(shard_count=2)
    with pytest.raises(ValueError, match="shard 2 does not exist: timelines have 2"):
        store.push(SOURCE, 2, [BASE])


@pytest.mark.parametrize("post_ids", [[], [0], [-1], [2**63], range(1, 40)])
def test_posts_that_cannot_be_pushed_are_refused(store: Timelines, post_ids: Sequence[int]) -> None:
    with pytest.raises(ValueError, match=r"posts|ids"):
        store.push(SOURCE, 0, post_ids)


def test_impossible_requests_are_refused(store: Timelines) -> None:
    warm(store)
    with pytest.raises(ValueError, match="limit"):
        store.page(VIEWER, EPOCH, None, 0)
    with pytest.raises(ValueError, match="before"):
        store.page(VIEWER, EPOCH, 0, 20)
    with pytest.raises(ValueError, match="epoch"):
        store.begin_rebuild(VIEWER, 2**56, "a")
    with pytest.raises(ValueError, match="token"):
        store.begin_rebuild(VIEWER, EPOCH, "")
    with pytest.raises(ValueError, match="not complete"):
        store.finish_rebuild(VIEWER, EPOCH, "a", [], complete=False)


def test_stats_count_keys(store: Timelines) -> None:
    before = store.stats()
    warm(store)
    assert store.stats().keys == before.keys + 1
    assert store.stats().server_run_id == before.server_run_id


def test_a_wiped_server_is_used_again_at_once(server: redis.Redis) -> None:
    store = RedisTimelines(server)
    warm(store)
    server.flushall()
    server.script_flush()
    assert missed(store) is MissReason.COLD
    assert send(store, BASE + 1).cold == 1
    warm(store, ids=[BASE + 1])
    server.script_flush()
    assert send(store, BASE + 2).delivered == 1
    assert read(store).ids == (BASE + 2, BASE + 1)


def test_reading_keeps_a_timeline_alive_but_never_prolongs_a_lease(server: redis.Redis) -> None:
    store = RedisTimelines(server, TimelineOptions(idle_ttl_seconds=1_000_000))
    warm(store, epoch=EPOCH - 1)
    store.begin_rebuild(VIEWER, EPOCH, "a")
    (key,) = server.keys("{*")
    assert missed(store) is MissReason.BUILDING
    assert server.ttl(key) <= 10
    store.finish_rebuild(VIEWER, EPOCH, "a", [], complete=True)
    assert server.ttl(key) > 900_000
    server.expire(key, 500_000)
    read(store)
    assert server.ttl(key) > 900_000


def test_a_damaged_header_is_a_miss(server: redis.Redis) -> None:
    store = RedisTimelines(server)
    warm(store, ids=[BASE + 1])
    (key,) = server.keys("{*")
    server.lpop(key)
    assert missed(store) is MissReason.STALE


def test_an_unreachable_server_is_one_clear_error() -> None:
    client = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.2, retry=Retry(NoBackoff(), 0))
    store = RedisTimelines(client)
    for call in (
        lambda: store.push(SOURCE, 0, [BASE]),
        lambda: store.begin_audience(SOURCE, "a"),
        lambda: store.fill_audience(SOURCE, "a", [VIEWER]),
        lambda: store.finish_audience(SOURCE, "a"),
        lambda: store.join(VIEWER, [SOURCE]),
        lambda: store.drop_audience(SOURCE),
        lambda: store.page(VIEWER, EPOCH, None, 20),
        lambda: store.begin_rebuild(VIEWER, EPOCH, "a"),
        lambda: store.finish_rebuild(VIEWER, EPOCH, "a", [], True),
        lambda: store.cold([VIEWER]),
        lambda: store.drop([VIEWER]),
        store.wipe,
        store.stats,
    ):
        with pytest.raises(TimelinesUnavailable, match="timelines server"):
            call()


def test_a_server_that_refuses_is_unavailable_too(server: redis.Redis) -> None:
    store = RedisTimelines(server)
    warm(store)
    (key,) = server.keys("{*")
    server.set(key, b"not a list")
    with pytest.raises(TimelinesUnavailable):
        store.page(VIEWER, EPOCH, None, 20)


def test_a_client_that_decodes_is_refused() -> None:
    with pytest.raises(ValueError, match="must not decode"):
        RedisTimelines(redis.Redis(decode_responses=True))
