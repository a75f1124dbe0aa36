"""The catalogue's table, quick edits that reach open cards and the ledger, imports with what they had to say."""

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.entrypoints.brand_console.prices import read_price
from app.entrypoints.brand_console.remarks_csv import inert
from app.kernel.errors import InvalidInput
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop
from tests.factories.sessions import csrf_token, log_in, post_form

EN = {"Accept-Language": "en"}
FEED = b"""<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Lune</title>
<item><g:id>coat</g:id><title>Wool coat</title><g:price>199.00 EUR</g:price><g:availability>in_stock</g:availability>
<link>https://shop.example.com/coat</link><g:description>Warm.</g:description><g:image_link>https://shop.example.com/coat.jpg</g:image_link><g:condition>new</g:condition></item>
<item><g:id>=HYPERLINK("http://evil.example")</g:id><title>Scarf</title><g:price>ten euros</g:price>
<g:availability>in_stock</g:availability><link>https://shop.example.com/scarf</link></item>
</channel></rss>"""


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine, name="Maison Lune")


@pytest.fixture
def member(client: FlaskClient, brand: shop.MadeBrand) -> FlaskClient:
    return log_in(client, brand.owner_id)


def rows(engine: Engine, query: str, **values: object) -> list[tuple[object, ...]]:
    with transaction(engine, Scope.system()) as tx:
        return [tuple(row) for row in tx.session.execute(text(query), values)]


def offer_of(engine: Engine, product_id: int) -> int:
    query = "SELECT o.id FROM offers o JOIN variants v ON v.id = o.variant_id WHERE v.product_id = :id"
    return int(str(rows(engine, query, id=product_id)[0][0]))


def test_an_empty_catalogue_teaches_the_import(member: FlaskClient, brand: shop.MadeBrand) -> None:
    page = member.get(f"/console/{brand.slug}/catalogue", headers=EN).text
    assert "No product yet" in page and f'href="/console/{brand.slug}/imports"' in page


