"""What shoppers do through the API."""

from urllib.parse import urlsplit

from sqlalchemy import Engine

from tests.entrypoints.api.conftest import Callers
from tests.factories import shop


def test_the_open_feed_tells_everything_a_card_shows(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    product = shop.make_product(engine, brand.id, title="Wool coat", price_minor=19_900)
    post_id = shop.make_post(engine, brand, kind="promotion", text="Here it is", products=(product,))
    answer = callers.nobody()("GET", "/feed")
    assert answer.status_code == 200
    assert answer.json["following"] is False
    post = next(one for one in answer.json["items"] if one["id"] == str(post_id))
    assert post["text"] == "Here it is"
    assert post["brand"]["slug"] == brand.slug
    assert post["images"][0]["renditions"][0]["url"].startswith("http")
    tagged = post["products"][0]
    assert tagged["id"] == str(product)
    assert tagged["price"] == {
        "amount_minor": 19_900,
        "currency": "EUR",
        "formatted": "€199.00",
        "text": "€199.00",
        "is_from": False,
        "prior": None,
        "reduction": None,
    }
    assert tagged["tag"] == {"image_index": 0, "x": 0.5, "y": 0.5}
    assert callers.nobody().client.head(tagged["go_url"]).status_code == 204


def test_pages_walk_everything_once_and_in_order(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    posts = [str(shop.make_post(engine, brand, text=f"n {n}")) for n in range(9)]
    caller = callers.token()
    assert caller("PUT", f"/brands/{brand.slug}/follow").status_code == 204
    for path in ("/feed", f"/brands/{brand.slug}/posts"):
        seen, address = [], f"{path}?limit=4"
        while address:
            page = caller("GET", address)
            assert page.status_code == 200
            seen += [post["id"] for post in page.json["items"]]
            following = page.json["next"]
            assert (following is not None) == ("Link" in page.headers)
            parts = urlsplit(following or "")
            address = f"{parts.path.removeprefix('/api/v1')}?{parts.query}" if following else ""
        assert seen == posts[::-1], path


def test_the_feed_is_of_followed_brands_and_news_follow_it(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    other = shop.make_brand(engine)
    mine, theirs = shop.make_post(engine, brand), shop.make_post(engine, other)
    caller = callers.token()
    caller("PUT", f"/brands/{brand.slug}/follow")
    feed = caller("GET", "/feed").json
    assert [post["id"] for post in feed["items"]] == [str(mine)] != [str(theirs)]
    assert feed["following"] is True
    fresh = shop.make_post(engine, brand)
    news = caller("GET", f"/feed/new?after={feed['cursor']}").json
    assert str(fresh) in news["post_ids"]
    assert [one["slug"] for one in caller("GET", "/me/following").json["items"]] == [brand.slug]
    caller("DELETE", f"/brands/{brand.slug}/follow")
    assert caller("GET", "/feed").json["following"] is False


def test_following_twice_is_harmless_and_oneself_is_refused(callers: Callers, brand: shop.MadeBrand) -> None:
    caller = callers.token()
    for _ in range(2):
        assert caller("PUT", f"/brands/{brand.slug}/follow").status_code == 204
    page = caller("GET", f"/brands/{brand.slug}").json
    assert (page["followed"], page["follower_count"]) == (True, 1)
    own = callers.token(brand.owner_id)("PUT", f"/brands/{brand.slug}/follow")
    assert (own.status_code, own.json["code"]) == (409, "own-brand")


def test_comment_like_and_save(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    post_id = shop.make_post(engine, brand)
    caller, stranger = callers.token(), callers.token()
    made = caller("POST", f"/posts/{post_id}/comments", {"body": "Très <b>joli</b>"})
    assert made.status_code == 201
    assert made.json["body"] == "Très <b>joli</b>"
    assert made.json["mine"] is True
    for reaction in ("like", "save"):
        for _ in range(2):
            assert caller("PUT", f"/posts/{post_id}/{reaction}").status_code == 204
    post = caller("GET", f"/posts/{post_id}").json
    assert (post["liked"], post["saved"], post["like_count"], post["comment_count"]) == (True, True, 1, 1)
    assert [one["id"] for one in caller("GET", "/me/saved").json["items"]] == [str(post_id)]
    caller("DELETE", f"/posts/{post_id}/save")
    assert caller("GET", "/me/saved").json["items"] == []
    comment = f"/comments/{made.json['id']}"
    assert stranger("DELETE", comment).status_code == 404
    assert caller("DELETE", comment).status_code == 204
    assert caller("GET", f"/posts/{post_id}/comments").json["items"] == []


def test_brands_products_and_search(callers: Callers, engine: Engine) -> None:
    brand = shop.make_brand(engine, name="Élan Zéphyr")
    product = shop.make_product(engine, brand.id, title="Zéphyrine boots")
    nobody = callers.nobody()
    assert brand.slug in {one["slug"] for one in nobody("GET", "/brands?limit=50").json["items"]}
    listed = nobody("GET", f"/brands/{brand.slug}/products").json["items"]
    assert [one["title"] for one in listed] == ["Zéphyrine boots"]
    page = nobody("GET", f"/products/{product}").json
    assert page["brand"]["name"] == "Élan Zéphyr"
    assert page["offers"][0]["price"]["amount_minor"] == 19_900
    found = nobody("GET", "/search?q=zephyr").json
    assert [one["slug"] for one in found["brands"]] == [brand.slug]
    assert [one["id"] for one in found["products"]] == [str(product)]
    elsewhere = nobody("GET", f"/products/{product}?market=GB").json
    assert elsewhere["price"] is None
    assert elsewhere["offers"] == []


def test_what_is_not_open_does_not_exist(callers: Callers, engine: Engine) -> None:
    pending = shop.make_brand(engine, approved=False)
    product, post_id = shop.make_product(engine, pending.id), shop.make_post(engine, pending)
    caller = callers.token()
    for path in (
        f"/brands/{pending.slug}",
        f"/products/{product}",
        f"/posts/{post_id}",
        f"/posts/{post_id}/comments",
    ):
        answer = caller("GET", path)
        assert answer.status_code == 404, path
        assert answer.mimetype == "application/problem+json"
    assert caller("PUT", f"/posts/{post_id}/like").status_code == 404
    assert caller("POST", f"/posts/{post_id}/comments", {"body": "?"}).status_code == 404
    assert caller("PUT", f"/brands/{pending.slug}/follow").status_code == 404


def test_the_person_and_their_tokens(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    session = callers.session(brand.owner_id)
    me = session("GET", "/me").json
    assert (me["id"], me["by_token"]) == (str(brand.owner_id), False)
    assert [one["slug"] for one in me["brands"]] == [brand.slug]
    changed = session("PATCH", "/me", {"locale": "fr", "display_name": "Zoé"})
    assert (changed.json["locale"], changed.json["display_name"]) == ("fr", "Zoé")
    refused = session("PATCH", "/me", {"locale": "xx", "market": "ZZ"})
    assert refused.status_code == 422
    assert {one["field"] for one in refused.json["errors"]} == {"locale", "market"}
    made = session("POST", "/me/tokens", {"name": "Stock"})
    assert made.status_code == 201
    by_token = callers.nobody()
    by_token.headers["Authorization"] = f"Bearer {made.json['secret']}"
    assert by_token("GET", "/me").json["by_token"] is True
    listed = by_token("GET", "/me/tokens")
    assert [one["name"] for one in listed.json["items"]] == ["Stock"]
    assert made.json["secret"] not in listed.text
    assert by_token("POST", "/me/tokens", {"name": "More"}).status_code == 403
    assert by_token("DELETE", f"/me/tokens/{made.json['id']}").status_code == 403
    assert session("DELETE", f"/me/tokens/{made.json['id']}").status_code == 204
    dead = by_token("GET", "/feed")
    assert (dead.status_code, dead.json["code"]) == (401, "api-token-refused")
    assert dead.headers["WWW-Authenticate"].startswith("Bearer")
