"""A price that a feed crosses out and Vitrine does not: the brand is told which one, and why."""

import pytest

from app.domain.catalog.import_queries import RemarkView
from app.resources.container import Resources
from tests.domain.catalog.at_hand import GOOGLE, SHOPIFY, Shop, open_shop
from tests.factories.shop import remember_price
from tests.unit.importing.feeds_at_hand import google_feed, google_item


@pytest.fixture
def shop(resources: Resources) -> Shop:
    return open_shop(resources)


def told(shop: Shop, run_id: int, locale: str = "en") -> list[RemarkView]:
    return [one for one in shop.remarks(run_id, locale) if one.code.startswith("claim_")]


def on_sale(price: str = "20.00 EUR", sale: str = "12.00 EUR") -> bytes:
    return google_feed(google_item(0, price=price, sale_price=sale))


def test_a_price_that_nobody_knew_is_not_crossed_out_and_the_brand_reads_why(shop: Shop) -> None:
    (remark,) = told(shop, shop.run(on_sale()).id)
    assert (remark.severity, remark.item_ref, remark.line, remark.field) == (
        "warning",
        "sku-0",
        4,
        "sale_price",
    )
    assert remark.message.startswith("The feed crosses out 20.00 EUR (FR). It is not shown")
    assert "only since" in remark.message
    (french,) = told(shop, shop.run(on_sale()).id, "fr")
    assert french.message.startswith("Le flux barre 20.00 EUR (FR). Ce prix n’est pas affiché")


@pytest.mark.parametrize(
    ("before", "claimed", "code"),
    [
        (2_000, "20.00 EUR", None),
        (1_500, "20.00 EUR", "claim_replaced"),
        (1_000, "20.00 EUR", "claim_not_reduced"),
    ],
    ids=["as the ledger has it", "the ledger has another", "it cost less before"],
)
def test_the_ledger_decides_what_is_said(shop: Shop, before: int, claimed: str, code: str | None) -> None:
    shop.run(google_feed(google_item(0, price=f"{before / 100:.2f} EUR")))
    remember_price(shop.engine, shop.product("sku-0").id, before, days_ago=40)
    found = told(shop, shop.run(on_sale(claimed)).id)
    assert [one.code for one in found] == ([code] if code else [])
    if code == "claim_replaced":
        assert "15.00 EUR is crossed out instead" in found[0].message


def test_each_variant_of_a_group_and_each_market_is_named_once(shop: Shop) -> None:
    sizes = [
        google_item(size, item_group_id="g", size=size, price="20.00 EUR", sale_price="12.00 EUR")
        for size in ("S", "M")
    ]
    assert [one.item_ref for one in told(shop, shop.run(google_feed(*sizes), GOOGLE).id)] == [
        "sku-S",
        "sku-M",
    ]
    csv = "Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Compare At Price\n"
    csv += "robe,Robe,Taille,S,12,20\nrobe,,,M,12,20\nrobe,,,L,12,25\n"
    found = told(shop, shop.run(csv.encode(), SHOPIFY).id)
    assert [(one.item_ref, one.message[:32]) for one in found] == [
        ("robe", "The feed crosses out 20.00 EUR ("),
        ("robe", "The feed crosses out 25.00 EUR ("),
    ]
