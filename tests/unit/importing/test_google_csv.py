"""Google's and Meta's delimited feeds, and the row reader under every delimited format."""

import pytest

from app.domain.catalog.importing.types import FeedOptions
from app.kernel.money import Money
from tests.unit.importing.feeds_at_hand import OPTIONS, Reading

HEADER = "id,title,description,link,image_link,availability,price"


def row(number: int, title: str = "Sac", price: str = "15.00 EUR") -> str:
    return f"s{number},{title},Un sac,https://shop.example/{number},https://shop.example/{number}.jpg,in stock,{price}"


def test_a_tab_separated_feed_with_spaced_headers_and_shipping() -> None:
    header = "ID\tTitle\tDescription\tLink\tImage Link\tAvailability\tPrice\tshipping(country:price)\tadditional image link"
    values = "a\tSac\tUn sac\thttps://x.example/a\thttps://x.example/a.jpg\tpreorder\t20 EUR\tFR:3.00 EUR"
    reading = Reading(f"{header}\r\n{values}\thttps://x.example/2.jpg,https://x.example/3.jpg\r\n".encode())
    assert len(reading.products[0].image_links) == 3
    assert reading.offer().shipping[0].price == Money(300, "EUR")
    assert reading.codes == ["availability_date_missing"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_newlines(codec: str, newline: str) -> None:
    lines = [HEADER, row(1, '"Été\nlong"'), row(2, price="oops")]
    reading = Reading("\n".join(lines).replace("\n", newline).encode(codec))
    assert reading.products[0].title == "Été long"
    assert (reading.one("price_invalid").line, reading.one("price_invalid").item_ref) == (4, "s2")


def test_a_missing_column_is_named_with_the_line() -> None:
    reading = Reading(b"\nid,title,description,link,image_link,availability\n1,2,3,4,5,6\n")
    missing = reading.one("column_missing")
    assert (missing.field, missing.line, missing.incomplete, reading.products) == ("price", 2, True, [])


def test_an_unclosed_quote_costs_its_row_only() -> None:
    lines = [HEADER, row(1), row(2, '"never closed'), *(row(n) for n in range(3, 50))]
    reading = Reading("\n".join(lines).encode())
    assert reading.ids == ["s1", *(f"s{n}" for n in range(3, 50))]
    assert (reading.one("quote_not_closed").line, reading.one("quote_not_closed").incomplete) == (3, True)


def test_an_unclosed_quote_that_meets_a_later_quoted_value_costs_its_row_only() -> None:
    lines = [HEADER, row(1, '"never closed'), row(2), row(3, '"well, closed"'), row(4)]
    reading = Reading("\n".join(lines).encode())
    assert reading.ids == ["s2", "s3", "s4"]
    assert reading.products[1].title == "well, closed"
    assert reading.one("quote_not_closed").line == 2


def test_rows_that_do_not_fit_the_header() -> None:
    reading = Reading("\n".join([HEADER, row(1) + ",more", row(2).rpartition(",")[0], "", row(3)]).encode())
    assert reading.ids == ["s3"]
    assert [(one.code, one.line) for one in reading.diagnostics] == [
        ("row_too_wide", 2),
        ("row_too_narrow", 3),
        ("attribute_missing", 3),
    ]


def test_a_huge_value_costs_its_row_only() -> None:
    small = type(OPTIONS)(max_item_chars=2000)
    for quote in ("", '"'):
        lines = [HEADER, row(1), row(2, quote + "x" * 5000 + quote), row(3)]
        reading = Reading("\n".join(lines).encode(), options=small)
        assert reading.ids == ["s1", "s3"]
        assert reading.one("row_too_large").line == 3


def test_quotes_are_undoubled_and_stray_ones_said() -> None:
    reading = Reading("\n".join([HEADER, row(1, '"a ""b"" c"'), row(2, '"5" pipe')]).encode())
    assert [one.title for one in reading.products] == ['a "b" c', '5" pipe']
    assert reading.one("stray_quote").line == 3


def test_each_item_that_is_lost_is_counted_once_whatever_was_wrong_with_it() -> None:
    lost = f"{row(2, price='cheap')[:-9]}maybe,cheap\n"  # two faults
    wide = f"{row(3)},more,and more\n"
    data = f'{HEADER}\n{row(1)}\n{lost}{wide}{row(1)}\n"unclosed {row(4)}\n{row(5)}\n'
    read = Reading(data.encode())
    assert read.ids == ["s1", "s5"], read.diagnostics
    assert sum(one.refused for one in read.diagnostics) == 4
    many = "\n".join(row(1) for _ in range(8))
    held_back = Reading(f"{HEADER}\n{many}\n".encode(), options=FeedOptions(max_error_repeats=2))
    assert sum(one.refused for one in held_back.diagnostics) == 7, held_back.codes
