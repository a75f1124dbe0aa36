"""The feed: the home page, what is new since, and cards by id for open pages that were told to look again."""

from datetime import timedelta

from flask import Response, jsonify, render_template, request

from app.domain.accounts.viewer import Viewer
from app.domain.catalog.queries import moved_since
from app.domain.posts.queries import gone_among
from app.domain.timelines.cards import Card, cards_for
from app.entrypoints.shop.aside import aside
from app.entrypoints.shop.blueprint import shop
from app.entrypoints.shop.drawn_cards import AS_CARD, cards_html
from app.kernel import clock
from app.kernel.ids import born_at, id_at, parse_id
from app.web.access import Access, access
from app.web.catching_up import MAX_KNOWN, catch_up
from app.web.feeding import FeedPage, feed_page
from app.web.presenting import presentation, read_cursor, write_cursor
from app.web.quick import quick_page
from app.web.unit import unit
from app.web.viewer import current_viewer
from app.wire.cards import post_cards

PAGE = 12
MAX_CARDS, MAX_SHOWN = 50, 150
# What committed late bears an older time than what was seen before it: look a little further back.
LATE = timedelta(minutes=2)


@shop.get("/", endpoint="home")
@access(Access.PUBLIC, quick=True)
def home() -> str:
    """The feed of the brands one follows, or of every brand until one follows some."""
    viewer = current_viewer()
    before = read_cursor(request.args.get("before"), "home")
    whole = not _wants_fragment()
    quick = quick_page(AS_CARD, viewer, before, PAGE)
    page, shown = (
        (quick.place, {"drawn": cards_html(quick, eager_first=whole)}) if quick else _from_sql(viewer, before)
    )
    return render_template(
        "shop/feed.html" if whole else "shop/_cards.html",
        next_href=_next_href(page.next_before),
        cursor=write_cursor(page.newest, "new"),
        following=page.following,
        **shown,
        **(aside() if whole else {}),
    )


def _from_sql(viewer: Viewer, before: int | None) -> tuple[FeedPage, dict[str, object]]:
    with unit() as tx:
        page = feed_page(tx, viewer, before, PAGE)
        cards = cards_for(tx, viewer, page.post_ids)
    return page, {"posts": post_cards(cards, presentation())}


def _next_href(next_before: int | None) -> str | None:
    cursor = write_cursor(next_before, "home")
    return f"/?before={cursor}" if cursor else None


def _wants_fragment() -> bool:
    return request.headers.get("X-Fragment") == "1"


@shop.get("/feed/new", endpoint="feed_new")
@access(Access.PUBLIC)
def feed_new() -> Response:
    """What an open page missed, where it has no socket to ask over (`web.catching_up` says what is answered)."""
    asked = request.args
    known = [parsed for text in asked.get("known", "").split(",")[:MAX_KNOWN] if (parsed := parse_id(text))]
    with unit() as tx:
        found = catch_up(tx, current_viewer(), asked.get("epoch", ""), asked.get("after", ""), known)
    return jsonify(found)


@shop.get("/feed/shown", endpoint="shown")
@access(Access.PUBLIC)
def shown() -> Response:
    """What became of the posts and products that a page shows, since it was drawn or last asked. Hydrates nothing."""
    posts, products = _asked_ids("posts", MAX_SHOWN), _asked_ids("products", MAX_SHOWN)
    since, now = parse_id(request.args.get("since", "")) or 0, id_at(clock.utcnow())
    with unit() as tx:
        hidden = gone_among(tx, current_viewer(), posts)
        changed = moved_since(tx, products, born_at(since) - LATE)
    return jsonify(hidden=[str(i) for i in hidden], products=[str(i) for i in changed], since=str(now))


def _asked_ids(name: str, most: int) -> list[int]:
    texts = request.args.get(name, "").split(",")[:most]
    return [parsed for text in texts if (parsed := parse_id(text))]


@shop.get("/fragments/cards", endpoint="cards")
@access(Access.PUBLIC)
def cards() -> str:
    """Cards for those of these posts that may be seen: an id left out is gone. `full=1`: as on the post's own page."""
    ids = _asked_ids("ids", MAX_CARDS)
    viewer = current_viewer()
    with unit() as tx:
        found: list[Card] = cards_for(tx, viewer, ids)
    return render_template(
        "shop/_cards.html",
        posts=post_cards(found, presentation()),
        next_href=None,
        bare=True,
        full=request.args.get("full") == "1",
    )
