"""All prices of one product as one form: sizes down, markets across. Read as a whole, shown again as it was typed.

Beside each field stands what it showed (`was-<offer>`): only what a person changed is a change, so that a price which an
import moved meanwhile is not set back by a form that merely showed the old one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from app.domain.catalog.actions import OfferChange
from app.entrypoints.brand_console.prices import read_price
from app.entrypoints.brand_console.product_rows import OfferRow
from app.kernel.errors import InvalidInput

MAX_CHARS = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """One price: what it is now, and what stands in its fields."""

    offer: OfferRow
    price: str
    stock: str
    was: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriceGrid:
    """The table. `markets` are (code, name, what was typed for all sizes); `sizes` are (title, a cell a market or None)."""

    markets: tuple[tuple[str, str, str], ...]
    sizes: tuple[tuple[str, tuple[Cell | None, ...]], ...]


def price_grid(
    offers: Sequence[OfferRow], typed: Mapping[str, str], errors: Mapping[str, Sequence[str]]
) -> PriceGrid:
    """The table of a product's offers, with what was typed into a form that was refused."""
    names = {offer.market: offer.market_name for offer in offers}
    sizes: dict[str, dict[str, Cell]] = {}
    for offer in offers:
        sizes.setdefault(offer.variant_id, {})[offer.market] = _cell(offer, typed, errors)
    return PriceGrid(
        tuple((code, name, typed.get(f"all-{code}", "")) for code, name in names.items()),
        tuple(
            (next(iter(cells.values())).offer.variant, tuple(cells.get(code) for code in names))
            for cells in sizes.values()
        ),
    )


def _cell(offer: OfferRow, typed: Mapping[str, str], errors: Mapping[str, Sequence[str]]) -> Cell:
    price, stock = f"price-{offer.id}", f"stock-{offer.id}"
    return Cell(
        offer,
        typed.get(price, offer.amount),
        typed.get(stock, offer.availability),
        typed.get(f"was-{offer.id}", f"{offer.amount} {offer.availability}"),
        (*errors.get(price, ()), *errors.get(stock, ())),
    )


def read_changes(form: Mapping[str, str], offers: Sequence[OfferRow]) -> dict[int, OfferChange]:
    """What a person changed. A price for all sizes of a market goes to those whose own price they left alone.

    Raises: InvalidInput on "price-<offer>" and "all-<market>".
    """
    faults: dict[str, str] = {}
    changes: dict[int, OfferChange] = {}
    for offer in offers:
        if f"price-{offer.id}" not in form:
            continue
        was_price, _, was_stock = form.get(f"was-{offer.id}", "").partition(" ")
        price, stock = form[f"price-{offer.id}"].strip(), form.get(f"stock-{offer.id}", was_stock)
        for_all = form.get(f"all-{offer.market}", "").strip()
        field = f"price-{offer.id}"
        if price == was_price:
            price, field = for_all, f"all-{offer.market}"
        try:
            minor = read_price(price, offer.currency) if price or field.startswith("price") else None
        except InvalidInput as refusal:
            faults[field] = refusal.fields["price"]
            continue
        if minor is not None or stock != was_stock:
            changes[int(offer.id)] = OfferChange(minor, stock if stock != was_stock else None)
    if faults:
        raise InvalidInput(fields=faults)
    return changes


def by_cell(faults: Mapping[str, str]) -> dict[str, str]:
    """The domain's faults ("<offer>.price") as the form names its fields."""
    found = {}
    for name, words in faults.items():
        offer_id, _, what = name.partition(".")
        plain = {"price": "price", "availability": "stock"}.get(what)
        found[f"{plain}-{offer_id}" if plain else name] = words
    return found


def with_place(errors: Mapping[str, Sequence[str]], offers: Sequence[OfferRow]) -> dict[str, list[str]]:
    """The same errors, each saying which price it is about: for the list above the table."""
    places: dict[str, str] = {}
    for offer in offers:
        place = ", ".join(filter(None, (offer.variant, offer.market_name)))
        places |= {f"price-{offer.id}": place, f"stock-{offer.id}": place}
        places[f"all-{offer.market}"] = gettext("All sizes, %(market)s", market=offer.market_name)
    return {
        name: [f"{places[name]} · {text}" if name in places else text for text in texts]
        for name, texts in errors.items()
    }
