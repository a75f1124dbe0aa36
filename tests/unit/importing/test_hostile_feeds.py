"""Feeds made to hurt: nothing is expanded, nothing is swallowed, nothing raises, and a cap ends what would not end."""

import io
import json
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.catalog.importing.messages import MESSAGES, describe
from app.domain.catalog.importing.opening import open_feed
from app.domain.catalog.importing.types import MIB, Diagnostic, FeedFormat, FeedOptions
from tests.unit.importing.feeds_at_hand import (
    HEAD,
    OPTIONS,
    TAIL,
    Reading,
    google_feed,
    google_item,
    real_file,
)
from tests.unit.importing.test_shopify import LEGACY

FORMATS: list[FeedFormat | None] = [None, "google_xml", "google_csv", "shopify_csv"]


@pytest.mark.parametrize("where", ["before", "inside"])
def test_a_document_type_is_refused_before_anything_is_expanded(where: str) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>\n'
    item = google_item(title="&f;&b;")
    feed = (
        bomb + HEAD.partition("\n")[2] + item + TAIL
        if where == "before"
        else HEAD + item + bomb + item + TAIL
    )
    reading = Reading(feed.encode())
    refused = reading.one("doctype_refused")
    assert (refused.severity, refused.incomplete) == ("error", True)
    assert "root:" not in repr(reading.everything)


def test_an_undeclared_entity_stays_text() -> None:
    reading = Reading(google_feed(google_item(title="&xxe; &lol9;")))
    assert reading.products[0].title == "&xxe; &lol9;"


@pytest.mark.parametrize(
    "body",
    [
        "<item>" * 60_000,
        "<item><a>" + "<a>" * 300_000,
        "<item><![CDATA[" * 60_000,
        "<!--" + "<item>" * 400_000,
        "&" * 150_000,
        "<" * 1_000_000,
        "<item a='" + "x" * 2_000_000,
        "<item>" + "<g:title>x</g:title>" * 40_000 + "</item>",
        "<a " * 400_000,
        google_item(description="<![CDATA[" + "<div>" * 150_000 + "]]>"),
        google_item(description="<![CDATA[" + "<a><b>" * 2_400 + "]]>"),
        google_item(title="x" * 1_500_000),
    ],
    ids=range(12),
)
def test_memory_stays_bounded_whatever_is_nested_or_left_open(body: str) -> None:
    data = (HEAD + body + TAIL).encode()
    tracemalloc.start()
    for _ in open_feed(io.BytesIO(data), "google_xml", OPTIONS):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50 * MIB


def test_a_large_feed_is_streamed() -> None:
    class Endless(io.RawIOBase):
        """Two hundred thousand items that are never in memory together."""

        def __init__(self) -> None:
            self.number = 0

        def read(self, size: int = -1) -> bytes:
            self.number += 1
            head = HEAD if self.number == 1 else ""
            return (head + "".join(google_item(f"{self.number}-{n}") for n in range(100))).encode()

    tracemalloc.start()
    items = list(open_feed(Endless(), None, FeedOptions(max_items=3000)))  # type: ignore[arg-type]
    counted = sum(not isinstance(one, Diagnostic) for one in items)
    assert counted == 3000
    assert [one.code for one in items if isinstance(one, Diagnostic)] == ["too_many_items"]
    del items
    tracemalloc.stop()
    last = None
    for last in open_feed(Endless(), None, FeedOptions(max_bytes=MIB)):  # type: ignore[arg-type] # noqa: B007
        pass
    assert isinstance(last, Diagnostic)
    assert last.incomplete


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "feed_blank"),
        (b" \n", "feed_blank"),
        (b"\x1f\x8b\x08junk", "feed_compressed"),
        (b"PK\x03\x04xlsx", "feed_compressed"),
        (b"<!DOCTYPE html><html>", "feed_is_html"),
        (b'{"products": []}', "feed_is_json"),
        (b"name;prix\nsac;12", "columns_unknown"),
    ],
)
def test_what_is_no_feed_is_told_apart(data: bytes, code: str) -> None:
    reading = Reading(data)
    assert reading.codes == [code]
    assert reading.diagnostics[0].incomplete


