"""A post carried by several steps at once reaches everybody once, whatever happens between the steps."""

import threading
from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import Engine, text

from app.domain.timelines import carrying
from app.domain.timelines.carrying import carry_post
from app.domain.timelines.rebuilding import rebuild_timelines
from app.kernel.scope import Scope
from app.kernel.transaction import Unit, transaction
from app.resources.container import Resources
from feeds.errors import TimelinesUnavailable
from feeds.memory import MemoryTimelines
from feeds.types import TOLERATED_JOINS, Push, TimelineOptions
from tests.factories import shop

PEOPLE = 30
OVERTAKE = text("UPDATE fanouts SET fence = fence + 1 WHERE post_id = :id")
PAUSE_IS_OVER = text("UPDATE fanouts SET lease_until = NULL WHERE post_id = :id")
DONE = text("SELECT done_at IS NOT NULL FROM fanouts WHERE post_id = :id")


class Watched(MemoryTimelines):
    """Short steps, one at a time; something may happen at one of them."""

    def __init__(self, shard_count: int, readers_a_step: int = 2) -> None:
        super().__init__(TimelineOptions(shard_count=shard_count, readers_a_push=readers_a_step))
        self.steps, self.gatherings, self.threads = 0, 0, set[int]()
        self.strike_at, self.strike = 0, lambda: None
        self._one_at_a_time = threading.Lock()

    def push(self, source_id: int, shard: int, post_ids: Sequence[int]) -> Push | None:
        with self._one_at_a_time:
            self.steps += 1
            self.threads.add(threading.get_ident())
            if self.steps == self.strike_at:
                self.strike()
            return super().push(source_id, shard, post_ids)

    def begin_audience(self, source_id: int, token: str) -> bool:
        self.gatherings += 1
        return super().begin_audience(source_id, token)

    def strike_later(self, strike: Callable[[], None], after_steps: int = 7) -> None:
        self.strike_at, self.strike = self.steps + after_steps, strike


class Crowd:
    def __init__(self, engine: Engine, store: Watched) -> None:
        self.engine, self.store = engine, store
        self.brand = shop.make_brand(engine)
        self.people = [shop.make_account(engine) for _ in range(PEOPLE)]
        for person in self.people:
            shop.follow(engine, person, self.brand)
        assert len(rebuild_timelines(self.unit, store, self.people)) == PEOPLE
        self.carry(self.post())

    @property
    def unit(self) -> Unit:
        return lambda: transaction(self.engine, Scope.system())

    def post(self) -> int:
        return shop.make_post(self.engine, self.brand, text="a post")

    def carry(self, post_id: int) -> int | None:
        return carry_post(self.unit, self.store, post_id, shard_count=self.store._options.shard_count)

    def run(self, statement: object, post_id: int) -> object:
        with self.unit() as tx:
            return tx.session.execute(statement, {"id": post_id})  # type: ignore[call-overload]

    def is_done(self, post_id: int) -> bool:
        with self.unit() as tx:
            return bool(tx.session.execute(DONE, {"id": post_id}).scalar_one())

    def entries(self, post_id: int) -> list[int]:
        """How often each person's list holds the post, doubled entries too."""
        return [self.store._timelines[person].entries.count(post_id) for person in self.people]


@pytest.fixture(params=[1, 3])
def crowd(request: pytest.FixtureRequest, engine: Engine, resources: Resources) -> Crowd:
    return Crowd(engine, Watched(request.param))


def test_steps_that_run_at_once_reach_everybody_once(crowd: Crowd) -> None:
    post_id = crowd.post()
    assert crowd.carry(post_id) == PEOPLE
    assert crowd.entries(post_id) == [1] * PEOPLE
    assert crowd.is_done(post_id)
    assert len(crowd.store.threads) > 1


def test_a_small_audience_needs_no_threads(engine: Engine, resources: Resources) -> None:
    crowd = Crowd(engine, Watched(3, readers_a_step=PEOPLE))
    assert crowd.carry(crowd.post()) == PEOPLE
    assert crowd.store.threads == {threading.get_ident()}


def test_an_audience_lost_amid_the_steps_is_gathered_once_and_nobody_is_missed(crowd: Crowd) -> None:
    post_id, before = crowd.post(), crowd.store.gatherings
    crowd.store.strike_later(lambda: crowd.store.drop_audience(crowd.brand.id))
    crowd.carry(post_id)
    assert crowd.store.gatherings == before + 1
    assert min(crowd.entries(post_id)) >= 1 and crowd.is_done(post_id)


def test_an_audience_that_holds_many_twice_is_gathered_anew_after_the_post(crowd: Crowd) -> None:
    for audience in crowd.store._audiences.values():
        audience.readers *= 1 + 2 * TOLERATED_JOINS // len(audience.readers)
    post_id, before = crowd.post(), crowd.store.gatherings
    crowd.carry(post_id)
    assert crowd.is_done(post_id) and min(crowd.entries(post_id)) >= 1
    assert crowd.store.gatherings == before + 1
    assert sum(len(audience.readers) for audience in crowd.store._audiences.values()) == PEOPLE
    latest = crowd.post()
    assert crowd.carry(latest) == PEOPLE
    assert crowd.store.gatherings == before + 1


def test_a_server_that_goes_away_amid_the_steps_leaves_the_post_to_the_next_carrier(crowd: Crowd) -> None:
    post_id = crowd.post()

    def go_away() -> None:
        raise TimelinesUnavailable("gone")

    crowd.store.strike_later(go_away)
    with pytest.raises(TimelinesUnavailable):
        crowd.carry(post_id)
    assert not crowd.is_done(post_id)
    crowd.run(PAUSE_IS_OVER, post_id)
    crowd.carry(post_id)
    assert crowd.entries(post_id) == [1] * PEOPLE and crowd.is_done(post_id)


def test_all_steps_stop_once_another_carrier_has_taken_over(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "RENEW_EVERY_SECONDS", 0.0)
    post_id, before = crowd.post(), crowd.store.steps
    crowd.store.strike_later(lambda: crowd.run(OVERTAKE, post_id), after_steps=5)
    assert crowd.carry(post_id) is None
    assert crowd.store.steps - before < 5 + 2 * carrying.LANES
    assert not crowd.is_done(post_id)
