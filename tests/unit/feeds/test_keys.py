"""Packed ids and key names."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.keys import audience_key, gathering_key, pack_epoch, pack_ids, progress_key, shard_of, timeline_key

ids = st.integers(1, 2**63 - 1)


@given(a=ids, b=ids)
def test_packed_ids_compare_as_numbers(a: int, b: int) -> None:
    assert (pack_ids([a]) < pack_ids([b])) == (a < b)


def test_keys_of_a_shard_share_its_hash_tag() -> None:
    assert timeline_key(7, 3) == b"{1}\0\0\0\0\0\0\0\x07"
    assert audience_key(1, 5) == b"a:{1}:\0\0\0\0\0\0\0\x05"
    assert gathering_key(1, 5) == b"g:{1}:\0\0\0\0\0\0\0\x05"
    assert progress_key(1, 5) == b"p:{1}:\0\0\0\0\0\0\0\x05"


@pytest.mark.parametrize("shard_count", [2, 3, 12, 16])
def test_time_ordered_ids_are_spread_over_all_shards(shard_count: int) -> None:
    """Ids made a millisecond apart differ in their high bits only."""
    held = Counter(shard_of((1_790_000_000_000 + n) << 22, shard_count) for n in range(10_000))
    assert min(held.values()) > 0.7 * 10_000 / shard_count and len(held) == shard_count


@pytest.mark.parametrize("bad", [[0], [-1], [2**63], [1, 0]])
def test_ids_that_do_not_fit_are_refused(bad: list[int]) -> None:
    with pytest.raises(ValueError, match="ids must lie in"):
        pack_ids(bad)


@pytest.mark.parametrize("bad", [-1, 2**56])
def test_epochs_that_do_not_fit_are_refused(bad: int) -> None:
    with pytest.raises(ValueError, match="epoch must lie in"):
        pack_epoch(bad)
