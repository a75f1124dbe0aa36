"""What a page missed while it was away: each post once, in one answer, or a plain word that it cannot be told."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.kernel import clock
from app.resources.container import Resources
from app.web.feeding import MAX_NEWS
from tests.factories import shop
from tests.factories.sessions import bearer, log_in

AWAY = timedelta(minutes=10)


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine)


class Page:
    """A page that was drawn ten minutes ago, and what it may ask."""

    def __init__(self, client: FlaskClient, left_at: datetime, forget_timeline: Callable[[], object]) -> None:
        with clock.frozen(left_at):
            page = client.get("/").text
        cursor = re.search(r'data-cursor="([^"]+)"', page)
        assert cursor
        self._client, self._forget_timeline = client, forget_timeline
        self.cursor, self.epoch = cursor[1], ""
        self.known = re.findall(r'<article[^>]*data-post="(\d+)"', page)

    def asks(self) -> dict[str, object]:
        """Ask once, and know what was told."""
        self._forget_timeline()  # nobody carried the posts of these tests to it
        asked = {"after": self.cursor, "epoch": self.epoch, "known": ",".join(self.known[:50])}
        found: dict[str, object] = self._client.get("/feed/new", query_string=asked).get_json()
        self.cursor, self.epoch = str(found["cursor"]), str(found["epoch"])
        self.known = [*found["posts"], *self.known]  # type: ignore[misc]
        return found


@pytest.fixture
def left_at() -> datetime:
    return clock.utcnow() - AWAY


@pytest.fixture
def account_id(engine: Engine, brand: shop.MadeBrand) -> int:
    made = shop.make_account(engine)
    shop.follow(engine, made, brand)
    return made


@pytest.fixture
def page(
    client: FlaskClient,
    engine: Engine,
    brand: shop.MadeBrand,
    account_id: int,
    left_at: datetime,
    resources: Resources,
) -> Page:
    shop.make_posts(engine, brand, 3, left_at - timedelta(seconds=9), left_at)
    return Page(log_in(client, account_id), left_at, lambda: resources.timelines.drop([account_id]))


def test_ten_minutes_and_500_posts_away_each_is_told_once_in_one_answer(
    page: Page, engine: Engine, brand: shop.MadeBrand, left_at: datetime
) -> None:
    assert len(page.known) == 3
    late = shop.make_posts(engine, brand, 1, left_at - timedelta(seconds=8), left_at - timedelta(seconds=7))
    missed = shop.make_posts(engine, brand, 500, left_at, clock.utcnow())
    shop.make_posts(engine, shop.make_brand(engine), 3, left_at, clock.utcnow())
    found = page.asks()
    assert found["recovered"] is True
    assert found["posts"] == [str(post_id) for post_id in reversed(late + missed)]
    assert page.asks()["posts"] == []
    later = shop.make_posts(engine, brand, 1, clock.utcnow(), clock.utcnow() + timedelta(seconds=1))
    assert page.asks()["posts"] == [str(later[0])]


def test_past_the_window_the_page_is_told_so_and_gets_the_top(
    page: Page, engine: Engine, brand: shop.MadeBrand, left_at: datetime
) -> None:
    missed = shop.make_posts(engine, brand, MAX_NEWS + 1, left_at, clock.utcnow())
    found = page.asks()
    assert (found["recovered"], found["posts"]) == (False, [str(post_id) for post_id in missed[:-13:-1]])
    again = page.asks()
    assert again["recovered"] is True
    assert not set(again["posts"]) & set(found["posts"])  # type: ignore[call-overload]


@pytest.mark.parametrize("cursor", ["", "nonsense", "old"])
def test_a_cursor_that_leads_nowhere_is_no_silence(
    page: Page, engine: Engine, brand: shop.MadeBrand, left_at: datetime, cursor: str
) -> None:
    newest = shop.make_posts(engine, brand, 1, left_at, clock.utcnow())
    with clock.frozen(clock.utcnow() + timedelta(days=8)):
        page.cursor = page.cursor if cursor == "old" else cursor
        found = page.asks()
    assert found["recovered"] is False and found["posts"][0] == str(newest[0])  # type: ignore[index]


def test_another_feed_than_the_page_shows_is_told_as_such(
    page: Page, client: FlaskClient, engine: Engine, account_id: int, left_at: datetime
) -> None:
    assert page.asks()["recovered"] is True
    other = shop.make_brand(engine)
    theirs = shop.make_posts(engine, other, 1, left_at - AWAY, left_at - AWAY + timedelta(seconds=1))
    shop.follow(engine, account_id, other)
    found = page.asks()
    assert found["recovered"] is False and str(theirs[0]) in found["posts"]  # type: ignore[operator]
    assert page.asks()["recovered"] is True
    log_in(client, shop.make_account(engine))
    assert page.asks()["recovered"] is False


def test_a_client_of_the_api_is_told_that_too_much_came(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand, account_id: int, left_at: datetime
) -> None:
    shop.make_posts(engine, brand, 1, left_at - AWAY, left_at)
    token = bearer(client, account_id)
    cursor = client.get("/api/v1/feed", headers=token).get_json()["cursor"]
    shop.make_posts(engine, brand, MAX_NEWS - 1, left_at, clock.utcnow())  # and the one of the cursor again
    answer = client.get(f"/api/v1/feed/new?after={cursor}", headers=token)
    assert len(answer.get_json()["post_ids"]) == MAX_NEWS
    shop.make_posts(engine, brand, 1, left_at, clock.utcnow())
    answer = client.get(f"/api/v1/feed/new?after={cursor}", headers=token)
    assert (answer.status_code, answer.get_json()["code"]) == (410, "cursor-expired")
