"""Reads Google's nested `shipping` attribute, in its XML form (parts) and its text form (country:region:service:price)."""

import re
from collections.abc import Callable, Mapping
from typing import Protocol

from app.domain.catalog.importing.raw_items import RawField, RawItem
from app.domain.catalog.importing.types import ParsedShipping
from app.domain.catalog.importing.values import BadValue
from app.kernel.money import Money

_TEXT_PARTS = ("country", "region", "service", "price")
_MAX_ENTRIES = 100
_MAX_DAYS = 365


class Complain(Protocol):
    """Reports a value that was left out."""

    def __call__(self, code: str, found: RawField | None, name: str, **params: str) -> None: ...


def parse_shipping(
    raw: RawItem, price: Callable[[str], Money], complain: Complain
) -> tuple[ParsedShipping, ...]:
    """An item's delivery options; one that cannot be read is reported and left out."""
    found: list[ParsedShipping] = []
    for entry in raw.all("shipping")[:_MAX_ENTRIES]:
        try:
            found.append(_parse_entry(entry, price))
        except BadValue as fault:
            complain(fault.code, entry, "shipping", **fault.params)
    return tuple(found)


def _parse_entry(entry: RawField, price: Callable[[str], Money]) -> ParsedShipping:
    parts = entry.parts or _split_text(entry.value)
    country = parts.get("country", "").strip().upper()
    if not re.fullmatch(r"[A-Z]{2}|", country):
        raise BadValue("country_invalid")
    days = {
        name: _parse_days(parts.get(name, ""))
        for name in ("min_handling_time", "max_handling_time", "min_transit_time", "max_transit_time")
    }
    return ParsedShipping(
        country=country,
        region=" ".join(parts.get("region", "").split())[:100],
        service=" ".join(parts.get("service", "").split())[:100],
        price=_optional_price(parts, "price", price),
        min_order=_optional_price(parts, "min_order_value", price),
        min_days=_add(days["min_handling_time"], days["min_transit_time"]),
        max_days=_add(days["max_handling_time"], days["max_transit_time"]),
    )


def _split_text(text: str) -> Mapping[str, str]:
    values = text.split(":")
    if len(values) == 3:  # country:service:price is what many shops write
        return dict(zip(("country", "service", "price"), values, strict=True))
    if len(values) not in (2, 4):
        raise BadValue("shipping_invalid")
    names = _TEXT_PARTS if len(values) == 4 else ("country", "price")
    return dict(zip(names, values, strict=True))


def _optional_price(parts: Mapping[str, str], name: str, price: Callable[[str], Money]) -> Money | None:
    return price(parts[name]) if parts.get(name, "").strip() else None


def _parse_days(text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"[0-9]{1,3}", text.strip()) or int(text) > _MAX_DAYS:
        raise BadValue("days_invalid")
    return int(text)


def _add(handling: int | None, transit: int | None) -> int | None:
    return None if transit is None else transit + (handling or 0)
