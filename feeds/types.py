"""The values that cross the feed engine's border. No behaviour beyond checking themselves."""

from dataclasses import dataclass, field
from enum import StrEnum

MAX_READERS_A_PUSH = 1_000  # a longer script call stalls readers: p99 x1.2 at 1,000, x3 at 5,000
MAX_POSTS_A_PUSH = 32
TOLERATED_JOINS = 1_000
"""Who joins a long audience is not looked for in it. After so many, and a fourth of all, it is gathered anew."""


@dataclass(frozen=True, slots=True)
class TimelineOptions:
    """How timelines are kept. Every process that shares a server must use the same shard_count."""

    shard_count: int = 1
    keep: int = 800  # entries that a trim leaves at least
    slack: int = (
        80  # entries above `keep` before a trim runs, so that its cost is spread; about half as many again
    )
    # where posts come together, since those are only weighed now and then
    readers_a_push: int = MAX_READERS_A_PUSH
    # Progress only saves work (a page drops duplicates), so it lives as long as retries are likely.
    progress_ttl_seconds: int = 3_600
    idle_ttl_seconds: int = 30 * 86_400
    rebuild_lease_ms: int = 10_000
    gathering_lease_ms: int = 10_000

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        if self.readers_a_push > MAX_READERS_A_PUSH:
            raise ValueError(
                f"readers_a_push must be at most {MAX_READERS_A_PUSH}, not {self.readers_a_push}: readers wait meanwhile"
            )
        if self.keep > 4_000:
            raise ValueError(f"keep must be at most 4000 (one script call writes them all), not {self.keep}")


@dataclass(frozen=True, slots=True)
class Push:
    """Outcome of one push: how far the posts are in one shard's audience.

    Units: `delivered` counts entries written (warm readers x posts); `cold` counts readers without a timeline.
    """

    passed: int  # readers that every one of the posts has passed
    length: int  # readers of the audience
    delivered: int
    cold: int
    gathered: int = field(default=0, compare=False)  # readers when the audience was gathered

    @property
    def overgrown(self) -> bool:
        """The audience holds so many who are here twice, have left or are cold that gathering it anew pays."""
        return self.length > self.gathered * 5 // 4 + TOLERATED_JOINS

    @property
    def done(self) -> bool:
        """Every post has passed every reader."""
        return self.passed >= self.length


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Ids, newest first, without a hole and without duplicates.

    Neither `exhausted` nor `below_low`: the timeline holds more, ask again before the last id.
    `exhausted`: nothing older exists. `below_low`: continue from SQL with ids <= this value.
    """

    ids: tuple[int, ...]
    exhausted: bool = False
    below_low: int | None = None


class MissReason(StrEnum):
    """Why a timeline cannot answer."""

    COLD = "cold"  # no timeline: never built, idle, evicted or wiped
    STALE = "stale"  # built for another epoch
    BUILDING = "building"  # a rebuild holds the lease; do not start another


@dataclass(frozen=True, slots=True)
class Miss:
    """Serve this page from SQL."""

    reason: MissReason


class RebuildStart(StrEnum):
    """Answer to begin_rebuild."""

    STARTED = "started"  # read SQL now, then finish_rebuild
    BUSY = "busy"  # somebody else holds the lease
    CURRENT = "current"  # already complete for this epoch


@dataclass(frozen=True, slots=True)
class TimelineStats:
    """The server's own numbers.

    `server_run_id` changes at each server start.
    """

    keys: int
    used_memory_bytes: int
    server_run_id: str
    max_memory_bytes: int = 0  # 0: no limit

    @property
    def has_room(self) -> bool:
        """The server is far from giving up timelines for want of memory."""
        return self.max_memory_bytes == 0 or self.used_memory_bytes < 0.8 * self.max_memory_bytes
