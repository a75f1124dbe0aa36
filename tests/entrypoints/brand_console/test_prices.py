"""All prices of a product in one form: saved together or not at all, and nothing typed is lost."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from app.domain.catalog.models import Offer, Variant
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop
from tests.factories.sessions import csrf_token, log_in

EN = {"Accept-Language": "en"}
FIELD = re.compile(r'<input[^>]* name="((?:price|was)-\d+)" value="([^"]*)"')
Prices = dict[tuple[str, str], int]


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine)


@pytest.fixture
def member(client: FlaskClient, brand: shop.MadeBrand) -> FlaskClient:
    return log_in(client, brand.owner_id)


@pytest.fixture
def product(engine: Engine, brand: shop.MadeBrand) -> int:
    """Sizes S and M in France and Belgium, each at 50.00."""
    product_id = shop.make_product(engine, brand.id, price_minor=5_000)
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        first = tx.session.scalars(select(Variant).where(Variant.product_id == product_id)).one()
        first.title = "S"
        second = Variant(brand_id=brand.id, product_id=product_id, external_id="m", title="M", position=1)
        tx.session.add(second)
        tx.session.flush()
        for variant, market in ((first, "BE"), (second, "FR"), (second, "BE")):
            tx.session.add(
                Offer(
                    brand_id=brand.id,
                    variant_id=variant.id,
                    market=market,
                    price_minor=5_000,
                    currency="EUR",
                    availability="in_stock",
                    purchase_url="https://shop.example.com/p",
                )
            )
    return product_id


def offers(engine: Engine, product_id: int) -> dict[tuple[str, str], Offer]:
    with transaction(engine, Scope.system()) as tx:
        query = select(Variant.title, Offer).join(Offer, Offer.variant_id == Variant.id)
        rows = tx.session.execute(query.where(Variant.product_id == product_id)).all()
        return {(title, offer.market): offer for title, offer in rows}


def prices(engine: Engine, product_id: int) -> Prices:
    return {place: offer.price_minor for place, offer in offers(engine, product_id).items()}


def save(client: FlaskClient, brand: shop.MadeBrand, product_id: int, **typed: str) -> TestResponse:
    """Send the form as the page shows it, with some fields typed over."""
    address = f"/console/{brand.slug}/catalogue/{product_id}"
    shown = dict(FIELD.findall(client.get(address, headers=EN).text))
    assert len(shown) == 8, "four prices, each beside what it was"
    return client.post(address, data={"csrf_token": csrf_token(client), **shown, **typed}, headers=EN)


def test_one_save_changes_some_cells_and_leaves_the_others(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand, product: int
) -> None:
    at = offers(engine, product)
    small, medium = at["S", "FR"].id, at["M", "BE"].id
    saved = save(member, brand, product, **{f"price-{small}": "39,90", f"stock-{medium}": "out_of_stock"})
    assert saved.status_code == 303
    assert "Saved. Every open page" in member.get(saved.location, headers=EN).text
    after = offers(engine, product)
    assert prices(engine, product) == {
        ("S", "FR"): 3_990, ("S", "BE"): 5_000, ("M", "FR"): 5_000, ("M", "BE"): 5_000,
    }  # fmt: skip
    assert after["M", "BE"].availability == "out_of_stock"
    assert after["S", "BE"].updated_at == at["S", "BE"].updated_at


def test_a_price_for_all_sizes_goes_to_those_left_alone_in_that_market(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand, product: int
) -> None:
    small = offers(engine, product)["S", "FR"].id
    assert save(member, brand, product, **{"all-FR": "45", f"price-{small}": "44"}).status_code == 303
    assert prices(engine, product) == {
        ("S", "FR"): 4_400, ("M", "FR"): 4_500, ("S", "BE"): 5_000, ("M", "BE"): 5_000,
    }  # fmt: skip


def test_one_refused_cell_saves_nothing_and_keeps_everything_typed(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand, product: int
) -> None:
    at, before = offers(engine, product), prices(engine, product)
    good, bad = at["S", "FR"].id, at["M", "BE"].id
    typed = {f"price-{good}": "39.90", f"price-{bad}": "cheap", "all-FR": "forty"}
    refused = save(member, brand, product, **typed)
    assert refused.status_code == 422
    assert prices(engine, product) == before
    shown = dict(FIELD.findall(refused.text))
    assert (shown[f"price-{good}"], shown[f"price-{bad}"]) == ("39.90", "cheap")
    assert f'id="price-{bad}-error"' in refused.text and f'id="price-{good}-error"' not in refused.text
    assert 'id="all-FR-error"' in refused.text and 'value="forty"' in refused.text
    assert f'href="#price-{bad}">M, Belgium · Write a price' in refused.text
    mended = {**shown, f"price-{bad}": "41"}
    address = f"/console/{brand.slug}/catalogue/{product}"
    member.post(address, data={"csrf_token": csrf_token(member), **mended})
    after = prices(engine, product)
    assert (after["S", "FR"], after["M", "BE"], after["M", "FR"]) == (3_990, 4_100, 5_000)


def test_a_form_does_not_set_back_what_moved_while_it_was_open(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand, product: int
) -> None:
    address = f"/console/{brand.slug}/catalogue/{product}"
    shown = dict(FIELD.findall(member.get(address, headers=EN).text))
    at = offers(engine, product)
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        tx.session.get_one(Offer, at["M", "FR"].id).price_minor = 4_200
    data = {"csrf_token": csrf_token(member), **shown, f"price-{at['S', 'FR'].id}": "39"}
    assert member.post(address, data=data).status_code == 303
    assert prices(engine, product)["M", "FR"] == 4_200


def test_another_brands_prices_do_not_exist_here(
    member: FlaskClient, engine: Engine, brand: shop.MadeBrand, product: int
) -> None:
    theirs = shop.make_product(engine, shop.make_brand(engine).id)
    offer = next(iter(offers(engine, theirs).values()))
    data = {"csrf_token": csrf_token(member), f"price-{offer.id}": "1"}
    assert member.post(f"/console/{brand.slug}/catalogue/{theirs}", data=data).status_code == 404
    assert member.post(f"/console/{brand.slug}/catalogue/{product}", data=data).status_code == 303
    assert list(prices(engine, theirs).values()) == [19_900]
