"""Which posts the feed holds for whoever asks: one answer for pages and for the JSON door. Hydrates nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.accounts.viewer import Viewer
from app.domain.brands.queries import followed_brand_ids
from app.domain.discovery.queries import newest_ids
from app.domain.timelines.queries import home_ids
from app.domain.timelines.reading import home_page
from app.kernel import clock
from app.kernel.ids import id_at
from app.kernel.transaction import Transaction
from app.resources.container import current
from app.web.jobs import nudge

MAX_NEWS = 800
"""How much may be missed and told all the same: as much as a timeline holds."""
# A post that committed late has an older id than one already seen: look a little further back than the cursor.
OVERLAP = 10_000 << 22


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Ids newest first. `newest`: the place to ask for news from. `following`: it is the viewer's own feed."""

    post_ids: list[int]
    next_before: int | None
    newest: int
    following: bool


def feed_page(tx: Transaction, viewer: Viewer, before: int | None, limit: int) -> FeedPage:
    """The posts of the followed brands below `before`; every brand's until the viewer follows some."""
    following = bool(followed_brand_ids(tx, viewer))
    if following:
        page = home_page(tx, current().timelines, viewer, before=before, limit=limit)
        ids, next_before = page.post_ids, page.next_before
        if page.rebuild and viewer.account_id is not None:
            nudge("timelines.rebuild", viewer.account_id, queue="fanout")
    else:
        ids, next_before = cut_page(newest_ids(tx, viewer, before=before, limit=limit + 1), limit)
    newest = ids[0] if ids and before is None else id_at(clock.utcnow())
    return FeedPage(ids, next_before, newest, following)


def cut_page(ids: list[int], limit: int) -> tuple[list[int], int | None]:
    """A page of ids that were asked for with one more, and where the next begins."""
    return ids[:limit], ids[limit - 1] if len(ids) > limit else None


@dataclass(frozen=True, slots=True)
class News:
    """What came since a place, newest first, and the place to ask from next time."""

    post_ids: list[int]
    newest: int


def news_since(
    tx: Transaction, viewer: Viewer, after: int | None, known: Collection[int] = ()
) -> News | None:
    """What came since a place (None: now). None when that is more than is told at once: start from the top.

    A post that was saved late is looked for again: without `known`, what the asker has already, it may be told twice.
    """
    place = after or id_at(clock.utcnow())
    look = home_ids if followed_brand_ids(tx, viewer) else newest_ids
    ids = look(tx, viewer, after=max(0, place - OVERLAP), limit=MAX_NEWS + 1)
    if len(ids) > MAX_NEWS:
        return None
    return News([post_id for post_id in ids if post_id not in known], max([place, *ids]))
