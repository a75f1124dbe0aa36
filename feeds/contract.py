"""The contract of every timeline store; `timelines` keeps it on Redis or Valkey, `memory` in a dict.

The promise: a page is exact or it is a miss. Above what a page calls `below_low`, nothing that was appended or
rebuilt is missing, whatever was repeated, reordered, interrupted or wiped.

What a store does not know: who may see a post. A timeline may hold more than the viewer may see (a brand left
since, a hidden post): the caller filters each page. It never holds less.

What the promise rests on:
- a post is committed in SQL before it is appended, and recipients are looked up after that commit;
- what a viewer follows changes in one transaction with their epoch, and epochs do not return to old values;
- SQL is read after begin_rebuild, in a snapshot that sees at least the given epoch;
- a rebuild is given posts that are hidden for now too: when they come back they are not appended again, and
  a repeated append is left out while its marker lives;
- the server never comes back with old lists: it runs without persistence, or the caller changes the epochs
  when `stats().server_run_id` changes.
"""

from collections.abc import Sequence
from typing import Protocol

from feeds.types import AppendResult, Chunk, Miss, RebuildStart, TimelinePage, TimelineStats


class Timelines(Protocol):
    """What a timeline store does. Every method raises TimelinesUnavailable when the server is away."""

    def append(self, chunk: Chunk, post_ids: Sequence[int]) -> AppendResult:
        """Append posts to the chunk's warm timelines; a post this chunk already has is left out.

        Posts combined in one pass must share their recipients: the chunk speaks for all within its boundaries.
        Repeating a call is harmless. Raises: ValueError for a chunk planned for another shard count.
        """
        ...

    def page(self, viewer_id: int, epoch: int, before: int | None, limit: int) -> TimelinePage | Miss:
        """Read up to `limit` ids below `before`, newest first, or say why SQL must answer."""
        ...

    def begin_rebuild(self, viewer_id: int, epoch: int, token: str) -> RebuildStart:
        """Take the rebuild lease and start to collect appends. Read SQL only after this returned STARTED.

        `token` must be new for each attempt: it is what tells a late finish from the current one.
        """
        ...

    def finish_rebuild(
        self, viewer_id: int, epoch: int, token: str, post_ids: Sequence[int], complete: bool
    ) -> bool:
        """Complete a timeline with the newest ids of SQL, in any order.

        `complete`: the viewer has no other posts; otherwise all below the lowest id is left to SQL.
        Returns False when the rebuild was lost meanwhile (lease over, wiped, taken over): nothing changed.
        Raises: ValueError when there are no ids and the answer is not complete.
        """
        ...

    def drop(self, viewer_ids: Sequence[int]) -> None:
        """Forget timelines; the next read misses."""
        ...

    def wipe(self) -> None:
        """Forget every timeline and marker."""
        ...

    def stats(self) -> TimelineStats:
        """The server's own numbers, at constant cost."""
        ...
