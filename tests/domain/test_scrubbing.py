"""Silent damage is found, and mended by the next visit; what is merely on its way is not called damage."""

import pytest
from sqlalchemy import Engine

from app.domain.accounts.viewer import Viewer
from app.domain.timelines.carrying import carry_post
from app.domain.timelines.fanning import open_fanout
from app.domain.timelines.reading import home_page
from app.domain.timelines.rebuilding import rebuild_timelines
from app.domain.timelines.scrubbing import scrub, some_accounts
from app.kernel.scope import Scope
from app.kernel.transaction import Unit, transaction
from app.resources.container import Resources
from feeds.keys import audience_key, timeline_key
from tests.factories import shop


@pytest.fixture
def unit(engine: Engine) -> Unit:
    return lambda: transaction(engine, Scope.system())


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine)


@pytest.fixture
def readers(engine: Engine, resources: Resources, unit: Unit, brand: shop.MadeBrand) -> list[int]:
    """Two followers with timelines."""
    made = [shop.make_account(engine) for _ in range(2)]
    for account_id in made:
        shop.follow(engine, account_id, brand)
        assert rebuild_timelines(unit, resources.timelines, [account_id])
    return made


def publish(engine: Engine, resources: Resources, unit: Unit, brand: shop.MadeBrand, count: int) -> list[int]:
    posts = [shop.make_post(engine, brand) for _ in range(count)]
    carry_post(unit, resources.timelines, posts[0], shard_count=1)
    return posts


def first_page(unit: Unit, resources: Resources, account_id: int) -> tuple[list[int], str]:
    with unit() as tx:
        page = home_page(tx, resources.timelines, Viewer(account_id))
    return page.post_ids, page.source


def test_posts_of_one_brand_that_wait_go_together(
    engine: Engine, resources: Resources, unit: Unit, brand: shop.MadeBrand, readers: list[int]
) -> None:
    posts = [shop.make_post(engine, brand) for _ in range(5)]
    with unit() as tx:
        for post_id in posts:
            open_fanout(tx, post_id)
    assert carry_post(unit, resources.timelines, posts[3], shard_count=1) == 5 * len(readers)
    assert all(carry_post(unit, resources.timelines, post_id, shard_count=1) is None for post_id in posts)
    assert first_page(unit, resources, readers[0]) == (posts[::-1], "timeline")


def test_sound_timelines_are_left_alone(
    engine: Engine, resources: Resources, unit: Unit, brand: shop.MadeBrand, readers: list[int]
) -> None:
    publish(engine, resources, unit, brand, 1)
    waiting = shop.make_post(engine, brand)  # committed, not carried yet
    assert scrub(unit, resources.timelines, [*readers, 1]) == []
    assert first_page(unit, resources, readers[0])[1] == "timeline"
    carry_post(unit, resources.timelines, waiting, shard_count=1)
    assert first_page(unit, resources, readers[0])[0][0] == waiting


def test_an_entry_that_vanished_is_noticed_and_the_next_visit_is_exact(
    engine: Engine, resources: Resources, unit: Unit, brand: shop.MadeBrand, readers: list[int]
) -> None:
    (post_id,) = publish(engine, resources, unit, brand, 1)
    resources.cache.rpop(timeline_key(readers[0], 1))
    assert first_page(unit, resources, readers[0])[0] == []  # nothing said so: this is the damage
    (damage,) = scrub(unit, resources.timelines, readers)
    assert (damage.account_id, damage.missing) == (readers[0], {post_id: brand.id})
    assert first_page(unit, resources, readers[0]) == ([post_id], "sql")
    assert first_page(unit, resources, readers[1]) == ([post_id], "timeline")


def test_an_audience_that_lost_a_reader_is_gathered_anew(
    engine: Engine, resources: Resources, unit: Unit, brand: shop.MadeBrand, readers: list[int]
) -> None:
    publish(engine, resources, unit, brand, 1)
    key = audience_key(0, brand.id)
    whole = resources.cache.get(key)
    resources.cache.set(key, whole[: -len(timeline_key(1, 1))])
    missed = shop.make_post(engine, brand)
    carry_post(unit, resources.timelines, missed, shard_count=1)
    assert [damage.account_id for damage in scrub(unit, resources.timelines, readers)] == [readers[1]]
    assert rebuild_timelines(unit, resources.timelines, [readers[1]])
    newest = shop.make_post(engine, brand)
    carry_post(unit, resources.timelines, newest, shard_count=1)
    for account_id in readers:
        ids, source = first_page(unit, resources, account_id)
        assert (ids[:2], source) == ([newest, missed], "timeline")


def test_everybody_is_looked_at_in_the_end(engine: Engine, unit: Unit, readers: list[int]) -> None:
    with unit() as tx:
        assert some_accounts(tx, 0.0, 1)[0] <= readers[0]
        assert some_accounts(tx, 1.0, 10) == []
        all_of_them = some_accounts(tx, 0.0, 1_000_000)
    assert set(readers) <= set(all_of_them)
