"""Which column of a Shopify product CSV is which, in both generations of its headers, matched by name and in any order."""

import re
from dataclasses import dataclass

from babel import Locale
from babel.numbers import get_territory_currencies

from app.domain.catalog.importing.reporting import Reporter
from app.domain.catalog.importing.types import FeedOptions, MarketRule

_ALIASES: dict[str, tuple[str, ...]] = {
    "handle": ("handle", "url handle"),
    "title": ("title",),
    "body": ("body (html)", "body html", "description"),
    "vendor": ("vendor",),
    "type": ("type", "custom product type"),
    "category": ("google shopping / google product category", "product category", "standard product type"),
    "published": ("published", "published on online store"),
    "status": ("status",),
    "option1_name": ("option1 name",),
    "option1_value": ("option1 value",),
    "option2_name": ("option2 name",),
    "option2_value": ("option2 value",),
    "option3_name": ("option3 name",),
    "option3_value": ("option3 value",),
    "variant_id": ("variant id",),
    "sku": ("variant sku", "sku"),
    "barcode": ("variant barcode", "barcode"),
    "price": ("variant price", "price"),
    "compare_at": ("variant compare at price", "compare at price"),
    "tracker": ("variant inventory tracker", "inventory tracker"),
    "quantity": ("variant inventory qty", "inventory quantity"),
    "policy": ("variant inventory policy", "continue selling when out of stock"),
    "image": ("image src", "product image url"),
    "image_position": ("image position",),
    "variant_image": ("variant image", "variant image url"),
    "gift_card": ("gift card",),
    "mpn": ("google shopping / mpn",),
    "condition": ("google shopping / condition",),
    "measure": ("unit price total measure",),
    "measure_unit": ("unit price total measure unit",),
    "base_measure": ("unit price base measure",),
    "base_measure_unit": ("unit price base measure unit",),
}
_CANONICAL = {alias: name for name, aliases in _ALIASES.items() for alias in aliases}
_PUBLIC_NAMES = {"handle": "Handle", "title": "Title", "price": "Variant Price"}
_MARKET = re.compile(r"(price|compare at price|included) / (.+)")
_IGNORED = re.compile(
    r"tags|collection|variant (grams|weight unit|tax code|fulfillment service|requires shipping|taxable)|cost per item"
    r"|image alt text|seo (title|description)|google shopping / .+|option\d linked to|charge tax|tax code|weight.*"
    r"|requires shipping|fulfillment service|.*metafields?.*|template suffix|published scope|.* / .+|command|id"
)


@dataclass(slots=True)
class MarketColumns:
    """Where one market's price, compare-at price and inclusion stand, and what the market means."""

    name: str
    rule: MarketRule | None
    price: int | None = None
    compare_at: int | None = None
    included: int | None = None


@dataclass(frozen=True, slots=True)
class ShopifyColumns:
    """Positions of the columns of one file."""

    positions: dict[str, int]
    markets: tuple[MarketColumns, ...]

    def get(self, values: list[str], name: str) -> str:
        """A row's value by column name, stripped; empty where the file has no such column."""
        position = self.positions.get(name)
        return values[position].strip() if position is not None else ""


def find_columns(
    header: list[str], line: int, options: FeedOptions, report: Reporter
) -> ShopifyColumns | None:
    """The columns of a header, or None with diagnostics where a required one is missing."""
    positions: dict[str, int] = {}
    markets: dict[str, MarketColumns] = {}
    for position, written in enumerate(header):
        name = _normalize(written)
        canonical = _CANONICAL.get(name)
        market = _MARKET.fullmatch(name)
        if canonical is not None and canonical in positions:
            report.warn("column_repeated", line, field=written)
        elif canonical is not None:
            positions[canonical] = position
        elif market is not None:
            _place_market(markets, market, written, position, options)
        elif name and not _IGNORED.fullmatch(name) and report.is_new("unknown_attribute", name):
            report.note("unknown_attribute", line, field=written)
    missing = [public for name, public in _PUBLIC_NAMES.items() if name not in positions]
    for public in missing:
        report.error("column_missing", line, field=public, incomplete=True)
    for found in markets.values():
        if found.rule is None:
            report.warn("market_unknown", line, field=f"Price / {found.name}", value=found.name)
    return None if missing else ShopifyColumns(positions, tuple(markets.values()))


def _normalize(written: str) -> str:
    return " ".join(written.casefold().replace("-", " ").split())


def _place_market(
    markets: dict[str, MarketColumns], found: re.Match[str], written: str, position: int, options: FeedOptions
) -> None:
    name = " ".join(written.partition("/")[2].split())
    columns = markets.get(found.group(2))
    if columns is None:
        columns = markets[found.group(2)] = MarketColumns(name, _find_rule(name, options))
    if found.group(1) == "price":
        columns.price = position
    elif found.group(1) == "included":
        columns.included = position
    else:
        columns.compare_at = position


def _find_rule(name: str, options: FeedOptions) -> MarketRule | None:
    """What a market means: as the options say, else a country by name whose own currency is the shop's.

    The file does not say a market's currency. Guessing it would put a wrong price on show, so any other market is left out.
    """
    for known, rule in options.markets.items():
        if known.casefold() == name.casefold():
            return rule
    for language in ("en", "fr", "de", "es", "it", "pt", "nl"):
        for code, territory in Locale(language).territories.items():
            if territory.casefold() == name.casefold() and len(code) == 2 and code.isalpha():
                own = get_territory_currencies(code)
                return MarketRule((code,), options.currency) if options.currency in own else None
    return None
