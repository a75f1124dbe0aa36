"""Opening a brand, its first page, and whose it is."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.domain.moderation.actions import hide, suspend_brand
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop
from tests.factories.sessions import log_in, post_form

EN = {"Accept-Language": "en"}
GOOD = {
    "name": "Maison Lune",
    "country": "FR",
    "city": "Lyon",
    "tagline-fr": "Le lin, et rien d’autre",
    "tagline-en": "Linen, and nothing else",
    "story-fr": "Depuis 1912.",
    "accent": "#C8553D",
    "domains": "https://shop.example.com/fr\nsecond.example.com",
    "legal-name": "Lune SAS",
    "legal-address": "1 rue du Lin\n69001 Lyon",
    "legal-phone": "+33 4 72 00 00 00",
    "legal-email": "bonjour@lune.example",
    "legal-register": "732 829 320 00074",
    "legal-vat": "",
    "legal-certified": "1",
}


def test_a_new_person_is_told_how_to_begin(client: FlaskClient, engine: Engine) -> None:
    log_in(client, shop.make_account(engine))
    page = client.get("/console/", headers=EN).text
    assert "Open your brand" in page
    assert 'href="/console/new"' in page
    assert "Ouvrir votre marque" in client.get("/console/?lang=fr").text


def test_opening_a_brand_waits_for_a_moderator(app: Flask, client: FlaskClient, engine: Engine) -> None:
    log_in(client, shop.make_account(engine))
    answer = post_form(client, "/console/new", slug="maison-lune-1", **GOOD)
    assert answer.status_code == 303
    assert answer.location == "/console/maison-lune-1/"
    page = client.get(answer.location, headers=EN).text
    assert "Waiting for a moderator" in page
    assert "Import a catalogue" in page
    settings = client.get("/console/maison-lune-1/settings", headers=EN).text
    assert "shop.example.com" in settings and "73282932000074" in settings
    preview = client.get("/brands/maison-lune-1", headers=EN).text
    assert "A preview of the page" in preview and "Follow" not in preview
    assert app.test_client().get("/brands/maison-lune-1").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "x", "Between 2 and 120"),
        ("name", "a\u202eb\x07", "Between 2 and 120"),
        ("slug", "Not A Slug!", "small letters"),
        ("slug", "settings", "small letters"),
        ("country", "ZZ", "Choose a country"),
        ("city", "x" * 81, "80 characters"),
        ("accent", "red; }", "Write a colour"),
        ("tagline-en", "x" * 121, "120 characters"),
        ("story-fr", "x" * 2_001, "2,000 characters"),
        ("domains", "localhost", "one host name a line"),
        ("domains", "http://user@evil.example", "one host name a line"),
        ("legal-name", "", "as it is registered"),
        ("legal-address", " ", "postal address"),
        ("legal-phone", "call me", "telephone number"),
        ("legal-email", "nobody", "e-mail address"),
        ("legal-register", "732 829 320 00075", "SIREN"),
        ("legal-vat", "FR00303265045", "VAT number"),
        ("legal-vat", "FR40303265045", "another company"),
        ("legal-certified", "", "Please confirm"),
    ],
)
def test_each_fault_is_named_and_every_word_kept(
    client: FlaskClient, engine: Engine, field: str, value: str, words: str
) -> None:
    log_in(client, shop.make_account(engine))
    sent = {"slug": "faulty-brand", **GOOD, field: value}
    client.get("/console/new", headers=EN)
    answer = client.post("/console/new", data=_with_token(client, sent), headers=EN)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'href="#{field}"' in answer.text
    assert "Le lin, et rien d’autre" in answer.text or field == "tagline-fr"
    assert "69001 Lyon" in answer.text or field == "legal-address"


def test_an_address_that_is_taken_is_said_so(client: FlaskClient, engine: Engine) -> None:
    taken = shop.make_brand(engine)
    log_in(client, shop.make_account(engine))
    answer = client.post("/console/new", data=_with_token(client, {"slug": taken.slug, **GOOD}), headers=EN)
    assert answer.status_code == 422
    assert "already has this address" in answer.text


def test_another_brands_console_does_not_exist(client: FlaskClient, engine: Engine) -> None:
    theirs = shop.make_brand(engine)
    product_id, post_id = shop.make_product(engine, theirs.id), shop.make_post(engine, theirs)
    log_in(client, shop.make_brand(engine).owner_id)
    for path in ("", "posts", "posts/new", "catalogue", "imports", "settings", f"posts/{post_id}/withdraw"):
        assert client.get(f"/console/{theirs.slug}/{path}").status_code == 404, path
    for path in (
        f"posts/{post_id}/withdraw",
        "posts/new",
        "uploads",
        "settings",
        f"catalogue/{product_id}/offers/1",
    ):
        assert post_form(client, f"/console/{theirs.slug}/{path}").status_code == 404, path


def test_overview_counts_and_names_the_moderators_reason(client: FlaskClient, engine: Engine) -> None:
    brand = shop.make_brand(engine)
    shown, hidden = shop.make_post(engine, brand, text="Shown"), shop.make_post(engine, brand, text="Out")
    shop.follow(engine, shop.make_account(engine), brand)
    moderator_id = shop.make_account(engine, name="Mod", moderator=True)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        hide(
            tx, moderator_id, hidden, reason="misleading_price", explanation="The price differs in the shop."
        )
    log_in(client, brand.owner_id)
    page = client.get(f"/console/{brand.slug}/", headers=EN).text
    assert "Your page, products and posts are open" in page
    assert "Misleading price" in page and "The price differs in the shop." in page
    assert f"/posts/{shown}" in page and f'href="/posts/{hidden}"' not in page
    assert "today, of 2 published" in page


def test_a_suspended_brand_reads_why(client: FlaskClient, engine: Engine) -> None:
    brand = shop.make_brand(engine)
    moderator_id = shop.make_account(engine, name="Mod", moderator=True)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        suspend_brand(tx, moderator_id, brand.id, reason="counterfeit", explanation="The bags of 3 May.")
    log_in(client, brand.owner_id)
    page = client.get(f"/console/{brand.slug}/", headers=EN).text
    assert "Suspended" in page and "Counterfeit or stolen" in page and "The bags of 3 May." in page


def test_withdrawing_asks_first_and_says_there_is_no_way_back(client: FlaskClient, engine: Engine) -> None:
    brand = shop.make_brand(engine)
    post_id = shop.make_post(engine, brand)
    log_in(client, brand.owner_id)
    address = f"/console/{brand.slug}/posts/{post_id}/withdraw"
    assert "cannot be undone" in client.get(address, headers=EN).text
    for _ in range(2):
        assert post_form(client, address).status_code == 303
    assert client.get(f"/posts/{post_id}").status_code == 404
    assert "Withdrawn by you" in client.get(f"/console/{brand.slug}/posts", headers=EN).text


def test_a_post_of_another_brand_cannot_be_withdrawn(client: FlaskClient, engine: Engine) -> None:
    mine, theirs = shop.make_brand(engine), shop.make_brand(engine)
    post_id = shop.make_post(engine, theirs)
    log_in(client, mine.owner_id)
    for wild in (post_id, "x", "9" * 30, "%00"):
        assert post_form(client, f"/console/{mine.slug}/posts/{wild}/withdraw").status_code == 404
    assert client.get(f"/posts/{post_id}").status_code == 200


def _with_token(client: FlaskClient, fields: dict[str, str]) -> dict[str, str]:
    from tests.factories.sessions import csrf_token

    return {"csrf_token": csrf_token(client), **fields}
