"""The home page equals SQL whatever the timeline store's state."""

import pytest
from sqlalchemy import Engine

from app.domain.accounts.viewer import Viewer
from app.domain.brands.following import unfollow_brand
from app.domain.moderation.actions import hide, restore
from app.domain.timelines.carrying import carry_post
from app.domain.timelines.queries import home_ids
from app.domain.timelines.reading import home_page
from app.domain.timelines.rebuilding import rebuild_timelines
from app.kernel.scope import Scope
from app.kernel.transaction import Unit, transaction
from app.resources.container import Resources
from tests.factories import shop


@pytest.fixture
def unit(engine: Engine) -> Unit:
    return lambda: transaction(engine, Scope.system())


def walk(unit: Unit, resources: Resources, viewer: Viewer, limit: int = 3) -> tuple[list[int], set[str]]:
    ids: list[int] = []
    sources: set[str] = set()
    before = None
    while True:
        with unit() as tx:
            page = home_page(tx, resources.timelines, viewer, before=before, limit=limit)
        ids += page.post_ids
        sources.add(page.source)
        before = page.next_before
        if before is None:
            return ids, sources


def oracle(unit: Unit, viewer: Viewer) -> list[int]:
    with unit() as tx:
        return home_ids(tx, viewer, limit=10_000)


def warm(unit: Unit, resources: Resources, account_id: int) -> None:
    assert rebuild_timelines(unit, resources.timelines, [account_id])


def test_warm_timeline_serves_what_sql_says(engine: Engine, resources: Resources, unit: Unit) -> None:
    viewer = Viewer(shop.make_account(engine))
    brand = shop.make_brand(engine)
    shop.follow(engine, viewer.account_id or 0, brand)
    warm(unit, resources, viewer.account_id or 0)
    posts = [shop.make_post(engine, brand, text=f"post {n}") for n in range(8)]
    for post_id in posts:
        assert carry_post(unit, resources.timelines, post_id, shard_count=1) == 1
        assert (
            carry_post(unit, resources.timelines, post_id, shard_count=1) is None
        )  # a second delivery does nothing
    ids, sources = walk(unit, resources, viewer)
    assert ids == posts[::-1] == oracle(unit, viewer)
    assert sources == {"timeline"}


def test_hidden_post_leaves_and_comes_back_in_place(engine: Engine, resources: Resources, unit: Unit) -> None:
    viewer = Viewer(shop.make_account(engine))
    brand = shop.make_brand(engine)
    moderator_id = shop.make_account(engine, moderator=True)
    shop.follow(engine, viewer.account_id or 0, brand)
    posts = [shop.make_post(engine, brand) for _ in range(5)]
    warm(unit, resources, viewer.account_id or 0)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        hide(tx, moderator_id, posts[2], reason="spam")
    ids, sources = walk(unit, resources, viewer)
    assert ids == [posts[4], posts[3], posts[1], posts[0]]
    assert sources == {"timeline"}
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        restore(tx, moderator_id, posts[2])
    assert walk(unit, resources, viewer)[0] == posts[::-1]


def test_unfollow_shows_at_once_although_the_timeline_is_old(
    engine: Engine, resources: Resources, unit: Unit
) -> None:
    viewer = Viewer(shop.make_account(engine))
    kept, left = shop.make_brand(engine), shop.make_brand(engine)
    for brand in (kept, left):
        shop.follow(engine, viewer.account_id or 0, brand)
    first, second = shop.make_post(engine, kept), shop.make_post(engine, left)
    warm(unit, resources, viewer.account_id or 0)
    assert walk(unit, resources, viewer)[0] == [second, first]
    with transaction(engine, Scope.shopper(viewer.account_id or 0)) as tx:
        unfollow_brand(tx, viewer.account_id or 0, left.slug)
    ids, sources = walk(unit, resources, viewer)
    assert ids == [first]
    assert sources == {"sql"}


def test_wiped_store_is_answered_from_sql(engine: Engine, resources: Resources, unit: Unit) -> None:
    viewer = Viewer(shop.make_account(engine))
    brand = shop.make_brand(engine)
    shop.follow(engine, viewer.account_id or 0, brand)
    posts = [shop.make_post(engine, brand) for _ in range(4)]
    warm(unit, resources, viewer.account_id or 0)
    resources.timelines.wipe()
    ids, sources = walk(unit, resources, viewer)
    assert ids == posts[::-1]
    assert sources == {"sql"}


def test_pending_brand_reaches_nobody_until_approved(
    engine: Engine, resources: Resources, unit: Unit
) -> None:
    viewer = Viewer(shop.make_account(engine))
    brand = shop.make_brand(engine)
    shop.follow(engine, viewer.account_id or 0, brand)
    warm(unit, resources, viewer.account_id or 0)
    post_id = shop.make_post(engine, brand)
    carry_post(unit, resources.timelines, post_id, shard_count=1)
    moderator_id = shop.make_account(engine, moderator=True)
    from app.domain.moderation.actions import approve_brand, suspend_brand

    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        suspend_brand(tx, moderator_id, brand.id, reason="spam")
    assert walk(unit, resources, viewer)[0] == []
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        approve_brand(tx, moderator_id, brand.id)
    assert walk(unit, resources, viewer)[0] == [post_id]
