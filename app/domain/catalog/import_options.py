"""What a brand says about a feed that the file itself cannot: its market, currency, shop address and language."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.catalog.importing.types import FeedOptions, MarketRule
from app.domain.catalog.importing.values import BadValue, parse_currency, parse_url
from app.kernel.errors import InvalidInput

FORMATS = ("google_xml", "google_csv", "shopify_csv")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LOCALE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The settings of one import.

    Shapes: `market` two letters; `locale` of the texts, "" where unknown; `stock_country` only where the brand states
    it; `full`: what is not in the file is no longer sold; `markets` names the `Price / <Market>` columns.
    """

    market: str = "FR"
    currency: str = ""
    shop_url: str = ""
    locale: str = ""
    stock_country: str = ""
    full: bool = False
    markets: Mapping[str, MarketRule] = field(default_factory=dict)

    @property
    def countries(self) -> frozenset[str]:
        """Every market this file speaks for."""
        more = (country for rule in self.markets.values() for country in rule.countries)
        return frozenset((self.market, *more))

    def for_parser(self) -> FeedOptions:
        """What the parsers need of it."""
        return FeedOptions(
            currency=self.currency, shop_url=self.shop_url, market=self.market, markets=self.markets
        )

    def to_stored(self) -> dict[str, str]:
        """As text by name, to be read again by `read_options`."""
        markets = {
            name: {"countries": list(rule.countries), "currency": rule.currency}
            for name, rule in self.markets.items()
        }
        stored = {
            "market": self.market,
            "currency": self.currency,
            "shop_url": self.shop_url,
            "locale": self.locale,
            "stock_country": self.stock_country,
            "full": "1" if self.full else "",
            "markets": json.dumps(markets) if markets else "",
        }
        return {name: value for name, value in stored.items() if value}


def read_options(raw: Mapping[str, str], feed_format: str = "") -> ImportOptions:
    """Options from text by name (market, currency, shop_url, locale, stock_country, full, markets as JSON).

    Raises: InvalidInput naming every faulty one; a Shopify file needs its shop's currency and address.
    """
    faults: dict[str, str] = {}
    options = ImportOptions(
        market=_match(raw, "market", _COUNTRY, "Choose the market these prices are for.", faults) or "FR",
        currency=_currency(raw, feed_format, faults),
        shop_url=_shop_url(raw, feed_format, faults),
        locale=_match(raw, "locale", _LOCALE, "Choose the language of the texts.", faults),
        stock_country=_match(raw, "stock_country", _COUNTRY, "Choose the country the stock is in.", faults),
        full=raw.get("full", "").strip().lower() in ("1", "true", "on", "yes"),
        markets=_markets(raw.get("markets", ""), faults),
    )
    if feed_format not in ("", *FORMATS):
        faults["format"] = "Choose Google XML, Google CSV or Shopify CSV, or leave it to us."
    if faults:
        raise InvalidInput(fields=faults)
    return options


def _match(
    raw: Mapping[str, str], name: str, shape: re.Pattern[str], fault: str, faults: dict[str, str]
) -> str:
    value = raw.get(name, "").strip()
    if value and not shape.fullmatch(value):
        faults[name] = fault
    return value


def _currency(raw: Mapping[str, str], feed_format: str, faults: dict[str, str]) -> str:
    value = raw.get("currency", "").strip()
    if not value and feed_format != "shopify_csv":
        return ""
    try:
        return parse_currency(value)
    except BadValue:
        faults["currency"] = "Write a currency code such as EUR."
        return ""


def _shop_url(raw: Mapping[str, str], feed_format: str, faults: dict[str, str]) -> str:
    value = raw.get("shop_url", "").strip()
    if not value and feed_format != "shopify_csv":
        return ""
    try:
        return parse_url(value)
    except BadValue:
        faults["shop_url"] = "Write the shop's address, such as https://shop.example.com."
        return ""


def _markets(text: str, faults: dict[str, str]) -> dict[str, MarketRule]:
    if not text.strip():
        return {}
    try:
        found = {
            str(name): MarketRule(
                tuple(_country(one) for one in rule["countries"]), parse_currency(rule["currency"])
            )
            for name, rule in json.loads(text).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        faults["markets"] = "Each market needs its countries and its currency."
        return {}
    return found


def _country(value: object) -> str:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise ValueError
    return value
