"""The home page: ids from the timeline, the last word from SQL, and SQL alone where the timeline cannot answer."""

from dataclasses import dataclass

from app.domain.accounts.viewer import Viewer
from app.domain.timelines.queries import follow_epoch, home_ids, still_on_home
from app.kernel.transaction import Transaction
from feeds.contract import Timelines
from feeds.errors import TimelinesUnavailable
from feeds.types import Miss, MissReason

MAX_LIMIT = 50
ROUNDS = 3
IDS_A_ROUND = 100
"""When most of a timeline may not be shown (a suspended brand filled it), SQL answers the rest at once."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """A page of ids, newest first. `source`: timeline, mixed or sql. `rebuild`: the timeline should be made anew."""

    post_ids: list[int]
    next_before: int | None
    source: str
    rebuild: bool


def home_page(
    tx: Transaction, timelines: Timelines, viewer: Viewer, *, before: int | None = None, limit: int = 20
) -> HomePage:
    """The viewer's home timeline below `before`, exact whatever the timeline store's state."""
    if viewer.account_id is None:
        return HomePage([], None, "sql", False)
    limit = max(1, min(limit, MAX_LIMIT))
    wanted = limit + 1  # one more tells whether a next page exists
    ids, source, rebuild = _from_timeline(tx, timelines, viewer, before, wanted)
    if len(ids) > limit:
        return HomePage(ids[:limit], ids[limit - 1], source, rebuild)
    return HomePage(ids, None, source, rebuild)


def _from_timeline(
    tx: Transaction, timelines: Timelines, viewer: Viewer, before: int | None, wanted: int
) -> tuple[list[int], str, bool]:
    assert viewer.account_id is not None
    epoch = follow_epoch(tx, viewer.account_id)
    found: list[int] = []
    for _ in range(ROUNDS):
        try:
            page = timelines.page(viewer.account_id, epoch, before, max(wanted, IDS_A_ROUND))
        except TimelinesUnavailable:
            return _rest_from_sql(tx, viewer, found, before, wanted), "sql", False
        if isinstance(page, Miss):
            rebuild = page.reason is not MissReason.BUILDING
            return _rest_from_sql(tx, viewer, found, before, wanted), "sql", rebuild
        kept = still_on_home(tx, viewer, list(page.ids))
        found += [post_id for post_id in page.ids if post_id in kept]
        if len(found) >= wanted:
            return found[:wanted], "timeline", False
        if page.below_low is not None:
            below = page.below_low + 1 if before is None else min(before, page.below_low + 1)
            return _rest_from_sql(tx, viewer, found, below, wanted), "mixed", False
        if page.exhausted:
            return found, "timeline", False
        before = page.ids[-1]
    return _rest_from_sql(tx, viewer, found, before, wanted), "mixed", False


def _rest_from_sql(
    tx: Transaction, viewer: Viewer, found: list[int], before: int | None, wanted: int
) -> list[int]:
    return found + home_ids(tx, viewer, before=before, limit=max(0, wanted - len(found)))
