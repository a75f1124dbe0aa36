"""The pure plan of a fan-out: push or pull, and which viewers go together. Touches no server."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from feeds.types import MAX_CHUNK_VIEWERS, Chunk

# A matter of latency, not of load: below it a push to active readers ends within about a second.
PULL_ABOVE_FOLLOWERS = 150_000


class Delivery(StrEnum):
    """How a post reaches its readers."""

    PUSH = "push"
    PULL = "pull"


def choose_delivery(active_followers: int, pull_above: int = PULL_ABOVE_FOLLOWERS) -> Delivery:
    """Push to each timeline, or let readers merge the brand when it has too many of them."""
    return Delivery.PULL if active_followers > pull_above else Delivery.PUSH


def plan_chunks(
    recipient_ids: Sequence[int],
    *,
    lower: int,
    upper: int,
    shard_count: int = 1,
    chunk_viewers: int = MAX_CHUNK_VIEWERS,
) -> list[Chunk]:
    """Split the recipients of lower < id <= upper into chunks, each within one shard.

    A shard's chunks cover (lower, upper] without gap or overlap, so the same boundaries and recipients give
    the same markers; when a retry finds other recipients, the worst is a chunk appended twice.

    Raises: ValueError when the ids do not ascend strictly within the boundaries.
    """
    _check_recipients(recipient_ids, lower, upper)
    by_shard: dict[int, list[int]] = {}
    for viewer_id in recipient_ids:
        by_shard.setdefault(viewer_id % shard_count, []).append(viewer_id)
    chunks: list[Chunk] = []
    for shard, viewer_ids in sorted(by_shard.items()):
        start = lower
        for at in range(0, len(viewer_ids), chunk_viewers):
            part = tuple(viewer_ids[at : at + chunk_viewers])
            end = upper if at + chunk_viewers >= len(viewer_ids) else part[-1]
            chunks.append(Chunk(shard, shard_count, start, end, part))
            start = end
    return chunks


def _check_recipients(recipient_ids: Sequence[int], lower: int, upper: int) -> None:
    if not recipient_ids:
        return
    if recipient_ids[0] <= lower or recipient_ids[-1] > upper:
        raise ValueError(f"recipients {recipient_ids[0]}..{recipient_ids[-1]} lie outside ({lower}, {upper}]")
    if any(a >= b for a, b in pairwise(recipient_ids)):
        raise ValueError("recipient ids must ascend strictly")
