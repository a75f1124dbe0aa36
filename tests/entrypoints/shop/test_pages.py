"""The shop's pages, as a browser without JavaScript sees them."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, text

from app.domain.catalog.actions import set_offer
from app.domain.catalog.models import Offer, Variant
from app.domain.moderation.actions import hide, suspend_brand
from app.kernel import clock
from app.kernel.ids import born_at, id_at
from app.kernel.scope import Scope
from app.kernel.transaction import DatabaseAway, transaction
from tests.factories import shop
from tests.factories.sessions import log_in, post_form


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine, name="Maison Lune")


def test_everyone_reads_the_open_feed(client: FlaskClient, engine: Engine, brand: shop.MadeBrand) -> None:
    product = shop.make_product(engine, brand.id, title="Manteau de laine", price_minor=19_900)
    post_id = shop.make_post(engine, brand, kind="promotion", text="Le manteau est là", products=(product,))
    page = client.get("/", headers={"Accept-Language": "fr"}).text
    assert f'data-post="{post_id}"' in page
    assert "199,00\xa0€" in page
    assert "Le manteau est là" in page


def test_home_shows_only_followed_brands(client: FlaskClient, engine: Engine, brand: shop.MadeBrand) -> None:
    other = shop.make_brand(engine)
    mine, theirs = shop.make_post(engine, brand), shop.make_post(engine, other)
    log_in(client, shop.make_account(engine))
    assert post_form(client, f"/brands/{brand.slug}/follow", on="1").status_code == 303
    page = client.get("/").text
    assert f'data-post="{mine}"' in page
    assert f'data-post="{theirs}"' not in page


def test_following_twice_and_oneself_is_harmless(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    account_id = shop.make_account(engine)
    log_in(client, account_id)
    for _ in range(2):
        assert post_form(client, f"/brands/{brand.slug}/follow", on="1").status_code == 303
    with transaction(engine, Scope.system()) as tx:
        count = text("SELECT count(*) FROM follows WHERE account_id = :id")
        assert tx.session.execute(count, {"id": account_id}).scalar_one() == 1
    log_in(client, brand.owner_id)
    answer = post_form(client, f"/brands/{brand.slug}/follow", on="1")
    assert answer.status_code == 303
    assert "your own brand" in client.get(answer.location, headers={"Accept-Language": "en"}).text


def test_pages_of_a_pending_brand_do_not_exist(client: FlaskClient, engine: Engine) -> None:
    pending = shop.make_brand(engine, approved=False)
    product = shop.make_product(engine, pending.id)
    post_id = shop.make_post(engine, pending)
    for address in (f"/brands/{pending.slug}", f"/products/{product}", f"/posts/{post_id}"):
        assert client.get(address).status_code == 404, address
    assert f'data-post="{post_id}"' not in client.get("/").text


def test_paging_by_cursor_walks_everything_once(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    posts = [shop.make_post(engine, brand, text=f"n {n}") for n in range(30)]
    log_in(client, shop.make_account(engine))
    post_form(client, f"/brands/{brand.slug}/follow", on="1")
    seen: list[str] = []
    address = "/"
    while address:
        page = client.get(address).text
        seen += re.findall(r'<article class="post-card" id="post-\d+" data-post="(\d+)"', page)
        following = re.search(r'href="(/\?before=[^"]+)"', page)
        address = following.group(1) if following else ""
    assert seen == [str(post_id) for post_id in reversed(posts)]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "../etc/passwd", "%00", "é" * 40, "A" * 5000])
def test_forged_cursors_are_refused_with_words(client: FlaskClient, cursor: str) -> None:
    answer = client.get("/", query_string={"before": cursor}, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert "Start again from the top" in answer.text


def test_comment_like_and_save(client: FlaskClient, engine: Engine, brand: shop.MadeBrand) -> None:
    post_id = shop.make_post(engine, brand)
    log_in(client, shop.make_account(engine, name="Zoé"))
    assert post_form(client, f"/posts/{post_id}/comments", body="   ").status_code == 422
    assert post_form(client, f"/posts/{post_id}/comments", body="Très <b>joli</b>").status_code == 303
    page = client.get(f"/posts/{post_id}").text
    assert "Très &lt;b&gt;joli&lt;/b&gt;" in page
    for verb in ("like", "save"):
        assert post_form(client, f"/posts/{post_id}/{verb}", on="1").status_code == 303
    assert f'data-post="{post_id}"' in client.get("/saved").text
    post_form(client, f"/posts/{post_id}/save", on="0")
    assert f'data-post="{post_id}"' not in client.get("/saved").text
    comment = re.search(r"/comments/(\d+)/delete", page)
    assert comment
    post_form(client, f"/comments/{comment.group(1)}/delete")
    assert "joli" not in client.get(f"/posts/{post_id}").text


def test_feed_new_lists_what_came_since(client: FlaskClient, engine: Engine, brand: shop.MadeBrand) -> None:
    page = client.get("/").text
    cursor = re.search(r'data-cursor="([^"]+)"', page)
    assert cursor
    post_id = shop.make_post(engine, brand)
    news = client.get("/feed/new", query_string={"after": cursor.group(1)}).json
    assert news is not None
    assert str(post_id) in news["posts"]
    cards = client.get(f"/fragments/cards?ids={post_id},1,x").text
    assert cards.count("<article") == 1


def test_a_page_learns_what_became_of_all_it_shows(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    closing = shop.make_brand(engine)
    kept, taken, closed = (shop.make_post(engine, of) for of in (brand, brand, closing))
    same, dearer, gone = (shop.make_product(engine, of.id) for of in (brand, brand, closing))
    drawn = re.search(r'data-drawn="(\d+)"', client.get("/").text)
    assert drawn
    later = id_at(born_at(int(drawn[1])) + timedelta(hours=1))

    def news(since: int) -> dict[str, list[str]]:
        posts, products = f"{kept},{taken},{closed},x", f"{same},{dearer},{gone},"
        asked = {"posts": posts, "products": products, "since": str(since)}
        return client.get("/feed/shown", query_string=asked).get_json()

    before = news(later)
    assert (before["hidden"], before["products"]) == ([], [])
    moderator_id = shop.make_account(engine, moderator=True)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        hide(tx, moderator_id, taken, reason="spam")
        suspend_brand(tx, moderator_id, closing.id, reason="spam")
    with clock.frozen(born_at(later)), transaction(engine, Scope.brand(None, brand.id)) as tx:
        offer = tx.session.scalars(select(Offer).join(Variant).where(Variant.product_id == dearer)).one()
        set_offer(tx, brand.id, offer.id, price_minor=29_900)
    after = news(later)
    assert set(after["hidden"]) == {str(taken), str(closed)}
    assert set(after["products"]) == {str(dearer), str(gone)}
    assert client.get("/feed/shown").get_json()["hidden"] == []


def test_a_posts_own_page_can_ask_for_all_its_words(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    words = "Un manteau qui dure. " * 60
    address = f"/fragments/cards?ids={shop.make_post(engine, brand, text=words)}"
    assert words.strip() not in client.get(address).text
    whole = client.get(f"{address}&full=1").text
    assert words.strip() in whole and "<h1" in whole


def test_search_ignores_accents_and_wildcards(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    shop.make_product(engine, brand.id, title="Écharpe rayée")
    assert "Écharpe rayée" in client.get("/search?q=echarpe").text
    assert "Écharpe rayée" not in client.get("/search?q=%25zzz").text


def test_a_database_that_fails_once_the_reader_is_known_is_told_on_a_page(
    client: FlaskClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise DatabaseAway

    log_in(client, shop.make_account(engine, name="Zoé"))
    monkeypatch.setattr("app.web.unit.transaction", away)
    answer = client.get("/", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert answer.status_code == 503
    assert "Closed for a moment" in answer.text and "The database is away" in answer.text
