"""The contract of every timeline store; `timelines` keeps it on Redis or Valkey, `memory` in a dict.

The promise: a page is exact or it is a miss. Above what a page calls `below_low`, nothing that was pushed or
rebuilt is missing, whatever was repeated, reordered, interrupted or wiped.

A source is what viewers follow. Its audience is the packed list of its readers, one a shard, kept beside their
timelines so that a push looks nobody up. It holds every warm viewer who follows the source, in the order in which
they joined, and may hold others. An audience that is lost is gathered again from SQL, and so should be one that a push
calls overgrown: who joins a long one is not looked for in it, and stands there twice after a rebuild.

What a store does not know: who may see a post. A timeline may hold more than the viewer may see (a brand left
since, a hidden post): the caller filters each page. It never holds less.

What the promise rests on:
- a post is committed in SQL before it is pushed;
- what a viewer follows changes in one transaction with their epoch, and epochs do not return to old values;
- a rebuild runs begin_rebuild, then join with all that the viewer follows at that epoch, and only then reads the
  posts in SQL, in a snapshot that sees at least the given epoch: a post that this snapshot misses is pushed later,
  and finds the viewer in the audience;
- an audience is filled with followers that SQL was asked for after begin_audience;
- a rebuild is given posts that are hidden for now too: when they come back they are not pushed again;
- the server never comes back with old lists: it runs without persistence, or the caller changes the epochs
  when `stats().server_run_id` changes.
"""

from collections.abc import Sequence
from typing import Protocol

from feeds.types import Miss, Push, RebuildStart, TimelinePage, TimelineStats


class Timelines(Protocol):
    """What a timeline store does. Every method raises TimelinesUnavailable when the server is away."""

    def push(self, source_id: int, shard: int, post_ids: Sequence[int]) -> Push | None:
        """Append posts to the warm timelines of the next readers of a source's audience in one shard.

        Call again until the answer is `done`. Progress is kept with the timelines, in the same atomic step: whoever
        calls next goes on where the last one stopped, and what is done is not done again. Posts that go together must
        all be this source's. None: this shard has no audience of the source, gather it first.
        Raises: ValueError for a shard that does not exist, or for no or too many posts.
        """
        ...

    def begin_audience(self, source_id: int, token: str) -> bool:
        """Start to gather a source's audience anew in every shard; posts go to the old one meanwhile.

        `token` must be new for each attempt. False: somebody else gathers it.
        """
        ...

    def fill_audience(self, source_id: int, token: str, viewer_ids: Sequence[int]) -> bool:
        """Add those of these followers who are warm: the others join when they come back.

        False: the gathering was lost (lease over, wiped), begin again.
        """
        ...

    def finish_audience(self, source_id: int, token: str) -> bool:
        """Let posts go to the audience that was gathered. False: it was lost, begin again."""
        ...

    def join(self, viewer_id: int, source_ids: Sequence[int]) -> None:
        """Put a viewer into the audiences of these sources. Harmless to repeat."""
        ...

    def drop_audience(self, source_id: int) -> None:
        """Forget a source's audience; the next push answers None."""
        ...

    def page(self, viewer_id: int, epoch: int, before: int | None, limit: int) -> TimelinePage | Miss:
        """Read up to `limit` ids below `before`, newest first, or say why SQL must answer."""
        ...

    def begin_rebuild(self, viewer_id: int, epoch: int, token: str) -> RebuildStart:
        """Take the rebuild lease and start to collect what is pushed. Join and read SQL only after this returned STARTED.

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

    def cold(self, viewer_ids: Sequence[int]) -> list[int]:
        """Those of these viewers who have no timeline, not even one that is being built."""
        ...

    def drop(self, viewer_ids: Sequence[int]) -> None:
        """Forget timelines; the next read misses."""
        ...

    def wipe(self) -> None:
        """Forget every timeline, audience and progress."""
        ...

    def stats(self) -> TimelineStats:
        """The server's own numbers, at constant cost."""
        ...
