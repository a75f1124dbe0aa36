"""Timelines on Redis or Valkey. Owns the stored layout; the promises it keeps are in `contract`.

A timeline is one list: a header (state, epoch), a low mark, then post ids of 8 bytes in order of arrival, several
ascending ones in an element where they came together or from SQL. State B is being built (its header also holds the builder's token), C is complete. Ids at or below the
low mark may be missing and belong to SQL. Reads sort and drop duplicates, so that appending is one push.

An audience is a string: 8 bytes that name its generation, 8 digits that say how many it held when it was gathered, then
the key of each reader's timeline. The progress of a post in a shard is the generation it counts in, and a number of
readers.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import redis
from redis.exceptions import RedisClusterException, RedisError

from feeds.errors import TimelinesUnavailable
from feeds.keys import (
    audience_key,
    gathering_key,
    key_bytes,
    pack_epoch,
    pack_ids,
    progress_key,
    shard_of,
    timeline_key,
    timeline_prefix,
)
from feeds.paging import page_from_list
from feeds.rules import check_push, check_token, generation_of, low_mark
from feeds.servers import Cluster, OneServer, Script
from feeds.types import (
    MAX_READERS_A_PUSH,
    TOLERATED_JOINS,
    Miss,
    Push,
    RebuildStart,
    TimelineOptions,
    TimelinePage,
    TimelineStats,
)

_SCRIPTS = Path(__file__).parent / "lua"
_SOURCES_A_JOIN = 50
_LOOK_FOR_JOINED_BYTES = 64 * 1_024


class RedisTimelines:
    """Timelines on one Redis or Valkey server, version 6.2 or later, or on a cluster of them.

    The client is made elsewhere, answers bytes, and carries the time-outs.
    """

    def __init__(self, client: redis.Redis | Cluster, options: TimelineOptions | None = None) -> None:
        self._server = client if isinstance(client, Cluster) else OneServer(client)
        self._options = options or TimelineOptions()
        self._push = self._load("push")
        self._begin_audience = self._load("begin_audience")
        self._fill_audience = self._load("fill_audience")
        self._finish_audience = self._load("finish_audience")
        self._join = self._load("join")
        self._begin = self._load("begin_rebuild")
        self._finish = self._load("finish_rebuild")
        self._touch = self._load("touch")

    def push(self, source_id: int, shard: int, post_ids: Sequence[int]) -> Push | None:
        options = self._options
        posts = check_push(shard, post_ids, options)
        packed = pack_ids(posts)
        keys = [audience_key(shard, source_id), *(progress_key(shard, post_id) for post_id in posts)]
        arguments = (
            packed,
            key_bytes(shard),
            options.readers_a_push,
            options.progress_ttl_seconds,
            options.keep,
            options.keep + options.slack,
        )
        with _translated_errors():
            passed, length, warm, cold, appended, gathered = self._push(keys=keys, args=arguments)
        return None if passed < 0 else Push(passed, length, warm * appended, cold, gathered)

    def begin_audience(self, source_id: int, token: str) -> bool:
        arguments = (generation_of(token), self._options.gathering_lease_ms)
        with _translated_errors():
            return all(
                self._begin_audience(keys=[gathering_key(shard, source_id)], args=arguments)
                for shard in range(self._options.shard_count)
            )

    def fill_audience(self, source_id: int, token: str, viewer_ids: Sequence[int]) -> bool:
        generation = generation_of(token)
        with _translated_errors():
            for shard, part in self._by_shard(viewer_ids):
                arguments = (
                    generation,
                    timeline_prefix(shard),
                    pack_ids(part),
                    self._options.gathering_lease_ms,
                )
                if self._fill_audience(keys=[gathering_key(shard, source_id)], args=arguments) < 0:
                    return False
        return True

    def finish_audience(self, source_id: int, token: str) -> bool:
        generation = generation_of(token)
        with _translated_errors():
            return all(
                self._finish_audience(
                    keys=[gathering_key(shard, source_id), audience_key(shard, source_id)],
                    args=[generation, key_bytes(shard)],
                )
                for shard in range(self._options.shard_count)
            )

    def join(self, viewer_id: int, source_ids: Sequence[int]) -> None:
        shard = shard_of(viewer_id, self._options.shard_count)
        arguments = (self._key(viewer_id), _LOOK_FOR_JOINED_BYTES, TOLERATED_JOINS)
        for at in range(0, len(source_ids), _SOURCES_A_JOIN):
            keys: list[bytes] = []
            for source_id in source_ids[at : at + _SOURCES_A_JOIN]:
                keys += audience_key(shard, source_id), gathering_key(shard, source_id)
            with _translated_errors():
                self._join(keys=keys, args=arguments)

    def drop_audience(self, source_id: int) -> None:
        with _translated_errors():
            for shard in range(self._options.shard_count):
                self._server.unlink([audience_key(shard, source_id)])

    def page(self, viewer_id: int, epoch: int, before: int | None, limit: int) -> TimelinePage | Miss:
        key = self._key(viewer_id)
        with _translated_errors():
            # The whole list: measured at 20 us of server time, against 450 us to sort it in a script.
            elements, ttl_seconds = self._server.read_list(key)
        page = page_from_list(elements, epoch, before, limit)
        if isinstance(page, TimelinePage) and ttl_seconds < self._options.idle_ttl_seconds * 3 // 4:
            with _translated_errors():
                self._touch(keys=[key], args=[elements[0], self._options.idle_ttl_seconds])
        return page

    def begin_rebuild(self, viewer_id: int, epoch: int, token: str) -> RebuildStart:
        arguments = (pack_epoch(epoch), check_token(token), self._options.rebuild_lease_ms)
        with _translated_errors():
            answer: bytes = self._begin(keys=[self._key(viewer_id)], args=arguments)
        return RebuildStart(answer.decode())

    def finish_rebuild(
        self, viewer_id: int, epoch: int, token: str, post_ids: Sequence[int], complete: bool
    ) -> bool:
        ids = sorted(set(post_ids))
        arguments = (
            pack_epoch(epoch),
            check_token(token),
            low_mark(ids, complete).to_bytes(8, "big"),
            pack_ids(ids),
            self._options.keep,
            self._options.idle_ttl_seconds,
        )
        with _translated_errors():
            return bool(self._finish(keys=[self._key(viewer_id)], args=arguments))

    def cold(self, viewer_ids: Sequence[int]) -> list[int]:
        with _translated_errors():
            answers = self._server.exist([self._key(viewer_id) for viewer_id in viewer_ids])
        return [viewer_id for viewer_id, exists in zip(viewer_ids, answers, strict=True) if not exists]

    def drop(self, viewer_ids: Sequence[int]) -> None:
        with _translated_errors():
            for _, part in self._by_shard(viewer_ids):
                self._server.unlink([self._key(viewer_id) for viewer_id in part])

    def wipe(self) -> None:
        with _translated_errors():
            for pattern in (b"{*", b"a:{*", b"g:{*", b"p:{*"):
                for key in self._server.scan(pattern):
                    self._server.unlink([key])

    def stats(self) -> TimelineStats:
        with _translated_errors():
            return self._server.stats()

    def _load(self, name: str) -> Callable[..., Any]:
        return partial(self._server.run, Script((_SCRIPTS / f"{name}.lua").read_bytes()))

    def _by_shard(self, viewer_ids: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
        """Viewers by shard, at most as many at once as one script call may look at."""
        by_shard: dict[int, list[int]] = {}
        for viewer_id in viewer_ids:
            by_shard.setdefault(shard_of(viewer_id, self._options.shard_count), []).append(viewer_id)
        for shard, ids in by_shard.items():
            for at in range(0, len(ids), MAX_READERS_A_PUSH):
                yield shard, ids[at : at + MAX_READERS_A_PUSH]

    def _key(self, viewer_id: int) -> bytes:
        return timeline_key(viewer_id, self._options.shard_count)


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except (RedisError, RedisClusterException) as error:
        raise TimelinesUnavailable(f"timelines server: {error}") from error
