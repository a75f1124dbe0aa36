"""Google Merchant feeds, as XML (RSS 2.0, RSS 1.0, Atom) and as delimited text; Meta's catalogue has the same columns.

Every item is one product with one variant. Items are not merged by `item_group_id`: a stream cannot know that a group is
complete, and real shops put a category there. The group stands in `group_id` for whoever wants it.
"""

import re
from collections.abc import Iterator

from app.domain.catalog.importing.csv_rows import CsvRow, CsvRows
from app.domain.catalog.importing.decoding import FeedText
from app.domain.catalog.importing.google_items import ItemReader
from app.domain.catalog.importing.raw_items import RawField, RawItem
from app.domain.catalog.importing.reporting import Reporter
from app.domain.catalog.importing.types import Diagnostic, FeedOptions, ParsedProduct
from app.domain.catalog.importing.xml_items import read_xml_items

REQUIRED_COLUMNS = ("id", "title", "description", "link", "image_link", "availability", "price")
_PARTED = re.compile(r"([a-z_]+)\s*\(([a-z_:\s]+)\)")
_LISTS = {"additional_image_link", "shipping"}


def parse_google_xml(
    text: FeedText, options: FeedOptions, report: Reporter
) -> Iterator[ParsedProduct | Diagnostic]:
    """The products and diagnostics of an XML feed, in the file's order."""
    reader = ItemReader(options, report)
    for raw in read_xml_items(text, options, report):
        product = reader.read(raw) if raw is not None else None
        yield from report.take()
        if product is not None:
            yield product
    yield from report.take()


def parse_google_csv(
    text: FeedText, delimiter: str, options: FeedOptions, report: Reporter
) -> Iterator[ParsedProduct | Diagnostic]:
    """The products and diagnostics of a delimited feed, in the file's order."""
    rows = CsvRows(text, delimiter, report, options.max_item_chars)
    columns = [normalize_column(name) for name in rows.header]
    if not _check_columns(columns, rows.header_line, report):
        yield from report.take()
        return
    reader = ItemReader(options, report)
    seen = 0
    for row in rows:
        seen += 1
        if seen > options.max_items:
            line = row.line if row else 0
            report.error("too_many_items", line, limit=str(options.max_items), incomplete=True)
            break
        product = reader.read(_read_row(row, columns)) if row is not None else None
        yield from report.take()
        if product is not None:
            yield product
    if seen == 0:
        report.warn("feed_empty", rows.header_line)
    yield from report.take()


def normalize_column(name: str) -> str:
    """A column's attribute name: "Image Link", "g:image_link" and "image link" are all image_link."""
    return re.sub(r"[\s-]+", "_", name.strip().lower().removeprefix("g:"))


def _check_columns(columns: list[str], line: int, report: Reporter) -> bool:
    for name in sorted({name for name in columns if name and columns.count(name) > 1 and name not in _LISTS}):
        report.warn("column_repeated", line, field=name)
    missing = [name for name in REQUIRED_COLUMNS if name not in columns]
    for name in missing:
        report.error("column_missing", line, field=name, incomplete=True)
    return not missing


def _read_row(row: CsvRow, columns: list[str]) -> RawItem:
    raw = RawItem(row.line)
    for column, value in zip(columns, row.values, strict=True):
        if not column or not value.strip():
            continue
        parted = _PARTED.fullmatch(column)
        name = parted.group(1) if parted else column
        values = value.split(",") if name == "additional_image_link" else [value]
        if name == "shipping":
            values = re.split(r",(?=[A-Za-z]{2}?:)", value)
        fields = raw.google.setdefault(name, [])
        for one in values:
            parts: dict[str, str] = {}
            if parted:
                names = [part.strip() for part in parted.group(2).split(":")]
                parts = dict(zip(names, one.split(":", len(names) - 1), strict=False))
            fields.append(RawField(one.strip(), row.line, parts))
    return raw
