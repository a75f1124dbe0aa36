"""Turns a stored list into a page: checks the header, sorts, drops duplicates, stops at the low mark."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from feeds.keys import pack_epoch, unpack_ids
from feeds.rules import check_page, end_page
from feeds.types import Miss, MissReason, TimelinePage


def page_from_list(
    elements: Sequence[bytes], epoch: int, before: int | None, limit: int
) -> TimelinePage | Miss:
    """Read one page out of a whole stored list. Raises: ValueError for a limit below 1."""
    check_page(before, limit)
    miss = _find_miss(elements, epoch)
    if miss:
        return miss
    low = int.from_bytes(elements[1], "big")
    packed = b"".join(elements[2:])
    entries = sorted(unpack_ids(packed))  # nearly sorted already, so this is close to linear
    floor = bisect_right(entries, low)
    at = len(entries) if before is None else bisect_left(entries, before)
    ids: list[int] = []
    last = 0
    while at > floor:
        at -= 1
        if entries[at] == last:
            continue
        if len(ids) == limit:
            return TimelinePage(tuple(ids))
        last = entries[at]
        ids.append(last)
    return end_page(ids, low, before)


def _find_miss(elements: Sequence[bytes], epoch: int) -> Miss | None:
    if not elements:
        return Miss(MissReason.COLD)
    current = pack_epoch(epoch)
    if elements[0] == b"C" + current:
        return None
    building = elements[0][:8] == b"B" + current
    return Miss(MissReason.BUILDING if building else MissReason.STALE)
