"""Telephone numbers as traders write them."""

import pytest

from app.domain.brands.legal import clean_legal
from app.domain.brands.phones import clean_phone


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("+33 1 23 45 67 89", "FR", "+33 1 23 45 67 89"),
        ("01 23 45 67 89", "FR", "+33 1 23 45 67 89"),
        ("01.23.45.67.89", "FR", "+33 1 23 45 67 89"),
        ("0033 1 23 45 67 89", "FR", "+33 1 23 45 67 89"),
        ("+33 (0)1 23 45 67 89", "FR", "+33 1 23 45 67 89"),
        ("+33 01 23 45 67 89", "FR", "+33 1 23 45 67 89"),
        ("+33\u00a01\u202f23 45 67 89", "FR", "+33 1 23 45 67 89"),
        ("+32 2 555 12 12", "FR", "+32 2 555 12 12"),
        ("02 555 12 12", "BE", "+32 255 512 12"),
        ("030/1234567", "DE", "+49 301 234 567"),
        ("+49 (30) 123-4567", "DE", "+49 (30) 123-4567"),
        ("06 1234 5678", "IT", "+39 061 234 567 8"),
        ("020 7946 0018", "GB", "+44 207 946 001 8"),
        ("06 1 123 4567", "HU", "+36 112 345 67"),
        ("912 345 678", "ES", "+34 912 345 678"),
        ("+1 202 555 0143", "FR", "+1 202 555 0143"),
    ],
)
def test_numbers_are_kept_with_their_country_code(typed: str, country: str, kept: str) -> None:
    assert clean_phone(typed, country) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "call me", "12345", "0000000000", "+33 0 00 00 00 00", "+33 111111111", "01 23 45 67 8", "+33 1 23 45 67 89 0",
        "------123456", "+", "", "1234567", "+33 1 23 45 67 8a", "٠١٢٣٤٥٦٧٨٩", "+999999999999999999", "tel: 0123456789",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert clean_phone(typed, "FR") is None


def test_without_a_country_a_number_needs_its_code() -> None:
    assert clean_phone("01 23 45 67 89", "") is None


def test_the_form_says_what_is_wrong_and_keeps_what_was_right() -> None:
    details = {"name": "Lune SAS", "address": "1 rue", "email": "a@lune.example", "certified": "1"}
    kept, faults = clean_legal({**details, "phone": "ring the bell"}, "FR")
    assert "check each digit" in faults["legal-phone"]
    assert kept["phone"] == "ring the bell"
    kept, faults = clean_legal({**details, "phone": "04 72 00 00 01"}, "FR")
    assert (kept["phone"], faults) == ("+33 4 72 00 00 01", {})
