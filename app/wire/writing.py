"""How each language writes money, dates and the names of places: the one place that decides it.

Vitrine's English is European: "24 November 2026", not "November 24, 2026".
"""

from functools import cache

from babel import Locale
from babel.numbers import format_currency, get_currency_symbol

from app.kernel.money import Money

_REGIONS = {"en": "en_GB"}


@cache
def written_locale(locale: str) -> Locale:
    """The customs that a language of ours is written by."""
    return Locale.parse(_REGIONS.get(locale, locale))


def money_text(money: Money, locale: str) -> str:
    """A price as the reader writes it: 19,90 € in French, €19.90 or CHF 19.90 in English."""
    customs = written_locale(locale)
    return format_currency(
        money.amount, money.currency, format=_pattern(money.currency, customs), locale=customs
    )


@cache
def _pattern(currency: str, customs: Locale) -> str:
    """The language's pattern, with a space between letters and the digits right after them: CLDR asks for it, and
    Babel does not put it. Source: UTS 35, currencySpacing."""
    pattern = str(customs.currency_formats["standard"].pattern)
    symbol = get_currency_symbol(currency, customs)
    return pattern.replace("¤#", "¤\u00a0#") if symbol[-1:].isalpha() else pattern
