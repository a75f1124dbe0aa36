"""A small memory in each process for what is the same for everybody and may be a minute old. Holds ids, never truths."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")
MAX_KEYS = 64


class Remembered(Generic[T]):
    """Answers by key, each good for a while."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: dict[Hashable, tuple[float, T]] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The remembered answer, or a new one."""
        known = self._known.get(key)
        if known is not None and time.monotonic() - known[0] < self._seconds:
            return known[1]
        made = make()
        if len(self._known) >= MAX_KEYS:
            self._known.clear()
        self._known[key] = (time.monotonic(), made)
        return made

    def forget(self) -> None:
        """Start anew; for tests."""
        self._known.clear()
