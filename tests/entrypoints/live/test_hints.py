"""What open pages hear, through the proxy, of what happened in other processes."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from app.domain.catalog.events import ProductChanged
from app.domain.moderation.actions import hide, restore, suspend_brand
from app.domain.posts.actions import withdraw_post
from app.entrypoints.worker.live import retract_post
from app.kernel.outbox import record
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.entrypoints.live.conftest import OpenPage
from tests.factories import shop
from tests.support.patience import until
from tests.support.product import RunningProduct

TRANSPORTS = pytest.mark.parametrize("transport", ["websocket", "polling"])


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine)


def follower_of(engine: Engine, *brands: shop.MadeBrand) -> int:
    account_id = shop.make_account(engine)
    for brand in brands:
        shop.follow(engine, account_id, brand)
    return account_id


@TRANSPORTS
@pytest.mark.parametrize("web", [0, 1, None], ids=["web-1", "web-2", "proxy"])
def test_a_follower_hears_of_a_new_post(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage, transport: str, web: int | None
) -> None:
    page = open_page(follower_of(engine, brand), transport=transport, web=web)
    post_id = shop.make_post(engine, brand)
    heard = page.hears("post.published", post=post_id)
    assert set(heard) == {"v", "type", "brand", "post", "request_id"}
    assert heard["brand"] == str(brand.id)


@TRANSPORTS
def test_who_follows_others_hears_only_of_those(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage, transport: str
) -> None:
    other = shop.make_brand(engine)
    page = open_page(follower_of(engine, other), transport=transport)
    witness = open_page(follower_of(engine, brand, other))
    unheard = shop.make_post(engine, brand)
    witness.hears("post.published", post=unheard)
    later = shop.make_post(engine, other)
    page.hears("post.published", post=later)
    witness.hears("post.published", post=later)
    assert page.of("post.published") == page.of("post.published", post=later)
    assert len(witness.of("post.published")) == 2


def test_strangers_and_who_follows_nobody_hear_of_every_brand(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage
) -> None:
    stranger, newcomer = open_page(), open_page(shop.make_account(engine), web=1)
    post_id = shop.make_post(engine, brand)
    for page in (stranger, newcomer):
        page.hears("post.published", post=post_id)
        assert len(page.of("post.published", post=post_id)) == 1


def test_a_post_of_a_pending_brand_is_announced_to_nobody(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage
) -> None:
    page = open_page()
    secret = shop.make_post(engine, shop.make_brand(engine, approved=False))
    page.hears("post.published", post=shop.make_post(engine, brand))
    assert not page.of("post.published", post=secret)


def test_pages_hear_what_leaves_returns_and_changes(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage
) -> None:
    hidden, withdrawn, other = (shop.make_post(engine, brand) for _ in range(3))
    product_id = shop.make_product(engine, brand.id)
    moderator_id = shop.make_account(engine, moderator=True)
    follower = open_page(follower_of(engine, brand), web=0)
    elsewhere = open_page(follower_of(engine, shop.make_brand(engine)), web=1)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        hide(tx, moderator_id, hidden, reason="spam")
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        withdraw_post(tx, brand.id, withdrawn)
        record(tx, ProductChanged(product_id, brand.id))
    for page in (follower, elsewhere):  # whoever has the card on screen, on a brand's page or in Discover
        page.hears("post.hidden", post=hidden, brand=brand.id)
        page.hears("post.hidden", post=withdrawn)
        page.hears("product.changed", product=product_id)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        restore(tx, moderator_id, hidden)
    follower.hears("post.restored", post=hidden)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        suspend_brand(tx, moderator_id, brand.id, reason="spam")
    for page in (follower, elsewhere):
        page.hears("brand.changed", brand=brand.id)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        hide(tx, moderator_id, other, reason="spam")
        restore(tx, moderator_id, other)
    follower.hears("post.hidden", post=other)
    assert not elsewhere.of("post.restored") + follower.of("post.restored", post=other)


def test_a_takedown_that_was_undone_before_it_was_told_is_not_told(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage, app: Flask
) -> None:
    page = open_page()
    kept, hidden = shop.make_post(engine, brand), shop.make_post(engine, brand)
    with app.app_context():
        retract_post(str(kept), str(brand.id))
    moderator_id = shop.make_account(engine, moderator=True)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        hide(tx, moderator_id, hidden, reason="spam")
    page.hears("post.hidden", post=hidden)
    assert not page.of("post.hidden", post=kept)


def test_one_request_id_from_the_moderators_click_to_the_open_page(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage, product: RunningProduct
) -> None:
    post_id = shop.make_post(engine, brand)
    shopper = open_page(follower_of(engine, brand), web=1)
    desk = open_page(shop.make_account(engine, moderator=True), web=0)
    request_id = f"click-{post_id}"
    answer = desk.ask(
        "POST", f"/moderation/posts/{post_id}/hide", headers={"X-Request-Id": request_id}, reason="spam"
    )
    assert answer.status_code == 303, answer.text
    assert shopper.hears("post.hidden", post=post_id)["request_id"] == request_id
    assert product.logged("web-1", request_id=request_id, event="answered")
    until(lambda: product.logged("worker-1", request_id=request_id, event="hint sent"), "the worker's line")
