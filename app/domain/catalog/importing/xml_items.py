"""Reads the items of an RSS or Atom feed, each in a parser of its own, so that a broken one is dropped alone.

Documents with a document type are refused; entities are never expanded, since none can be declared; depth and size are capped.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from app.domain.catalog.importing.decoding import FeedText
from app.domain.catalog.importing.raw_items import RawField, RawItem
from app.domain.catalog.importing.reporting import Reporter
from app.domain.catalog.importing.types import FeedOptions
from app.domain.catalog.importing.xml_splitting import Piece, ReadingEnded, XmlSplitter

GOOGLE_NAMESPACE = "http://base.google.com/ns/1.0"
_GOOGLE = re.compile(r"https?://base\.google\.com/ns/1\.0/?")
_PLAIN = ("", "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/", "http://purl.org/atom/ns#")
_PREFIX_USED = re.compile(r"[<\s/]([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_ROOTS = ("rss", "feed", "RDF", "channel")
_MAX_DEPTH = 64
_MAX_AROUND_CHARS = 4 * 1024 * 1024
_MAX_NAMESPACES = 50
_UNBOUND_PREFIX = expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]
_FAULTS = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "xml_tag_mismatch",
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "xml_duplicate_attribute",
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "xml_cut_short",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "xml_cut_short",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: "xml_cut_short",
}


class _TooDeep(Exception):
    """Elements nested beyond any product's need."""


def read_xml_items(text: FeedText, options: FeedOptions, report: Reporter) -> Iterator[RawItem | None]:
    """The items that could be read, in order; None after a stretch that only brought diagnostics."""
    splitter = XmlSplitter(options, report)
    frame = _Frame(report)
    try:
        for chunk, final in _with_end(text):
            for piece in splitter.feed(chunk, final):
                if not frame.add(piece):
                    return
                yield _read_item(piece, frame.namespaces, report) if piece.is_item else None
            yield None
    except ReadingEnded:
        return
    frame.close()
    if splitter.items_started == 0:
        report.warn("feed_empty", 1)


def _with_end(text: FeedText) -> Iterator[tuple[str, bool]]:
    for chunk in text.chunks():
        yield chunk, False
    yield "", True


class _Frame:
    """The document around the items: its root, its namespaces, and whether it is closed at the end."""

    def __init__(self, report: Reporter) -> None:
        self._report = report
        self._chars = 0
        self._depth = 0
        self._broken = False
        self.namespaces: dict[str, str] = {}
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.StartNamespaceDeclHandler = self._declare
        self._parser.StartElementHandler = self._enter
        self._parser.EndElementHandler = self._leave

    def add(self, piece: Piece) -> bool:
        """Take a piece in. False: far too much that is no item, and the reading ends."""
        if piece.is_item:
            lines = piece.text.count("\n")
            last = len(piece.text) - piece.text.rfind("\n") - 1 if lines else len(piece.text)
            self._parse("\n" * lines + " " * last)  # keeps line and column true
            return True
        self._chars += len(piece.text.strip())
        if self._chars > _MAX_AROUND_CHARS:
            self._report.error("too_much_around_items", piece.line, incomplete=True)
            return False
        self._parse(piece.text)
        return True

    def close(self) -> None:
        """The document ended."""
        self._parse("", final=True)

    def _parse(self, text: str, final: bool = False) -> None:
        if self._broken:
            return
        try:
            self._parser.Parse(text.encode("utf-8"), final)
        except expat.ExpatError as fault:
            self._broken = True
            _report_fault(self._report, fault, fault.lineno, fault.offset + 1)

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        if self._depth <= 1 and len(self.namespaces) < _MAX_NAMESPACES:
            self.namespaces[prefix or ""] = uri or ""

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        local = name.rpartition(" ")[2]
        if self._depth == 1 and local not in _ROOTS:
            self._report.warn("xml_not_a_feed", self._parser.CurrentLineNumber, value=local)

    def _leave(self, name: str) -> None:
        self._depth -= 1


