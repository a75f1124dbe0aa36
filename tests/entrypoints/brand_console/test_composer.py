"""Writing and publishing a post: without scripts, every fault tied to its field, once however often it is sent."""

import io
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.domain.assets.models import AssetStatus
from app.domain.posts.queries import PostRecord, posts_of_brand
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop
from tests.factories.sessions import csrf_token, log_in, post_form
from tests.unit.media.pictures import make_noise

EN = {"Accept-Language": "en"}
NAUGHTY = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "' OR 1=1 --",
    "Ω≈ç√∫˜µ≤≥÷",
    "‮gnirts",
    "👩‍👩‍👧‍👦",
    "%s%n",
    "../../etc/passwd",
]


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine, name="Maison Lune")


@pytest.fixture
def member(client: FlaskClient, brand: shop.MadeBrand) -> FlaskClient:
    return log_in(client, brand.owner_id)


def stored(engine: Engine, brand: shop.MadeBrand) -> list[PostRecord]:
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        return list(posts_of_brand(tx, brand.id).items)


def good(engine: Engine, brand: shop.MadeBrand) -> dict[str, object]:
    asset, product = shop.make_picture(engine, brand.id), shop.make_product(engine, brand.id)
    return {
        "once": f"key-{asset}",
        "kind": "promotion",
        "text-fr": "Le manteau est là",
        "text-en": "The coat is here",
        "label": ["publicite", "images_retouchees"],
        "asset_id": str(asset),
        f"alt-fr-{asset}": "Un manteau gris",
        f"alt-en-{asset}": "A grey coat",
        "product_id": str(product),
        f"dot-{product}": "0,0.25,0.75",
    }


