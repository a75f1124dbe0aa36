"""Which price may be crossed out, from the ledger alone: what is new, old, raised or not wholly known shows nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from app.domain.catalog.models import Variant
from app.domain.pricing.queries import PriorPrice, prior_prices
from app.entrypoints.cli.demo.content.building import build_demo
from app.entrypoints.cli.demo.content.pricing import prior_price
from app.entrypoints.cli.seeding.goods import put_product
from app.kernel import clock
from app.kernel.money import Money
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND = 1 / 86_400
"""Of a day."""


@pytest.fixture
def product(engine: Engine) -> int:
    """A product sold in Germany only, so that the ledger of every other market is a test's own."""
    return shop.make_product(engine, shop.make_brand(engine).id, market="DE")


def prior(
    engine: Engine, product_id: int, *steps: tuple[int, float], market: str = "FR"
) -> PriorPrice | None:
    """The prior price now, where the product cost this much since so many days ago, one after the other."""
    with clock.frozen(NOW):
        for price_minor, days_ago in steps:
            shop.remember_price(engine, product_id, price_minor, days_ago=days_ago, market=market)
        with transaction(engine, Scope.anonymous()) as tx:
            ids = list(tx.session.scalars(select(Variant.id).where(Variant.product_id == product_id)))
            return prior_prices(tx, ids, market).get(ids[0])


def test_the_lowest_of_the_thirty_days_before_and_when_it_began(engine: Engine, product: int) -> None:
    found = prior(engine, product, (12_000, 90), (9_000, 60), (10_000, 20), (8_000, 5))
    assert found == PriorPrice(Money(9_000, "EUR"), NOW - timedelta(days=60), NOW - timedelta(days=5))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([(99_900, SECOND), (9_900, 0)], None, id="new a second ago"),
        pytest.param([(99_900, 29), (9_900, 0)], None, id="29 days on sale"),
        pytest.param([(10_000, 30 - SECOND), (8_000, 0)], None, id="a second short of 30 days on sale"),
        pytest.param([(10_000, 30), (8_000, 0)], 10_000, id="exactly 30 days on sale"),
        pytest.param([(10_000, 400), (8_000, 200)], None, id="reduced 200 days ago"),
        pytest.param([(10_000, 400), (8_000, 30)], None, id="reduced exactly 30 days ago"),
        pytest.param(
            [(10_000, 400), (8_000, 30 - SECOND)], 10_000, id="reduced a second less than 30 days ago"
        ),
        pytest.param([(10_000, 90), (9_000, 20), (8_000, 10), (7_000, 1)], 10_000, id="successive cuts"),
        pytest.param([(10_000, 90), (9_000, 31), (8_000, 10)], 9_000, id="the first cut is too old to count"),
        pytest.param(
            [(10_000, 35), (9_000, 20), (7_000, 0)], 9_000, id="not all is known before the first cut"
        ),
        pytest.param([(10_000, 20), (9_000, 10), (7_000, 0)], None, id="successive cuts of a new product"),
        pytest.param([(8_000, 90), (10_000, 5), (9_000, 0)], None, id="raised, then cut to more than before"),
        pytest.param(
            [(8_000, 90), (10_000, 20), (7_000, 0)], 8_000, id="raised, then cut to less than before"
        ),
        pytest.param(
            [(10_000, 90), (8_000, 50), (10_000, 15), (8_000, 1)], None, id="a promotion comes back"
        ),
        pytest.param(
            [(6_000, 90), (10_000, 40), (8_000, 1)], 10_000, id="lower once, longer ago than 30 days"
        ),
        pytest.param([(10_000, 90), (12_000, 1)], None, id="only raised"),
        pytest.param([(10_000, 90)], None, id="never moved"),
        pytest.param([], None, id="not sold here"),
    ],
)
def test_what_may_be_crossed_out(
    engine: Engine, product: int, steps: list[tuple[int, float]], expected: int | None
) -> None:
    found = prior(engine, product, *steps)
    assert (found.price.amount_minor if found else None) == expected


def test_a_market_has_a_ledger_of_its_own(engine: Engine, product: int) -> None:
    assert prior(engine, product, (10_000, 90), (8_000, 1)) is not None
    assert prior(engine, product, (10_000, 2), (8_000, 1), market="BE") is None


def test_prices_in_two_currencies_are_not_compared(engine: Engine, product: int) -> None:
    with clock.frozen(NOW):
        shop.remember_price(engine, product, 10_000, days_ago=90, currency="CHF")
    assert prior(engine, product, (9_000, 20), (8_000, 1)) is None


def test_the_demo_shop_shows_promotions_by_this_rule(engine: Engine) -> None:
    """Through the seeding and the ledger's trigger, as a fresh demo copy gets them."""
    brand, now = shop.make_brand(engine), clock.utcnow()
    reduced = [
        (made, points)
        for made in build_demo(now, seed=7).products
        if len(points := tuple(one for one in made.variants[0].prices if one.market == "FR")) > 1
    ]
    assert len(reduced) >= 12
    for made, points in reduced:
        assets = {(brand.id, picture.key): shop.make_picture(engine, brand.id) for picture in made.pictures}
        product_id = put_product(engine, brand.id, "Maison", made, assets, "https://shop.example.com/p")
        with transaction(engine, Scope.anonymous()) as tx:
            ids = list(tx.session.scalars(select(Variant.id).where(Variant.product_id == product_id)))
            found = prior_prices(tx, ids, "FR")
        expected = Money(prior_price(points, "FR", points[-1].since), "EUR")
        assert [found[variant_id].price for variant_id in ids] == [expected] * len(made.variants)
