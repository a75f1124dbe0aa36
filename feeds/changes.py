"""The log of what changed: short marks, told by whoever wrote, read by whoever keeps copies. Knows no meaning of a mark.

It is a hint, not a record: it holds the last moments only, and a wiped server forgets them. Copies therefore also
age: nobody believes one for longer than a log that was read without fault reaches back.
"""

from collections.abc import Collection
from typing import Any

import redis
from redis.exceptions import RedisError

from feeds.errors import ChangesUnavailable

MARK_BYTES = 9
MARKS_AN_ENTRY = 500
ENTRIES_KEPT = 4_000
MOST_AT_ONCE = 1_000
START = b"0-0"
_KEY = b"changes"
_FIELD = b"m"


class ChangeLog:
    """Marks of 9 bytes in the order in which they were told, on one server."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def tell(self, marks: Collection[bytes]) -> None:
        """Add marks. Raises: ChangesUnavailable; ValueError for a mark that is not 9 bytes long."""
        if any(len(mark) != MARK_BYTES for mark in marks):
            raise ValueError(f"a mark has {MARK_BYTES} bytes")
        blob = b"".join(marks)
        size = MARK_BYTES * MARKS_AN_ENTRY
        try:
            pipeline = self._client.pipeline(transaction=False)
            for at in range(0, len(blob), size):
                part: dict[Any, Any] = {_FIELD: blob[at : at + size]}
                pipeline.xadd(_KEY, part, maxlen=ENTRIES_KEPT, approximate=True)
            pipeline.execute()
        except RedisError as error:
            raise ChangesUnavailable(f"log of changes: {error}") from error

    def end(self) -> bytes:
        """The place after everything told so far. Raises: ChangesUnavailable."""
        try:
            last: Any = self._client.xrevrange(_KEY, count=1)
        except RedisError as error:
            raise ChangesUnavailable(f"log of changes: {error}") from error
        return last[0][0] if last else START

    def after(self, place: bytes) -> tuple[bytes, list[bytes] | None]:
        """What was told after a place, and the place to ask from next. None: too much to tell, trust no copy.

        Raises: ChangesUnavailable.
        """
        try:
            answer: Any = self._client.xread({_KEY: place}, count=MOST_AT_ONCE)
        except RedisError as error:
            raise ChangesUnavailable(f"log of changes: {error}") from error
        if not answer:
            return place, []
        entries = next(iter(answer.values()))[0] if isinstance(answer, dict) else answer[0][1]
        if len(entries) == MOST_AT_ONCE:
            return self.end(), None
        blob = b"".join(fields[_FIELD] for _, fields in entries)
        return entries[-1][0], [blob[at : at + MARK_BYTES] for at in range(0, len(blob), MARK_BYTES)]
