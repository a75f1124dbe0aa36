"""The feed, what is new in it, Discover, search and saved posts."""

from app.domain.accounts.viewer import Viewer
from app.domain.brands.queries import followed_brand_ids
from app.domain.catalog.queries import products_by_ids
from app.domain.discovery.queries import newest_ids, search_brands, search_product_ids
from app.domain.engagement.queries import saved_post_ids
from app.domain.timelines.queries import home_ids
from app.domain.timelines.reading import home_page
from app.entrypoints.api import loading
from app.entrypoints.api.operations import asked, operation
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel import clock
from app.kernel.ids import id_at
from app.kernel.transaction import Transaction
from app.resources.container import current
from app.web.access import Access, access
from app.web.jobs import nudge
from app.web.presenting import read_cursor, write_cursor
from app.web.viewer import current_viewer
from app.wire import resources as r
from app.wire.operations import PAGED, Param

MAX_NEWS = 100
# A post that committed late has an older id than one already seen: look a little further back than the cursor.
OVERLAP = 10_000 << 22


@operation("GET", "/feed", tag="Feed", returns=r.Feed, query=PAGED)
@access(Access.PUBLIC)
def get_feed(tx: Transaction) -> r.Feed:
    """The home feed.

    Posts of the followed brands, newest first; every brand's until one follows some. Nothing is ranked.
    """
    viewer = current_viewer()
    before, limit = asked_page("home")
    following = bool(followed_brand_ids(tx, viewer))
    ids, following_page = _page(tx, viewer, following, before, limit)
    newest = ids[0] if ids and before is None else id_at(clock.utcnow())
    return r.Feed(
        items=loading.posts(tx, ids),
        next=next_link(following_page, "home"),
        following=following,
        cursor=write_cursor(newest, "api-new") or "",
    )


def _page(
    tx: Transaction, viewer: Viewer, following: bool, before: int | None, limit: int
) -> tuple[list[int], int | None]:
    if not following:
        return _cut(newest_ids(tx, viewer, before=before, limit=limit + 1), limit)
    page = home_page(tx, current().timelines, viewer, before=before, limit=limit)
    if page.rebuild and viewer.account_id is not None:
        nudge("timelines.rebuild", viewer.account_id, queue="fanout")
    return page.post_ids, page.next_before


def _cut(ids: list[int], limit: int) -> tuple[list[int], int | None]:
    """A page of ids that were asked for with one more, and where the next begins."""
    return ids[:limit], ids[limit - 1] if len(ids) > limit else None


@operation(
    "GET",
    "/feed/new",
    tag="Feed",
    returns=r.News,
    query=(Param("after", "The `cursor` of the feed, or of the last answer here. Without it: from now on."),),
)
@access(Access.PUBLIC)
def get_news(tx: Transaction) -> r.News:
    """What came since.

    Ids only, newest first. An id may be told twice: a post that was saved late is looked for again.
    """
    viewer = current_viewer()
    after = read_cursor(asked("after"), "api-new") or id_at(clock.utcnow())
    since = max(0, after - OVERLAP)
    look = home_ids if followed_brand_ids(tx, viewer) else newest_ids
    ids = look(tx, viewer, after=since, limit=MAX_NEWS)
    return r.News(
        post_ids=[str(post_id) for post_id in ids], cursor=write_cursor(max([after, *ids]), "api-new") or ""
    )


@operation("GET", "/discover", tag="Feed", returns=r.PostPage, query=PAGED)
@access(Access.PUBLIC)
def discover(tx: Transaction) -> r.PostPage:
    """Every open brand's posts, newest first."""
    before, limit = asked_page("discover")
    ids, last = _cut(newest_ids(tx, current_viewer(), before=before, limit=limit + 1), limit)
    return r.PostPage(loading.posts(tx, ids), next_link(last, "discover"))


@operation(
    "GET",
    "/search",
    tag="Feed",
    returns=r.Found,
    query=(Param("q", "Words of a brand's or a product's name; 80 characters count.", example="coat"),),
)
@access(Access.PUBLIC)
def search(tx: Transaction) -> r.Found:
    """Brands and products by name, whatever the accents and capitals."""
    viewer, words = current_viewer(), asked("q")[:80]
    brands = loading.brand_summaries(tx, search_brands(tx, viewer, words))
    found = products_by_ids(tx, viewer, search_product_ids(tx, viewer, words))
    newest_first = [found[product_id] for product_id in sorted(found, reverse=True)]
    return r.Found(brands, loading.products(tx, newest_first))


@operation("GET", "/me/saved", tag="You", returns=r.PostPage, query=PAGED)
@access(Access.SIGNED_IN)
def get_saved(tx: Transaction) -> r.PostPage:
    """The posts one saved, newest post first."""
    before, limit = asked_page("saved")
    ids, last = _cut(saved_post_ids(tx, current_viewer(), before=before, limit=limit + 1), limit)
    return r.PostPage(loading.posts(tx, ids), next_link(last, "saved"))