def test_an_empty_composer_offers_everything(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    shop.make_product(engine, brand.id, title="Manteau")
    page = member.get(f"/console/{brand.slug}/posts/new", headers=EN).text
    assert "Manteau" in page and "199" in page
    assert re.search(r'name="label" value="publicite"[^>]* checked', page)
    assert 'enctype="multipart/form-data"' in page and 'type="file" name="images"' in page


def test_publishing_keeps_words_pictures_places_and_labels(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    fields = good(engine, brand)
    answer = post_form(member, f"/console/{brand.slug}/posts/new", **fields)
    assert answer.status_code == 303
    assert "Your followers see it now" in member.get(answer.location, headers=EN).text
    (post,) = stored(engine, brand)
    assert post.text == {"fr": "Le manteau est là", "en": "The coat is here"}
    assert post.labels == ("publicite", "images_retouchees")
    assert post.images[0].alt == {"fr": "Un manteau gris", "en": "A grey coat"}
    tag = post.tags[0]
    assert (tag.image_index, tag.x, tag.y) == (0, 0.25, 0.75)
    assert member.get(f"/posts/{post.id}").status_code == 200


def test_the_same_form_twice_is_one_post(member: FlaskClient, engine: Engine, brand: shop.MadeBrand) -> None:
    fields = good(engine, brand)
    for _ in range(2):
        assert post_form(member, f"/console/{brand.slug}/posts/new", **fields).status_code == 303
    assert len(stored(engine, brand)) == 1


@pytest.mark.parametrize("field", ["text-fr", "alt-en-", "dot-", "label"])
def test_a_form_that_the_browser_went_back_to_publishes_what_it_says_now(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand, field: str
) -> None:
    fields, address = good(engine, brand), f"/console/{brand.slug}/posts/new"
    (name,) = (name for name in fields if name.startswith(field))
    other = {"dot-": "0,0.5,0.5", "label": ["publicite"]}.get(field, "Another one")
    for sent in (fields, {**fields, name: other}, {**fields, name: other, "find": "coat"}):
        assert post_form(member, address, **sent).status_code == 303
    assert len(stored(engine, brand)) == 2


def test_a_refused_form_may_be_sent_again_with_its_key(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    fields = good(engine, brand)
    address = f"/console/{brand.slug}/posts/new"
    assert post_form(member, address, **{**fields, "kind": "rumour"}).status_code == 422
    assert post_form(member, address, **fields).status_code == 303
    assert len(stored(engine, brand)) == 1


@pytest.mark.parametrize(
    ("change", "anchor", "words"),
    [
        ({"kind": "rumour"}, "kind", "Choose promotion or story"),
        ({"text-fr": " ", "text-en": ""}, "text-fr", "Write a few words"),
        ({"text-en": "x" * 2_201}, "text-en", "too long"),
        ({"text-fr": "a\x00b"}, "text-fr", "cannot be kept"),
        ({"asset_id": "OWN"}, "images", "Add 1 to 4 pictures"),
        ({"asset_id": "FIVE"}, "images", "Add 1 to 4 pictures"),
        ({"alt": "x" * 301}, "images", "300 characters"),
        ({"alt": "a\x00"}, "images", "300 characters"),
        ({"product_id": []}, "products", "at least one product"),
        ({"product_id": "FOREIGN"}, "products", "not one of yours"),
        ({"product_id": "MANY"}, "products", "at most 12"),
        ({"dot": "0,1.5,0.5"}, "products", "percentages"),
        ({"dot": "0,nan,0.5"}, "products", "percentages"),
        ({"dot": "3,0.5,0.5"}, "products", "not part of the post"),
        ({"dot": "over there"}, "products", "percentages"),
        ({"label": ["publicite", "best_ever"]}, "labels", "does not exist"),
    ],
)
def test_each_fault_is_tied_to_its_field_and_all_is_kept(
    member: FlaskClient,
    engine: Engine,
    brand: shop.MadeBrand,
    change: dict[str, object],
    anchor: str,
    words: str,
) -> None:
    fields = good(engine, brand)
    asset, product = fields["asset_id"], fields["product_id"]
    special = {
        "OWN": [],
        "FIVE": [str(shop.make_picture(engine, brand.id)) for _ in range(5)]
        if change.get("asset_id") == "FIVE"
        else [],
        "FOREIGN": str(shop.make_product(engine, shop.make_brand(engine).id))
        if "product_id" in change
        else "",
        "MANY": [str(shop.make_product(engine, brand.id)) for _ in range(13)]
        if change.get("product_id") == "MANY"
        else [],
    }
    for name, value in change.items():
        name = {"alt": f"alt-fr-{asset}", "dot": f"dot-{product}"}.get(name, name)
        fields[name] = special.get(value, value) if isinstance(value, str) else value
    answer = member.post(
        f"/console/{brand.slug}/posts/new", data={"csrf_token": csrf_token(member), **fields}, headers=EN
    )
    assert answer.status_code == 422
    assert words in answer.text, re.findall(r"error-summary-link[^<]*<", answer.text)
    assert f'href="#{anchor}"' in answer.text and f'id="{anchor}"' in answer.text
    if anchor != "text-fr":
        assert "Le manteau est là" in answer.text
    assert not stored(engine, brand)


def test_a_picture_of_another_brand_is_left_out(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    foreign = shop.make_picture(engine, shop.make_brand(engine).id)
    fields = {**good(engine, brand), "asset_id": str(foreign)}
    answer = post_form(member, f"/console/{brand.slug}/posts/new", **fields)
    assert answer.status_code == 422
    assert f'value="{foreign}"' not in answer.text


@pytest.mark.parametrize("words", NAUGHTY)
def test_naughty_words_are_kept_and_shown_as_words(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand, words: str
) -> None:
    fields = {**good(engine, brand), "text-fr": words, "text-en": words, "find": words}
    address = f"/console/{brand.slug}/posts/new"
    refused = post_form(member, address, **{**fields, "kind": words})
    assert refused.status_code == 422
    assert "<script>alert" not in refused.text
    assert post_form(member, address, **fields).status_code == 303
    (post,) = stored(engine, brand)
    assert post.text["fr"] == words
    page = member.get(f"/console/{brand.slug}/posts")
    assert page.status_code == 200 and "<script>alert" not in page.text


def test_without_scripts_places_come_as_percentages_and_pictures_can_be_ordered(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    fields = good(engine, brand)
    first, second, third = fields["asset_id"], *(str(shop.make_picture(engine, brand.id)) for _ in range(2))
    product = fields["product_id"]
    fields |= {
        "asset_id": [first, second, third],
        f"order-{first}": "2",
        f"order-{second}": "1",
        "drop": third,
        f"at-{product}": "1",
        f"x-{product}": "12,5",
        f"y-{product}": "80",
    }
    assert post_form(member, f"/console/{brand.slug}/posts/new", **fields).status_code == 303
    (post,) = stored(engine, brand)
    assert [str(image.asset_id) for image in post.images] == [second, first]
    assert (post.tags[0].image_index, post.tags[0].x, post.tags[0].y) == (1, 0.125, 0.8)


def test_without_scripts_files_come_with_the_form_and_words_are_kept(
    app: Flask, member: FlaskClient, engine: Engine, brand: shop.MadeBrand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PICTURE_WAIT_SECONDS", 0)
    fields: dict[str, object] = {"text-fr": "Le manteau", "kind": "story", "csrf_token": csrf_token(member)}
    fields["images"] = [
        (io.BytesIO(make_noise(640, 800).write_to_buffer(".jpg")), "coat.jpg"),
        (io.BytesIO(b"%PDF-1.7"), "coat.pdf"),
    ]
    answer = member.post(
        f"/console/{brand.slug}/posts/new", data=fields, headers=EN, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert "coat.pdf" in answer.text and "Le manteau" in answer.text
    assert "still being checked" in answer.text
    (asset,) = re.findall(r'name="asset_id" value="(\d+)"', answer.text)
    again = {"text-fr": "Le manteau", "kind": "story", "asset_id": asset, "once": "nojs"}
    refused = post_form(member, f"/console/{brand.slug}/posts/new", **again)
    assert refused.status_code == 422 and "Nothing is published yet" in refused.text
    with app.app_context():
        from app.entrypoints.worker.assets import process_asset

        process_asset(asset)
    ready = post_form(member, f"/console/{brand.slug}/posts/new", action="refresh", **again).text
    assert "still being checked" not in ready and "/public/" in ready and "Le manteau" in ready
    assert post_form(member, f"/console/{brand.slug}/posts/new", **again).status_code == 303


def test_publishing_waits_a_moment_for_pictures_on_their_way(
    app: Flask, member: FlaskClient, engine: Engine, brand: shop.MadeBrand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PICTURE_WAIT_SECONDS", 30)
    asset = shop.make_picture(engine, brand.id, status=AssetStatus.UPLOADED)

    def meanwhile(seconds: float) -> None:
        with transaction(engine, Scope.brand(None, brand.id)) as tx:
            tx.session.execute(text("UPDATE assets SET status = 'ready' WHERE id = :id"), {"id": asset})

    monkeypatch.setattr("app.entrypoints.brand_console.pictures.time.sleep", meanwhile)
    fields = {**good(engine, brand), "asset_id": str(asset)}
    assert post_form(member, f"/console/{brand.slug}/posts/new", **fields).status_code == 303
    assert [image.asset_id for image in stored(engine, brand)[0].images] == [asset]


def test_searching_products_keeps_the_form(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    shop.make_product(engine, brand.id, title="Scarf"), shop.make_product(engine, brand.id, title="Gloves")
    fields = {**good(engine, brand), "find": "scar", "action": "find"}
    page = post_form(member, f"/console/{brand.slug}/posts/new", **fields).text
    assert "Scarf" in page and "Gloves" not in page and "Wool coat" in page and "Le manteau est là" in page
    rows = member.get(f"/console/{brand.slug}/posts/products?q=glo").text
    assert "Gloves" in rows and "Scarf" not in rows


def test_a_picture_goes_straight_to_storage(
    app: Flask, member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    import requests

    base, token = f"/console/{brand.slug}/uploads", {"X-CSRFToken": csrf_token(member)}
    body = make_noise(640, 800).write_to_buffer(".jpg")
    wish = {"filename": "a.jpg", "content_type": "image/jpeg", "size_bytes": len(body)}
    signed = member.post(base, json=wish, headers=token)
    assert signed.status_code == 201
    form = signed.get_json()
    sent = requests.post(form["url"], data=form["fields"], files={"file": ("a.jpg", body)}, timeout=10)
    assert sent.status_code in (200, 201, 204), sent.text
    assert member.post(form["complete_url"], json={}, headers=token).status_code == 202
    assert member.get(form["status_url"]).get_json()["state"] == "pending"
    with app.app_context():
        from app.entrypoints.worker.assets import process_asset

        process_asset(form["asset_id"])
    ready = member.get(form["status_url"]).get_json()
    assert ready["state"] == "ready" and ready["image"]["src"].endswith(".jpg")


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"null", b'{"filename": 1}', b'{"size_bytes": "9"}', b'{"size_bytes": 1e999}',
     b'{"size_bytes": 5, "content_type": "image/svg+xml"}', b'{"size_bytes": 5, "content_type": 7}',
     b'{"size_bytes": 99999999999, "content_type": "image/png"}', b"[" * 100_000, b"\xff\xfe"],
)  # fmt: skip
def test_bad_upload_wishes_are_refused_with_words(
    member: FlaskClient, brand: shop.MadeBrand, body: bytes
) -> None:
    headers = {
        "X-CSRFToken": csrf_token(member),
        "Accept": "application/json",
        "Content-Type": "application/json",
    }
    answer = member.post(f"/console/{brand.slug}/uploads", data=body, headers=headers)
    assert answer.status_code in (413, 422)
    assert json.loads(answer.text)["title"]


def test_another_brands_upload_does_not_exist(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    foreign = shop.make_picture(engine, shop.make_brand(engine).id, status=AssetStatus.AWAITING)
    base = f"/console/{brand.slug}/uploads/{foreign}"
    assert member.get(base).status_code == 404
    assert post_form(member, f"{base}/complete").status_code == 404


def test_a_suspended_brand_keeps_its_words(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    fields = good(engine, brand)
    with transaction(engine, Scope.system()) as tx:
        tx.session.execute(text("UPDATE brands SET status = 'suspended' WHERE id = :id"), {"id": brand.id})
    answer = member.post(
        f"/console/{brand.slug}/posts/new", data={"csrf_token": csrf_token(member), **fields}, headers=EN
    )
    assert answer.status_code == 403
    assert "suspended and cannot publish" in answer.text and "Le manteau est là" in answer.text
