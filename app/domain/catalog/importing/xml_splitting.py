"""Cuts the text of an XML feed into its items, mending what can be mended without loss, so that one bad item spoils no other.

Does not parse: `xml_items` does. Memory is bounded by one item. A document type declaration is refused here, before any
parser sees it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from app.domain.catalog.importing.reporting import Reporter
from app.domain.catalog.importing.types import FeedOptions

_NAME = r"(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)"
_TOKEN = re.compile(
    rf"<!--|<!\[CDATA\[|<\?|<!(?i:doctype)|</{_NAME}(?=[\s>])|<{_NAME}(?=[\s/>])|&(?!(?:amp|lt|gt|quot|apos);)"
)
_ITEM_START = re.compile(rf"<{_NAME}(?=[\s/>])")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_EMPTY_REST = re.compile(r"[^<>]{0,2000}/>")
_CLOSERS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_HOLD_CHARS = 96  # longer than any token, so that a token cut by a chunk's end is kept for the next
_FLUSH_CHARS = 64 * 1024
_MAX_RESCANS = 25


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the feed: one whole item, or the text around items. Line and column, from 1, are where it starts."""

    is_item: bool
    text: str
    line: int
    column: int


class ReadingEnded(Exception):
    """The rest of the feed must not be read; a diagnostic said why."""


