"""The fan-out plan: every recipient once, in chunks whose boundaries name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fanout import Delivery, choose_delivery, plan_chunks


@given(
    recipients=st.sets(st.integers(11, 400)).map(sorted),
    shard_count=st.integers(1, 4),
    chunk_viewers=st.integers(1, 50),
)
def test_chunks_hold_each_recipient_once_and_cover_the_boundaries(
    recipients: list[int], shard_count: int, chunk_viewers: int
) -> None:
    chunks = plan_chunks(
        recipients, lower=10, upper=400, shard_count=shard_count, chunk_viewers=chunk_viewers
    )
    assert sorted(v for chunk in chunks for v in chunk.viewer_ids) == recipients
    for shard in {chunk.shard for chunk in chunks}:
        mine = [chunk for chunk in chunks if chunk.shard == shard]
        assert (mine[0].lower, mine[-1].upper) == (10, 400)
        assert [chunk.upper for chunk in mine[:-1]] == [chunk.lower for chunk in mine[1:]]
    for chunk in chunks:
        assert 1 <= len(chunk.viewer_ids) <= chunk_viewers
        assert all(
            chunk.lower < v <= chunk.upper and v % shard_count == chunk.shard for v in chunk.viewer_ids
        )


def test_a_chunk_has_at_most_a_thousand_viewers() -> None:
    chunks = plan_chunks(range(1, 2_502), lower=0, upper=5_000)
    assert [len(chunk.viewer_ids) for chunk in chunks] == [1_000, 1_000, 501]
    assert [(chunk.lower, chunk.upper) for chunk in chunks] == [(0, 1_000), (1_000, 2_000), (2_000, 5_000)]
    with pytest.raises(ValueError, match="at most 1000 viewers, not 1001"):
        plan_chunks(range(1, 2_502), lower=0, upper=5_000, chunk_viewers=1_001)


@pytest.mark.parametrize("recipients", [[10, 11], [11, 21], [12, 11], [11, 11]])
def test_recipients_outside_their_boundaries_or_order_are_refused(recipients: list[int]) -> None:
    with pytest.raises(ValueError, match=r"outside|ascend"):
        plan_chunks(recipients, lower=10, upper=20)


def test_only_the_largest_brands_are_pulled() -> None:
    assert choose_delivery(0) is Delivery.PUSH
    assert choose_delivery(100, pull_above=100) is Delivery.PUSH
    assert choose_delivery(101, pull_above=100) is Delivery.PULL
