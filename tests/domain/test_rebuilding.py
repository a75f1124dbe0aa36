"""Timelines that the server lost come back unasked, for people who still come."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from app.domain.accounts.viewer import Viewer
from app.domain.timelines.models import WarmTimeline
from app.domain.timelines.reading import home_page
from app.domain.timelines.rebuilding import forget_idle, rebuild_timelines, revive
from app.kernel import clock
from app.kernel.scope import Scope
from app.kernel.transaction import Unit, transaction
from app.resources.container import Resources
from feeds.timelines import RedisTimelines
from tests.factories import shop


@pytest.fixture
def unit(engine: Engine) -> Unit:
    return lambda: transaction(engine, Scope.system())


@pytest.fixture
def readers(engine: Engine, resources: Resources, unit: Unit) -> list[int]:
    """Three followers of one brand with a post, all with timelines."""
    brand = shop.make_brand(engine)
    made = [shop.make_account(engine) for _ in range(3)]
    for account_id in made:
        shop.follow(engine, account_id, brand)
    shop.make_post(engine, brand)
    assert rebuild_timelines(unit, resources.timelines, made) == made
    return made


def bring_back(unit: Unit, resources: Resources, readers: list[int]) -> None:
    """Revive as the rhythm does, until these people are warm or nothing more comes."""
    for _ in range(20):
        revive(unit, resources.timelines, budget_seconds=60)
        if not resources.timelines.cold(readers):
            return


def test_many_are_rebuilt_at_once_and_exactly(
    engine: Engine, resources: Resources, unit: Unit, readers: list[int]
) -> None:
    assert rebuild_timelines(unit, resources.timelines, readers) == []  # they are current
    resources.timelines.drop(readers[:2])
    loner = shop.make_account(engine)
    assert rebuild_timelines(unit, resources.timelines, [*readers, loner, 1]) == [*readers[:2], loner]
    for account_id in (*readers, loner):
        with unit() as tx:
            page = home_page(tx, resources.timelines, Viewer(account_id))
        assert (len(page.post_ids), page.source) == (0 if account_id == loner else 1, "timeline")


def test_after_a_wipe_they_come_back_unasked(resources: Resources, unit: Unit, readers: list[int]) -> None:
    resources.timelines.wipe()
    assert resources.timelines.cold(readers) == readers
    bring_back(unit, resources, readers)
    assert resources.timelines.cold(readers) == []
    with unit() as tx:
        assert home_page(tx, resources.timelines, Viewer(readers[0])).source == "timeline"


def test_who_no_longer_comes_stays_cold(resources: Resources, unit: Unit, readers: list[int]) -> None:
    gone, stays = readers[0], readers[1:]
    long_ago = clock.utcnow() - timedelta(days=31)
    with unit() as tx:
        tx.session.execute(
            update(WarmTimeline).where(WarmTimeline.account_id == gone).values(built_at=long_ago)
        )
    with unit() as tx:
        assert forget_idle(tx) >= 1
    resources.timelines.wipe()
    bring_back(unit, resources, stays)
    assert resources.timelines.cold(readers) == [gone]


def test_a_server_short_of_room_is_not_filled_again(
    resources: Resources, unit: Unit, readers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gave those timelines up itself: to bring them back would push out those of people who are here."""
    resources.timelines.wipe()
    full = replace(resources.timelines.stats(), used_memory_bytes=90, max_memory_bytes=100)
    monkeypatch.setattr(RedisTimelines, "stats", lambda self: full)
    assert revive(unit, resources.timelines, budget_seconds=60) == 0
    assert resources.timelines.cold(readers) == readers
