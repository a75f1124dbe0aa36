"""Timelines on a real cluster that loses a node while posts are carried: in the end they equal SQL."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import Engine, text

from app.domain.accounts.viewer import Viewer
from app.domain.timelines.carrying import carry_post
from app.domain.timelines.queries import home_ids
from app.domain.timelines.reading import home_page
from app.domain.timelines.rebuilding import rebuild_timelines
from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from feeds.contract import Timelines
from feeds.errors import TimelinesUnavailable
from feeds.timelines import RedisTimelines
from feeds.types import Push, TimelineOptions
from tests.contracts.valkey_cluster import RunningCluster, running_cluster
from tests.factories import shop

Unit = Callable[[], AbstractContextManager[Transaction]]
SHARDS = 15  # as config has it
PEOPLE = 40
PAUSE_IS_OVER = text("UPDATE fanouts SET lease_until = NULL WHERE post_id = ANY(:ids) AND done_at IS NULL")
UNFINISHED = text("SELECT count(*) FROM fanouts WHERE post_id = ANY(:ids) AND done_at IS NULL")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    with running_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


class Interrupted(RedisTimelines):
    """Does something in the middle of carrying a post."""

    def __init__(self, cluster: RunningCluster, after_pushes: int, strike: Callable[[], None]) -> None:
        super().__init__(cluster.client, TimelineOptions(shard_count=SHARDS))
        self._left, self._strike = after_pushes, strike

    def push(self, source_id: int, shard: int, post_ids: object) -> Push | None:
        self._left -= 1
        if self._left == 0:
            self._strike()
        return super().push(source_id, shard, post_ids)  # type: ignore[arg-type]


def stored(unit: Unit, timelines: Timelines, person: int) -> tuple[tuple[int, ...], str]:
    with unit() as tx:
        page = home_page(tx, timelines, Viewer(person), limit=50)
    return tuple(page.post_ids), page.source


@pytest.mark.parametrize("node", ["timelines-1", "timelines-2", "timelines-3"])
def test_a_node_killed_while_posts_are_carried_loses_nothing(
    engine: Engine, cluster: RunningCluster, node: str
) -> None:
    def unit() -> AbstractContextManager[Transaction]:
        return transaction(engine, Scope.system())

    store = RedisTimelines(cluster.client, TimelineOptions(shard_count=SHARDS))
    brand = shop.make_brand(engine)
    people = [shop.make_account(engine) for _ in range(PEOPLE)]
    for person in people:
        shop.follow(engine, person, brand)
        assert rebuild_timelines(unit, store, [person])
    posts = [shop.make_post(engine, brand, text=f"post {n}") for n in range(3)]
    assert carry_post(unit, store, posts[0], shard_count=SHARDS) is not None

    struck = Interrupted(cluster, SHARDS // 2, lambda: cluster.supervisor.kill(node))
    with pytest.raises(TimelinesUnavailable):
        for post_id in posts[1:]:
            carry_post(unit, struck, post_id, shard_count=SHARDS)
            struck._left = 1  # the node's shards were all behind us: the next post meets it dead
    with unit() as tx:
        truth = {person: tuple(home_ids(tx, Viewer(person), limit=50)) for person in people}
    assert all(len(ids) == len(posts) for ids in truth.values())
    while_away = {person: stored(unit, store, person) for person in people}
    for person, (ids, source) in while_away.items():
        if source == "sql":
            assert ids == truth[person]
        else:  # the other nodes go on serving; what is still on its way is not a hole
            assert truth[person][-len(ids) :] == ids
    assert {source for _, source in while_away.values()} == {"sql", "timeline"}

    cluster.supervisor.revive(node)
    cluster.valkeys.form()
    with unit() as tx:
        tx.session.execute(PAUSE_IS_OVER, {"ids": posts})
    for post_id in posts:
        carry_post(unit, store, post_id, shard_count=SHARDS)
    back = {person: stored(unit, store, person) for person in people}
    assert {person: ids for person, (ids, _) in back.items()} == truth
    for person in people:
        rebuild_timelines(unit, store, [person])
    with unit() as tx:
        assert not tx.session.execute(UNFINISHED, {"ids": posts}).scalar_one()
    warm = {person: stored(unit, store, person) for person in people}
    assert warm == {person: (ids, "timeline") for person, ids in truth.items()}
    late = shop.make_post(engine, brand, text="after all")
    assert carry_post(unit, store, late, shard_count=SHARDS) == PEOPLE
    assert all(stored(unit, store, person) == ((late, *truth[person]), "timeline") for person in people)