def _report_fault(
    report: Reporter, fault: expat.ExpatError, line: int, column: int, *, refused: bool = False
) -> None:
    code = _FAULTS.get(fault.code, "xml_malformed")
    detail = expat.ErrorString(fault.code) or ""
    report.error(code, line, column=str(column), detail=detail, incomplete=True, refused=refused)


def _read_item(piece: Piece, namespaces: dict[str, str], report: Reporter) -> RawItem | None:
    """The item's attributes, or None with a diagnostic when it is not well-formed."""
    for retry in (False, True):
        opening = "<x" + "".join(
            f" xmlns{':' + prefix if prefix else ''}={quoteattr(uri)}" for prefix, uri in namespaces.items()
        )
        builder = _ItemBuilder(piece, len(opening) + 1)
        try:
            builder.parse(f"{opening}>{piece.text}</x>")
            return builder.item
        except _TooDeep:
            report.error("item_too_deep", builder.line, limit=str(_MAX_DEPTH), incomplete=True, refused=True)
            return None
        except expat.ExpatError as fault:
            if fault.code == _UNBOUND_PREFIX and not retry and _declare_missing(piece, namespaces, report):
                continue
            _report_fault(report, fault, builder.line_of(fault), builder.column_of(fault), refused=True)
            return None
    return None


def _declare_missing(piece: Piece, namespaces: dict[str, str], report: Reporter) -> bool:
    """Declare the prefixes an item uses and the feed forgot. True if there were any."""
    missing = sorted(set(_PREFIX_USED.findall(piece.text)) - set(namespaces) - {"xml", "xmlns"})[
        :_MAX_NAMESPACES
    ]
    for prefix in missing:
        namespaces[prefix] = GOOGLE_NAMESPACE if prefix == "g" else "urn:undeclared"
        if report.is_new("namespace_missing", prefix):
            report.warn("namespace_missing", piece.line, value=prefix)
    return bool(missing)


class _ItemBuilder:
    """Builds a RawItem from one item's text."""

    def __init__(self, piece: Piece, opening_chars: int) -> None:
        self._piece = piece
        self._shift = opening_chars
        self.item = RawItem(piece.line)
        self._path: list[str] = []
        self._text: list[str] = []
        self._part_text: list[str] = []
        self._parts: dict[str, str] = {}
        self._field_line = piece.line
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._enter
        self._parser.EndElementHandler = self._leave
        self._parser.CharacterDataHandler = self._characters

    def parse(self, text: str) -> None:
        """Read the whole text. Raises: ExpatError, _TooDeep."""
        self._parser.Parse(text.encode("utf-8"), True)

    @property
    def line(self) -> int:
        """The physical line being read."""
        return self._piece.line + self._parser.CurrentLineNumber - 1

    def line_of(self, fault: expat.ExpatError) -> int:
        """The physical line of a fault."""
        return self._piece.line + fault.lineno - 1

    def column_of(self, fault: expat.ExpatError) -> int:
        """The physical column of a fault, from 1."""
        if fault.lineno > 1:
            return fault.offset + 1
        return max(1, self._piece.column + fault.offset - self._shift)

    def _enter(self, name: str, attributes: dict[str, Any]) -> None:
        self._path.append(name)
        depth = len(self._path)
        if depth > _MAX_DEPTH:
            raise _TooDeep
        if depth == 3:
            self._text, self._parts, self._field_line = [], {}, self.line
            if (
                name.endswith("link")
                and attributes.get("rel", "alternate") == "alternate"
                and "href" in attributes
            ):
                self._text.append(str(attributes["href"]))
        elif depth == 4:
            self._part_text = []

    def _characters(self, text: str) -> None:
        if len(self._path) >= 3:
            self._text.append(text)
        if len(self._path) >= 4:
            self._part_text.append(text)

    def _leave(self, name: str) -> None:
        depth = len(self._path)
        self._path.pop()
        uri, _, local = name.rpartition(" ")
        if depth == 4:
            self._parts.setdefault(local, "".join(self._part_text).strip())
        elif depth == 3:
            found = RawField("".join(self._text).strip(), self._field_line, self._parts)
            if _GOOGLE.fullmatch(uri):
                self.item.google.setdefault(local, []).append(found)
            elif uri in _PLAIN:
                self.item.plain.setdefault(local, []).append(found)
