"""The quick road to a home feed: one look at the timeline, and copies of everything else; no SQL once they are made.

It answers only what it is sure of. For all else (a cold timeline, a page that runs on into SQL, a log of changes that
cannot be read) it says None, and the caller takes the road through SQL, which is exact in every case. Both give the
same page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from app.domain.accounts.viewer import Viewer
from app.domain.discovery.queries import newest_ids
from app.domain.engagement.queries import OwnReactions
from app.domain.posts.queries import brands_of_posts
from app.domain.timelines.cards import Card, cards_for
from app.domain.timelines.readers import Reader, reader_of
from app.kernel import clock
from app.kernel.ids import id_at
from app.kernel.scope import Scope
from app.kernel.touched import ANY, Mark, Thing
from app.resources.container import current
from app.resources.kept import Made
from app.web.feeding import FeedPage
from app.web.presenting import presentation
from app.web.unit import unit
from app.wire.drawn import Seen
from app.wire.presentation import Presentation
from feeds.errors import TimelinesUnavailable
from feeds.types import Miss, TimelinePage

IDS_A_LOOK = 100
STRANGER = Reader(0, frozenset(), OwnReactions(frozenset(), frozenset(), 0))
_GONE = object()
"""Kept for a post that may not be shown, so that it is not looked up on every page."""


class Drawn(Protocol):
    """A post drawn for everybody."""

    id: int
    brand_id: int


D = TypeVar("D", bound=Drawn)


@dataclass(frozen=True, slots=True)
class Drawing(Generic[D]):
    """One way to draw posts. `name` tells its copies from those of the other ways."""

    name: str
    draw: Callable[[Card, Presentation], D]


@dataclass(frozen=True, slots=True)
class QuickPage(Generic[D]):
    """A page of drawn posts, each with what depends on the reader. `place` says where it begins and goes on."""

    place: FeedPage
    posts: list[tuple[D, Seen]]


def quick_page(drawing: Drawing[D], viewer: Viewer, before: int | None, limit: int) -> QuickPage[D] | None:
    """The viewer's home feed below `before`, or None where only SQL can tell."""
    kept = current().kept
    if not kept.listen():
        return None
    reader = _reader(viewer.account_id) if viewer.account_id is not None else STRANGER
    if reader is None:
        return None
    page = _timeline(viewer, reader, before) if reader.followed else _newest(viewer, before)
    if page is None:
        return None
    posts = _choose(drawing, viewer, reader, page, limit + 1)  # one more tells whether a next page exists
    if posts is None:
        return None
    shown = posts[:limit]
    if shown and shown[-1].id < reader.reactions.known_from:
        return None
    ids = [post.id for post in shown]
    place = FeedPage(
        ids,
        next_before=ids[-1] if len(posts) > limit else None,
        newest=ids[0] if ids and before is None else id_at(clock.utcnow()),
        following=bool(reader.followed),
    )
    return QuickPage(place, [(post, _seen(reader, post)) for post in shown])


def _timeline(viewer: Viewer, reader: Reader, before: int | None) -> TimelinePage | None:
    assert viewer.account_id is not None
    try:
        page = current().timelines.page(viewer.account_id, reader.epoch, before, IDS_A_LOOK)
    except TimelinesUnavailable:
        return None
    return None if isinstance(page, Miss) else page


def _newest(viewer: Viewer, before: int | None) -> TimelinePage | None:
    """The newest posts of every brand, as one timeline for all who follow nobody."""

    def make(keys: list[Any]) -> dict[Any, Made]:
        with unit(Scope.anonymous()) as tx:
            ids = newest_ids(tx, viewer, limit=IDS_A_LOOK)
        return dict.fromkeys(keys, (ids, ((Thing.POST, ANY),)))

    key = ("newest",)
    ids: list[int] = current().kept.find_all([key], make)[key]
    below = tuple(ids if before is None else [post_id for post_id in ids if post_id < before])
    return TimelinePage(below, exhausted=len(ids) < IDS_A_LOOK)


def _seen(reader: Reader, post: Drawn) -> Seen:
    reactions = reader.reactions
    return Seen(
        post.brand_id in reader.followed, liked=post.id in reactions.liked, saved=post.id in reactions.saved
    )


def _reader(account_id: int) -> Reader | None:
    def make(keys: list[Any]) -> dict[Any, Made]:
        with unit(Scope.shopper(account_id)) as tx:
            reader = reader_of(tx, account_id)
        return {key: (reader, ((Thing.ACCOUNT, account_id),)) for key in keys if reader is not None}

    key = ("reader", account_id)
    found: Reader | None = current().kept.find_all([key], make).get(key)
    return found


def _choose(
    drawing: Drawing[D], viewer: Viewer, reader: Reader, page: TimelinePage, wanted: int
) -> list[D] | None:
    """The first posts of a timeline that may be shown; None when it may go on where this look did not reach."""
    chosen: list[D] = []
    at = 0
    while len(chosen) < wanted and at < len(page.ids):
        ids = page.ids[at : at + wanted - len(chosen)]
        at += len(ids)
        chosen += [
            post
            for post in _drawn(drawing, viewer, ids)
            if not reader.followed or post.brand_id in reader.followed
        ]
    return chosen if len(chosen) == wanted or page.exhausted else None


def _drawn(drawing: Drawing[D], viewer: Viewer, ids: Sequence[int]) -> list[D]:
    """Those of these posts that may be shown, in order."""
    stranger = Viewer(None, viewer.locale, viewer.market)

    def make(keys: list[Any]) -> dict[Any, Made]:
        wanted = [key[1] for key in keys]
        with unit(Scope.anonymous()) as tx:
            cards = {card.post.id: card for card in cards_for(tx, stranger, wanted)}
        with unit(Scope.system()) as tx:
            owners = brands_of_posts(tx, [post_id for post_id in wanted if post_id not in cards])
        show = presentation()
        made: dict[Any, Made] = {}
        for key in keys:
            card = cards.get(key[1])
            if card is not None:
                made[key] = drawing.draw(card, show), _marks(card)
            else:
                made[key] = _GONE, _marks_of_gone(key[1], owners)
        return made

    keys = [(drawing.name, post_id, viewer.locale, viewer.market) for post_id in ids]
    found = current().kept.find_all(keys, make)
    return [found[key] for key in keys if found[key] is not _GONE]


def _marks(card: Card) -> list[Mark]:
    tagged = [(Thing.PRODUCT, tag.product_id) for tag in card.post.tags]
    return [(Thing.POST, card.post.id), (Thing.BRAND, card.brand.id), *tagged]


def _marks_of_gone(post_id: int, owners: dict[int, int]) -> list[Mark]:
    marks = [(Thing.POST, post_id)]
    if post_id in owners:
        marks.append((Thing.BRAND, owners[post_id]))
    return marks
