"""Timelines in memory: the same contract in plain Python, for tests and as the model of the scripts."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from feeds.keys import marker_key, pack_epoch, pack_ids
from feeds.rules import check_append, check_page, check_token, end_page, low_mark
from feeds.types import (
    AppendResult,
    Chunk,
    Miss,
    MissReason,
    RebuildStart,
    TimelineOptions,
    TimelinePage,
    TimelineStats,
)


@dataclass(slots=True)
class _Timeline:
    epoch: int
    expires_at: float
    builder: bytes | None  # the token while it is being built
    low: int = 0
    entries: list[int] = field(default_factory=list)


class MemoryTimelines:
    """Timelines of one process. `clock` counts seconds and never goes back."""

    def __init__(
        self, options: TimelineOptions | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._options = options or TimelineOptions()
        self._clock = clock
        self._timelines: dict[int, _Timeline] = {}
        self._markers: dict[bytes, float] = {}

    def append(self, chunk: Chunk, post_ids: Sequence[int]) -> AppendResult:
        posts = check_append(chunk, post_ids, self._options)
        pack_ids(posts)
        now = self._clock()
        markers = {post: marker_key(chunk.shard, post, chunk.lower, chunk.upper) for post in posts}
        fresh = [post for post in posts if self._markers.get(markers[post], now) <= now]
        if not fresh:
            return AppendResult(0, 0, already_done=True)
        warm = 0
        for viewer_id in chunk.viewer_ids:
            timeline = self._find(viewer_id)
            if timeline:
                warm += 1
                timeline.entries += fresh
                self._trim(timeline)
        for post in fresh:
            self._markers[markers[post]] = now + self._options.marker_ttl_seconds
        return AppendResult(warm * len(fresh), len(chunk.viewer_ids) - warm, already_done=False)

    def page(self, viewer_id: int, epoch: int, before: int | None, limit: int) -> TimelinePage | Miss:
        check_page(before, limit)
        timeline = self._find(viewer_id)
        if timeline is None:
            return Miss(MissReason.COLD)
        if timeline.epoch != epoch:
            return Miss(MissReason.STALE)
        if timeline.builder is not None:
            return Miss(MissReason.BUILDING)
        timeline.expires_at = self._clock() + self._options.idle_ttl_seconds
        known = {post for post in timeline.entries if post > timeline.low}
        ids = sorted((post for post in known if before is None or post < before), reverse=True)
        return TimelinePage(tuple(ids[:limit])) if len(ids) > limit else end_page(ids, timeline.low, before)

    def begin_rebuild(self, viewer_id: int, epoch: int, token: str) -> RebuildStart:
        pack_epoch(epoch)
        builder = check_token(token)
        timeline = self._find(viewer_id)
        if timeline and timeline.epoch == epoch:
            if timeline.builder is None:
                return RebuildStart.CURRENT
            return RebuildStart.STARTED if timeline.builder == builder else RebuildStart.BUSY
        expires_at = self._clock() + self._options.rebuild_lease_ms / 1_000
        self._timelines[viewer_id] = _Timeline(epoch, expires_at, builder)
        return RebuildStart.STARTED

    def finish_rebuild(
        self, viewer_id: int, epoch: int, token: str, post_ids: Sequence[int], complete: bool
    ) -> bool:
        ids = sorted(set(post_ids))
        pack_ids(ids)
        low, builder = low_mark(ids, complete), check_token(token)
        timeline = self._find(viewer_id)
        if timeline is None or timeline.epoch != epoch or timeline.builder != builder:
            return False
        skipped = max(0, len(ids) - max(0, self._options.keep - len(timeline.entries)))
        timeline.low = max(timeline.low, low, *ids[:skipped])
        timeline.entries = ids[skipped:] + timeline.entries
        timeline.builder = None
        timeline.expires_at = self._clock() + self._options.idle_ttl_seconds
        return True

    def drop(self, viewer_ids: Sequence[int]) -> None:
        for viewer_id in viewer_ids:
            self._timelines.pop(viewer_id, None)

    def wipe(self) -> None:
        self._timelines.clear()
        self._markers.clear()

    def stats(self) -> TimelineStats:
        return TimelineStats(len(self._timelines) + len(self._markers), 0, f"memory-{id(self)}")

    def _find(self, viewer_id: int) -> _Timeline | None:
        timeline = self._timelines.get(viewer_id)
        if timeline and timeline.expires_at <= self._clock():
            del self._timelines[viewer_id]
            return None
        return timeline

    def _trim(self, timeline: _Timeline) -> None:
        keep = self._options.keep
        if len(timeline.entries) > keep + self._options.slack:
            timeline.low = max(timeline.low, *timeline.entries[:-keep])
            timeline.entries = timeline.entries[-keep:]
