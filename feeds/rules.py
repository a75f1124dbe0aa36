"""What every implementation of Timelines refuses, and how a page ends."""

from collections.abc import Sequence
from hashlib import sha256

from feeds.keys import MAX_ID
from feeds.types import MAX_POSTS_A_PUSH, TimelineOptions, TimelinePage

_MAX_TOKEN_BYTES = 64


def check_push(shard: int, post_ids: Sequence[int], options: TimelineOptions) -> list[int]:
    """The posts of one push, ascending and once each. Raises: ValueError."""
    if not 0 <= shard < options.shard_count:
        raise ValueError(f"shard {shard} does not exist: timelines have {options.shard_count}")
    posts = sorted(set(post_ids))
    if not 1 <= len(posts) <= MAX_POSTS_A_PUSH:
        raise ValueError(f"a push takes 1 to {MAX_POSTS_A_PUSH} posts, not {len(posts)}")
    return posts


def generation_of(token: str) -> bytes:
    """The 8 bytes that name one gathering, and then the audience it becomes."""
    return sha256(check_token(token)).digest()[:8]


def check_token(token: str) -> bytes:
    """The token as stored. Raises: ValueError unless 1 to 64 bytes."""
    packed = token.encode()
    if not 1 <= len(packed) <= _MAX_TOKEN_BYTES:
        raise ValueError(f"a rebuild token has 1 to {_MAX_TOKEN_BYTES} bytes, not {len(packed)}")
    return packed


def low_mark(ascending_ids: Sequence[int], complete: bool) -> int:
    """The id up to which a SQL answer knows nothing; 0 when it knows everything. Raises: ValueError."""
    if complete:
        return 0
    if not ascending_ids:
        raise ValueError("no ids and not complete: this would declare an unknown timeline empty")
    return ascending_ids[0] - 1


def check_page(before: int | None, limit: int) -> None:
    """Raises: ValueError for a limit or bound that names no page."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    if before is not None and not 1 <= before <= MAX_ID:
        raise ValueError(f"before must lie in 1..2**63-1, not {before}")


def end_page(ids: Sequence[int], low: int, before: int | None) -> TimelinePage:
    """A page that reached the end of what the timeline knows."""
    if low == 0:
        return TimelinePage(tuple(ids), exhausted=True)
    return TimelinePage(tuple(ids), below_low=low if before is None else min(low, before - 1))
