"""What a brand's members do through the API."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.domain.assets.models import AssetStatus
from app.domain.catalog.models import CatalogImport
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.entrypoints.api.conftest import Callers
from tests.factories import shop

LEGAL = {
    "name": "Maison Lune SAS",
    "address": "12 rue des Lilas, 75011 Paris",
    "phone": "+33 1 23 45 67 89",
    "email": "bonjour@maison-lune.example",
    "certified": True,
}


def new_brand(slug: str, **more: object) -> dict[str, object]:
    return {"slug": slug, "name": "Maison Lune", "country": "FR", "legal": LEGAL, **more}


def test_opening_a_brand_until_its_first_post_is_seen(callers: Callers, engine: Engine) -> None:
    owner, moderator, nobody = callers.token(), callers.moderator(), callers.nobody()
    slug = f"lune-{owner.account_id}"
    made = owner("POST", "/brands", new_brand(slug, domains=["lune.example"], tagline={"en": "Quiet coats"}))
    assert made.status_code == 201
    assert made.json["status"] == "pending"
    brand_id = int(made.json["id"])
    assert made.headers["Location"] == f"/api/v1/console/{slug}"
    assert owner("GET", f"/console/{slug}").json["numbers"]["posts_total"] == 0
    again = callers.token()("POST", "/brands", new_brand(slug))
    assert (again.status_code, again.json["errors"][0]["field"]) == (409, "slug")
    asset_id = shop.make_picture(engine, brand_id)
    post = owner(
        "POST",
        f"/console/{slug}/posts",
        {"kind": "story", "text": {"fr": "Bonjour"}, "images": [{"asset_id": str(asset_id)}]},
    )
    assert (post.status_code, post.json["state"]) == (201, "waiting")
    assert nobody("GET", f"/posts/{post.json['id']}").status_code == 404
    waiting = moderator("GET", "/moderation/brands?limit=50").json["items"]
    assert slug in {one["brand"]["slug"] for one in waiting}
    proposed = moderator("GET", f"/moderation/brands/{brand_id}").json["domains"]
    assert [(one["host"], one["approved"]) for one in proposed] == [("lune.example", False)]
    seen = {"domain_ids": [one["id"] for one in proposed]}
    approved = moderator("POST", f"/moderation/brands/{brand_id}/approve", seen)
    assert (approved.status_code, approved.json["status"]) == (200, "approved")
    assert approved.json["domains"][0]["approved"] is True
    assert nobody("GET", f"/posts/{post.json['id']}").json["text"] == "Bonjour"


def test_faults_of_a_brand_come_under_the_names_of_the_body(callers: Callers) -> None:
    body = new_brand("x", country="ZZ", tagline={"fr": "t" * 121}, legal={**LEGAL, "register_number": "123"})
    answer = callers.token()("POST", "/brands", {**body, "country": "FR"})
    assert answer.status_code == 422
    assert {one["field"] for one in answer.json["errors"]} == {"slug", "tagline.fr", "legal.register_number"}


def test_a_promotion_is_published_listed_and_withdrawn(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    owner = callers.token(brand.owner_id)
    asset_id, product_id = shop.make_picture(engine, brand.id), shop.make_product(engine, brand.id)
    draft = {
        "kind": "promotion",
        "text": {"fr": "Voilà", "en": "Here"},
        "images": [{"asset_id": str(asset_id), "alt": {"en": "A coat"}}],
        "tags": [{"product_id": str(product_id), "image_index": 0, "x": 0.25, "y": 1}],
        "labels": ["publicite", "images_retouchees"],
    }
    made = owner("POST", f"/console/{brand.slug}/posts", draft)
    assert made.status_code == 201
    assert made.json["state"] == "live"
    assert made.json["products"] == [
        {"product_id": str(product_id), "tag": {"image_index": 0, "x": 0.25, "y": 1.0}}
    ]
    assert owner("GET", made.headers["Location"].removeprefix("/api/v1")).json == made.json
    post_id = made.json["id"]
    assert [one["id"] for one in owner("GET", f"/console/{brand.slug}/posts").json["items"]] == [post_id]
    for _ in range(2):
        gone = owner("POST", f"/console/{brand.slug}/posts/{post_id}/withdraw")
        assert (gone.status_code, gone.json["state"]) == (200, "withdrawn")
    assert callers.nobody()("GET", f"/posts/{post_id}").status_code == 404


def test_another_brands_things_are_not_there(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    other = shop.make_brand(engine)
    owner = callers.token(brand.owner_id)
    theirs = shop.make_post(engine, other)
    product = shop.make_product(engine, other.id)
    asset_id = shop.make_picture(engine, other.id)
    assert owner("GET", f"/console/{other.slug}").status_code == 404
    assert owner("GET", f"/console/{brand.slug}/posts/{theirs}").status_code == 404
    assert owner("POST", f"/console/{brand.slug}/posts/{theirs}/withdraw").status_code == 404
    assert owner("GET", f"/console/{brand.slug}/products/{product}").status_code == 404
    assert owner("GET", f"/console/{brand.slug}/uploads/{asset_id}").status_code == 404
    refused = owner(
        "POST",
        f"/console/{brand.slug}/posts",
        {
            "kind": "promotion",
            "text": {"fr": "x"},
            "images": [{"asset_id": str(asset_id)}],
            "tags": [{"product_id": str(product)}],
        },
    )
    assert refused.status_code == 422
    assert {one["field"] for one in refused.json["errors"]} == {"images.0", "tags.0.product_id"}


def test_prices_change_and_the_prior_price_is_true(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    owner, nobody = callers.token(brand.owner_id), callers.nobody()
    product = shop.make_product(engine, brand.id, price_minor=20_000)
    shop.remember_price(engine, product, 20_000, days_ago=31)
    listed = owner("GET", f"/console/{brand.slug}/products?q=wool&availability=in_stock&listed=true").json
    assert listed["total"] == 1
    offer = listed["items"][0]["offers"][0]
    assert offer["is_open"] is True
    changed = owner("PATCH", f"/console/{brand.slug}/offers/{offer['id']}", {"price_minor": 15_000})
    assert changed.json == {"changed": True}
    price = nobody("GET", f"/products/{product}").json["price"]
    assert (price["amount_minor"], price["prior"]["amount_minor"], price["prior"]["discount_pct"]) == (
        15_000,
        20_000,
        25,
    )
    assert owner("PATCH", f"/console/{brand.slug}/offers/{offer['id']}", {}).json == {"changed": False}
    for wrong in ({"price_minor": -1}, {"price_minor": 1.5}, {"price_minor": "5"}, {"availability": "gone"}):
        assert owner("PATCH", f"/console/{brand.slug}/offers/{offer['id']}", wrong).status_code == 422, wrong


def test_the_reduction_of_one_size_is_never_the_whole_products(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    product = shop.make_sized(engine, brand.id, {"S": 8900, "L": 8900})
    shop.reprice(engine, brand, product, 5900, size="L")
    seen = callers.nobody()("GET", f"/products/{product}?lang=en").json
    small, large = seen["offers"]
    price = seen["price"]
    assert (price["amount_minor"], price["is_from"], price["text"], price["prior"]) == (
        5900,
        True,
        "from €59.00",
        None,
    )
    assert price["reduction"] == {
        "variant_ids": [large["variant_id"]],
        "all_variants": False,
        "max_discount_pct": 33,
        "text": "Up to −33% on some sizes or colours",
    }
    assert small["price"]["prior"] is None
    assert large["price"]["prior"]["amount_minor"] == 8900


def test_pictures_are_signed_for_completed_and_asked_after(callers: Callers, brand: shop.MadeBrand) -> None:
    owner = callers.token(brand.owner_id)
    wish = {"filename": "coat.jpg", "content_type": "image/jpeg", "size_bytes": 1000}
    signed = owner("POST", f"/console/{brand.slug}/uploads", wish)
    assert signed.status_code == 201
    assert signed.json["fields"]["Content-Type"] == "image/jpeg"
    status = signed.headers["Location"].removeprefix("/api/v1")
    assert owner("GET", status).json["status"] == AssetStatus.AWAITING
    assert owner("POST", f"{status}/complete").json["status"] == AssetStatus.UPLOADED
    refused = owner("POST", f"/console/{brand.slug}/uploads", {**wish, "content_type": "text/html"})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "content_type")
    assert owner("POST", f"/console/{brand.slug}/uploads", {**wish, "size_bytes": 2**40}).status_code == 413


def test_description_pictures_and_domains(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    owner = callers.token(brand.owner_id)
    described = {"name": "Other", "country": "FR", "story": {"en": "Since 1921"}, "legal": LEGAL}
    kept = owner("PUT", f"/console/{brand.slug}/details", described).json
    assert kept["story"] == {"en": "Since 1921"}
    assert kept["name"] == "Maison Lune"  # approved under that name
    asset_id = shop.make_picture(engine, brand.id)
    place = f"/console/{brand.slug}/pictures/avatar"
    assert owner("PUT", place, {"asset_id": str(asset_id)}).status_code == 204
    assert callers.nobody()("GET", f"/brands/{brand.slug}").json["avatar"]["asset_id"] == str(asset_id)
    waiting = shop.make_picture(engine, brand.id, status=AssetStatus.UPLOADED)
    assert owner("PUT", place, {"asset_id": str(waiting)}).status_code == 422
    added = owner("POST", f"/console/{brand.slug}/domains", {"host": "https://Neu.example/x"}).json["domains"]
    mine = next(one for one in added if one["host"] == "neu.example")
    assert mine["approved"] is False
    assert (
        owner("POST", f"/console/{brand.slug}/domains", {"host": "no host"}).json["errors"][0]["field"]
        == "host"
    )
    assert owner("DELETE", f"/console/{brand.slug}/domains/{mine['id']}").status_code == 204


FEED = b"""<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel>
<item><g:id>c1</g:id><g:title>Coat</g:title><g:link>https://shop.example.com/c1</g:link>
<g:price>99.00 EUR</g:price><g:availability>in_stock</g:availability></item></channel></rss>"""


def test_a_feed_is_sent_as_the_body(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    owner = callers.token(brand.owner_id)
    path = f"/console/{brand.slug}/imports"
    made = owner(
        "POST", f"{path}?filename=feed.xml&feed_market=FR", data=FEED, content_type="application/xml"
    )
    assert made.status_code == 201
    assert (made.json["filename"], made.json["status"], made.json["options"]["market"]) == (
        "feed.xml",
        "waiting",
        "FR",
    )
    with transaction(engine, Scope.system()) as tx:
        counts = {"items_total": 10, "created_count": 6, "updated_count": 1, "unchanged_count": 1}
        run = tx.session.get_one(CatalogImport, int(made.json["id"]))
        for name, count in counts.items():
            setattr(run, name, count)
    (listed,) = owner("GET", path).json["items"]
    assert (listed["id"], listed["refused_count"]) == (made.json["id"], 2)
    assert owner("GET", f"{path}/{made.json['id']}/diagnostics?severity=error").json == {
        "items": [],
        "next": None,
    }
    assert owner("POST", path, data=b"", content_type="text/csv").status_code == 422
    assert owner("POST", path, data=FEED, content_type="image/png").status_code == 415
    assert (
        owner("POST", f"{path}?format=shopify_csv", data=b"a,b", content_type="text/csv").status_code == 422
    )
    assert owner("POST", f"{path}?feed_market=xx", data=FEED, content_type="text/xml").status_code == 422
    assert owner("POST", path, data=b"x" * (20 * 2**20), content_type="text/csv").status_code == 413


@pytest.mark.realdata
def test_a_real_feed_is_taken(callers: Callers, brand: shop.MadeBrand, real_data: Path) -> None:
    files = sorted(real_data.rglob("*.xml"), key=lambda path: path.stat().st_size)
    if not files:
        pytest.skip("no XML feed among the real data")
    owner = callers.token(brand.owner_id)
    made = owner(
        "POST", f"/console/{brand.slug}/imports", data=files[0].read_bytes(), content_type="application/xml"
    )
    assert made.status_code == 201
