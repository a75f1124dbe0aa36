"""Catalogues as real shops published them, and the feed validator's cases."""

import re
from decimal import Decimal

import pytest

from app.kernel.money import Money
from tests.unit.importing.feeds_at_hand import Reading, real_file

pytestmark = pytest.mark.realdata

JC_HAIR = "catalogues/jc-hair-google-feed-pt"
GBASE = "conformance/feedvalidator-gbase-dev/testcases/gbase"


def test_the_cosmetics_feed_has_107_items_with_the_right_prices() -> None:
    data = (real_file(JC_HAIR) / "product-feed.xml").read_bytes()
    reading = Reading(data)
    assert len(reading.products) == 107
    written = re.findall(
        r"<g:id>(.*?)</g:id>.*?<g:price>([\d.]+) EUR.*?<g:sale_price>([\d.]+) EUR", data.decode(), re.S
    )
    assert len(written) == 107
    for product, (external_id, price, sale) in zip(reading.products, written, strict=True):
        offer = product.variants[0].offers[0]
        assert product.external_id == external_id
        assert (offer.price.amount, offer.price.currency) == (Decimal(sale), "EUR")
        if price != sale:
            assert offer.list_price_claim is not None
            assert offer.list_price_claim.amount == Decimal(price)
        assert [one.price for one in offer.shipping] == [Money(490, "EUR"), Money(0, "EUR")]


def test_the_same_shop_as_csv_has_the_same_prices() -> None:
    xml = Reading((real_file(JC_HAIR) / "product-feed.xml").read_bytes())
    csv = Reading((real_file(JC_HAIR) / "google-merchant-feed.csv").read_bytes())
    assert csv.diagnostics == []
    assert {one.external_id: one.variants[0].offers[0].price for one in csv.products} == {
        one.external_id: one.variants[0].offers[0].price for one in xml.products
    }


@pytest.mark.parametrize(
    ("name", "items", "line"),
    [
        ("history/01-9d7b170-product-feed.xml", 0, 4),
        ("history/02-4f0066d-product-feed.xml", 107, 4),
        ("history/04-ab5d876-product-feed.xml", 107, None),
        ("history/13-fc27df9-product-feed.xml", 105, None),
        ("google-merchant-feed.tiny-or-broken.xml", 0, None),
    ],
)
def test_feeds_as_they_were_published(name: str, items: int, line: int | None) -> None:
    reading = Reading((real_file(JC_HAIR) / name).read_bytes())
    assert len(reading.products) == items
    assert [one.line for one in reading.diagnostics if one.code == "bare_ampersand"] == (
        [line] if line else []
    )
    assert ("feed_empty" in reading.codes) == (items == 0)


def test_the_french_shopify_export() -> None:
    reading = Reading((real_file("catalogues/parispousse-shopify-fr") / "products_export.csv").read_bytes())
    assert reading.diagnostics == []
    assert len(reading.products) == 40
    variants = [variant for product in reading.products for variant in product.variants]
    assert len(variants) == 111
    assert (
        len(
            {
                (product.external_id, one.external_id)
                for product in reading.products
                for one in product.variants
            }
        )
        == 111
    )
    assert [one.external_id for one in reading.products if one.is_gift_card] == ["gift-card"]
    assert (
        sum(one.offers[0].availability == "out_of_stock" for one in variants) == 7
    )  # 5 below zero, 2 counted down to it
    assert not any(re.search(r"<\w|javascript:", one.description_text) for one in reading.products)
    assert all(url.startswith("https://") for one in reading.products for url in one.image_links)


@pytest.mark.parametrize(("name", "variants"), [("apparel", 22), ("home-and-garden", 21), ("jewelery", 23)])
def test_shopifys_own_samples(name: str, variants: int) -> None:
    reading = Reading((real_file("catalogues/shopify-sample-csvs") / f"{name}.csv").read_bytes())
    assert reading.diagnostics == []
    assert (len(reading.products), sum(len(one.variants) for one in reading.products)) == (20, variants)


@pytest.mark.parametrize("folder", ["rss1", "rss2", "attributes"])
def test_the_feed_validators_cases_are_read_without_a_syntax_fault(folder: str) -> None:
    for path in sorted((real_file(GBASE) / folder).glob("*.xml")):
        reading = Reading(path.read_bytes())
        faults = [one for one in reading.diagnostics if one.code.startswith(("xml_", "item_", "feed_"))]
        assert faults == [], path.name


@pytest.mark.parametrize("attribute", ["price", "image_link"])
def test_the_feed_validators_verdicts_on_attributes_we_read(attribute: str) -> None:
    for path in sorted((real_file(GBASE) / "attributes").glob(f"*acceptable_{attribute}_[0-9].xml")):
        if path.name == "unacceptable_image_link_3.xml":
            continue  # eleven images were too many then; one main and ten additional are allowed now
        text = path.read_text(encoding="utf-8")
        # A currency stood in an attribute of its own in those days, and "5,95" is a price to a European reader.
        reading = Reading(text.replace("<g:price>", "<g:currency>EUR</g:currency><g:price>").encode())
        faults = [one for one in reading.diagnostics if one.field == attribute]
        expected_good = "!Error" in text or "5,95" in text
        assert (faults == []) == expected_good, (path.name, faults)


def test_the_attack_payloads_are_refused() -> None:
    paths = sorted((real_file("conformance/payloads-dev") / "xml").iterdir())
    assert paths
    for path in paths:
        reading = Reading(path.read_bytes(), "google_xml")
        assert reading.products == []
        assert reading.one("doctype_refused").severity == "error"


def test_the_raw_json_catalogue_is_told_apart() -> None:
    reading = Reading((real_file(JC_HAIR) / "products-with-european-pricing.json").read_bytes())
    assert reading.codes == ["feed_is_json"]
