"""Timelines in memory: the same contract in plain Python, for tests and as the model of the scripts."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from feeds.keys import pack_epoch, pack_ids, shard_of
from feeds.rules import check_page, check_push, check_token, end_page, generation_of, low_mark
from feeds.types import (
    Miss,
    MissReason,
    Push,
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


@dataclass(slots=True)
class _Audience:
    generation: bytes
    readers: list[int] = field(default_factory=list)
    expires_at: float = math.inf  # while it is gathered
    gathered: int = 0


@dataclass(slots=True)
class _Progress:
    generation: bytes
    passed: int
    expires_at: float


class MemoryTimelines:
    """Timelines of one process. `clock` counts seconds and never goes back."""

    def __init__(
        self, options: TimelineOptions | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._options = options or TimelineOptions()
        self._clock = clock
        self._timelines: dict[int, _Timeline] = {}
        self._audiences: dict[tuple[int, int], _Audience] = {}
        self._gathering: dict[tuple[int, int], _Audience] = {}
        self._progress: dict[tuple[int, int], _Progress] = {}

    def push(self, source_id: int, shard: int, post_ids: Sequence[int]) -> Push | None:
        posts = check_push(shard, post_ids, self._options)
        pack_ids((source_id, *posts))
        audience = self._audiences.get((shard, source_id))
        if audience is None:
            return None
        length = len(audience.readers)
        passed = {post: self._passed(shard, post, audience.generation) for post in posts}
        at = min(passed.values())
        fresh = [post for post in posts if passed[post] == at]
        readers = audience.readers[at : at + self._options.readers_a_push]
        if not readers:
            return Push(length, length, 0, 0, audience.gathered)
        warm = 0
        for viewer_id in readers:
            timeline = self._find(viewer_id)
            if timeline:
                warm += 1
                timeline.entries += fresh
                self._trim(timeline)
        at += len(readers)
        expires_at = self._clock() + self._options.progress_ttl_seconds
        for post in fresh:
            self._progress[shard, post] = _Progress(audience.generation, at, expires_at)
        return Push(at, length, warm * len(fresh), len(readers) - warm, audience.gathered)

    def begin_audience(self, source_id: int, token: str) -> bool:
        generation = generation_of(token)
        pack_ids((source_id,))
        expires_at = self._clock() + self._options.gathering_lease_ms / 1_000
        for shard in range(self._options.shard_count):
            held = self._find_gathering(shard, source_id)
            if held is None:
                self._gathering[shard, source_id] = _Audience(generation, [], expires_at)
            elif held.generation != generation:
                return False
        return True

    def fill_audience(self, source_id: int, token: str, viewer_ids: Sequence[int]) -> bool:
        generation = generation_of(token)
        for viewer_id in viewer_ids:
            gathering = self._find_gathering(shard_of(viewer_id, self._options.shard_count), source_id)
            if gathering is None or gathering.generation != generation:
                return False
            gathering.expires_at = self._clock() + self._options.gathering_lease_ms / 1_000
            if self._find(viewer_id):
                gathering.readers.append(viewer_id)
        return True

    def finish_audience(self, source_id: int, token: str) -> bool:
        generation = generation_of(token)
        for shard in range(self._options.shard_count):
            gathering = self._find_gathering(shard, source_id)
            if gathering is None or gathering.generation != generation:
                return False
            gathering.expires_at, gathering.gathered = math.inf, len(gathering.readers)
            self._audiences[shard, source_id] = self._gathering.pop((shard, source_id))
        return True

    def join(self, viewer_id: int, source_ids: Sequence[int]) -> None:
        pack_ids((viewer_id, *source_ids))
        shard = shard_of(viewer_id, self._options.shard_count)
        for source_id in source_ids:
            for audience in (
                self._audiences.get((shard, source_id)),
                self._find_gathering(shard, source_id),
            ):
                if audience is not None and viewer_id not in audience.readers:
                    audience.readers.append(viewer_id)

    def drop_audience(self, source_id: int) -> None:
        for shard in range(self._options.shard_count):
            self._audiences.pop((shard, source_id), None)

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

    def cold(self, viewer_ids: Sequence[int]) -> list[int]:
        return [viewer_id for viewer_id in viewer_ids if self._find(viewer_id) is None]

    def drop(self, viewer_ids: Sequence[int]) -> None:
        for viewer_id in viewer_ids:
            self._timelines.pop(viewer_id, None)

    def wipe(self) -> None:
        self._timelines.clear()
        self._audiences.clear()
        self._gathering.clear()
        self._progress.clear()

    def stats(self) -> TimelineStats:
        return TimelineStats(
            len(self._timelines) + len(self._audiences) + len(self._gathering) + len(self._progress),
            0,
            f"memory-{id(self)}",
        )

    def _find(self, viewer_id: int) -> _Timeline | None:
        timeline = self._timelines.get(viewer_id)
        if timeline and timeline.expires_at <= self._clock():
            del self._timelines[viewer_id]
            return None
        return timeline

    def _find_gathering(self, shard: int, source_id: int) -> _Audience | None:
        held = self._gathering.get((shard, source_id))
        if held and held.expires_at <= self._clock():
            del self._gathering[shard, source_id]
            return None
        return held

    def _passed(self, shard: int, post_id: int, generation: bytes) -> int:
        held = self._progress.get((shard, post_id))
        if held is None or held.generation != generation or held.expires_at <= self._clock():
            return 0
        return held.passed

    def _trim(self, timeline: _Timeline) -> None:
        keep = self._options.keep
        if len(timeline.entries) > keep + self._options.slack:
            timeline.low = max(timeline.low, *timeline.entries[:-keep])
            timeline.entries = timeline.entries[-keep:]
