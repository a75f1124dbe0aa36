"""What a brand changes of itself."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.domain.accounts.viewer import Viewer
from app.domain.brands.queries import BrandView, approved_hosts, get_brand_as_member
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.entrypoints.brand_console.test_brands import EN, GOOD
from tests.factories import shop
from tests.factories.sessions import csrf_token, log_in, post_form
from tests.unit.media.pictures import make_noise


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine, name="Maison Lune")


@pytest.fixture
def member(client: FlaskClient, brand: shop.MadeBrand) -> FlaskClient:
    return log_in(client, brand.owner_id)


def stored(engine: Engine, brand: shop.MadeBrand) -> BrandView:
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        return get_brand_as_member(tx, Viewer(locale="fr"), brand.id)


def test_the_description_changes_and_an_approved_name_stands(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    answer = post_form(member, f"/console/{brand.slug}/settings", **{**GOOD, "name": "Somebody Else"})
    assert answer.status_code == 303
    now = stored(engine, brand)
    assert (now.name, now.tagline, now.accent) == ("Maison Lune", "Le lin, et rien d’autre", "#c8553d")
    assert now.legal["register"] == "73282932000074"
    assert "Lune SAS" in member.get(f"/brands/{brand.slug}").text


def test_a_waiting_brand_may_still_mend_its_name(client: FlaskClient, engine: Engine) -> None:
    waiting = shop.make_brand(engine, name="Masion Lune", approved=False)
    log_in(client, waiting.owner_id)
    assert post_form(client, f"/console/{waiting.slug}/settings", **GOOD).status_code == 303
    assert stored(engine, waiting).name == "Maison Lune"


def test_faults_keep_what_was_typed(member: FlaskClient, brand: shop.MadeBrand) -> None:
    data = {"csrf_token": csrf_token(member), **GOOD, "legal-vat": "FR123", "city": "Lyon-sur-Lune"}
    answer = member.post(f"/console/{brand.slug}/settings", data=data, headers=EN)
    assert answer.status_code == 422
    assert "no valid VAT number" in answer.text and "Lyon-sur-Lune" in answer.text and "FR123" in answer.text


def test_a_new_domain_waits_for_a_moderator(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    base = f"/console/{brand.slug}/settings"
    assert post_form(member, f"{base}/domains", domain="https://Second.example.com/x").status_code == 303
    page = member.get(base, headers=EN).text
    assert "second.example.com" in page and "Waits for approval" in page
    with transaction(engine, Scope.brand(None, brand.id)) as tx:
        assert approved_hosts(tx, brand.id) == {"shop.example.com"}
    for wild in ("", "localhost", "a b", "javascript:alert(1)", "x" * 400, "a\x00.fr", "user@evil.example"):
        data = {"csrf_token": csrf_token(member), "domain": wild}
        assert member.post(f"{base}/domains", data=data, headers=EN).status_code == 422, wild


def test_a_domain_can_be_removed_only_by_its_brand(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    from app.domain.brands.describing import domains_of

    theirs = shop.make_brand(engine)
    ids = {}
    for one in (brand, theirs):
        with transaction(engine, Scope.brand(None, one.id)) as tx:
            ids[one.id] = domains_of(tx, one.id)[0].id
    for domain_id in ids.values():
        assert (
            post_form(member, f"/console/{brand.slug}/settings/domains/{domain_id}/remove").status_code == 303
        )
    with transaction(engine, Scope.system()) as tx:
        assert approved_hosts(tx, brand.id) == set()
        assert approved_hosts(tx, theirs.id) == {"shop.example.com"}


def test_avatar_and_cover_are_chosen_from_ones_own_pictures(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    own, foreign = shop.make_picture(engine, brand.id), shop.make_picture(engine, shop.make_brand(engine).id)
    address = f"/console/{brand.slug}/settings/picture"
    assert post_form(member, address, place="avatar", asset_id=str(own)).status_code == 303
    assert stored(engine, brand).avatar_asset_id == own
    assert post_form(member, address, place="cover", asset_id=str(foreign)).status_code == 422
    assert post_form(member, address, place="ceiling", asset_id=str(own)).status_code == 422
    assert post_form(member, address, place="avatar", asset_id="").status_code == 303
    assert stored(engine, brand).avatar_asset_id is None


def test_a_new_file_becomes_the_cover(
    app: Flask, member: FlaskClient, engine: Engine, brand: shop.MadeBrand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PICTURE_WAIT_SECONDS", 0)
    address = f"/console/{brand.slug}/settings/picture"
    for body, status in ((b"nothing", 422), (make_noise(640, 400).write_to_buffer(".jpg"), 303)):
        data = {"csrf_token": csrf_token(member), "place": "cover", "picture": (io.BytesIO(body), "c.jpg")}
        answer = member.post(address, data=data, headers=EN, content_type="multipart/form-data")
        assert answer.status_code == status, answer.text[-500:]
    assert stored(engine, brand).cover_asset_id is not None


def test_an_empty_place_for_a_file_before_the_file_is_passed_over(
    app: Flask, member: FlaskClient, engine: Engine, brand: shop.MadeBrand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PICTURE_WAIT_SECONDS", 0)
    picture = io.BytesIO(make_noise(640, 400).write_to_buffer(".jpg"))
    data = {
        "csrf_token": csrf_token(member),
        "place": "avatar",
        "picture": [(io.BytesIO(b""), ""), (picture, "a.jpg")],
    }
    address = f"/console/{brand.slug}/settings/picture"
    assert member.post(address, data=data, content_type="multipart/form-data").status_code == 303
    assert stored(engine, brand).avatar_asset_id is not None


def test_members_are_listed(member: FlaskClient, brand: shop.MadeBrand) -> None:
    page = member.get(f"/console/{brand.slug}/settings", headers=EN).text
    assert "@people.example" in page and "Owner" in page
