"""What pages say of a reduced price."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

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


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_reduction_says_what_the_crossed_out_price_is(
    client: FlaskClient, engine: Engine, locale: str
) -> None:
    brand = shop.make_brand(engine)
    product = shop.make_product(engine, brand.id, price_minor=10_000)
    shop.remember_price(engine, product, 10_000, days_ago=31)
    shop.reprice(engine, brand, product, 8_000)
    shown = price_on_page(client, product, locale)
    assert '<s class="price-prior">' in shown and "20" in shown
    assert WORDS[locale] in shown


def test_a_price_invented_for_a_new_product_is_never_crossed_out(client: FlaskClient, engine: Engine) -> None:
    brand = shop.make_brand(engine)
    product = shop.make_product(engine, brand.id, price_minor=99_900)
    shop.reprice(engine, brand, product, 9_900)
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


@pytest.fixture
def one_reduced(engine: Engine) -> tuple[shop.MadeBrand, int]:
    """A brand and its product in S, M and L at 89, of which L now costs 59."""
    brand = shop.make_brand(engine)
    product = shop.make_sized(engine, brand.id, {"S": 8900, "M": 8900, "L": 8900})
    shop.reprice(engine, brand, product, 5900, size="L")
    return brand, product


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "from €59.00 L: €59.00 Instead of €89.00 lowest price in the 30 days before the reduction"),
        (
            "fr",
            "à partir de 59,00 € L : 59,00 € Au lieu de 89,00 € prix le plus bas des 30 jours précédant la baisse",
        ),
    ],
)
def test_a_reduction_of_one_size_names_it(
    client: FlaskClient, one_reduced: tuple[shop.MadeBrand, int], locale: str, words: str
) -> None:
    shown = price_on_page(client, one_reduced[1], locale)
    assert spoken(shown) == words
    assert "price-off" not in shown


def test_each_size_bears_its_own_crossed_out_price(
    client: FlaskClient, one_reduced: tuple[shop.MadeBrand, int]
) -> None:
    page = client.get(f"/products/{one_reduced[1]}", headers={"Accept-Language": "en"}).text
    rows = [spoken(row) for row in re.findall(r'<li class="variant.*?</li>', page, re.DOTALL)]
    assert rows[0] == rows[1].replace("M", "S", 1) == "S €89.00 In stock"
    assert rows[2].startswith("L €59.00 −33% Instead of €89.00")


def test_no_card_says_of_all_what_is_true_of_one_size(
    client: FlaskClient, engine: Engine, one_reduced: tuple[shop.MadeBrand, int]
) -> None:
    brand, product = one_reduced
    post = shop.make_post(engine, brand, kind="promotion", products=(product,))
    for address in (f"/posts/{post}", f"/brands/{brand.slug}", f"/fragments/cards?ids={post}"):
        page = client.get(address, headers={"Accept-Language": "en"}).text
        prices = re.findall(r'<p class="price .*?</p>', page, re.DOTALL)
        assert prices, address
        assert {spoken(one)[:24] for one in prices} == {"from €59.00 L: €59.00 In"}, address
        assert "price-off" not in page and 'value="from €59.00"' in page


def test_where_many_sizes_are_reduced_it_is_said_how_far(client: FlaskClient, engine: Engine) -> None:
    brand = shop.make_brand(engine)
    product = shop.make_sized(engine, brand.id, {"S": 8900, "M": 8900, "L": 8900})
    shop.reprice(engine, brand, product, 5900, size="L")
    shop.reprice(engine, brand, product, 6900, size="M")
    assert spoken(price_on_page(client, product, "en")) == "from €59.00 Up to −33% on some sizes or colours"
    shop.reprice(engine, brand, product, 7900, size="S")
    shown = price_on_page(client, product, "en")
    assert spoken(shown) == "from €59.00 Up to −33%, depending on size or colour"
    assert "price-prior" not in shown


def test_a_sold_out_size_does_not_set_the_price(client: FlaskClient, engine: Engine) -> None:
    brand = shop.make_brand(engine)
    product = shop.make_sized(engine, brand.id, {"S": 8900, "L": 5900}, gone=("L",))
    assert spoken(price_on_page(client, product, "en")) == "€89.00"


def spoken(html: str) -> str:
    """What a screen reader says of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
