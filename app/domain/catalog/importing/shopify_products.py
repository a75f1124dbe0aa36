"""Makes one product of the rows of a Shopify CSV that share a handle, and says what is wrong with them."""

import hashlib
from typing import Literal
from urllib.parse import quote

from app.domain.catalog.importing.csv_rows import CsvRow
from app.domain.catalog.importing.plain_text import clean_line, cut, html_to_text
from app.domain.catalog.importing.reporting import Reporter
from app.domain.catalog.importing.shopify_columns import MarketColumns, ShopifyColumns
from app.domain.catalog.importing.types import (
    AvailabilityWord,
    FeedOptions,
    ParsedOffer,
    ParsedProduct,
    ParsedUnitPricing,
    ParsedVariant,
)
from app.domain.catalog.importing.values import (
    BadValue,
    parse_gtin,
    parse_price,
    parse_unit_pricing,
    parse_url,
)
from app.kernel.money import Money

_MAX_ID_CHARS = 255
_MAX_TITLE_CHARS = 255
_MAX_DESCRIPTION_CHARS = 5000
_MAX_IMAGES = 250
_FALSE = ("false", "0", "no", "non", "faux")
_TRUE = ("true", "1", "yes", "oui", "vrai")


class ProductBuilder:
    """Builds the products of one file."""

    def __init__(self, columns: ShopifyColumns, options: FeedOptions, report: Reporter) -> None:
        self._columns = columns
        self._options = options
        self._report = report
        self._shop_url = options.shop_url.strip().rstrip("/")

    def build(self, handle: str, rows: list[CsvRow]) -> ParsedProduct | None:
        """The product, or None where it cannot be imported; the diagnostics say why."""
        line = rows[0].line
        title = clean_line(self._any(rows, "title"))
        if not title:
            self._report.error("attribute_missing", line, item_ref=handle, field="Title", refused=True)
            return None
        variants = self._variants(handle, rows)
        if not variants:
            self._report.error("no_variants", line, item_ref=handle, refused=True)
            return None
        status = self._status(handle, rows)
        return ParsedProduct(
            external_id=handle,
            title=self._cut(title, _MAX_TITLE_CHARS, rows[0], handle, "Title"),
            description_text=self._description(handle, rows),
            link=self._purchase_url(handle, ""),
            variants=variants,
            line=line,
            brand=cut(clean_line(self._any(rows, "vendor")), 70),
            product_type=cut(clean_line(self._any(rows, "type")), 300),
            google_category=cut(clean_line(self._any(rows, "category")), 300),
            condition=self._condition(rows),
            image_links=self._images(handle, rows),
            status=status,
            listed=status == "active" and self._any(rows, "published").lower() not in _FALSE,
            is_gift_card=self._any(rows, "gift_card").lower() in _TRUE,
            excluded_markets=self._excluded_markets(rows),
        )

    def _any(self, rows: list[CsvRow], name: str) -> str:
        """A product's own value: on its first row, or the first row that has it."""
        return next((value for row in rows if (value := self._columns.get(row.values, name))), "")

    def _cut(self, text: str, limit: int, row: CsvRow, handle: str, field: str) -> str:
        if len(text) > limit:
            self._report.warn(
                "text_cut", row.line, item_ref=handle, field=field, value=text, limit=str(limit)
            )
        return cut(text, limit)

    def _description(self, handle: str, rows: list[CsvRow]) -> str:
        text = html_to_text(self._any(rows, "body"))
        return self._cut(text, _MAX_DESCRIPTION_CHARS, rows[0], handle, "Body (HTML)")

    def _status(self, handle: str, rows: list[CsvRow]) -> Literal["active", "draft", "archived"]:
        word = self._any(rows, "status").lower()
        if word == "archived":
            return "archived"
        if word in ("draft", "unlisted"):
            return "draft"
        if word not in ("", "active"):
            self._report.warn("status_unknown", rows[0].line, item_ref=handle, field="Status", value=word)
            return "draft"
        return "active"

    def _condition(self, rows: list[CsvRow]) -> str:
        word = self._any(rows, "condition").lower()
        return word if word in ("new", "refurbished", "used") else "new"

    def _images(self, handle: str, rows: list[CsvRow]) -> tuple[str, ...]:
        found: list[tuple[int, int, str]] = []
        for order, row in enumerate(rows):
            url = self._url(handle, row, "image", "Image Src")
            position = self._columns.get(row.values, "image_position")
            if url:
                place = (
                    int(position)
                    if position.isascii() and position.isdigit() and len(position) < 7
                    else order + 1
                )
                found.append((place, order, url))
        return tuple(dict.fromkeys(url for _, _, url in sorted(found)))[:_MAX_IMAGES]

    def _url(self, handle: str, row: CsvRow, column: str, field: str) -> str:
        value = self._columns.get(row.values, column)
        if not value:
            return ""
        try:
            return parse_url(value)
        except BadValue as fault:
            self._complain(fault, handle, row, field, value)
            return ""

    def _complain(self, fault: BadValue, handle: str, row: CsvRow, field: str, value: str) -> None:
        self._report.warn(fault.code, row.line, item_ref=handle, field=field, value=value, **fault.params)

    def _excluded_markets(self, rows: list[CsvRow]) -> tuple[str, ...]:
        excluded: list[str] = []
        for market in self._columns.markets:
            if market.included is not None and market.rule is not None:
                words = [row.values[market.included].strip().lower() for row in rows]
                if next((word for word in words if word), "true") in _FALSE:
                    excluded += market.rule.countries
        return tuple(dict.fromkeys(excluded))

    def _variants(self, handle: str, rows: list[CsvRow]) -> tuple[ParsedVariant, ...]:
        names = [self._any(rows, f"option{number}_name") or f"Option {number}" for number in (1, 2, 3)]
        variants: dict[str, ParsedVariant] = {}
        for row in rows:
            get = self._columns.get
            options = [get(row.values, f"option{number}_value") for number in (1, 2, 3)]
            is_variant = row is rows[0] or any(options) or get(row.values, "sku") or get(row.values, "price")
            if not is_variant:
                continue
            external_id = self._variant_id(handle, row, options, variants)
            if external_id in variants:
                self._report.error(
                    "variant_repeated", row.line, item_ref=handle, value=" / ".join(filter(None, options))
                )
                continue
            variant = self._variant(handle, row, external_id, dict(zip(names, options, strict=True)))
            if variant is not None:
                variants[external_id] = variant
        return tuple(variants.values())

    def _variant_id(
        self, handle: str, row: CsvRow, options: list[str], taken: dict[str, ParsedVariant]
    ) -> str:
        """The SKU where it is given and tells the variants apart, else the handle with the option values."""
        sku = clean_line(self._columns.get(row.values, "sku"))
        if sku and len(sku) <= _MAX_ID_CHARS and sku not in taken:
            return sku
        if sku in taken:
            self._report.warn("sku_repeated", row.line, item_ref=handle, field="Variant SKU", value=sku)
        composed = ":".join([handle, *(value for value in options if value)])
        if len(composed) <= _MAX_ID_CHARS:
            return composed
        return composed[:200] + "~" + hashlib.sha256(composed.encode()).hexdigest()[:16]

    def _variant(
        self, handle: str, row: CsvRow, external_id: str, options: dict[str, str]
    ) -> ParsedVariant | None:
        price = self._price(handle, row, "price", "Variant Price", required=True)
        if price is None:
            return None
        named = {name: value for name, value in options.items() if value and value != "Default Title"}
        barcode = self._columns.get(row.values, "barcode").lstrip("'")
        gtin = ""
        if barcode:
            try:
                gtin = parse_gtin(barcode)
            except BadValue as fault:
                self._complain(fault, handle, row, "Variant Barcode", barcode)
        return ParsedVariant(
            external_id=external_id,
            sku=clean_line(self._columns.get(row.values, "sku")),
            title=cut(" / ".join(named.values()), 300),
            options=named,
            gtin=gtin,
            mpn=cut(clean_line(self._columns.get(row.values, "mpn")), 70),
            image_link=self._url(handle, row, "variant_image", "Variant Image"),
            offers=self._offers(handle, row, price),
            line=row.line,
        )

    def _offers(self, handle: str, row: CsvRow, price: Money) -> tuple[ParsedOffer, ...]:
        compare_at = self._price(handle, row, "compare_at", "Variant Compare At Price")
        availability = self._availability(handle, row)
        url = self._purchase_url(handle, self._columns.get(row.values, "variant_id"))
        unit_pricing = self._unit_pricing(handle, row)
        prices = {self._options.market: (price, compare_at)}
        for market in self._columns.markets:
            prices.update(self._market_prices(handle, row, market))
        return tuple(
            ParsedOffer(
                market=country,
                price=own,
                list_price_claim=claim if claim and claim.amount_minor > own.amount_minor else None,
                availability=availability,
                purchase_url=url,
                unit_pricing=unit_pricing,
            )
            for country, (own, claim) in prices.items()
        )

    def _market_prices(
        self, handle: str, row: CsvRow, market: MarketColumns
    ) -> dict[str, tuple[Money, Money | None]]:
        if market.rule is None or market.price is None:
            return {}
        currency = market.rule.currency
        price = self._money(handle, row, row.values[market.price], f"Price / {market.name}", currency)
        if price is None:
            return {}
        claim = None
        if market.compare_at is not None:
            field = f"Compare-at price / {market.name}"
            claim = self._money(handle, row, row.values[market.compare_at], field, currency)
        return dict.fromkeys(market.rule.countries, (price, claim))

    def _price(
        self, handle: str, row: CsvRow, column: str, field: str, required: bool = False
    ) -> Money | None:
        value = self._columns.get(row.values, column)
        if required and not value:
            self._report.error("attribute_missing", row.line, item_ref=handle, field=field)
        return self._money(handle, row, value, field, self._options.currency, required)

    def _money(
        self, handle: str, row: CsvRow, value: str, field: str, currency: str, required: bool = False
    ) -> Money | None:
        if not value.strip():
            return None
        try:
            return parse_price(value, currency)
        except BadValue as fault:
            report = self._report.error if required else self._report.warn
            report(fault.code, row.line, item_ref=handle, field=field, value=value, **fault.params)
            return None

    def _availability(self, handle: str, row: CsvRow) -> AvailabilityWord:
        """Sold out at zero or less, unless the shop goes on selling; zero means nothing where stock is not counted."""
        text = self._columns.get(row.values, "quantity").removesuffix(".0")
        digits = text.removeprefix("-")
        if text and not (digits.isascii() and digits.isdigit() and len(digits) < 12):
            self._report.warn(
                "quantity_invalid", row.line, item_ref=handle, field="Variant Inventory Qty", value=text
            )
            return "out_of_stock"
        goes_on = self._columns.get(row.values, "policy").lower() in ("continue", *_TRUE)
        if not text or goes_on:
            return "in_stock"
        counted = bool(self._columns.get(row.values, "tracker"))
        quantity = int(text)
        return "out_of_stock" if quantity < 0 or (quantity == 0 and counted) else "in_stock"

    def _unit_pricing(self, handle: str, row: CsvRow) -> ParsedUnitPricing | None:
        get = self._columns.get
        measure = get(row.values, "measure") + get(row.values, "measure_unit")
        base = get(row.values, "base_measure") + get(row.values, "base_measure_unit")
        if not get(row.values, "measure"):
            return None
        try:
            return parse_unit_pricing(measure, base)
        except BadValue as fault:
            self._complain(fault, handle, row, "Unit price total measure", measure)
            return None

    def _purchase_url(self, handle: str, variant_id: str) -> str:
        """The product's page; its variant is chosen where the file names it, which Shopify's own export does not."""
        url = f"{self._shop_url}/products/{quote(handle, safe='')}"
        return f"{url}?variant={variant_id}" if variant_id.isascii() and variant_id.isdigit() else url
