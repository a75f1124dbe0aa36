"""Catalogues of real shops through the real storage, worker task and database."""

import re
from decimal import Decimal

import pytest
from sqlalchemy import text

from app.domain.catalog.models import Offer, Product, Variant
from app.domain.pricing.models import PriceLedgerEntry
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from tests.domain.catalog.at_hand import SHOPIFY, Shop, open_shop
from tests.unit.importing.feeds_at_hand import real_file

pytestmark = pytest.mark.realdata

JC_HAIR = "catalogues/jc-hair-google-feed-pt"
PT = {"market": "PT", "locale": "pt"}


def assert_second_run_changes_nothing(shop: Shop, data: bytes, options: dict[str, str]) -> None:
    before, announced = shop.everything(), shop.announced()
    again = shop.run(data, options)
    assert (again.status, again.created_count, again.updated_count) == ("done", 0, 0)
    assert again.unchanged_count == again.items_total == shop.count(Product)
    assert shop.everything() == before
    assert shop.announced() == announced


def test_the_cosmetics_feed(resources: Resources) -> None:
    shop = open_shop(resources, "jchairstudios62.xyz")
    data = (real_file(JC_HAIR) / "product-feed.xml").read_bytes()
    run = shop.run(data, PT)
    assert (run.status, run.format, run.percent) == ("done", "google_xml", 100)
    assert (run.items_total, run.created_count, run.error_count) == (107, 107, 0)
    assert (shop.count(Product), shop.count(Variant), shop.count(Offer)) == (107, 107, 107)
    assert shop.count(PriceLedgerEntry) == 107
    assert "address_not_approved" not in shop.codes(run.id)
    written = re.findall(
        r"<g:id>(.*?)</g:id>.*?<g:price>([\d.]+) EUR.*?<g:sale_price>([\d.]+) EUR", data.decode(), re.S
    )
    wanted = {key: (sale, price if Decimal(price) > Decimal(sale) else None) for key, price, sale in written}
    with transaction(resources.engine, shop.scope) as tx:
        query = text(
            "SELECT p.external_id, o.price_minor, o.claimed_price_minor, o.currency, o.market FROM products p"
            " JOIN variants v ON v.product_id = p.id JOIN offers o ON o.variant_id = v.id WHERE p.brand_id = :brand"
        )
        rows = tx.session.execute(query, {"brand": shop.brand.id}).all()
    for row in rows:
        sale, price = wanted.pop(row.external_id)
        assert (row.price_minor, row.currency, row.market) == (int(Decimal(sale) * 100), "EUR", "PT")
        assert row.claimed_price_minor == (int(Decimal(price) * 100) if price else None)
    assert wanted == {}
    assert_second_run_changes_nothing(shop, data, PT)


def test_a_shop_whose_address_nobody_approved_is_told_once(resources: Resources) -> None:
    shop = open_shop(resources, "elsewhere.example")
    run = shop.run((real_file(JC_HAIR) / "product-feed.xml").read_bytes(), PT)
    told = [one for one in shop.remarks(run.id) if one.code == "address_not_approved"]
    assert [(one.severity, one.line, one.field) for one in told] == [("warning", 9, "link")]
    assert told[0].message == (
        "“jchairstudios62.xyz” is not an approved address: its purchase button stays closed."
    )
    assert run.created_count == 107


def test_the_french_shopify_export(resources: Resources) -> None:
    shop = open_shop(resources)
    data = (real_file("catalogues/parispousse-shopify-fr") / "products_export.csv").read_bytes()
    run = shop.run(data, SHOPIFY)
    assert (run.status, run.format, run.created_count, run.error_count) == ("done", "shopify_csv", 40, 0)
    assert (shop.count(Product), shop.count(Variant), shop.count(Offer)) == (40, 111, 111)
    assert_second_run_changes_nothing(shop, data, SHOPIFY)


@pytest.mark.parametrize(("name", "variants"), [("apparel", 22), ("home-and-garden", 21), ("jewelery", 23)])
def test_shopifys_own_samples(resources: Resources, name: str, variants: int) -> None:
    shop = open_shop(resources)
    data = (real_file("catalogues/shopify-sample-csvs") / f"{name}.csv").read_bytes()
    run = shop.run(data, SHOPIFY)
    assert (run.status, run.created_count, shop.count(Variant)) == ("done", 20, variants)
    assert_second_run_changes_nothing(shop, data, SHOPIFY)


def test_feeds_as_they_were_published_one_after_another(resources: Resources) -> None:
    """Malformed, then mended, then with two items less: what was good stays, and what went is counted."""
    shop = open_shop(resources, "jchairstudios62.xyz")
    history = real_file(JC_HAIR) / "history"
    broken = shop.run((history / "01-9d7b170-product-feed.xml").read_bytes(), PT)
    assert (broken.status, broken.created_count) == ("failed", 0)
    assert broken.failure
    assert [one.line for one in shop.remarks(broken.id) if one.code == "bare_ampersand"] == [4]
    mended = shop.run((history / "02-4f0066d-product-feed.xml").read_bytes(), PT)
    assert (mended.status, mended.created_count) == ("done", 107)
    assert [one.line for one in shop.remarks(mended.id) if one.code == "bare_ampersand"] == [4]
    shorter = shop.run((history / "13-fc27df9-product-feed.xml").read_bytes(), PT)
    assert shorter.created_count + shorter.updated_count + shorter.unchanged_count == 105
    missing = [one for one in shop.remarks(shorter.id) if one.code == "missing_from_feed"]
    assert [one.severity for one in missing] == ["info"]
    assert shop.count(Product) == 107 + shorter.created_count


def test_attack_payloads_are_refused_with_a_line(resources: Resources) -> None:
    shop = open_shop(resources)
    for path in sorted((real_file("conformance/payloads-dev") / "xml").iterdir()):
        run = shop.run(path.read_bytes(), feed_format="google_xml")
        assert (run.status, run.created_count) == ("failed", 0), path.name
        assert any(one.code == "doctype_refused" and one.line for one in shop.remarks(run.id)), path.name
    assert shop.count(Product) == 0


def test_naughty_strings_are_stored_as_text(resources: Resources) -> None:
    import json

    strings = json.loads((real_file("conformance/blns") / "blns.json").read_text(encoding="utf-8"))
    rows = [f'"{one.replace(chr(34), chr(34) * 2)}"' for one in strings if one.strip()]
    lines = [f"n{number},{cell},x,5" for number, cell in enumerate(rows)]
    data = ("Handle,Title,Vendor,Variant Price\n" + "\n".join(lines)).encode()
    shop = open_shop(resources)
    run = shop.run(data, SHOPIFY)
    assert run.status == "done"
    assert run.created_count + run.error_count >= len(rows)
    assert "item_not_stored" not in shop.codes(run.id)
    with transaction(resources.engine, Scope.anonymous()) as tx:
        query = text(
            "SELECT count(*) FROM products WHERE brand_id = :brand AND title->>'fr' LIKE '%<script>%'"
        )
        assert (tx.session.scalar(query, {"brand": shop.brand.id}) or 0) > 5
