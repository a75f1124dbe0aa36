"""Shopify's product CSV in both generations."""

import pytest

from app.domain.catalog.importing.types import FeedOptions, MarketRule
from app.kernel.money import Money
from tests.unit.importing.feeds_at_hand import OPTIONS, Reading

LEGACY = (
    "Handle,Title,Body (HTML),Vendor,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,"
    "Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Image Position,Status"
)


def legacy(*rows: str) -> Reading:
    return Reading("\r\n".join([LEGACY, *rows]).encode("utf-8-sig"))


def test_rows_of_a_handle_are_variants_and_further_images() -> None:
    reading = legacy(
        'robe,Robe,"<p>Belle\nrobe</p>",Atelier,true,Taille,S,R-S,shopify,3,deny,49.00,59.00,//cdn.example/b.jpg,2,active',
        "robe,,,,,,M,R-M,shopify,0,deny,49.00,,,,",
        "robe,,,,,,,,,,,,,https://cdn.example/a.jpg,1,",
        "sac,Sac,,Atelier,true,Title,Default Title,,,,,20,,,,",
    )
    assert reading.diagnostics == []
    robe, sac = reading.products
    assert (robe.description_text, robe.line, sac.line) == ("Belle\nrobe", 2, 6)
    assert robe.image_links == ("https://cdn.example/a.jpg", "https://cdn.example/b.jpg")
    assert [(one.external_id, one.line, one.options) for one in robe.variants] == [
        ("R-S", 2, {"Taille": "S"}),
        ("R-M", 4, {"Taille": "M"}),
    ]
    assert [one.offers[0].availability for one in robe.variants] == ["in_stock", "out_of_stock"]
    assert reading.offer().list_price_claim == Money(5900, "EUR")
    assert reading.offer().purchase_url == "https://shop.example/products/robe"
    assert (sac.variants[0].title, sac.variants[0].options) == ("", {})


def test_the_new_headers_in_any_case_and_order_with_markets() -> None:
    text = (
        "SKU,title,URL HANDLE,Description,Price,Compare-at price,Price / Maison Suisse,Price / France,Included / France,"
        "Included / Belgium,Price / Mars,Option1 name,Option1 value,Continue selling when out of stock,Inventory quantity,"
        "Gift card,Status,Unit price total measure,Unit price total measure unit,Unit price base measure,"
        "Unit price base measure unit\n"
        "A1,Crème,creme,<b>x</b>,30.00,25.00,28.50,31.00,TRUE,FALSE,9,Taille,50 ml,TRUE,-4,FALSE,Draft,50,ml,100,ml\n"
    )
    options = FeedOptions(
        "EUR", "https://shop.example/", markets={"maison suisse": MarketRule(("CH",), "CHF")}
    )
    reading = Reading(text.encode(), options=options)
    product = reading.products[0]
    offers = {one.market: one.price for one in product.variants[0].offers}
    assert offers == {"": Money(3000, "EUR"), "CH": Money(2850, "CHF"), "FR": Money(3100, "EUR")}
    assert product.excluded_markets == ("BE",)
    assert (product.status, product.listed, reading.offer().availability) == ("draft", False, "in_stock")
    assert reading.offer().list_price_claim is None
    assert str(reading.offer().unit_pricing.measure) == "50"  # type: ignore[union-attr]
    assert reading.one("market_unknown").value == "Mars"


@pytest.mark.parametrize(
    ("tracker", "quantity", "policy", "expected"),
    [
        ("shopify", "-3", "deny", "out_of_stock"),
        ("", "-3", "deny", "out_of_stock"),
        ("shopify", "-3", "continue", "in_stock"),
        ("", "0", "deny", "in_stock"),
        ("shopify", "0", "deny", "out_of_stock"),
        ("", "", "", "in_stock"),
        ("shopify", "many", "deny", "out_of_stock"),
    ],
)
def test_availability_follows_stock_and_policy(
    tracker: str, quantity: str, policy: str, expected: str
) -> None:
    reading = legacy(f"a,A,,V,true,Title,Default Title,,{tracker},{quantity},{policy},10,,,,active")
    assert reading.offer().availability == expected


def test_a_product_unpublished_or_archived_is_not_listed() -> None:
    reading = legacy(
        "a,A,,V,false,,,,,,,1,,,,active", "b,B,,V,true,,,,,,,1,,,,archived", "c,C,,V,true,,,,,,,1,,,,"
    )
    assert [one.listed for one in reading.products] == [False, False, True]


def test_faults_cost_what_they_touch_and_name_the_line() -> None:
    reading = legacy(
        "a,A,,V,true,T,S,,,,,oops,,,,",
        "a,,,,,,M,,,,,5,,javascript:alert(1),,",
        "b,,,V,true,T,S,,,,,5,,,,",
        "c,C,,V,true,T,S,,,,,,,,,",
        ",D,,V,true,T,S,,,,,5,,,,",
        "a,,,,,,L,,,,,5,,,,",
    )
    assert [[variant.options["T"] for variant in one.variants] for one in reading.products] == [["M"]]
    assert sorted(((one.code, one.line) for one in reading.diagnostics), key=lambda one: one[1]) == [
        ("price_invalid", 2),
        ("url_invalid", 3),
        ("attribute_missing", 4),
        ("attribute_missing", 5),
        ("no_variants", 5),
        ("handle_missing", 6),
        ("handle_apart", 7),
    ]


def test_skus_that_do_not_tell_variants_apart_give_way_to_options() -> None:
    reading = legacy("a,A,,V,true,T,S,SKU,,,,5,,,,", "a,,,,,,M,SKU,,,,5,,,,", "a,,,,,,M,SKU,,,,5,,,,")
    assert [one.external_id for one in reading.products[0].variants] == ["SKU", "a:M"]
    assert {"sku_repeated", "variant_repeated"} <= set(reading.codes)


def test_a_file_in_windows_1252_is_read_and_said() -> None:
    reading = Reading("\n".join([LEGACY, "a,Crème – été,,V,true,,,,,,,5,,,,"]).encode("cp1252"))
    assert reading.products[0].title == "Crème – été"
    assert reading.one("encoding_wrong").line == 2


def test_missing_settings_and_columns_are_named() -> None:
    reading = Reading(f"{LEGACY}\n".encode(), options=FeedOptions())
    assert [one.field for one in reading.diagnostics if one.code == "option_missing"] == [
        "currency",
        "shop_url",
    ]
    reading = Reading(b"Handle,Title,Title,Vendor\na,b,c,d\n", options=OPTIONS)
    assert (reading.one("column_missing").field, reading.one("column_repeated").field) == (
        "Variant Price",
        "Title",
    )
