"""The front door: a stream of bytes in, products and diagnostics out, whatever the format, and never an exception for what it holds."""

from collections.abc import Iterator
from typing import BinaryIO

from app.domain.catalog.importing.decoding import FeedText, PeekedStream
from app.domain.catalog.importing.google import parse_google_csv, parse_google_xml
from app.domain.catalog.importing.reporting import Reporter
from app.domain.catalog.importing.shopify import parse_shopify_csv
from app.domain.catalog.importing.sniffing import find_delimiter, sniff_feed
from app.domain.catalog.importing.types import Diagnostic, FeedFormat, FeedOptions, ParsedProduct


def open_feed(
    stream: BinaryIO, feed_format: FeedFormat | None = None, options: FeedOptions | None = None
) -> Iterator[ParsedProduct | Diagnostic]:
    """Read a feed as a stream, in the file's order; memory is bounded by one item.

    `feed_format`: None or "unknown" sniffs it. Ends early, with an error whose `incomplete` is True, at the options' caps.
    Raises: only what the stream's own `read` raises.
    """
    options = options or FeedOptions()
    report = Reporter(options)
    peeked = PeekedStream(stream, options.max_bytes)
    sniffed = sniff_feed(peeked.head)
    chosen = sniffed.format if feed_format in (None, "unknown") else feed_format
    if sniffed.reason in ("feed_compressed", "feed_blank") or chosen == "unknown":
        report.error(sniffed.reason, 1, incomplete=True, **sniffed.params)
        yield from report.take()
        return
    text = FeedText(peeked, report)
    if chosen == "google_xml":
        yield from parse_google_xml(text, options, report)
    elif chosen == "google_csv":
        yield from parse_google_csv(text, find_delimiter(peeked.head), options, report)
    else:
        yield from parse_shopify_csv(text, find_delimiter(peeked.head), options, report)
    report.close()
    yield from report.take()
