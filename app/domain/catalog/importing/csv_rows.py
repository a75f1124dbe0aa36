"""Reads delimited text row by row, with physical line numbers, and finds its feet again after a broken row.

Python's csv module is not used: an unclosed quote makes it swallow the rest of the file, and it cannot say where it began.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.catalog.importing.decoding import FeedText
from app.domain.catalog.importing.reporting import Reporter

_MAX_ROW_LINES = 20_000
_MAX_COLUMNS = 1_000
_MAX_RESCANS = 25


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row's values, one for each column of the header, and the physical line it starts on."""

    line: int
    values: list[str]


class _QuoteNotClosed(Exception):
    """A quoted value did not end, or was followed by something no value can be followed by."""


class CsvRows:
    """The rows under a header. `header` is empty where the file is."""

    def __init__(self, text: FeedText, delimiter: str, report: Reporter, max_row_chars: int) -> None:
        self._report = report
        self._delimiter = delimiter
        self._max = max_row_chars
        self._source = self._physical_lines(text)
        self._back: deque[str] = deque()
        self._line = 0  # the number of the physical line last taken
        self._taken: list[str] = []
        self._rescans = 0
        self._stray_quote = False
        self.header_line = 1
        self.header = self._read_header()

    def __iter__(self) -> Iterator[CsvRow | None]:
        """The rows that fit the header; None after a row that only brought a diagnostic."""
        width = len(self.header)
        lost_from = 0
        while (first := self._next_line()) is not None:
            start = self._line
            if not first.strip(self._delimiter + " \t"):
                continue
            values = self._record(first, quiet=lost_from > 0)
            if lost_from and (values is None or len(values) != width):
                continue
            if lost_from:
                self._note_skipped(lost_from, start - 1)
                lost_from = 0
            if values is None:
                lost_from = start + 1
            yield self._fit(values, start) if values is not None else None
        if lost_from:
            self._note_skipped(lost_from, self._line)
            yield None

    def _read_header(self) -> list[str]:
        while (first := self._next_line()) is not None:
            if first.strip() and not first.lower().startswith("sep="):
                self.header_line = self._line
                return self._record(first, quiet=False) or []
        return []

    def _note_skipped(self, first: int, last: int) -> None:
        if last >= first:
            self._report.warn("lines_skipped", first, last=str(last))

    def _fit(self, values: list[str], line: int) -> CsvRow | None:
        width = len(self.header)
        if any(value.strip() for value in values[width:]):
            self._report.error(
                "row_too_wide",
                line,
                columns=str(width),
                values=str(len(values)),
                value=values[0],
                incomplete=True,
                refused=True,
            )
            return None
        if len(values) < width:
            self._report.warn(
                "row_too_narrow", line, columns=str(width), values=str(len(values)), value=values[0]
            )
        return CsvRow(line, values[:width] + [""] * (width - len(values)))

    def _record(self, first: str, quiet: bool) -> list[str] | None:
        """The values of the record that begins with this line, or None with its later lines put back to be read again."""
        start = self._line
        self._taken, self._stray_quote = [], False
        try:
            values = self._split(first)
        except _QuoteNotClosed:
            if not quiet:
                self._report.error("quote_not_closed", start, value=first, incomplete=True, refused=True)
            if self._rescans < _MAX_RESCANS:
                self._rescans += 1
                self._back.extendleft(reversed(self._taken))
                self._line = start
            return None
        if self._stray_quote and not quiet:
            self._report.warn("stray_quote", start, value=first)
        return values

    def _split(self, line: str) -> list[str]:
        values: list[str] = []
        pos = 0
        while len(values) < _MAX_COLUMNS:
            value = ""
            if line.startswith('"', pos):
                value, line, pos = self._quoted(line, pos + 1)
            end = line.find(self._delimiter, pos)
            rest = line[pos:] if end < 0 else line[pos:end]
            if value or rest.strip():
                value += rest if rest.strip() else ""
            values.append(value)
            if end < 0:
                return values
            pos = end + 1
        return values

    def _quoted(self, line: str, pos: int) -> tuple[str, str, int]:
        """The value in quotes that begins here, the line it ends on, and the place after it."""
        parts: list[str] = []
        size = 0
        while True:
            end = line.find('"', pos)
            if end < 0:
                parts += (line[pos:], "\n")
                size += len(line) - pos + 1
                following = (
                    self._next_line() if len(self._taken) < _MAX_ROW_LINES and size <= self._max else None
                )
                if following is None:
                    raise _QuoteNotClosed
                self._taken.append(following)
                line, pos = following, 0
            elif line.startswith('""', end):
                parts.append(line[pos : end + 1])
                pos = end + 2
            else:
                parts.append(line[pos:end])
                rest = line[end + 1 :].lstrip(" ")
                if rest and not rest.startswith(self._delimiter):
                    if self._taken:
                        raise _QuoteNotClosed  # a quote opened by mistake met the next one
                    self._stray_quote = True
                    parts.append('"')
                return "".join(parts), line, end + 1

    def _next_line(self) -> str | None:
        line = self._back.popleft() if self._back else next(self._source, None)
        if line is not None:
            self._line += 1
        return line

    def _physical_lines(self, text: FeedText) -> Iterator[str]:
        """Lines without their newlines. One beyond the cap comes out empty, with a diagnostic."""
        pending: list[str] = []
        size, number, too_long = 0, 0, False
        for chunk in text.chunks():
            *lines, tail = chunk.split("\n")
            for line in lines:
                number += 1
                pending.append(line)
                if too_long or size + len(line) > self._max:
                    self._report.error(
                        "row_too_large", number, limit=str(self._max), incomplete=True, refused=True
                    )
                    pending = [""]
                yield "".join(pending)
                pending, size, too_long = [], 0, False
            size += len(tail)
            if too_long or size > self._max:
                pending, too_long = [], True
            else:
                pending.append(tail)
        if too_long:
            self._report.error(
                "row_too_large", number + 1, limit=str(self._max), incomplete=True, refused=True
            )
        elif size:
            yield "".join(pending)
