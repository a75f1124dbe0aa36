"""Posts for moderators: new and hidden ones, hide with a reason, restore. In a session with a second factor only."""

from collections.abc import Sequence

from app.domain.moderation import actions
from app.domain.moderation.queries import PostState, all_decisions, decisions_on, posts_around
from app.domain.posts.errors import PostNotFound
from app.domain.posts.queries import posts_as_overseer
from app.domain.timelines.cards import cards_as_overseer
from app.entrypoints.api.operations import asked, asker_id, operation
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.ids import parse_id
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.presenting import presentation
from app.web.viewer import current_viewer
from app.wire import member_makers as make
from app.wire import member_resources as m
from app.wire.operations import PAGED, Param
from app.wire.requests import Explanation, Refusal

TAG = "Moderation"


@operation(
    "GET",
    "/moderation/posts",
    tag=TAG,
    returns=m.DeskPostPage,
    session_only=True,
    query=(
        Param("state", "Which posts.", tuple(PostState), default="live"),
        Param("brand", "Only this brand's: its id.", is_id=True),
        *PAGED,
    ),
)
@access(Access.MODERATOR)
def list_desk_posts(tx: Transaction) -> m.DeskPostPage:
    """Posts, newest first, with what was decided of each."""
    state = PostState(asked("state") or PostState.LIVE)
    brand_id = parse_id(asked("brand"))
    kind = f"desk-posts-{state.value}"
    before, limit = asked_page(kind)
    start = before - 1 if before is not None else None
    ids = posts_around(tx, state, start, brand_id=brand_id, above=0, below=limit).ids
    last = ids[limit - 1] if len(ids) > limit else None
    return m.DeskPostPage(_posts(tx, ids[:limit]), next_link(last, kind))


@operation("GET", "/moderation/posts/<post_id>", tag=TAG, returns=m.DeskPost, session_only=True)
@access(Access.MODERATOR)
def get_desk_post(tx: Transaction, post_id: int) -> m.DeskPost:
    """One post, whatever its state."""
    return _post(tx, post_id)


@operation(
    "POST",
    "/moderation/posts/<post_id>/hide",
    tag=TAG,
    takes=Refusal,
    returns=m.DeskPost,
    session_only=True,
)
@access(Access.MODERATOR)
def hide_post(tx: Transaction, post_id: int, body: Refusal) -> m.DeskPost:
    """Take a post out of every feed, with a reason. 409: somebody was faster."""
    actions.hide(tx, asker_id(), post_id, reason=body.reason, explanation=body.explanation)
    tx.session.flush()
    return _post(tx, post_id)


@operation(
    "POST",
    "/moderation/posts/<post_id>/restore",
    tag=TAG,
    takes=Explanation,
    returns=m.DeskPost,
    session_only=True,
)
@access(Access.MODERATOR)
def restore_post(tx: Transaction, post_id: int, body: Explanation) -> m.DeskPost:
    """Give a hidden post back, in its old place. 409: it is not hidden."""
    actions.restore(tx, asker_id(), post_id, explanation=body.explanation)
    tx.session.flush()
    return _post(tx, post_id)


@operation("GET", "/moderation/decisions", tag=TAG, returns=m.DecisionPage, query=PAGED, session_only=True)
@access(Access.MODERATOR)
def list_decisions(tx: Transaction) -> m.DecisionPage:
    """Everything that was decided, newest first."""
    before, limit = asked_page("decisions")
    page = all_decisions(tx, before=before, limit=limit)
    return m.DecisionPage(
        [make.decision(one) for one in page.items], next_link(page.next_before, "decisions")
    )


def _post(tx: Transaction, post_id: int) -> m.DeskPost:
    found = _posts(tx, [post_id])
    if not found:
        raise PostNotFound
    return found[0]


def _posts(tx: Transaction, ids: Sequence[int]) -> list[m.DeskPost]:
    show = presentation()
    cards = cards_as_overseer(tx, current_viewer(), posts_as_overseer(tx, ids))
    history = decisions_on(tx, "post", ids) if ids else {}
    return [make.desk_post(card, history.get(card.post.id, []), show) for card in cards]
