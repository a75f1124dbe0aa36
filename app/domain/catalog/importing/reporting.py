"""Collects the diagnostics of one reading, so that deep helpers need not be generators. Holds no file and no product."""

from collections import Counter
from collections.abc import Iterator

from app.domain.catalog.importing.types import Diagnostic, FeedOptions, Severity

_EXCERPT_CHARS = 80


def make_excerpt(value: str) -> str:
    """At most 80 printable characters of a value, on one line."""
    head = value[: _EXCERPT_CHARS * 4]
    clean = " ".join("".join(char if char.isprintable() else " " for char in head).split())
    return clean if len(clean) <= _EXCERPT_CHARS else clean[: _EXCERPT_CHARS - 1] + "…"


class Reporter:
    """Takes diagnostics in, in order; repeats of one code beyond a limit are only counted."""

    def __init__(self, options: FeedOptions) -> None:
        self._options = options
        self._pending: list[Diagnostic] = []
        self._seen: Counter[tuple[Severity, str]] = Counter()
        self._refused_unsaid: Counter[str] = Counter()
        self._said_once: set[tuple[str, str]] = set()

    @property
    def is_exhausted(self) -> bool:
        """True once so much was wrong that reading on serves nobody."""
        return self._seen.total() > self._options.max_faults

    def error(self, code: str, line: int = 0, **more: str | bool) -> None:
        """Something was not imported. Keywords: item_ref, field, value, incomplete, refused (an item was lost with it);
        any other is a message parameter."""
        self._add("error", code, line, more)

    def warn(self, code: str, line: int = 0, **more: str | bool) -> None:
        """Something was changed or left out, and the item still came through."""
        self._add("warning", code, line, more)

    def note(self, code: str, line: int = 0, **more: str | bool) -> None:
        """Something worth knowing that changed nothing."""
        self._add("info", code, line, more)

    def is_new(self, code: str, key: str = "") -> bool:
        """True the first time this is asked of a code and key, for what is worth saying once per feed."""
        if (code, key) in self._said_once or len(self._said_once) >= 1000:
            return False
        self._said_once.add((code, key))
        return True

    def take(self) -> Iterator[Diagnostic]:
        """What was reported since the last call."""
        pending, self._pending = self._pending, []
        yield from pending

    def close(self) -> None:
        """Report how many repeats were held back. Where they were errors, products may be missing unsaid."""
        for (severity, code), count in self._seen.items():
            held_back = count - self._limit(severity)
            if held_back > 0:
                params = {"count": str(held_back), "code": code}
                is_error = severity == "error"
                lost = self._refused_unsaid[code] if is_error else 0
                self._pending.append(
                    Diagnostic("info", "more_of_the_same", params=params, incomplete=is_error, refused=lost)
                )

    def _limit(self, severity: Severity) -> int:
        return self._options.max_error_repeats if severity == "error" else self._options.max_repeats

    def _add(self, severity: Severity, code: str, line: int, more: dict[str, str | bool]) -> None:
        self._seen[severity, code] += 1
        refused = int(bool(more.get("refused", False)))
        if self._seen[severity, code] > self._limit(severity):
            self._refused_unsaid[code] += refused
            return
        known = ("item_ref", "field", "value", "incomplete", "refused")
        params = {key: make_excerpt(str(value)) for key, value in more.items() if key not in known}
        self._pending.append(
            Diagnostic(
                severity=severity,
                code=code,
                line=line,
                item_ref=str(more.get("item_ref", ""))[:255],
                field=str(more.get("field", ""))[:80],
                params=params,
                value=make_excerpt(str(more.get("value", ""))),
                incomplete=bool(more.get("incomplete", False)),
                refused=refused,
            )
        )
