"""The feed, what is new in it, Discover, search and saved posts."""

from typing import cast

from app.domain.catalog.queries import products_by_ids
from app.domain.discovery.queries import newest_ids, search_brands, search_product_ids
from app.domain.engagement.queries import saved_post_ids
from app.entrypoints.api import loading
from app.entrypoints.api.operations import asked, operation
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.feeding import FeedPage, cut_page, feed_page, news_since
from app.web.presenting import CursorExpired, read_cursor, write_cursor
from app.web.quick import Drawing, quick_page
from app.web.unit import unit
from app.web.viewer import current_viewer
from app.wire import resource_makers
from app.wire import resources as r
from app.wire.drawn import DrawnPost
from app.wire.operations import PAGED, Param

AS_RESOURCE = Drawing(
    "resource",
    lambda card, show: DrawnPost(card.post.id, card.brand.id, resource_makers.post(card, show)),
)


@operation("GET", "/feed", tag="Feed", returns=r.Feed, query=PAGED, without_database=True, quick=True)
@access(Access.PUBLIC, quick=True)
def get_feed() -> r.Feed:
    """The home feed.

    Posts of the followed brands, newest first; every brand's until one follows some. Nothing is ranked.
    """
    before, limit = asked_page("home")
    quick = quick_page(AS_RESOURCE, current_viewer(), before, limit)
    if quick is not None:
        return _feed(quick.place, cast("list[r.Post]", [drawn.encoded(seen) for drawn, seen in quick.posts]))
    with unit() as tx:
        page = feed_page(tx, current_viewer(), before, limit)
        return _feed(page, loading.posts(tx, page.post_ids))


def _feed(page: FeedPage, items: list[r.Post]) -> r.Feed:
    return r.Feed(
        items=items,
        next=next_link(page.next_before, "home"),
        following=page.following,
        cursor=write_cursor(page.newest, "api-new") or "",
    )


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

    Ids only, newest first. An id may be told twice: a post that was saved late is looked for again. When more than 800
    came, the cursor has expired: read the feed from the top.
    """
    news = news_since(tx, current_viewer(), read_cursor(asked("after"), "api-new"))
    if news is None:
        raise CursorExpired
    return r.News([str(post_id) for post_id in news.post_ids], write_cursor(news.newest, "api-new") or "")


@operation("GET", "/discover", tag="Feed", returns=r.PostPage, query=PAGED)
@access(Access.PUBLIC)
def discover(tx: Transaction) -> r.PostPage:
    """Every open brand's posts, newest first."""
    before, limit = asked_page("discover")
    ids, last = cut_page(newest_ids(tx, current_viewer(), before=before, limit=limit + 1), limit)
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
    ids, last = cut_page(saved_post_ids(tx, current_viewer(), before=before, limit=limit + 1), limit)
    return r.PostPage(loading.posts(tx, ids), next_link(last, "saved"))