def test_warnings_are_counted_rather_than_repeated_for_ever() -> None:
    reading = Reading(google_feed(*(google_item(n, title="A & B") for n in range(150))))
    assert len(reading.products) == 150
    assert reading.codes.count("bare_ampersand") == 100
    assert reading.one("more_of_the_same").params == {"count": "50", "code": "bare_ampersand"}


def test_a_file_of_nothing_but_faults_is_given_up() -> None:
    reading = Reading(google_feed("&" * 200_000), "google_xml", FeedOptions(max_faults=1000))
    assert "too_many_faults" in reading.codes
    assert len(reading.diagnostics) < 110
    errors = Reading(google_feed("<item>" * 50), "google_xml", FeedOptions(max_error_repeats=10))
    assert errors.codes.count("item_unclosed") == 10
    assert errors.one("more_of_the_same").incomplete


def test_naughty_strings_survive_as_titles() -> None:
    strings = json.loads((real_file("conformance/blns") / "blns.json").read_text(encoding="utf-8"))
    for text in (one for one in strings if one.strip()):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        quoted = text.replace('"', '""')
        as_xml = Reading(google_feed(google_item(title=escaped)))
        as_csv = Reading(f'{LEGACY}\na,"{quoted}",,V,true,,,,,,,5,,,,'.encode())
        for reading in (as_xml, as_csv):
            if not reading.products:  # nothing but white space or control characters
                assert reading.one("attribute_missing").field.lower() == "title"
            elif not reading.diagnostics:
                assert reading.products[0].title == " ".join(text.split())


def _read_and_describe(data: bytes, feed_format: FeedFormat | None) -> None:
    for one in open_feed(io.BytesIO(data), feed_format, OPTIONS):
        if isinstance(one, Diagnostic):
            assert one.code in MESSAGES
            assert "…" not in MESSAGES[one.code][0]
            assert describe(one, "en")
            assert describe(one, "fr_FR")


_GOOD = [
    google_feed(
        google_item(1, "<g:shipping><g:price>1 EUR</g:price></g:shipping>"), google_item(2), google_item(3)
    ),
    f'{LEGACY}\na,"A, ""b""",<p>x</p>,V,true,T,S,s,,1,deny,5,6,https://x.example/a,1,active\na,,,,,,M,,,,,5,,,,\n'.encode(),
    b"id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\na\tb\tc\thttps://x.example\thttps://x.example/i\tin stock\t5 EUR\n",
]
_SPICE = [
    b"<",
    b">",
    b"&",
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\x00",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<item>",
    b"</item>",
    b"\xff\xfe",
]


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400), feed_format=st.sampled_from(FORMATS))
def test_random_bytes_never_raise(data: bytes, feed_format: FeedFormat | None) -> None:
    _read_and_describe(data, feed_format)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    feed=st.sampled_from(_GOOD),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(_SPICE) | st.binary(max_size=6)),
        max_size=8,
    ),
    feed_format=st.sampled_from(FORMATS),
)
def test_mutated_feeds_never_raise(
    feed: bytes, edits: list[tuple[float, int, bytes]], feed_format: FeedFormat | None
) -> None:
    for where, removed, inserted in edits:
        at = int(where * len(feed))
        feed = feed[:at] + inserted + feed[at + removed :]
    _read_and_describe(feed, feed_format)


@settings(max_examples=100, deadline=None)
@given(sizes=st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_chunk_boundaries_change_nothing(sizes: list[int]) -> None:
    feed = google_feed(
        google_item(1, title="Dolce & Gabbana &eacute; <![CDATA[x & <item>]]>"),
        "<!-- <item> -->",
        "<item><bad></item>\n",
        google_item(2),
    )

    class Dribble(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(sizes[self.tell() % len(sizes)])

    from app.domain.catalog.importing import (
        decoding,  # the head is read to a fixed size before; make it small too
    )

    original, decoding.CHUNK_BYTES = decoding.CHUNK_BYTES, 16
    try:
        dribbled = list(open_feed(Dribble(feed), "google_xml", OPTIONS))
    finally:
        decoding.CHUNK_BYTES = original
    assert dribbled == Reading(feed).everything
