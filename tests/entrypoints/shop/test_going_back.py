"""After a form one lands on a page: addresses that only take forms are never gone back to."""

import html
import re
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop
from tests.factories.sessions import csrf_token, log_in, post_form

ORIGIN = "http://localhost"


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine, name="Maison Lune")


@pytest.fixture
def shopper(client: FlaskClient, engine: Engine) -> FlaskClient:
    return log_in(client, shop.make_account(engine))


def test_a_like_under_a_refused_comment_leads_to_the_post(
    shopper: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    assert post_form(shopper, f"/posts/{post_id}/comments", body="").status_code == 422
    fields = {"csrf_token": csrf_token(shopper), "on": "1"}
    for referrer, following in (
        (f"/posts/{post_id}/comments", f"/posts/{post_id}"),
        (f"/brands/{brand.slug}?before=x", f"/brands/{brand.slug}?before=x"),
        ("/no/such/page", f"/posts/{post_id}"),
    ):
        answer = shopper.post(f"/posts/{post_id}/like", data=fields, headers={"Referer": ORIGIN + referrer})
        assert (answer.status_code, answer.location) == (303, following)
    assert shopper.get(f"/posts/{post_id}").status_code == 200


def test_the_foot_of_a_refused_comment_leads_back_to_the_post(
    shopper: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    data = {"csrf_token": csrf_token(shopper), "body": ""}
    headers = {"Referer": f"{ORIGIN}/posts/{post_id}"}
    page = shopper.post(f"/posts/{post_id}/comments", data=data, headers=headers).text
    links = [html.unescape(found) for found in re.findall(r'href="(/preferences\?[^"]+)"', page)]
    assert links
    for link in links:
        assert shopper.get(link).location == f"/posts/{post_id}", link
    twice = post_form(shopper, f"/posts/{post_id}/comments", body="").text
    assert "next=/comments" not in twice and f"next=/posts/{post_id}/comments" not in twice


@pytest.mark.parametrize("path", ["/posts/1/comments", "/posts/1/like", "/logout", "/no/such/page"])
def test_a_wished_address_that_is_no_page_is_not_followed(shopper: FlaskClient, path: str) -> None:
    spelt = quote(path, safe="")
    assert shopper.get(f"/login?next={spelt}").location == "/"
    assert shopper.get(f"/preferences?lang=fr&next={spelt}").location == "/"
    assert post_form(shopper, "/preferences", lang="fr", next=path).location == "/you"


@pytest.mark.parametrize("path", ["/discover", "/search?q=caf%C3%A9", "/posts/1?before=x#comments"])
def test_a_wished_page_is_followed(shopper: FlaskClient, path: str) -> None:
    assert shopper.get(f"/login?next={quote(path, safe='')}").location == path


def test_a_logged_out_click_asks_to_log_in_and_come_back_to_a_page(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    data = {"csrf_token": csrf_token(client)}
    for referrer, following in (
        (f"/posts/{post_id}", f"%2Fposts%2F{post_id}"),
        (f"/posts/{post_id}/like", "%2F"),
    ):
        page = client.post(f"/posts/{post_id}/like", data=data, headers={"Referer": ORIGIN + referrer})
        assert page.status_code == 401
        assert f'href="/login?next={following}"' in page.text


def test_a_corrected_price_lands_on_its_product(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    product_id = shop.make_product(engine, brand.id)
    log_in(client, brand.owner_id)
    query = "SELECT o.id FROM offers o JOIN variants v ON v.id = o.variant_id WHERE v.product_id = :id"
    with transaction(engine, Scope.system()) as tx:
        offer_id = tx.session.execute(text(query), {"id": product_id}).scalar_one()
    page = f"/console/{brand.slug}/catalogue/{product_id}"
    address = f"{page}/offers/{offer_id}"
    data = {"csrf_token": csrf_token(client), "availability": "in_stock"}
    assert client.post(address, data={**data, "price": "12,999"}).status_code == 422
    answer = client.post(address, data={**data, "price": "12,99"}, headers={"Referer": ORIGIN + address})
    assert answer.location == f"{page}#offer-{offer_id}"
    assert client.get(answer.location).status_code == 200


def test_every_forms_own_address_leads_to_a_page(app: Flask, client: FlaskClient) -> None:
    """Reloaded after a refusal, or typed: never a bare "not that way"."""
    rules = [one for one in app.url_map.iter_rules() if "POST" in (one.methods or ())]
    pages = app.url_map.bind("")
    led: dict[str, str] = {}
    for rule in rules:
        address = re.sub(r"<any\((\w+)[^>]*>|<[^>]+>", lambda found: found[1] or "1", rule.rule)
        if address.startswith("/api/") or pages.test(address, method="GET"):
            continue
        answer = client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 302, address
        assert pages.test(answer.location, method="GET"), f"{address} leads to {answer.location}"
        led[rule.rule] = answer.location
    assert len(led) > 20
    assert led["/posts/<post_id>/comments"] == "/posts/1"
    assert led["/moderation/posts/<post_id>/hide"] == "/moderation/posts/1"
    assert led["/console/<brand_slug>/catalogue/<product_id>/offers/<offer_id>"] == "/console/1/catalogue/1"


def test_a_forms_address_keeps_what_was_looked_at(client: FlaskClient) -> None:
    assert client.get("/moderation/posts/1/hide?brand=2").location == "/moderation/posts/1?brand=2"


def test_scripts_are_still_told_that_a_form_takes_no_get(client: FlaskClient) -> None:
    answer = client.get("/posts/1/like", headers={"Accept": "application/json"})
    assert answer.status_code == 405 and "POST" in answer.headers["Allow"]


def test_a_refused_price_can_be_reloaded(client: FlaskClient, engine: Engine, brand: shop.MadeBrand) -> None:
    product_id = shop.make_product(engine, brand.id)
    log_in(client, brand.owner_id)
    page = f"/console/{brand.slug}/catalogue/{product_id}"
    listed = client.get(f"/console/{brand.slug}/catalogue").text
    form = re.search(r'action="([^"]+/offers/[0-9]+)"', listed)
    assert form is not None
    assert post_form(client, form[1], price="ten euros").status_code == 422
    assert client.get(form[1]).location == page
    assert client.get(page).status_code == 200
