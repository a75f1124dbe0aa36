"""Shopify's product CSV: gathers the rows that share a handle into a product with its variants, images and market prices.

The file knows neither its currency nor the shop's address; both come with the options. Rows of one product stand together,
as Shopify writes them, so that memory is bounded by one product.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.catalog.importing.csv_rows import CsvRow, CsvRows
from app.domain.catalog.importing.decoding import FeedText
from app.domain.catalog.importing.reporting import Reporter
from app.domain.catalog.importing.shopify_columns import find_columns
from app.domain.catalog.importing.shopify_products import ProductBuilder
from app.domain.catalog.importing.types import Diagnostic, FeedOptions, ParsedProduct
from app.domain.catalog.importing.values import BadValue, parse_currency, parse_url

_MAX_ROWS_OF_A_PRODUCT = 2_500  # Shopify's own caps: 2,048 variants, 250 images
_MAX_HANDLE_CHARS = 255


@dataclass(slots=True)
class _Group:
    handle: str
    rows: list[CsvRow] = field(default_factory=list)


def parse_shopify_csv(
    text: FeedText, delimiter: str, options: FeedOptions, report: Reporter
) -> Iterator[ParsedProduct | Diagnostic]:
    """The products and diagnostics of a Shopify CSV, in the file's order."""
    rows = CsvRows(text, delimiter, report, options.max_item_chars)
    columns = find_columns(rows.header, rows.header_line, options, report)
    if not _check_options(options, report) or columns is None:
        yield from report.take()
        return
    builder = ProductBuilder(columns, options, report)
    count = 0
    for group in _group_rows(rows, columns.positions["handle"], report):
        count += group is not None
        if count > options.max_items and group is not None:
            report.error("too_many_items", group.rows[0].line, limit=str(options.max_items), incomplete=True)
            break
        product = builder.build(group.handle, group.rows) if group is not None else None
        yield from report.take()
        if product is not None:
            yield product
    if count == 0:
        report.warn("feed_empty", rows.header_line)
    yield from report.take()


def _check_options(options: FeedOptions, report: Reporter) -> bool:
    """A Shopify file cannot be read without the shop's currency and address."""
    good = True
    for name, value, parse in (
        ("currency", options.currency, parse_currency),
        ("shop_url", options.shop_url, parse_url),
    ):
        try:
            parse(value)
        except BadValue:
            report.error("option_missing", 0, field=name, value=value, incomplete=True)
            good = False
    return good


def _group_rows(rows: CsvRows, handle_position: int, report: Reporter) -> Iterator[_Group | None]:
    """Runs of rows with one handle; None where a row only brought a diagnostic."""
    group: _Group | None = None
    finished: set[bytes] = set()
    for row in rows:
        if row is None:
            yield None
            continue
        handle = row.values[handle_position].strip()
        if not handle or len(handle) > _MAX_HANDLE_CHARS:
            code = "handle_missing" if not handle else "handle_too_long"
            value = handle or row.values[0]
            report.error(code, row.line, field="Handle", value=value, incomplete=True, refused=True)
            yield None
            continue
        if group is not None and group.handle == handle:
            _add_row(group, row, report)
            continue
        if group is not None:
            yield group
            finished.add(_digest(group.handle))
        group = None
        if _digest(handle) in finished:
            report.error("handle_apart", row.line, item_ref=handle, field="Handle", value=handle)
            yield None
            continue
        group = _Group(handle, [row])
    if group is not None:
        yield group


def _digest(handle: str) -> bytes:
    """Eight bytes instead of up to 255 characters, for two hundred thousand handles."""
    return hashlib.blake2b(handle.encode(), digest_size=8).digest()


def _add_row(group: _Group, row: CsvRow, report: Reporter) -> None:
    if len(group.rows) < _MAX_ROWS_OF_A_PRODUCT:
        group.rows.append(row)
    elif len(group.rows) == _MAX_ROWS_OF_A_PRODUCT and report.is_new("too_many_rows", group.handle):
        limit = str(_MAX_ROWS_OF_A_PRODUCT)
        report.error("too_many_rows", row.line, item_ref=group.handle, field="Handle", limit=limit)
