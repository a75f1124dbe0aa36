"""Makes a product of one Google Merchant item (or Meta's, which has the same attributes), and says what is wrong with it.

Source: Merchant Center help, answer 7052112. A fault in a required attribute drops the item; any other drops the value.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, TypeVar

from app.domain.catalog.importing.google_attributes import KNOWN_UNREAD, OPTIONS, READ
from app.domain.catalog.importing.google_shipping import parse_shipping
from app.domain.catalog.importing.plain_text import any_to_text, clean_line, cut
from app.domain.catalog.importing.raw_items import RawField, RawItem
from app.domain.catalog.importing.reporting import Reporter
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
    parse_availability,
    parse_gtin,
    parse_moment,
    parse_price,
    parse_unit_pricing,
    parse_url,
    parse_window,
)
from app.kernel.money import Money

Value = TypeVar("Value")

MAX_ID_CHARS = 50
_MAX_CHARS = {
    "title": 150,
    "description": 5000,
    "brand": 70,
    "mpn": 70,
    "product_type": 300,
    "google_category": 300,
}
_MAX_EXTRA_IMAGES = 10


class ItemReader:
    """Reads raw items of one feed, one after another."""

    def __init__(self, options: FeedOptions, report: Reporter) -> None:
        self._options = options
        self._report = report
        self._seen_ids: set[str] = set()

    def read(self, raw: RawItem) -> ParsedProduct | None:
        """The product, or None where the item cannot be imported; the diagnostics say why."""
        self._note_unknown(raw)
        item = _Reading(raw, self._options, self._report)
        product = item.product()
        if product is None:
            return None
        if product.external_id in self._seen_ids:
            self._report.error(
                "id_repeated", raw.line, item_ref=product.external_id, field="id", refused=True
            )
            return None
        self._seen_ids.add(product.external_id)
        return product

    def _note_unknown(self, raw: RawItem) -> None:
        for name in raw.google:
            if (
                name not in READ
                and name not in KNOWN_UNREAD
                and self._report.is_new("unknown_attribute", name)
            ):
                self._report.note("unknown_attribute", raw.line, field=name)


class _Reading:
    """One item being read. `failed` turns True at the first fault that drops it; reading goes on, to report them all."""

    def __init__(self, raw: RawItem, options: FeedOptions, report: Reporter) -> None:
        self._raw = raw
        self._options = options
        self._report = report
        self._ref = raw.text("id")[:255]
        self.failed = False

    def product(self) -> ParsedProduct | None:
        external_id = self._id()
        title = self._required_text("title", clean_line)
        description = self._required_text("description", any_to_text)
        link = self._required("link", parse_url)
        images = self._images()
        variant = self._variant(external_id, link or "", images)
        if self.failed or variant is None:
            return None
        return ParsedProduct(
            external_id=external_id,
            title=title,
            description_text=description,
            link=link or "",
            variants=(variant,),
            line=self._raw.line,
            brand=self._text("brand"),
            product_type=self._text("product_type"),
            google_category=self._text("google_product_category", "google_category"),
            condition=self._condition(),
            image_links=images,
            group_id=clean_line(self._raw.text("item_group_id"))[:MAX_ID_CHARS],
            expires_at=self._optional("expiration_date", lambda text: parse_moment(text, end_of_day=True)),
        )

    def _variant(self, external_id: str, link: str, images: tuple[str, ...]) -> ParsedVariant | None:
        offer = self._offer(link)
        if offer is None:
            return None
        return ParsedVariant(
            external_id=external_id,
            sku=external_id,
            title="",
            options={name: value for name in OPTIONS if (value := clean_line(self._raw.text(name))[:100])},
            gtin=self._optional("gtin", parse_gtin) or "",
            mpn=self._text("mpn"),
            image_link=images[0] if images else "",
            offers=(offer,),
            line=self._raw.line,
        )

    def _offer(self, link: str) -> ParsedOffer | None:
        availability: AvailabilityWord | None = self._required("availability", parse_availability)
        price = self._required("price", self._price)
        if price is None or availability is None:
            return None
        sale = self._sale(price)
        starts_at, ends_at = self._sale_window() if sale else (None, None)
        return ParsedOffer(
            market=self._options.market,
            price=sale or price,
            list_price_claim=price if sale else None,
            sale_starts_at=starts_at,
            sale_ends_at=ends_at,
            availability=availability,
            available_at=self._available_at(availability),
            purchase_url=link,
            unit_pricing=self._unit_pricing(),
            shipping=parse_shipping(self._raw, self._price, self._fault),
        )

    def _id(self) -> str:
        external_id = clean_line(self._required_text("id", str))
        if len(external_id) > MAX_ID_CHARS:
            self._fail("id_too_long", self._raw.first("id"), "id", limit=str(MAX_ID_CHARS))
        return external_id

    def _images(self) -> tuple[str, ...]:
        images: list[str] = []
        main = self._required("image_link", parse_url)
        if main:
            images.append(main)
        extra = self._raw.all("image_link")[1:] + self._raw.all("additional_image_link")
        if len(extra) > _MAX_EXTRA_IMAGES:
            self._fault(
                "too_many_images", extra[_MAX_EXTRA_IMAGES], "image_link", limit=str(_MAX_EXTRA_IMAGES)
            )
        for found in extra[:_MAX_EXTRA_IMAGES]:
            try:
                url = parse_url(found.value)
            except BadValue as fault:
                self._fault(fault.code, found, "additional_image_link", **fault.params)
                continue
            if url not in images:
                images.append(url)
        return tuple(images)

    def _price(self, text: str) -> Money:
        return parse_price(text, self._raw.text("currency") or self._options.currency)

    def _sale(self, price: Money) -> Money | None:
        sale = self._optional("sale_price", self._price)
        if sale is None:
            return None
        if sale.currency != price.currency or sale.amount_minor >= price.amount_minor:
            self._fault("sale_price_not_lower", self._raw.first("sale_price"), "sale_price")
            return None
        return sale

    def _sale_window(self) -> tuple[datetime | None, datetime | None]:
        name = "sale_price_effective_date"
        window = self._optional(name, parse_window)
        return window or (None, None)

    def _available_at(self, availability: str) -> datetime | None:
        moment = self._optional("availability_date", parse_moment)
        if moment is None and availability in ("preorder", "backorder"):
            self._report.warn(
                "availability_date_missing", self._raw.line, item_ref=self._ref, field="availability_date"
            )
        return moment

    def _unit_pricing(self) -> ParsedUnitPricing | None:
        base = self._raw.text("unit_pricing_base_measure")
        return self._optional("unit_pricing_measure", lambda text: parse_unit_pricing(text, base))

    def _condition(self) -> Literal["new", "refurbished", "used"]:
        word = self._raw.text("condition").lower()
        if word == "refurbished":
            return "refurbished"
        if word == "used" or word.startswith("used_"):
            return "used"
        if word not in ("", "new"):
            self._fault("condition_unknown", self._raw.first("condition"), "condition")
        return "new"

    def _text(self, name: str, limit_name: str = "") -> str:
        text = clean_line(self._raw.text(name))
        limit = _MAX_CHARS[limit_name or name]
        if len(text) > limit:
            self._fault("text_cut", self._raw.first(name), name, limit=str(limit))
        return cut(text, limit)

    def _required_text(self, name: str, clean: Callable[[str], str]) -> str:
        found = self._raw.first(name)
        if found is None and name == "description":
            found = self._raw.first("summary") or self._raw.first("content")
        text = clean(found.value) if found else ""
        if not text:
            self._fail("attribute_missing", found, name)
        limit = _MAX_CHARS.get(name, len(text))
        if len(text) > limit:
            self._fault("text_cut", found, name, limit=str(limit))
        return cut(text, limit) if limit else text

    def _required(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        found = self._raw.first(name)
        if found is None:
            self._fail("attribute_missing", None, name)
            return None
        try:
            return parse(found.value)
        except BadValue as fault:
            self._fail(fault.code, found, name, **fault.params)
            return None

    def _optional(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        found = self._raw.first(name)
        if found is None:
            return None
        try:
            return parse(found.value)
        except BadValue as fault:
            self._fault(fault.code, found, name, **fault.params)
            return None

    def _fail(self, code: str, found: RawField | None, name: str, **params: str) -> None:
        refused, self.failed = not self.failed, True
        line, value = (found.line, found.value) if found else (self._raw.line, "")
        unnamed = not self._ref
        self._report.error(
            code,
            line,
            item_ref=self._ref,
            field=name,
            value=value,
            incomplete=unnamed,
            refused=refused,
            **params,
        )

    def _fault(self, code: str, found: RawField | None, name: str, **params: str) -> None:
        line, value = (found.line, found.value) if found else (self._raw.line, "")
        self._report.warn(code, line, item_ref=self._ref, field=name, value=value, **params)
