"""Key names and packed ids. The hash tag keeps all keys of a shard in one cluster slot."""

import struct
from collections.abc import Sequence

MAX_ID = 2**63 - 1
MAX_EPOCH = 2**56 - 1


def timeline_prefix(shard: int) -> bytes:
    """Start of every timeline key of a shard; the viewer's 8 raw bytes follow. Short, since audiences hold such keys."""
    return b"{%d}" % shard


def shard_of(viewer_id: int, shard_count: int) -> int:
    """The shard of a viewer. Mixed, since the low bits of time-ordered ids are nearly all alike."""
    return ((viewer_id * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF) >> 33) % shard_count


def timeline_key(viewer_id: int, shard_count: int) -> bytes:
    """Key of one viewer's timeline."""
    return timeline_prefix(shard_of(viewer_id, shard_count)) + pack_ids((viewer_id,))


def key_bytes(shard: int) -> int:
    """Length of every timeline key of a shard."""
    return len(timeline_prefix(shard)) + 8


def audience_key(shard: int, source_id: int) -> bytes:
    """Key of the packed readers of one source in this shard."""
    return b"a:{%d}:" % shard + pack_ids((source_id,))


def gathering_key(shard: int, source_id: int) -> bytes:
    """Key of an audience that is being gathered."""
    return b"g:{%d}:" % shard + pack_ids((source_id,))


def progress_key(shard: int, post_id: int) -> bytes:
    """Key that says how many readers of its source's audience a post has passed in this shard."""
    return b"p:{%d}:" % shard + pack_ids((post_id,))


def pack_ids(ids: Sequence[int]) -> bytes:
    """Ids as 8 big-endian bytes each, so that comparing bytes compares numbers.

    Raises: ValueError for an id outside 1..2**63-1 (0 stands for "no low mark").
    """
    if ids and (min(ids) < 1 or max(ids) > MAX_ID):
        raise ValueError(f"ids must lie in 1..2**63-1, got {min(ids)}..{max(ids)}")
    return struct.pack(f">{len(ids)}Q", *ids)


def unpack_ids(packed: bytes) -> tuple[int, ...]:
    """What pack_ids packed."""
    return struct.unpack(f">{len(packed) // 8}Q", packed)


def pack_epoch(epoch: int) -> bytes:
    """An epoch as the 7 bytes that follow the state byte. Raises: ValueError outside 0..2**56-1."""
    if not 0 <= epoch <= MAX_EPOCH:
        raise ValueError(f"epoch must lie in 0..2**56-1, got {epoch}")
    return epoch.to_bytes(7, "big")