class XmlSplitter:
    """Feed it text; it yields pieces. `items_started` counts every item seen, broken ones too."""

    def __init__(self, options: FeedOptions, report: Reporter) -> None:
        self._report = report
        self._max = options.max_item_chars
        self._max_items = options.max_items
        self._buffer, self._pos = "", 0
        self._line, self._column = 1, 1
        self._kept: list[str] = []
        self._kept_chars = 0
        self._start = (1, 1)
        self._in_item = False
        self._dropping = False  # the current item is already given up
        self._skip_until = ""  # the end of the comment, CDATA section or instruction we are in
        self._rescans = 0
        self.items_started = 0

    def feed(self, text: str, final: bool = False) -> Iterator[Piece]:
        """The pieces completed by this text. Raises: ReadingEnded."""
        self._buffer, self._pos = self._buffer[self._pos :] + text, 0
        progress = True
        while progress:
            progress, piece = self._step(final)
            if piece is not None:
                yield piece
            if self._in_item and self._kept_chars > self._max:
                progress = self._drop_item("item_too_large") or progress
            elif not self._in_item and self._kept_chars > _FLUSH_CHARS:
                yield self._take_piece(is_item=False)
            if final and not progress and self._in_item:
                progress = self._drop_item("item_cut_short")
        if final and self._kept and not self._dropping:
            yield self._take_piece(is_item=False)

    def _step(self, final: bool) -> tuple[bool, Piece | None]:
        """Consume up to and including the next token. False: more text is needed."""
        if self._skip_until:
            return self._skip(final), None
        found = _TOKEN.search(self._buffer, self._pos)
        last_safe = len(self._buffer) - (0 if final else _HOLD_CHARS)
        if found is None or found.start() > last_safe:
            self._keep_until(last_safe)
            return False, None
        self._keep_until(found.start())
        mark = found.group()
        if mark == "&":
            self._mend_reference()
        elif mark.startswith("</"):
            return self._close_item(found.end())
        elif mark in _CLOSERS:
            self._keep_until(found.end())
            self._skip_until = _CLOSERS[mark]
        elif mark.startswith("<!"):
            self._report.error("doctype_refused", self._line, column=str(self._column), incomplete=True)
            raise ReadingEnded
        else:
            return True, self._open_item(found.end())
        return True, None

    def _open_item(self, end: int) -> Piece | None:
        around = None
        if self._in_item:
            self._report_broken("item_unclosed")
        elif self._kept:
            around = self._take_piece(is_item=False)
        self._kept, self._kept_chars, self._dropping = [], 0, False
        self._start = (self._line, self._column)
        self.items_started += 1
        if self.items_started > self._max_items:
            self._report.error("too_many_items", self._line, limit=str(self._max_items), incomplete=True)
            raise ReadingEnded
        empty = _EMPTY_REST.match(self._buffer, end)
        if empty is not None:
            self._report.error("item_empty", self._line, incomplete=True, refused=True)
            self._move_to(empty.end())
            self._in_item = False
        else:
            self._in_item = True
            self._keep_until(end)
        return around

    def _close_item(self, end: int) -> tuple[bool, Piece | None]:
        end = self._buffer.find(">", end, end + _HOLD_CHARS) + 1 or end
        if not self._in_item:
            self._report.warn("item_end_alone", self._line, column=str(self._column))
            self._move_to(end)
            return True, None
        self._keep_until(end)
        self._in_item = False
        if self._dropping:
            self._dropping = False
            return True, None
        return True, self._take_piece(is_item=True)

    def _skip(self, final: bool) -> bool:
        end = self._buffer.find(self._skip_until, self._pos)
        if end < 0:
            self._keep_until(len(self._buffer) - (0 if final else 2))
            return False
        self._keep_until(end + len(self._skip_until))
        self._skip_until = ""
        return True

    def _mend_reference(self) -> None:
        """Turn a bare "&", an HTML entity, or a reference to a forbidden character into what XML allows."""
        found = _REFERENCE.match(self._buffer, self._pos)
        mended, length, code = "&amp;", 1, "bare_ampersand"
        if found is not None and found.group(3):
            chars = html5.get(found.group(3) + ";")
            if chars is not None:
                mended, length, code = (
                    "".join(f"&#{ord(one)};" for one in chars),
                    len(found.group()),
                    "html_entity",
                )
        elif found is not None:
            point = int(found.group(1)) if found.group(1) else int(found.group(2), 16)
            if _is_allowed(point):
                self._keep_until(found.end())
                return
            mended, length, code = "&#65533;", len(found.group()), "forbidden_reference"
        value = self._buffer[self._pos : self._pos + 24].split("\n")[0]
        self._report.warn(code, self._line, column=str(self._column), value=value)
        self._keep_until(self._pos)  # so that a piece that begins here knows where
        self._move_to(self._pos + length)
        self._keep(mended)

    def _drop_item(self, code: str) -> bool:
        """Give up the current item. True when an unclosed section had swallowed later items, which are now read again."""
        self._report_broken(code)
        swallowed = bool(self._skip_until) and not self._dropping and self._rescans < _MAX_RESCANS
        raw = "".join(self._kept) + self._buffer[self._pos :] if swallowed else ""
        self._kept, self._kept_chars, self._skip_until, self._dropping = [], 0, "", True
        following = _ITEM_START.search(raw, 1)
        if following is None:
            return False
        self._rescans += 1
        self._line, self._column = self._start
        self._buffer, self._pos = raw, 0
        self._move_to(following.start())
        self._in_item = self._dropping = False
        return True

    def _report_broken(self, code: str) -> None:
        if not self._dropping:
            self._report.error(code, self._start[0], at_line=str(self._line), incomplete=True, refused=True)

    def _take_piece(self, is_item: bool) -> Piece:
        piece = Piece(is_item, "".join(self._kept), *self._start)
        self._kept, self._kept_chars = [], 0
        return piece

    def _keep_until(self, end: int) -> None:
        """Keep the buffer up to there as part of the current piece."""
        if not self._kept and not self._in_item:
            self._start = (self._line, self._column)
        if end > self._pos:
            text = self._buffer[self._pos : end]
            self._move_to(end)
            self._keep(text)

    def _keep(self, text: str) -> None:
        if not self._dropping:
            self._kept.append(text)
            self._kept_chars += len(text)

    def _move_to(self, end: int) -> None:
        newlines = self._buffer.count("\n", self._pos, end)
        if newlines:
            self._line += newlines
            self._column = end - self._buffer.rfind("\n", self._pos, end)
        else:
            self._column += end - self._pos
        self._pos = end


def _is_allowed(point: int) -> bool:
    return (
        point in (9, 10, 13)
        or 0x20 <= point <= 0xD7FF
        or 0xE000 <= point <= 0xFFFD
        or 0x10000 <= point <= 0x10FFFF
    )
