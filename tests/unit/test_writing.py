"""Money and dates as the reader's language writes them. Spaces: the no-break ones that typography asks for."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import format_date, get_locale

from app.kernel.money import Money
from app.wire.writing import money_text, written_locale


@pytest.mark.parametrize(
    ("minor", "currency", "english", "french"),
    [
        (5_900, "EUR", "€59.00", "59,00\u00a0€"),
        (9_600, "CHF", "CHF\u00a096.00", "96,00\u00a0CHF"),
        (129_600, "CHF", "CHF\u00a01,296.00", "1\u202f296,00\u00a0CHF"),
        (129_600, "GBP", "£1,296.00", "1\u202f296,00\u00a0£GB"),
        (129_600, "SEK", "SEK\u00a01,296.00", "1\u202f296,00\u00a0SEK"),
        (1_296, "JPY", "JP¥1,296", "1\u202f296\u00a0JPY"),
    ],
)
def test_money(minor: int, currency: str, english: str, french: str) -> None:
    money = Money(minor, currency)
    assert (money_text(money, "en"), money_text(money, "fr")) == (english, french)


@pytest.mark.parametrize(
    ("language", "medium", "long"),
    [("en", "24 Nov 2026", "24 November 2026"), ("fr", "24 nov. 2026", "24 novembre 2026")],
)
def test_dates_in_pages(app: Flask, language: str, medium: str, long: str) -> None:
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    with app.test_request_context(f"/?lang={language}"):
        assert get_locale() == written_locale(language)
        assert (format_date(moment, "medium"), format_date(moment, "long")) == (medium, long)
