"""Reads the single values of a feed: prices, dates, addresses, codes. Knows no file format. Never uses a float."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from urllib.parse import urlsplit

from babel.numbers import list_currencies
from stdnum import ean

from app.domain.catalog.importing.types import AvailabilityWord, ParsedUnitPricing
from app.kernel.money import BadAmount, Money, minor_exponent, money_from_decimal

_GROUP = " \u00a0\u202f'\u2019"
_CURRENCY = r"[A-Za-z]{3}|€|£"
_PRICE = re.compile(
    rf"(?:({_CURRENCY})[{_GROUP}]*)?([0-9](?:[0-9.,{_GROUP}]*[0-9])?)(?:[{_GROUP}]*({_CURRENCY}))?"
)
_SYMBOLS = {"€": "EUR", "£": "GBP"}
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_MEASURE = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,6})?)\s*([A-Za-z]{1,8}(?: [A-Za-z]{1,8})?)")
_DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AVAILABILITY: dict[str, AvailabilityWord] = {
    "in_stock": "in_stock",
    "instock": "in_stock",
    "out_of_stock": "out_of_stock",
    "outofstock": "out_of_stock",
    "discontinued": "out_of_stock",
    "preorder": "preorder",
    "pre_order": "preorder",
    "backorder": "backorder",
    "back_order": "backorder",
    "available_for_order": "backorder",
}
MAX_URL_CHARS = 2000


class BadValue(ValueError):
    """A value that cannot be read. `code` is the diagnostic's code, `params` what its message needs."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@cache
def _known_currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def parse_currency(text: str) -> str:
    """An ISO 4217 code in capitals. Raises: BadValue."""
    code = _SYMBOLS.get(text, text.strip().upper())
    if code not in _known_currencies():
        raise BadValue("currency_unknown", currency=code)
    return code


def parse_price(text: str, default_currency: str = "") -> Money:
    """Money from "15.00 EUR", "15,00 EUR", "EUR 15", "1 234,50 €".

    A price that can be read in two ways ("1,234 EUR") is refused: a wrong price is worse than a missing one.
    Raises: BadValue.
    """
    found = _PRICE.fullmatch(text.strip()) if len(text) <= 60 else None
    if found is None:
        raise BadValue("price_invalid")
    before, number, after = found.groups()
    if before and after and parse_currency(before) != parse_currency(after):
        raise BadValue("price_invalid")
    code = before or after or default_currency
    if not code:
        raise BadValue("price_currency_missing")
    currency = parse_currency(code)
    decimal = _plain_decimal(number, minor_exponent(currency))
    try:
        return money_from_decimal(decimal, currency)
    except BadAmount as fault:
        fraction = decimal.partition(".")[2].rstrip("0")
        too_fine = len(fraction) > minor_exponent(currency)
        raise BadValue("price_too_fine" if too_fine else "price_too_large", currency=currency) from fault


def _plain_decimal(number: str, exponent: int) -> str:
    """Decimal text with a point, from a number in any European or American notation."""
    spaced = re.split(rf"[{_GROUP}]", number)
    if len(spaced) > 1:
        if not 1 <= len(spaced[0]) <= 3 or any(len(re.split("[.,]", part)[0]) != 3 for part in spaced[1:]):
            raise BadValue("price_invalid")
        if any(not part.isdigit() for part in spaced[:-1]):
            raise BadValue("price_invalid")
        number = "".join(spaced)
    marks = [char for char in number if char in ".,"]
    if not marks:
        return number
    whole, _, fraction = number.rpartition(marks[-1])
    if len(set(marks)) == 2:
        if marks.count(marks[-1]) != 1 or not _GROUPED.fullmatch(whole):
            raise BadValue("price_invalid")
        return f"{re.sub('[.,]', '', whole)}.{fraction}"
    if len(marks) > 1:
        if not _GROUPED.fullmatch(number):
            raise BadValue("price_invalid")
        return number.replace(marks[0], "")
    could_be_thousands = (
        len(spaced) == 1 and len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0")
    )
    if could_be_thousands:
        if exponent == 0 and marks[0] == ",":
            return whole + fraction
        if not (exponent == 3 and marks[0] == "."):
            raise BadValue("price_ambiguous")
    return f"{whole}.{fraction}"


def parse_availability(text: str) -> AvailabilityWord:
    """Google's word, from Google's, Meta's or schema.org's spelling. Raises: BadValue."""
    word = text.strip().lower().removeprefix("https://schema.org/").removeprefix("http://schema.org/")
    known = _AVAILABILITY.get(re.sub(r"[\s-]+", "_", word))
    if known is None:
        raise BadValue("availability_unknown")
    return known


def parse_moment(text: str, end_of_day: bool = False) -> datetime:
    """An ISO 8601 date or time, in UTC; without a zone it is read as UTC. Raises: BadValue.

    `end_of_day`: a bare date means the end of that day.
    """
    clean = text.strip()
    try:
        moment = datetime.fromisoformat(clean)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        if end_of_day and _DATE_ONLY.fullmatch(clean):
            moment += timedelta(days=1)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise BadValue("date_invalid") from fault


def parse_window(text: str) -> tuple[datetime, datetime]:
    """A period, "start/end", in UTC. Raises: BadValue."""
    starts, slash, ends = text.partition("/")
    if not slash:
        raise BadValue("date_range_invalid")
    window = parse_moment(starts), parse_moment(ends, end_of_day=True)
    if window[0] >= window[1]:
        raise BadValue("date_range_invalid")
    return window


def parse_url(text: str) -> str:
    """An absolute http or https address without credentials. Raises: BadValue."""
    url = text.strip().replace(" ", "%20")
    if url.startswith("//"):
        url = "https:" + url
    if len(url) > MAX_URL_CHARS:
        raise BadValue("url_too_long", limit=str(MAX_URL_CHARS))
    try:
        parts = urlsplit(url)
        port_ok = parts.port is None or parts.port > 0
    except ValueError as fault:
        raise BadValue("url_invalid") from fault
    odd = re.search(r"[\s\\<>\"\x00-\x20\x7f]", url)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or "@" in parts.netloc
        or odd
        or not port_ok
    ):
        raise BadValue("url_invalid")
    return url


def parse_gtin(text: str) -> str:
    """A GTIN's digits, its check digit right. Raises: BadValue."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", digits) or not ean.is_valid(digits):
        raise BadValue("gtin_invalid")
    return digits


def parse_measure(text: str) -> tuple[Decimal, str]:
    """An amount with its unit: "750ml". Raises: BadValue."""
    found = _MEASURE.fullmatch(text.strip())
    if found is None:
        raise BadValue("measure_invalid")
    amount = Decimal(found.group(1).replace(",", "."))
    if amount <= 0:
        raise BadValue("measure_invalid")
    return amount, found.group(2).lower()


def parse_unit_pricing(measure: str, base: str) -> ParsedUnitPricing:
    """What the pack holds and the amount the unit price is for; without the latter it is one unit. Raises: BadValue."""
    amount, unit = parse_measure(measure)
    base_amount, base_unit = parse_measure(base) if base.strip() else (Decimal(1), unit)
    return ParsedUnitPricing(amount, unit, base_amount, base_unit)
