"""Single values: prices in every notation that has one meaning, and none that has two."""

import pytest

from app.domain.catalog.importing.plain_text import html_to_text
from app.domain.catalog.importing.values import (
    BadValue,
    parse_availability,
    parse_moment,
    parse_price,
    parse_unit_pricing,
)
from app.kernel.money import Money


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15.00 EUR", Money(1500, "EUR")),
        ("15,00 EUR", Money(1500, "EUR")),
        ("EUR 15", Money(1500, "EUR")),
        ("28.7 EUR", Money(2870, "EUR")),
        ("15€", Money(1500, "EUR")),
        ("1 234,50 €", Money(123450, "EUR")),
        ("1\u202f234,50 EUR", Money(123450, "EUR")),
        ("1,234.50 GBP", Money(123450, "GBP")),
        ("1.234.567,5 eur", Money(123456750, "EUR")),
        ("12.5000 USD", Money(1250, "USD")),
        ("1500 JPY", Money(1500, "JPY")),
        ("1,500 JPY", Money(1500, "JPY")),
        ("12.345 TND", Money(12345, "TND")),
        ("0.500 EUR", Money(50, "EUR")),
    ],
)
def test_prices(text: str, expected: Money) -> None:
    assert parse_price(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,234 EUR", "price_ambiguous"),
        ("1.234 EUR", "price_ambiguous"),
        ("1,234 TND", "price_ambiguous"),
        ("15.125 EUR", "price_ambiguous"),
        ("0.125 EUR", "price_too_fine"),
        ("15.5 JPY", "price_too_fine"),
        ("15", "price_currency_missing"),
        ("15 QQQ", "currency_unknown"),
        ("-15 EUR", "price_invalid"),
        ("free", "price_invalid"),
        ("5.00 – 10.00", "price_invalid"),
        ("1e3 EUR", "price_invalid"),
        ("EUR 5 USD", "price_invalid"),
        ("٥ EUR", "price_invalid"),
        ("1,2,3 EUR", "price_invalid"),
        ("99999999999999999999 EUR", "price_too_large"),
        ("", "price_invalid"),
    ],
)
def test_prices_refused(text: str, code: str) -> None:
    with pytest.raises(BadValue) as fault:
        parse_price(text)
    assert fault.value.code == code


def test_availability_in_both_spellings() -> None:
    assert parse_availability("Out of Stock") == parse_availability("out_of_stock") == "out_of_stock"
    assert parse_availability("pre-order") == "preorder"
    with pytest.raises(BadValue):
        parse_availability("maybe")


def test_a_moment_at_the_edge_of_the_calendar_is_refused_not_raised() -> None:
    for text in ("0001-01-01T00:00+14:00", "9999-12-31", "2026-13-01", "", "12"):
        with pytest.raises(BadValue):
            parse_moment(text, end_of_day=True)


def test_unit_pricing() -> None:
    parsed = parse_unit_pricing("1,5 kg", "100 g")
    assert (str(parsed.measure), parsed.unit, str(parsed.base_measure), parsed.base_unit) == (
        "1.5",
        "kg",
        "100",
        "g",
    )


def test_html_leaves_only_words() -> None:
    source = '<h4>Titre</h4><ul><li onclick="x()">un</li><li>deux</li></ul><img src=x onerror=alert(1)><svg><script>y</script></svg>'
    assert html_to_text(source) == "Titre\n- un\n- deux"
