"""Money as integer minor units plus an ISO 4217 code. No floats, no rates, no formatting (that is `wire.writing`)."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_EXPONENTS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}
_CODE = re.compile(r"[A-Z]{3}")
MAX_MINOR = 10**15


class BadAmount(ValueError):
    """Text that is not an amount of money; `args[0]` says why."""


def minor_exponent(currency: str) -> int:
    """How many decimal places a currency's minor unit has (EUR 2, JPY 0, TND 3)."""
    return _EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units: `Money(1990, "EUR")` is 19.90 euros."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.currency):
            raise BadAmount(f"{self.currency!r} is not a currency code")

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.amount_minor).scaleb(-minor_exponent(self.currency))


def money_from_decimal(text: str, currency: str) -> Money:
    """Money from decimal text with a point, such as "19.90".

    Raises: BadAmount for text that is no number, is negative, is finer than the currency, or is absurdly large.
    """
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise BadAmount(f"{text[:40]!r} is not a number") from error
    if not value.is_finite() or value < 0:
        raise BadAmount(f"{text[:40]!r} is not a price")
    minor = value.scaleb(minor_exponent(currency))
    if minor > MAX_MINOR:
        raise BadAmount(f"{text[:40]!r} is too large")
    if minor != minor.to_integral_value():
        raise BadAmount(f"{text[:40]!r} has more decimals than {currency} allows")
    return Money(int(minor), currency)
