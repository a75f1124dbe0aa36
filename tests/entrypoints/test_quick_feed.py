"""The quick road to the home feed says what SQL says, whatever changed just now and in whichever process."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select

from app.domain.accounts.actions import end_all_sessions, suspend_account
from app.domain.accounts.tokens import revoke_all_api_tokens
from app.domain.accounts.viewer import Viewer
from app.domain.brands.actions import set_brand_status
from app.domain.brands.describing import choose_picture
from app.domain.brands.following import follow_brand, unfollow_brand
from app.domain.brands.models import Brand, BrandStatus
from app.domain.catalog.actions import set_offer
from app.domain.catalog.models import Offer, Product, Variant
from app.domain.engagement.actions import delete_comment, react, unreact, write_comment
from app.domain.moderation.actions import hide, restore
from app.domain.posts.actions import withdraw_post
from app.domain.timelines.carrying import carry_post
from app.domain.timelines.queries import follow_epoch
from app.domain.timelines.rebuilding import rebuild_timelines
from app.factory import create_app
from app.kernel.scope import Scope
from app.kernel.touched import NotingSession
from app.kernel.transaction import transaction
from app.resources import kept as keeping
from app.resources.container import EXTENSION, Resources
from config import Settings
from feeds.types import Miss
from tests.factories import shop
from tests.factories.sessions import bearer, log_in

FEED = "/api/v1/feed?limit=3"


@dataclass(frozen=True)
class Scene:
    """A reader whose feed is warm: five posts of one brand, one of them hidden; and a brand to follow."""

    engine: Engine
    reader_id: int
    brand: shop.MadeBrand
    other: shop.MadeBrand
    product_id: int
    posts: tuple[int, ...]
    moderator_id: int

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.reader_id, "en", "FR")


@pytest.fixture(scope="module")
def elsewhere(app: Flask, settings: Settings) -> Iterator[Engine]:
    """The database as another process writes to it: what that process keeps is its own."""
    other = create_app(settings)
    resources: Resources = other.extensions[EXTENSION]
    yield resources.engine
    resources.engine.dispose()


@pytest.fixture
def scene(elsewhere: Engine, resources: Resources) -> Scene:
    engine = elsewhere
    reader_id = shop.make_account(engine)
    brand, other = shop.make_brand(engine), shop.make_brand(engine, name="Autre")
    product_id = shop.make_product(engine, brand.id)
    posts = [shop.make_post(engine, brand, text=f"post {n}", products=(product_id,)) for n in range(5)]
    shop.make_post(engine, other)
    moderator_id = shop.make_account(engine, moderator=True)
    made = Scene(engine, reader_id, brand, other, product_id, tuple(posts), moderator_id)
    hide_post(made, posts[3])
    for followed in (brand, shop.make_brand(engine)):
        shop.follow(engine, reader_id, followed)
    warm(made, resources)
    return made


def warm(scene: Scene, resources: Resources, account_id: int | None = None) -> None:
    """Build a reader's timeline; the workers of the live door's tests may be at it too, or have done it."""
    reader_id = account_id or scene.reader_id
    unit = lambda: transaction(scene.engine, Scope.system())  # noqa: E731
    for _ in range(100):
        rebuild_timelines(unit, resources.timelines, [reader_id])
        with unit() as tx:
            epoch = follow_epoch(tx, reader_id)
        if not isinstance(resources.timelines.page(reader_id, epoch, None, 1), Miss):
            return
        time.sleep(0.1)
    raise AssertionError("the timeline was not built")


def hide_post(scene: Scene, post_id: int) -> None:
    with transaction(scene.engine, Scope.moderator(scene.moderator_id)) as tx:
        hide(tx, scene.moderator_id, post_id, reason="spam")


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def heard() -> None:
    """Let the time pass after which every process has heard."""
    time.sleep(keeping.HEARD_SECONDS * 1.5)


def from_sql(monkeypatch: pytest.MonkeyPatch, read: Callable[[], object]) -> object:
    """The same read while no copy is used."""
    with monkeypatch.context() as patched:
        patched.setattr(keeping.Kept, "listen", lambda _self: False)
        return read()


def publish_one(scene: Scene, resources: Resources) -> None:
    post_id = shop.make_post(scene.engine, scene.brand, text="brand new")
    unit = lambda: transaction(scene.engine, Scope.system())  # noqa: E731
    assert carry_post(unit, resources.timelines, post_id, shard_count=1)


def change_offer(scene: Scene, **values: object) -> None:
    with transaction(scene.engine, Scope.brand(None, scene.brand.id)) as tx:
        query = select(Offer.id).join(Variant).where(Variant.product_id == scene.product_id)
        set_offer(tx, scene.brand.id, tx.session.scalars(query).one(), **values)  # type: ignore[arg-type]


def rename_product(scene: Scene) -> None:
    with transaction(scene.engine, Scope.brand(None, scene.brand.id)) as tx:
        found = tx.session.get(Product, scene.product_id)
        assert found
        found.title = {"": "Another coat"}


def act_as_reader(scene: Scene, action: Callable[..., object], *args: object) -> None:
    with transaction(scene.engine, Scope.shopper(scene.reader_id)) as tx:
        action(tx, *args)


def set_status(scene: Scene, status: BrandStatus) -> None:
    with transaction(scene.engine, Scope.moderator(scene.moderator_id)) as tx:
        set_brand_status(tx, scene.brand.id, status)


def comment_and_take_it_back(scene: Scene) -> None:
    with transaction(scene.engine, Scope.shopper(scene.reader_id)) as tx:
        comment_id = write_comment(tx, scene.viewer, scene.posts[4], "Beau !")
    act_as_reader(scene, delete_comment, scene.viewer, comment_id)


def withdraw(scene: Scene) -> None:
    with transaction(scene.engine, Scope.brand(scene.brand.owner_id, scene.brand.id)) as tx:
        withdraw_post(tx, scene.brand.id, scene.posts[2])


def give_back(scene: Scene) -> None:
    with transaction(scene.engine, Scope.moderator(scene.moderator_id)) as tx:
        restore(tx, scene.moderator_id, scene.posts[3])


def show_avatar(scene: Scene) -> None:
    asset_id = shop.make_picture(scene.engine, scene.brand.id)
    with transaction(scene.engine, Scope.brand(scene.brand.owner_id, scene.brand.id)) as tx:
        choose_picture(tx, scene.brand.id, "avatar", asset_id)


def change_words(scene: Scene) -> None:
    with transaction(scene.engine, Scope.brand(scene.brand.owner_id, scene.brand.id)) as tx:
        found = tx.session.get(Brand, scene.brand.id)
        assert found
        found.tagline = {"en": "Other words"}


CHANGES: dict[str, Callable[[Scene, Resources], object]] = {
    "a post is hidden": lambda s, _: hide_post(s, s.posts[4]),
    "a post is given back": lambda s, _: give_back(s),
    "a post is withdrawn": lambda s, _: withdraw(s),
    "a post is published": publish_one,
    "a price changes": lambda s, _: change_offer(s, price_minor=9_900),
    "a product is sold out": lambda s, _: change_offer(s, availability="out_of_stock"),
    "a product is renamed": lambda s, _: rename_product(s),
    "the brand is suspended": lambda s, _: set_status(s, BrandStatus.SUSPENDED),
    "the brand shows an avatar": lambda s, _: show_avatar(s),
    "the brand changes its words": lambda s, _: change_words(s),
    "the reader likes": lambda s, _: act_as_reader(s, react, s.viewer, s.posts[4], "like"),
    "the reader saves": lambda s, _: act_as_reader(s, react, s.viewer, s.posts[2], "save"),
    "the reader comments": lambda s, _: act_as_reader(s, write_comment, s.viewer, s.posts[4], "Beau !"),
    "the reader leaves the brand": lambda s, _: act_as_reader(s, unfollow_brand, s.reader_id, s.brand.slug),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_elsewhere_shows_on_the_next_read(
    change: Callable[[Scene, Resources], object],
    scene: Scene,
    resources: Resources,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    headers = bearer(client, scene.reader_id) | {"Accept-Language": "en"}

    def read() -> tuple[object, str]:
        page = client.get(FEED, headers=headers).get_json()
        fragment = client.get("/", headers=headers | {"X-Fragment": "1"}).get_data(as_text=True)
        return (page["items"], bool(page["next"]), page["following"]), words_of(fragment)

    read()
    before = read()
    assert before == from_sql(monkeypatch, read)
    change(scene, resources)
    heard()
    after = read()
    assert after[0] != before[0]
    assert after == from_sql(monkeypatch, read)


def words_of(fragment: str) -> str:
    """A fragment without what differs from answer to answer: tokens, cursors, and the space between cards."""
    kept = (line for line in fragment.splitlines() if "csrf_token" not in line and "before=" not in line)
    return re.sub(r"\s+", "", "".join(kept))


def test_once_made_the_copies_answer_without_the_database(
    scene: Scene, resources: Resources, client: FlaskClient
) -> None:
    headers = bearer(client, scene.reader_id)
    client.get(FEED, headers=headers)
    with statements(resources.engine) as asked:
        page = client.get(FEED, headers=headers).get_json()
    assert [item["id"] for item in page["items"]] == [str(scene.posts[n]) for n in (4, 2, 1)]
    assert asked == []


def test_the_whole_page_is_drawn_without_the_database(
    scene: Scene, resources: Resources, client: FlaskClient
) -> None:
    log_in(client, scene.reader_id)
    client.get("/")
    with statements(resources.engine) as asked:
        page = client.get("/").get_data(as_text=True)
    assert asked == []
    assert page.count('class="post-card"') == 4
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(f"/posts/{scene.posts[4]}/like", data={"csrf_token": token, "on": "1"})
    assert answer.status_code == 303  # the token in a kept card is this reader's own


def test_readers_of_one_copy_see_what_is_their_own(app: Flask, scene: Scene, resources: Resources) -> None:
    """The first fills the copies; the others, in another language or with other likes, are shown theirs."""
    other_id, stranger = shop.make_account(scene.engine), app.test_client()
    for followed in (scene.brand, scene.other):
        shop.follow(scene.engine, other_id, followed)
    warm(scene, resources, other_id)
    act_as_reader(scene, react, scene.viewer, scene.posts[4], "like")
    act_as_reader(scene, react, scene.viewer, scene.posts[4], "save")
    heard()
    first, second = log_in(app.test_client(), scene.reader_id), log_in(app.test_client(), other_id)

    def seen(client: FlaskClient) -> dict[str, tuple[bool, bool, bool]]:
        items = client.get(FEED).get_json()["items"]
        return {item["id"]: (item["liked"], item["saved"], item["brand"]["followed"]) for item in items}

    post_id = str(scene.posts[4])
    assert seen(first)[post_id] == (True, True, True)
    assert seen(second)[post_id] == (False, False, True)
    assert seen(stranger).get(post_id, (False, False, False)) == (False, False, False)

    pages = [
        client.get("/", headers={"X-Fragment": "1"}).get_data(as_text=True) for client in (first, second)
    ]
    card = [page.split(f'id="post-{post_id}"')[1].split("</article>")[0] for page in pages]
    assert [one.count('aria-pressed="true"') for one in card] == [2, 0]
    tokens = [set(re.findall(r'name="csrf_token" value="([^"]+)"', page)) for page in pages]
    assert all(len(own) == 1 for own in tokens) and tokens[0] != tokens[1]
    like = f"/posts/{post_id}/like"
    assert second.post(like, data={"csrf_token": tokens[0].pop(), "on": "1"}).status_code == 403
    assert second.post(like, data={"csrf_token": tokens[1].pop(), "on": "1"}).status_code == 303

    in_french = second.get("/?lang=fr", headers={"X-Fragment": "1"}).get_data(as_text=True)
    assert "Enregistrer" in in_french and "Enregistrer" not in pages[1]


def test_pages_go_on_where_the_last_one_ended(
    scene: Scene, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = bearer(client, scene.reader_id)

    def walk() -> list[str]:
        ids, address = [], "/api/v1/feed?limit=1"
        while address:
            page = client.get(address, headers=headers).get_json()
            ids += [item["id"] for item in page["items"]]
            address = page["next"]
        return ids

    assert walk() == [str(scene.posts[n]) for n in (4, 2, 1, 0)] == from_sql(monkeypatch, walk)


def test_a_page_that_did_not_change_is_not_sent_again(scene: Scene, client: FlaskClient) -> None:
    headers = bearer(client, scene.reader_id)
    tag = client.get(FEED, headers=headers).headers["ETag"]
    assert client.get(FEED, headers=headers | {"If-None-Match": tag}).status_code == 304
    hide_post(scene, scene.posts[4])
    heard()
    assert client.get(FEED, headers=headers | {"If-None-Match": tag}).status_code == 200


def test_a_dead_token_opens_nothing_although_its_person_is_kept(scene: Scene, client: FlaskClient) -> None:
    headers = bearer(client, scene.reader_id)
    assert client.get(FEED, headers=headers).status_code == 200
    with transaction(scene.engine, Scope.shopper(scene.reader_id)) as tx:
        revoke_all_api_tokens(tx, scene.reader_id)
    heard()
    assert client.get(FEED, headers=headers).status_code == 401


@pytest.mark.parametrize("ending", [end_all_sessions, suspend_account])
def test_an_ended_session_stands_for_nobody_although_its_person_is_kept(
    ending: Callable[..., object], scene: Scene, client: FlaskClient
) -> None:
    log_in(client, scene.reader_id)
    assert client.get(FEED).get_json()["following"]
    with transaction(scene.engine, Scope.system()) as tx:
        ending(tx, scene.reader_id)
    heard()
    assert not client.get(FEED).get_json()["following"]


def test_strangers_see_a_new_post_at_once(
    scene: Scene, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newest() -> str:
        return str(client.get(FEED).get_json()["items"][0]["id"])

    newest()
    post_id = shop.make_post(scene.engine, scene.other)
    heard()
    assert newest() == str(post_id) == from_sql(monkeypatch, newest)
    hide_post(scene, post_id)
    heard()
    assert newest() != str(post_id)
    with transaction(scene.engine, Scope.moderator(scene.moderator_id)) as tx:
        restore(tx, scene.moderator_id, post_id)
    heard()
    assert newest() == str(post_id)


def test_liking_and_taking_it_back_are_both_seen(scene: Scene, client: FlaskClient) -> None:
    headers = bearer(client, scene.reader_id)
    for action, liked in ((react, True), (unreact, False)):
        act_as_reader(scene, action, scene.viewer, scene.posts[4], "like")
        heard()
        first = client.get(FEED, headers=headers).get_json()["items"][0]
        assert (first["liked"], first["like_count"]) == (liked, int(liked))


def test_following_another_brand_brings_its_posts(
    scene: Scene, resources: Resources, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = bearer(client, scene.reader_id)

    def items() -> object:
        return client.get("/api/v1/feed?limit=20", headers=headers).get_json()["items"]

    items()
    act_as_reader(scene, follow_brand, scene.reader_id, scene.other.slug)
    heard()
    assert len(items()) == 5  # type: ignore[arg-type]
    warm(scene, resources)
    assert items() == from_sql(monkeypatch, items)


def test_a_change_that_is_not_told_is_what_these_tests_would_see(
    scene: Scene, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the guard: with the word after the commit left out, the old page is given again."""
    headers = bearer(client, scene.reader_id)
    client.get(FEED, headers=headers)
    with monkeypatch.context() as patched:
        patched.setattr(NotingSession, "tell_touched", lambda _self: None)
        hide_post(scene, scene.posts[4])
    heard()
    assert client.get(FEED, headers=headers).get_json()["items"][0]["id"] == str(scene.posts[4])


def test_reads_are_counted_and_refused_like_all_others(scene: Scene, client: FlaskClient) -> None:
    headers = bearer(client, scene.reader_id)
    first = client.get(FEED, headers=headers)
    assert (first.headers["X-RateLimit-Limit"], first.headers["X-RateLimit-Remaining"]) == ("600", "599")
    assert (
        client.get("/api/v1/me", headers=headers).headers["X-RateLimit-Remaining"] == "579"
    )  # one count for all
