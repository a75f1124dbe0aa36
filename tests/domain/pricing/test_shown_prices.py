"""What is said of a product's price when its sizes do not all cost the same: no size's price is said of another."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event

from app.domain.accounts.viewer import Viewer
from app.domain.catalog.queries import products_by_ids
from app.domain.discovery.queries import price_drops
from app.domain.pricing.queries import PriorPrice
from app.domain.pricing.shown import shown_price
from app.domain.timelines.cards import product_cards
from app.kernel.money import Money
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Size:
    """An offer of one size, with the prior price that the ledger knows of it."""

    variant_id: int
    price_minor: int
    prior_minor: int | None = None
    availability: str = "in_stock"
    name: str = ""
    market: str = "FR"

    @property
    def price(self) -> Money:
        return Money(self.price_minor, "EUR")


def said(*sizes: Size) -> tuple[int, bool, int | None, list[int], bool]:
    """The price, whether it is a "from", what is crossed out, which variants are reduced, and whether all are."""
    priors = {
        one.variant_id: PriorPrice(Money(one.prior_minor, "EUR"), LONG_AGO, LONG_AGO)
        for one in sizes
        if one.prior_minor is not None
    }
    shown = shown_price(sizes, priors)
    assert shown is not None
    crossed_out = shown.prior.price.amount_minor if shown.prior else None
    partly = [one.offer.variant_id for one in shown.partly_reduced]
    return shown.offer.price_minor, shown.is_from, crossed_out, partly, shown.all_reduced


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param((Size(1, 8900), Size(2, 8900)), (8900, False, None, [], False), id="one price"),
        pytest.param(
            (Size(1, 5900, 8900), Size(2, 5900, 8900)), (5900, False, 8900, [], True), id="all alike reduced"
        ),
        pytest.param(
            (Size(1, 8900), Size(2, 8900), Size(3, 5900, 8900)),
            (5900, True, None, [3], False),
            id="one size reduced",
        ),
        pytest.param(
            (Size(1, 4900), Size(2, 5900, 8900)), (4900, True, None, [2], False), id="a dearer size reduced"
        ),
        pytest.param(
            (Size(1, 5900), Size(2, 5900, 8900)),
            (5900, False, None, [2], False),
            id="down to the others' price",
        ),
        pytest.param(
            (Size(1, 5900, 8900), Size(2, 5900, 7900)),
            (5900, False, None, [1, 2], True),
            id="all reduced, from two prices",
        ),
        pytest.param(
            (Size(1, 7900, 9900), Size(2, 5900, 9900)),
            (5900, True, None, [2, 1], True),
            id="all, to two prices",
        ),
        pytest.param(
            (Size(1, 8900), Size(2, 5900, 8900, "out_of_stock")),
            (8900, False, None, [], False),
            id="only a sold out size is reduced",
        ),
        pytest.param(
            (Size(1, 5900, 8900), Size(2, 8900, None, "out_of_stock")),
            (5900, False, 8900, [], True),
            id="all that is left is reduced",
        ),
        pytest.param(
            (Size(1, 8900, None, "out_of_stock"), Size(2, 5900, 8900, "out_of_stock")),
            (5900, True, None, [2], False),
            id="nothing is left",
        ),
        pytest.param(
            (Size(1, 8900), Size(2, 7900, None, "preorder")),
            (7900, True, None, [], False),
            id="to come is on sale",
        ),
    ],
)
def test_what_is_said(
    sizes: tuple[Size, ...], expected: tuple[int, bool, int | None, list[int], bool]
) -> None:
    assert said(*sizes) == expected


def test_price_availability_and_link_are_of_one_offer() -> None:
    shown = shown_price((Size(1, 5900, None, "backorder"), Size(2, 5900), Size(3, 8900)), {})
    assert shown is not None and shown.offer.variant_id == 2


def test_a_product_of_which_one_size_is_reduced_did_not_become_cheaper(engine: Engine) -> None:
    brand = shop.make_brand(engine)
    one, every = (shop.make_sized(engine, brand.id, {"S": 8900, "L": 8900}) for _ in range(2))
    shop.reprice(engine, brand, one, 5900, size="L")
    for size in ("S", "L"):
        shop.reprice(engine, brand, every, 5900, size=size)
    with transaction(engine, Scope.anonymous()) as tx:
        drops = price_drops(tx, Viewer(None, "en", "FR"), among=[one, every])
    assert [card.product.id for card, _ in drops] == [every]


def test_many_sizes_cost_no_more_queries_than_one(engine: Engine) -> None:
    """The ledger is asked once for all variants of all products: cards are on the road of every page."""
    brand = shop.make_brand(engine)
    plain = [shop.make_product(engine, brand.id)]
    sized = [shop.make_sized(engine, brand.id, dict.fromkeys("XSML", 8900)) for _ in range(3)]
    assert queries_for(engine, sized) == queries_for(engine, plain) == 1


def queries_for(engine: Engine, product_ids: list[int]) -> int:
    """How many statements it takes to make cards of these products, which have no pictures."""
    statements: list[str] = []

    def note(*args: object) -> None:
        statements.append(str(args[2]))

    with transaction(engine, Scope.anonymous()) as tx:
        products = list(products_by_ids(tx, Viewer(None, "en", "FR"), product_ids).values())
        event.listen(engine, "before_cursor_execute", note)
        try:
            product_cards(tx, products)
        finally:
            event.remove(engine, "before_cursor_execute", note)
    return len(statements)


@pytest.mark.parametrize(("names", "told"), [(("M", "M"), False), (("M", "L"), True), (("", "L"), False)])
def test_a_name_that_two_variants_bear_tells_neither(names: tuple[str, str], told: bool) -> None:
    """A feed may give men's M and women's M one name: the reduction of one is not told by it."""
    sizes = (Size(1, 3000, 4500, name=names[0]), Size(2, 4500, name=names[1]))
    shown = shown_price(sizes, {1: PriorPrice(Money(4500, "EUR"), LONG_AGO, LONG_AGO)})
    assert shown is not None
    assert shown.tells_apart([one.offer.name for one in shown.partly_reduced]) is told
