"""Which of a product's offers speaks for it: its price, its availability, its delivery and its purchase link.

All four are always those of one offer, so that none is promised with another's price.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from app.kernel.money import Money


class OnOffer(Protocol):
    """What one variant costs in one market, and whether it can be bought."""

    @property
    def price(self) -> Money: ...

    @property
    def availability(self) -> str: ...


OfferT = TypeVar("OfferT", bound=OnOffer)

_SOONEST = {"in_stock": 0, "backorder": 1, "preorder": 1, "out_of_stock": 2}


def on_sale(offers: Sequence[OfferT]) -> list[OfferT]:
    """The offers that can be bought; where nothing is left, all of them, as they were last seen."""
    return [offer for offer in offers if offer.availability != "out_of_stock"] or list(offers)


def lead_offer(offers: Sequence[OfferT]) -> OfferT | None:
    """The cheapest offer that can be bought, the soonest there among equals. Shapes: offers of one market."""
    return min(on_sale(offers), key=lambda o: (o.price.amount_minor, _SOONEST[o.availability]), default=None)
