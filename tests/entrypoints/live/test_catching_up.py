"""A lost hint loses nothing: a page that was away catches up by cursor, and the server's own deafness is made up for."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from app.domain.moderation.actions import hide
from app.embedded.backends import Backends
from app.kernel import clock
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.entrypoints.live.conftest import OpenPage
from tests.factories import shop
from tests.support.patience import until
from tests.support.product import RunningProduct


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine)


def test_a_page_that_was_away_sees_exactly_what_is_there(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage
) -> None:
    account_id = shop.make_account(engine)
    shop.follow(engine, account_id, brand)
    shown, taken = shop.make_post(engine, brand), shop.make_post(engine, brand)
    page = open_page(account_id)
    home = page.ask("GET", "/").text
    cursor = re.search(r'data-cursor="([^"]+)"', home)
    assert cursor is not None
    page.socket.disconnect()
    missed = [shop.make_post(engine, brand, text=f"Missed {n}") for n in range(5)]
    foreign = shop.make_post(engine, shop.make_brand(engine))
    moderator_id = shop.make_account(engine, moderator=True)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        hide(tx, moderator_id, missed[2], reason="spam")
        hide(tx, moderator_id, taken, reason="spam")
    page.connect()
    news = page.ask("GET", f"/feed/new?after={cursor[1]}").json()
    wanted = [str(post_id) for post_id in reversed(missed) if post_id != missed[2]]
    known = {str(shown), str(taken)}
    assert [post_id for post_id in news["posts"] if post_id not in known] == wanted
    assert str(taken) not in news["posts"]
    asked = ",".join(str(post_id) for post_id in (*missed, taken, shown, foreign))
    cards = page.ask("GET", f"/fragments/cards?ids={asked}").text
    drawn = re.findall(r'<article[^>]*data-post="(\d+)"', cards)
    assert set(drawn) == {*wanted, str(shown), str(foreign)}
    again = page.ask("GET", f"/feed/new?after={news['cursor']}").json()
    later = shop.make_post(engine, brand)
    page.hears("post.published", post=later)
    after = page.ask("GET", f"/feed/new?after={again['cursor']}").json()
    assert after["posts"][0] == str(later)


def test_a_page_that_comes_back_asks_once_over_its_socket_and_is_told_each_of_500_posts_once(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage
) -> None:
    account_id = shop.make_account(engine)
    shop.follow(engine, account_id, brand)
    page = open_page(account_id)
    first = page.call("catch_up", {})
    assert isinstance(first, dict) and first["recovered"] is False
    page.socket.disconnect()
    missed = shop.make_posts(engine, brand, 500, clock.utcnow(), clock.utcnow() + timedelta(seconds=2))
    page.connect()
    asked = {"epoch": first["epoch"], "cursor": first["cursor"], "known": first["posts"]}
    found = page.call("catch_up", asked)
    assert isinstance(found, dict) and found["recovered"] is True
    assert found["posts"] == [str(post_id) for post_id in reversed(missed)]
    shop.follow(engine, account_id, shop.make_brand(engine))
    again = page.call("catch_up", {**asked, "cursor": found["cursor"]})
    assert isinstance(again, dict) and again["recovered"] is False
    for nonsense in (
        None,
        [],
        {"epoch": 3, "cursor": [], "known": {"1": 2}},
        {"known": [None, "x", "9" * 40]},
    ):
        answer = page.call("catch_up", nonsense)
        assert isinstance(answer, dict) and answer["recovered"] is False


def test_what_was_said_while_the_channel_was_down_is_made_up_for(
    engine: Engine, brand: shop.MadeBrand, open_page: OpenPage, backends: Backends, product: RunningProduct
) -> None:
    banned, kept = shop.make_account(engine), shop.make_account(engine)
    shop.follow(engine, kept, brand)
    out, page = open_page(banned, web=0), open_page(kept, web=1)
    heard = len(page.of("resync"))
    backends.kill("timelines")
    try:
        with transaction(engine, Scope.system()) as tx:
            tx.session.execute(text("UPDATE accounts SET active = false WHERE id = :id"), {"id": banned})
    finally:
        backends.revive("timelines")
    out.is_cut()
    until(lambda: len(page.of("resync")) > heard, "the page is told to catch up")
    assert page.of("resync")[-1]["within_seconds"] == 3  # a crowd would be given longer
    page.hears("post.published", post=shop.make_post(engine, brand))
