"""The only source of the current time. UTC everywhere; tests freeze it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_frozen: datetime | None = None


def utcnow() -> datetime:
    """The current time, aware, in UTC."""
    return _frozen if _frozen is not None else datetime.now(UTC)


def is_frozen() -> bool:
    """Whether somebody holds the clock."""
    return _frozen is not None


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at one moment, for tests and for seeding a past."""
    global _frozen
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    before, _frozen = _frozen, at.astimezone(UTC)
    try:
        yield
    finally:
        _frozen = before
