"""The shapes a feed parser hands out, whatever the format it read. No database, no HTTP, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from app.kernel.money import Money

AvailabilityWord = Literal["in_stock", "out_of_stock", "preorder", "backorder"]
Severity = Literal["error", "warning", "info"]
FeedFormat = Literal["google_xml", "google_csv", "shopify_csv", "unknown"]

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ParsedShipping:
    """One delivery option of an offer: its price is never the product's price. Days are working days, or None."""

    country: str
    service: str
    price: Money | None
    region: str = ""
    min_order: Money | None = None
    min_days: int | None = None
    max_days: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedUnitPricing:
    """What the pack holds and the amount the unit price is quoted for: 300 ml, per 100 ml."""

    measure: Decimal
    unit: str
    base_measure: Decimal
    base_unit: str


@dataclass(frozen=True, slots=True)
class ParsedOffer:
    """A variant's price and stock in one market ("" is the feed's own market).

    `list_price_claim` is what the brand calls the price before (Google `price` beside `sale_price`, Shopify compare-at).
    It is only the brand's claim and never the legal prior price: that comes from the price ledger.
    """

    market: str
    price: Money
    availability: AvailabilityWord
    purchase_url: str
    list_price_claim: Money | None = None
    sale_starts_at: datetime | None = None
    sale_ends_at: datetime | None = None
    available_at: datetime | None = None
    unit_pricing: ParsedUnitPricing | None = None
    shipping: tuple[ParsedShipping, ...] = ()

    def price_at(self, moment: datetime) -> tuple[Money, Money | None]:
        """The price and the claimed price in force at a moment: outside the sale's window the claim is the price."""
        before = self.sale_starts_at is not None and moment < self.sale_starts_at
        after = self.sale_ends_at is not None and moment >= self.sale_ends_at
        if self.list_price_claim is not None and (before or after):
            return self.list_price_claim, None
        return self.price, self.list_price_claim


@dataclass(frozen=True, slots=True)
class ParsedVariant:
    """One size or colour, with an offer per market. `external_id` is stable from one import to the next."""

    external_id: str
    offers: tuple[ParsedOffer, ...]
    line: int
    sku: str = ""
    title: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    gtin: str = ""
    mpn: str = ""
    image_link: str = ""


@dataclass(frozen=True, slots=True)
class ParsedProduct:
    """A product of the feed. All text is plain text; escape it like any other text.

    `group_id` is Google's item_group_id as the feed gives it. Real shops put a category there, so the parser does not
    merge items by it: every item is a product with one variant, and its id alone says what it is.
    """

    external_id: str
    title: str
    variants: tuple[ParsedVariant, ...]
    line: int
    description_text: str = ""
    link: str = ""
    brand: str = ""
    product_type: str = ""
    google_category: str = ""
    condition: str = "new"
    image_links: tuple[str, ...] = ()
    group_id: str = ""
    status: Literal["active", "draft", "archived"] = "active"
    listed: bool = True
    is_gift_card: bool = False
    excluded_markets: tuple[str, ...] = ()
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What the parser has to say of a line, an item or the whole feed. Words: `messages.describe`.

    `line` is the physical line of the file, from 1 (0: the whole file). `incomplete` says that products the file holds may
    be missing from what was delivered, so that a product's absence proves nothing. `refused` counts the items that the
    file lost with it: of all that is said of one item, only one diagnostic counts it.
    """

    severity: Severity
    code: str
    line: int = 0
    item_ref: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    field: str = ""
    incomplete: bool = False
    refused: int = 0


@dataclass(frozen=True, slots=True)
class MarketRule:
    """What a Shopify market of this name means: the countries it covers and the currency its prices are in."""

    countries: tuple[str, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """What the file itself cannot say, and the caps that bound a reading.

    `currency` is the shop's own (a Shopify CSV has none; for Google it serves a price without one). `shop_url` makes the
    purchase addresses of a Shopify CSV. `markets` maps the names in `Price / <Market>` columns.
    """

    currency: str = ""
    shop_url: str = ""
    market: str = ""
    markets: Mapping[str, MarketRule] = field(default_factory=dict)
    max_bytes: int = 256 * MIB
    max_items: int = 200_000
    max_item_chars: int = MIB
    max_repeats: int = 100
    """How often one warning or note is repeated before the rest is only counted."""
    max_error_repeats: int = 10_000
    max_faults: int = 500_000
    """Of all kinds; after so many the rest of the file is not read."""
