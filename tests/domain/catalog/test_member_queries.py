"""The console's table of products: everything of one brand, narrowed and in pages."""

import pytest

from app.domain.catalog.errors import ProductNotFound
from app.domain.catalog.member_queries import (
    ProductFilter,
    count_products_as_member,
    get_product_as_member,
    list_products_as_member,
)
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from tests.domain.catalog.at_hand import Shop, open_shop
from tests.factories.shop import make_brand
from tests.unit.importing.feeds_at_hand import google_feed, google_item


@pytest.fixture
def shop(resources: Resources) -> Shop:
    made = open_shop(resources, "shop.example")
    made.run(
        google_feed(
            google_item(1, title="Robe 100 % soie"),
            google_item(2, title="Veste", availability="out of stock", link="https://else.example/v"),
            google_item(3, title="Jupe", expiration_date="2020-01-01"),
        )
    )
    return made


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        (ProductFilter(), ["sku-3", "sku-2", "sku-1"]),
        (ProductFilter(search="100 % SOIE"), ["sku-1"]),
        (ProductFilter(search="%"), ["sku-1"]),
        (ProductFilter(search="sku-2"), ["sku-2"]),
        (ProductFilter(search="fr"), []),
        (ProductFilter(search="\x00'\"\\"), []),
        (ProductFilter(availability="out_of_stock"), ["sku-2"]),
        (ProductFilter(market="BE"), []),
        (ProductFilter(listed=False), ["sku-3"]),
    ],
)
def test_the_filters(shop: Shop, narrow: ProductFilter, found: list[str]) -> None:
    with transaction(shop.engine, shop.scope) as tx:
        page = list_products_as_member(tx, shop.brand.id, "fr", narrow=narrow)
        assert [one.external_id for one in page.items] == found
        assert count_products_as_member(tx, shop.brand.id, narrow) == len(found)


def test_pages_and_offers(shop: Shop) -> None:
    with transaction(shop.engine, shop.scope) as tx:
        first = list_products_as_member(tx, shop.brand.id, "fr", limit=2)
        rest = list_products_as_member(tx, shop.brand.id, "fr", limit=2, before=first.next_before)
    products = [*first.items, *rest.items]
    assert [one.external_id for one in products] == ["sku-3", "sku-2", "sku-1"]
    assert rest.next_before is None
    assert [one.offers[0].is_open for one in products] == [True, False, True]
    assert products[2].offers[0].price.amount_minor == 1500
    assert products[2].image_links == ("https://shop.example/i/1.jpg",)


def test_a_brand_asks_for_its_own_only(shop: Shop) -> None:
    other = make_brand(shop.engine)
    product_id = shop.product("sku-1").id
    with transaction(shop.engine, Scope.brand(other.owner_id, other.id)) as tx:
        assert list_products_as_member(tx, other.id, "fr").items == []
        with pytest.raises(ProductNotFound):
            get_product_as_member(tx, other.id, "fr", product_id)
