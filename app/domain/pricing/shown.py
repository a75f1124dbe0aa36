"""What may be said of a whole product's price, when its sizes and colours need not cost the same.

Every surface takes the price it shows of a product from here: cards, pages, the API, the console, the wall of what
became cheaper. A price without "from", or a crossed-out price, is said of a product only where it is true of every
variant that can be bought in that market. Source: Directive 98/6 art. 6a (each article has a prior price of its own).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.domain.catalog.selling import OnOffer, lead_offer, on_sale
from app.domain.pricing.queries import PriorPrice, prior_prices
from app.kernel.money import Money
from app.kernel.transaction import Transaction


class VariantOffer(OnOffer, Protocol):
    """An offer that can be named, and found in the ledger."""

    @property
    def variant_id(self) -> int: ...

    @property
    def name(self) -> str: ...

    @property
    def market(self) -> str: ...


OfferT = TypeVar("OfferT", bound=VariantOffer)
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Reduced(Generic[OfferT]):
    """A variant that truly became cheaper, and its own prior price."""

    offer: OfferT
    prior: PriorPrice

    @property
    def percent(self) -> int:
        """By how much. Rounded down: never flattering."""
        return percent_off(self.prior, self.offer.price)


@dataclass(frozen=True, slots=True)
class ShownPrice(Generic[OfferT]):
    """The price of a product in one market.

    `offer` is the one it is the price of. `is_from`: others that can be bought cost more. `prior`: what may be crossed
    out beside it, only where price and prior price are the same for all that can be bought. `reduced`: every variant
    on sale that became cheaper, most first. `all_reduced`: nothing on sale is missing there.
    """

    offer: OfferT
    is_from: bool
    prior: PriorPrice | None
    reduced: tuple[Reduced[OfferT], ...]
    all_reduced: bool
    names: tuple[str, ...] = ()
    """Of every variant on sale."""

    @property
    def partly_reduced(self) -> tuple[Reduced[OfferT], ...]:
        """The reductions that must be said with their variants, since they are not the whole product's."""
        return () if self.prior else self.reduced

    def tells_apart(self, names: Sequence[str]) -> bool:
        """Whether each of these names means one variant only of all that are on sale."""
        return all(name and self.names.count(name) == 1 for name in names)

    def prior_of(self, variant_id: int) -> PriorPrice | None:
        """What may be crossed out beside one variant's own price."""
        return next((one.prior for one in self.reduced if one.offer.variant_id == variant_id), None)


def percent_off(prior: PriorPrice, now: Money) -> int:
    """A reduction in percent of the prior price, rounded down."""
    return (prior.price.amount_minor - now.amount_minor) * 100 // prior.price.amount_minor


def shown_prices(tx: Transaction, goods: Mapping[Key, Sequence[OfferT]]) -> dict[Key, ShownPrice[OfferT]]:
    """The price to show of each product that has an offer. Shapes: each product's offers are of one market.

    One query a market.
    """
    wanted: dict[str, list[int]] = {}
    for offers in goods.values():
        for offer in on_sale(offers):
            wanted.setdefault(offer.market, []).append(offer.variant_id)
    priors = {market: prior_prices(tx, ids, market) for market, ids in wanted.items()}
    return {
        key: shown
        for key, offers in goods.items()
        if offers and (shown := shown_price(offers, priors[offers[0].market])) is not None
    }


def shown_price(offers: Sequence[OfferT], priors: Mapping[int, PriorPrice]) -> ShownPrice[OfferT] | None:
    """The price to show of a product with these offers of one market, and these prior prices by variant."""
    lead, selling = lead_offer(offers), on_sale(offers)
    if lead is None:
        return None
    reduced = [
        Reduced(offer, prior)
        for offer in selling
        if (prior := priors.get(offer.variant_id)) is not None
        and prior.price.currency == offer.price.currency
        and prior.price.amount_minor > offer.price.amount_minor
    ]
    reduced.sort(key=lambda one: (-one.percent, one.offer.price.amount_minor))
    all_reduced = len(reduced) == len(selling)
    one_price = len({offer.price for offer in selling}) == 1
    one_prior = all_reduced and len({one.prior.price for one in reduced}) == 1
    prior = next((one.prior for one in reduced if one.offer is lead), None)
    return ShownPrice(
        offer=lead,
        is_from=not one_price,
        prior=prior if one_price and one_prior else None,
        reduced=tuple(reduced),
        all_reduced=all_reduced,
        names=tuple(offer.name for offer in selling),
    )
