"""What pages say of a reduced price."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.domain.catalog.actions import set_offer
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop

WORDS = {
    "en": "lowest price in the 30 days before the reduction",
    "fr": "prix le plus bas des 30 jours précédant la baisse",
}


def price_on_page(client: FlaskClient, product_id: int, locale: str) -> str:
    page = client.get(f"/products/{product_id}", headers={"Accept-Language": locale}).text
    found = re.search(r'<p class="price price-l">.*?</p>', page, re.DOTALL)
    assert found is not None
    return found[0]


def reduce(engine: Engine, brand: shop.MadeBrand, product_id: int, price_minor: int) -> None:
    query = text(
        "SELECT o.id FROM offers o JOIN variants v ON v.id = o.variant_id WHERE v.product_id = :product"
    )
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        offer_id = tx.session.execute(query, {"product": product_id}).scalar_one()
        set_offer(tx, brand.id, offer_id, price_minor=price_minor)


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_reduction_says_what_the_crossed_out_price_is(
    client: FlaskClient, engine: Engine, locale: str
) -> None:
    brand = shop.make_brand(engine)
    product = shop.make_product(engine, brand.id, price_minor=10_000)
    shop.remember_price(engine, product, 10_000, days_ago=31)
    reduce(engine, brand, product, 8_000)
    shown = price_on_page(client, product, locale)
    assert '<s class="price-prior">' in shown and "20" in shown
    assert WORDS[locale] in shown


def test_a_price_invented_for_a_new_product_is_never_crossed_out(client: FlaskClient, engine: Engine) -> None:
    brand = shop.make_brand(engine)
    product = shop.make_product(engine, brand.id, price_minor=99_900)
    reduce(engine, brand, product, 9_900)
    shown = price_on_page(client, product, "en")
    assert "€99.00" in shown
    assert "price-prior" not in shown and "price-off" not in shown and WORDS["en"] not in shown


def test_a_purchase_address_keeps_the_shops_own_query(client: FlaskClient, engine: Engine) -> None:
    own = "nom=caf%E9&flag&a=1;b=2&x=%2B&&plus=a+b"
    address = f"https://shop.example.com/p?utm_source=theirs&{own}&utm%5Fcampaign=x&vtr_click=1#size"
    brand = shop.make_brand(engine)
    product = shop.make_product(engine, brand.id, purchase_url=address)
    link = re.search(r'href="(/go/[^"]+)"', client.get(f"/products/{product}").text)
    assert link is not None
    location = client.get(link[1]).location
    kept, ours = location.removeprefix("https://shop.example.com/p?").split("&utm_source=vitrine&")
    assert kept == own
    names = [piece.partition("=")[0] for piece in ours.removesuffix("#size").split("&")]
    assert location.endswith("#size")
    assert names == ["utm_medium", "utm_campaign", "utm_content", "vtr_click"]
