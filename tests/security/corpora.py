"""Hostile strings: the published corpora where the folder of real data is, and a short list of our own always."""

import json
import os
from functools import cache
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[3] / "shared" / "data"

BREAKERS = (
    "\x00",
    "a\x00b",
    "\ufffe\uffff",
    "\x01\x02\x1f\x7f\x85",
    "\r\nSet-Cookie: owned=1",
    "%0d%0aLocation: https://evil.example",
    "\u202e\u2066\ufeff\u200b",
    "A" * 70_000,
    "é" * 5_000,
    "🏳️‍🌈" * 600,
    "٣٤٥",
    "²³",
    "Ⅷ",
    "-1",
    "0",
    str(2**63),
    str(2**64),
    "9" * 5_000,
    "1e999",
    "0,nan,inf",
    "http://[",
)
"""What breaks programs: each of these goes into every field by itself."""

NASTY = (
    *BREAKERS,
    "1e308",
    "NaN",
    "-inf",
    "0x7f",
    "' OR 1=1 --",
    "%s%(x)s%n{0}{self}",
    "{{7*7}}",
    "${7*7}",
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "[]",
    "null",
    "//evil.example",
    "xn--\u2019",
    "İ",
    "\u0130\u0307",
    ",,,,",
    "😀,0.5,0.5",
)
"""The same, and what looks harmless."""


def folder() -> Path:
    """The corpora; skips the test, with the reason printed, where they are not."""
    found = Path(os.environ.get("VITRINE_REAL_DATA") or _BESIDE) / "conformance"
    if not found.is_dir():
        pytest.skip(f"no corpora in {found}: set VITRINE_REAL_DATA")
    return found


@cache
def naughty_strings() -> tuple[str, ...]:
    """The Big List of Naughty Strings."""
    return tuple(json.loads((folder() / "blns" / "blns.json").read_text()))


@cache
def payloads(kind: str) -> tuple[str, ...]:
    """The lines of every text file of one kind of attack."""
    lines: list[str] = []
    for path in sorted((folder() / "payloads-dev" / kind).glob("*.txt")):
        lines += [line for line in path.read_bytes().decode("utf-8", "replace").splitlines() if line.strip()]
    assert lines, kind
    return tuple(dict.fromkeys(lines))
