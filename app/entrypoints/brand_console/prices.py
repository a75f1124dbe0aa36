"""A price as people type it: 19,90 or 1 299.00, with or without the currency's sign."""

import re

from app.kernel.errors import InvalidInput
from app.kernel.money import BadAmount, money_from_decimal

FAULT = "Write a price such as 19.90, with no more decimals than its currency has."
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


def read_price(text: str, currency: str) -> int:
    """The price in minor units of a currency.

    Raises: InvalidInput on "price".
    """
    bare = re.sub(r"[\s\u00a0\u202f€£$’']|[A-Z]{3}", "", text.strip())
    if "," in bare and "." in bare:  # the last of the two is the decimal sign
        thousands = "," if bare.rindex(",") < bare.rindex(".") else "."
        bare = bare.replace(thousands, "")
    bare = bare.replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        raise InvalidInput(fields={"price": FAULT})
    try:
        return money_from_decimal(bare, currency).amount_minor
    except BadAmount as error:
        raise InvalidInput(fields={"price": FAULT}) from error
