"""Copies kept in this process of what pages are made of, dropped when what they depend on changes.

A copy is used while three things hold: the log of changes was read a moment ago, nothing in it concerned the copy, and
the copy is young. The first makes a change visible within `HEARD_SECONDS` in every process; the last bounds what a
lost hint can do. While the log cannot be read no copy is used at all.

Owns nothing that is not in SQL.
"""

import threading
import time
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from app.kernel.touched import Mark, Thing
from feeds.changes import ChangeLog
from feeds.errors import ChangesUnavailable

_log = structlog.get_logger("vitrine.kept")

HEARD_SECONDS = 0.005
DEAF_SECONDS = 0.5
"""After the log could not be asked: for so long it is not asked again, so that no page waits for it twice."""
MAX_AGE_SECONDS = 5.0
MAX_COPIES = 20_000
DROPS_REMEMBERED = 20_000
WAIT_SECONDS = 3.0

Made = tuple[Any, Collection[Mark]]
"""A value, and the things it was made of."""


@dataclass(slots=True)
class _Copy:
    value: Any
    marks: Collection[Mark]
    made_at: float


class Kept:
    """The copies of one process. Safe to share between threads and greenlets."""

    def __init__(self, log: ChangeLog, clock: Callable[[], float] = time.monotonic) -> None:
        self._log, self._clock = log, clock
        self._copies: dict[Hashable, _Copy] = {}
        self._of: dict[Mark, set[Hashable]] = {}
        self._making: dict[Hashable, threading.Event] = {}
        self._lock = threading.Lock()
        self._place: bytes | None = None
        self._heard_at = self._deaf_at = float("-inf")
        self._drops = 0
        self._dropped_at: dict[Mark, int] = {}
        self._all_dropped_at = 0

    # ---- what changed

    def tell(self, marks: Collection[Mark]) -> None:
        """A transaction committed: drop its marks here, and let the other processes know. Never raises."""
        self._drop(marks)
        if self._is_deaf():
            return
        try:
            self._log.tell([thing.value.encode() + thing_id.to_bytes(8, "big") for thing, thing_id in marks])
        except ChangesUnavailable as error:
            self._deaf_at = self._clock()
            _log.warning("a change was not told: copies elsewhere age instead", error=str(error))

    def listen(self) -> bool:
        """Hear what changed. False when that cannot be known: ask SQL for everything."""
        now = self._clock()
        if now - self._heard_at < HEARD_SECONDS:
            return True
        if self._is_deaf():
            return False
        try:
            if self._place is None or now - self._heard_at > MAX_AGE_SECONDS:
                self._place = self._log.end()
                self._drop_all()
            else:
                self._place, heard = self._log.after(self._place)
                if heard is None:
                    self._drop_all()
                elif heard:
                    self._drop([(Thing(chr(mark[0])), int.from_bytes(mark[1:], "big")) for mark in heard])
        except ChangesUnavailable:
            self._deaf_at = self._clock()
            return False
        self._heard_at = now
        return True

    def _is_deaf(self) -> bool:
        return self._clock() - self._deaf_at < DEAF_SECONDS

    # ---- copies

    def find(self, key: Hashable) -> Any | None:
        """A copy that may be used, or None. Ask after `listen` said True."""
        copy = self._copies.get(key)
        if copy is None or self._clock() - copy.made_at > MAX_AGE_SECONDS:
            return None
        return copy.value

    def find_all(
        self, keys: Sequence[Hashable], make: Callable[[list[Any]], dict[Any, Made]]
    ) -> dict[Hashable, Any]:
        """Copies by key, those that miss made by one call of `make`. What it has no answer for is left out.

        Whoever asks for what somebody else is making just now waits for that.
        """
        found = {key: value for key in keys if (value := self.find(key)) is not None}
        if len(found) == len(keys):
            return found
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        mine, awaited = self._divide(missing)
        if mine:
            found |= self._make(mine, make)
        for key, made in awaited.items():
            made.wait(WAIT_SECONDS)
            value = self.find(key)
            if value is not None:
                found[key] = value
        lost = [key for key in awaited if key not in found]
        if lost:  # its maker failed, or it changed meanwhile: never wait twice
            found |= {key: value for key, (value, _) in make(lost).items()}
        return found

    def _divide(self, keys: list[Hashable]) -> tuple[list[Hashable], dict[Hashable, threading.Event]]:
        mine: list[Hashable] = []
        awaited: dict[Hashable, threading.Event] = {}
        with self._lock:
            for key in keys:
                making = self._making.get(key)
                if making is None:
                    self._making[key] = threading.Event()
                    mine.append(key)
                else:
                    awaited[key] = making
        return mine, awaited

    def _make(
        self, keys: list[Hashable], make: Callable[[list[Any]], dict[Any, Made]]
    ) -> dict[Hashable, Any]:
        begun, begun_at = self._drops, self._clock()
        try:
            made = make(keys)
            self._keep(made, begun, begun_at)
        finally:
            with self._lock:
                for key in keys:
                    self._making.pop(key).set()
        return {key: value for key, (value, _) in made.items()}

    def _keep(self, made: dict[Any, Made], begun: int, begun_at: float) -> None:
        """Keep what was made, save for what changed since it was begun: it may have been read too early."""
        with self._lock:
            self._make_room(self._clock())
            if self._all_dropped_at > begun:
                return
            for key, (value, marks) in made.items():
                if any(self._dropped_at.get(mark, 0) > begun for mark in marks):
                    continue
                self._forget(key)
                self._copies[key] = _Copy(value, marks, begun_at)
                for mark in marks:
                    self._of.setdefault(mark, set()).add(key)

    def _make_room(self, now: float) -> None:
        """Copies stand in the order in which they were made, so the oldest are the first."""
        while self._copies:
            key, oldest = next(iter(self._copies.items()))
            if len(self._copies) < MAX_COPIES and now - oldest.made_at <= MAX_AGE_SECONDS:
                return
            self._forget(key)

    def _drop(self, marks: Collection[Mark]) -> None:
        with self._lock:
            self._drops += 1
            for mark in marks:
                self._dropped_at.pop(mark, None)
                self._dropped_at[mark] = self._drops
                for key in tuple(self._of.get(mark, ())):
                    self._forget(key)
            while len(self._dropped_at) > DROPS_REMEMBERED:
                forgotten = next(iter(self._dropped_at))
                # What was begun before this drop can no longer be checked against it.
                self._all_dropped_at = max(self._all_dropped_at, self._dropped_at.pop(forgotten))

    def _drop_all(self) -> None:
        with self._lock:
            self._drops += 1
            self._all_dropped_at = self._drops
            self._copies.clear()
            self._of.clear()
            self._dropped_at.clear()

    def _forget(self, key: Hashable) -> None:
        copy = self._copies.pop(key, None)
        for mark in copy.marks if copy else ():
            keys = self._of.get(mark)
            if keys is not None:
                keys.discard(key)
                if not keys:
                    del self._of[mark]
