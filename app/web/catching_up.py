"""What an open page missed while it was away, in one answer: over its socket, or over HTTP where it has none."""

from collections.abc import Collection

from app.domain.accounts.viewer import Viewer
from app.domain.timelines.queries import follow_epoch
from app.kernel.errors import AppError
from app.kernel.transaction import Transaction
from app.web.feeding import feed_page, news_since
from app.web.presenting import read_cursor, write_cursor

CURSOR = "new"
MAX_KNOWN = 50
"""Ids that a page names of what it has: enough for all that could be told it a second time."""
SNAPSHOT = 12


def catch_up(
    tx: Transaction, viewer: Viewer, epoch: str, cursor: str, known: Collection[int]
) -> dict[str, object]:
    """What a page missed since its cursor, each post once, newest first; or that it cannot be told.

    Shapes: {recovered: true, epoch, cursor, posts: [id]}, or {recovered: false, epoch, cursor, posts: [id]} with the
    top of the feed as it is now: when too much was missed, when the cursor is too old, or when the feed is another
    (its reader signed in, followed or unfollowed meanwhile: `epoch` tells). A page that knows no epoch sends "".
    """
    now = feed_epoch(tx, viewer)  # before the ids: what is followed meanwhile then shows at the next time
    place = _place(cursor)
    news = news_since(tx, viewer, place, known) if place and epoch in ("", now) else None
    if news is not None:
        ids, newest = news.post_ids, news.newest
    else:
        page = feed_page(tx, viewer, None, SNAPSHOT)
        ids, newest = page.post_ids, page.newest
    return {
        "recovered": news is not None,
        "epoch": now,
        "cursor": write_cursor(newest, CURSOR),
        "posts": [str(post_id) for post_id in ids],
    }


def feed_epoch(tx: Transaction, viewer: Viewer) -> str:
    """Whose feed it is, and as of which follow."""
    if viewer.account_id is None:
        return "0"
    return f"{viewer.account_id}-{follow_epoch(tx, viewer.account_id)}"


def _place(cursor: str) -> int | None:
    try:
        return read_cursor(cursor, CURSOR)
    except AppError:
        return None