def test_products_are_found_filtered_ordered_and_paged(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    for number in range(30):
        shop.make_product(engine, brand.id, title=f"Coat {number:02}")
    shop.make_product(engine, brand.id, title="<b>Sold</b>", availability="out_of_stock")
    base = f"/console/{brand.slug}/catalogue"
    seen: list[str] = []
    address: str | None = f"{base}?order=title"
    while address:
        page = member.get(address).text
        seen += [f"Coat {n:02}" for n in range(30) if f">Coat {n:02}<" in page]
        following = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        address = following.replace("&amp;", "&") if 'rel="next"' in page else None
    assert seen == [f"Coat {n:02}" for n in range(30)]
    sold = member.get(f"{base}?availability=out_of_stock").text
    assert "&lt;b&gt;Sold" in sold and "Coat 01" not in sold
    assert "Coat 17" in member.get(f"{base}?q=coat+17").text
    assert "Nothing matches" in member.get(f"{base}?q=%00%25_x", headers=EN).text


def test_a_quick_edit_reaches_the_ledger_and_open_cards(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    product_id = shop.make_product(engine, brand.id, price_minor=19_900)
    offer_id = offer_of(engine, product_id)
    answer = edit(member, brand, product_id, offer_id, "149,90", "backorder")
    assert answer.status_code == 303 and answer.location.endswith(f"#offer-{offer_id}")
    ledger = "SELECT l.price_minor FROM price_ledger l JOIN offers o USING (variant_id) WHERE o.id = :id ORDER BY l.id"
    assert [row[0] for row in rows(engine, ledger, id=offer_id)] == [19_900, 14_990]
    events = "SELECT count(*) FROM outbox WHERE name = 'product.changed' AND payload->>'product_id' = :id"
    assert rows(engine, events, id=str(product_id)) == [(1,)]
    assert "149,90" in member.get(f"/products/{product_id}?lang=fr").text
    assert edit(member, brand, product_id, offer_id, "149.90", "backorder").status_code == 303
    assert rows(engine, events, id=str(product_id)) == [(1,)], "nothing changed, nothing to tell"


def edit(
    client: FlaskClient, brand: shop.MadeBrand, product: int, offer: int, price: str, stock: str
) -> TestResponse:
    address = f"/console/{brand.slug}/catalogue/{product}/offers/{offer}"
    data = {"csrf_token": csrf_token(client), "price": price, "availability": stock}
    return client.post(address, data=data, headers=EN)


@pytest.mark.parametrize("price", ["", "free", "-1", "1.999", "1e9", "NaN", "9" * 30, "١٢", "<b>", "\x00"])
def test_a_price_that_is_none_is_kept_and_explained(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand, price: str
) -> None:
    product_id = shop.make_product(engine, brand.id)
    offer_id = offer_of(engine, product_id)
    answer = edit(member, brand, product_id, offer_id, price, "in_stock")
    assert answer.status_code == 422
    assert "Write a price such as" in answer.text and f'href="#price-{offer_id}"' in answer.text
    assert rows(engine, "SELECT price_minor FROM offers WHERE id = :id", id=offer_id) == [(19_900,)]
    assert edit(member, brand, product_id, offer_id, "10", "perhaps").status_code == 422


def test_another_brands_price_does_not_exist(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    theirs = shop.make_product(engine, shop.make_brand(engine).id)
    mine = shop.make_product(engine, brand.id)
    assert edit(member, brand, theirs, offer_of(engine, theirs), "1", "in_stock").status_code == 404
    assert edit(member, brand, mine, offer_of(engine, theirs), "1", "in_stock").status_code == 404
    assert member.get(f"/console/{brand.slug}/catalogue/{theirs}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [("19,90", "EUR", 1990), ("1 299.00 €", "EUR", 129_900), ("1.299,00", "EUR", 129_900), ("£1,299.50", "GBP", 129_950),
     ("1’299.00 CHF", "CHF", 129_900), ("1200", "JPY", 1200), ("12.345", "TND", 12_345)],
)  # fmt: skip
def test_prices_are_read_as_people_type_them(typed: str, currency: str, minor: int) -> None:
    assert read_price(typed, currency) == minor


def test_a_yen_has_no_cents() -> None:
    with pytest.raises(InvalidInput):
        read_price("12.50", "JPY")


def send(
    client: FlaskClient, brand: shop.MadeBrand, data: bytes, name: str = "feed.xml", **fields: str
) -> TestResponse:
    values = {"csrf_token": csrf_token(client), "file": (io.BytesIO(data), name), "market": "FR", **fields}
    boundary, body = encode_multipart(
        {k: FileStorage(*v) if isinstance(v, tuple) else v for k, v in values.items()}
    )
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(f"/console/{brand.slug}/imports", data=body, headers=EN, content_type=kind)


def test_an_import_goes_from_the_page_to_the_catalogue_and_says_what_to_mend(
    app: Flask, member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    answer = send(member, brand, FEED)
    assert answer.status_code == 303
    waiting = member.get(answer.location, headers=EN).text
    assert "Waits its turn" in waiting and "data-poll" in waiting and 'http-equiv="refresh"' in waiting
    run(app, answer.location)
    page = member.get(answer.location, headers=EN).text
    assert "Done, with errors" in page and "data-poll" not in page
    assert "HYPERLINK" in page and "ten euros" in page
    assert "ten euros" not in member.get(f"{answer.location}?severity=info", headers=EN).text
    assert "2 items read: 1 new, 0 changed, 0 as before, 1 refused." in page
    assert (
        "2 items read: 1 new, 0 changed, 0 as before, 1 refused."
        in member.get(f"/console/{brand.slug}/", headers=EN).text
    )
    assert "Refused" in member.get(f"/console/{brand.slug}/imports", headers=EN).text
    assert "Wool coat" in member.get(f"/console/{brand.slug}/catalogue").text
    again = send(member, brand, FEED).location
    run(app, again)
    assert "Nothing changed" in member.get(again, headers=EN).text
    assert "feed.xml" in member.get(f"/console/{brand.slug}/imports", headers=EN).text


def run(app: Flask, location: str) -> None:
    from app.entrypoints.worker.imports import run_import

    with app.app_context():
        run_import(location.rpartition("/")[2])


def test_the_remarks_file_runs_no_formula(
    app: Flask, member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    location = send(member, brand, FEED).location
    run(app, location)
    answer = member.get(f"{location}/remarks.csv", headers=EN)
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    table = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert table[0] == ["Severity", "Line", "Item", "Field", "Message"]
    assert any(row[2] == '\'=HYPERLINK("http://evil.example")' for row in table[1:])
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@"))]
    french = member.get(f"{location}/remarks.csv?lang=fr").get_data(as_text=True)
    assert "Gravité" in french


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "\n=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


def test_faulty_settings_and_files_are_said_and_kept(member: FlaskClient, brand: shop.MadeBrand) -> None:
    none = send(member, brand, b"")
    assert none.status_code == 422 and "Choose a file" in none.text
    shopify = send(member, brand, b"Handle,Title\n", "s.csv", format="shopify_csv", shop_url="nowhere")
    assert shopify.status_code == 422
    assert "currency code such as EUR" in shopify.text and 'value="nowhere"' in shopify.text
    for field, value in (("format", "pdf"), ("market", "France"), ("currency", "euro"), ("locale", "x")):
        assert send(member, brand, FEED, **{field: value}).status_code == 422, field
    large = send(member, brand, b"x" * (19 * 1024 * 1024 + 1))
    assert large.status_code == 413 and "larger than 19 MB" in large.text
    assert send(member, brand, b"x" * (21 * 1024 * 1024)).status_code == 413


def test_another_brands_import_does_not_exist(
    app: Flask, member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    theirs = shop.make_brand(engine)
    other = app.test_client()
    run_id = send(log_in(other, theirs.owner_id), theirs, FEED).location.rpartition("/")[2]
    assert member.get(f"/console/{brand.slug}/imports/{run_id}").status_code == 404
    assert member.get(f"/console/{brand.slug}/imports/{run_id}/remarks.csv").status_code == 404


def test_pages_answer_wild_addresses_with_words(member: FlaskClient, brand: shop.MadeBrand) -> None:
    for wild in ("0", "x", "9" * 40, "-1", "%F0%9F%91%BB"):
        for page in ("imports", "catalogue", "uploads"):
            assert member.get(f"/console/{brand.slug}/{page}/{wild}").status_code == 404
    for query in ("before=x", "before=" + "A" * 3000):
        assert member.get(f"/console/{brand.slug}/catalogue?{query}").status_code == 422
    assert post_form(member, f"/console/{brand.slug}/imports").status_code == 422


def test_the_console_says_of_a_price_what_shoppers_read(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    product_id = shop.make_sized(engine, brand.id, {"S": 8900, "M": 8900, "L": 8900})
    shop.reprice(engine, brand, product_id, 5900, size="L")
    table = member.get(f"/console/{brand.slug}/catalogue", headers=EN).text
    composer = member.get(f"/console/{brand.slug}/posts/new", headers=EN).text
    assert "from €59.00 · In stock" in composer
    for page, drawn in ((table, table), (composer, composer.partition("<template data-price-view>")[2])):
        assert 'value="from €59.00"' in drawn and "L: €59.00" in drawn
        assert "price-off" not in page
