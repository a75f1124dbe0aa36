"""Small feeds and a reader for the import tests."""

import io
import os
from pathlib import Path

import pytest

from app.domain.catalog.importing.opening import open_feed
from app.domain.catalog.importing.types import Diagnostic, FeedFormat, FeedOptions, ParsedOffer, ParsedProduct

OPTIONS = FeedOptions(currency="EUR", shop_url="https://shop.example")
_ROOT = Path(__file__).resolve().parents[3]
_REAL_DATA = Path(os.environ.get("VITRINE_REAL_DATA") or _ROOT.parent / "shared" / "data")


class Reading:
    """What came out of a feed."""

    def __init__(
        self, data: bytes, feed_format: FeedFormat | None = None, options: FeedOptions = OPTIONS
    ) -> None:
        self.everything = list(open_feed(io.BytesIO(data), feed_format, options))
        self.products = [one for one in self.everything if isinstance(one, ParsedProduct)]
        self.diagnostics = [one for one in self.everything if isinstance(one, Diagnostic)]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.diagnostics]

    @property
    def ids(self) -> list[str]:
        return [one.external_id for one in self.products]

    def one(self, code: str) -> Diagnostic:
        found = [one for one in self.diagnostics if one.code == code]
        assert len(found) == 1, self.diagnostics
        return found[0]

    def offer(self, number: int = 0) -> ParsedOffer:
        return self.products[number].variants[0].offers[0]


def real_file(name: str) -> Path:
    """A file or folder of the real data; skips the test where it is missing."""
    path = _REAL_DATA / name
    if not path.exists():
        pytest.skip(f"no real data at {path} (set VITRINE_REAL_DATA)")
    return path


def google_item(number: int | str = 1, extra: str = "", **changes: str | None) -> str:
    """One good item; a keyword changes an attribute, None leaves it out."""
    fields: dict[str, str | None] = {
        "id": f"sku-{number}",
        "title": f"Robe {number}",
        "description": "Une robe.",
        "link": f"https://shop.example/p/{number}",
        "image_link": f"https://shop.example/i/{number}.jpg",
        "availability": "in stock",
        "price": "15.00 EUR",
        **changes,
    }
    body = "\n".join(f"<g:{name}>{value}</g:{name}>" for name, value in fields.items() if value is not None)
    return f"<item>\n{body}\n{extra}</item>\n"


HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n'
TAIL = "</channel>\n</rss>\n"


def google_feed(*items: str, head: str = HEAD, tail: str = TAIL) -> bytes:
    return (head + "".join(items) + tail).encode()


def read_item(extra: str = "", **changes: str | None) -> Reading:
    """The reading of a feed of one item."""
    return Reading(google_feed(google_item(extra=extra, **changes)))
