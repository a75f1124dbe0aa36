"""Cursors: what was issued opens, and nothing else does."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.cursor import Cursor, decode_cursor, encode_cursor
from feeds.errors import BadCursor, CursorFault

KEY = b"0123456789abcdef"
NOW = 1_790_000_000
CURSOR = Cursor(before_id=2**62 + 1, kind="home", issued=NOW)
TEXT = encode_cursor(KEY, CURSOR)


def refused(text: str, *, key: bytes = KEY, kind: str = "home", now: int = NOW) -> CursorFault:
    with pytest.raises(BadCursor) as caught:
        decode_cursor(key, text, kind=kind, now=now, max_age_seconds=60)
    return caught.value.reason


@given(
    before_id=st.integers(1, 2**63 - 1),
    kind=st.text(min_size=1, max_size=8),
    issued=st.integers(0, 2**40),
)
def test_a_cursor_survives_the_journey(before_id: int, kind: str, issued: int) -> None:
    cursor = Cursor(before_id, kind, issued)
    text = encode_cursor(KEY, cursor)
    assert text.isascii() and text.replace("-", "").replace("_", "").isalnum()
    assert decode_cursor(KEY, text, kind=kind, now=issued) == cursor


def test_the_longest_kind_fits() -> None:
    cursor = Cursor(1, "k" * 32, NOW)
    assert decode_cursor(KEY, encode_cursor(KEY, cursor), kind="k" * 32, now=NOW) == cursor


def test_an_old_cursor_is_expired() -> None:
    assert decode_cursor(KEY, TEXT, kind="home", now=NOW + 60, max_age_seconds=60) == CURSOR
    assert refused(TEXT, now=NOW + 61) is CursorFault.EXPIRED


def test_another_key_or_feed_is_forged() -> None:
    assert refused(TEXT, key=b"another key of 16") is CursorFault.FORGED
    assert refused(TEXT, kind="brand") is CursorFault.FORGED


@given(at=st.integers(0, len(TEXT) - 1), new=st.characters(codec="utf-8"))
def test_any_changed_character_is_refused(at: int, new: str) -> None:
    if new != TEXT[at]:
        assert refused(TEXT[:at] + new + TEXT[at + 1 :]) in (CursorFault.FORGED, CursorFault.MALFORMED)


@given(text=st.text())
def test_any_text_is_refused_without_a_crash(text: str) -> None:
    assert refused(text) in (CursorFault.FORGED, CursorFault.MALFORMED)


@pytest.mark.parametrize("text", ["", "=", "a", TEXT + "=", TEXT + "\n", TEXT * 100, TEXT[:-1], "é" * 40])
def test_what_is_not_a_cursor_is_refused(text: str) -> None:
    assert refused(text) in (CursorFault.FORGED, CursorFault.MALFORMED)


def test_another_version_is_malformed() -> None:
    raw = base64.urlsafe_b64decode(TEXT + "=" * (-len(TEXT) % 4))
    assert refused(base64.urlsafe_b64encode(b"\x02" + raw[1:]).rstrip(b"=").decode()) is CursorFault.MALFORMED


@pytest.mark.parametrize("cursor", [Cursor(0, "home", NOW), Cursor(2**63, "home", NOW), Cursor(1, "", NOW)])
def test_a_cursor_that_cannot_be_is_not_issued(cursor: Cursor) -> None:
    with pytest.raises(ValueError, match="cursor"):
        encode_cursor(KEY, cursor)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 bytes"):
        encode_cursor(b"short", CURSOR)
