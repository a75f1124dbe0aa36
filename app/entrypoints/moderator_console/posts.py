"""New and hidden posts: look, hide with a reason, restore. Works with plain links and forms; keys only make it faster."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from flask import flash, g, jsonify, redirect, render_template, request
from flask_babel import gettext, ngettext
from markupsafe import Markup
from werkzeug import Response

from app.domain.accounts.viewer import Viewer
from app.domain.brands.queries import BrandView
from app.domain.moderation import actions
from app.domain.moderation.queries import (
    PostState,
    Window,
    brand_record,
    count_newer_posts,
    decisions_on,
    get_brand_case,
    newest_post_id,
    posts_around,
    works_for,
)
from app.domain.posts.errors import PostAlreadyHidden, PostNotFound, PostNotHidden
from app.domain.posts.queries import get_post_as_overseer, posts_as_overseer
from app.domain.timelines.cards import Card, cards_as_overseer
from app.entrypoints.moderator_console.blueprint import desk, draw
from app.entrypoints.moderator_console.conflicts import conflict_page
from app.entrypoints.moderator_console.views import audit_lines, case_of_post, reason_choices, subject_of
from app.kernel.errors import InvalidInput
from app.kernel.ids import parse_id
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.presenting import presentation
from app.web.unit import unit
from app.web.viewer import current_viewer


@dataclass(frozen=True, slots=True)
class Listed:
    """Which posts the queue shows. Carried in every address, so that a decision leads to the next of the same list."""

    state: PostState
    brand_id: int | None

    def address(self, post_id: int | None) -> str:
        """The page of one post in this list, or the list's top."""
        path = "/moderation/" if post_id is None else f"/moderation/posts/{post_id}"
        return path + self.query

    @property
    def query(self) -> str:
        """The list as the end of an address."""
        wish = {"state": self.state.value} if self.state is not PostState.LIVE else {}
        if self.brand_id is not None:
            wish["brand"] = str(self.brand_id)
        return f"?{urlencode(wish)}" if wish else ""


def _listed(default: PostState = PostState.LIVE) -> Listed:
    text = request.args.get("state", default.value)
    state = PostState(text) if text in set(PostState) else default
    return Listed(state, parse_id(request.args.get("brand", "")))


def _id(text: str) -> int:
    parsed = parse_id(text)
    if parsed is None:
        raise PostNotFound
    return parsed


@desk.get("/", endpoint="posts")
@access(Access.MODERATOR)
def newest() -> str:
    """The newest posts, the first of them open."""
    with unit() as tx:
        return _page(tx, _listed(), None)


@desk.get("/hidden", endpoint="hidden")
@access(Access.MODERATOR)
def hidden() -> str:
    """What moderators took down, newest first."""
    with unit() as tx:
        return _page(tx, _listed(PostState.HIDDEN), None)


@desk.get("/posts/<post_id>", endpoint="post")
@access(Access.MODERATOR)
def post(post_id: str) -> str:
    """One post with its history and its brand's record, and its neighbours in the list."""
    with unit() as tx:
        return _page(tx, _listed(), _id(post_id))


def _page(
    tx: Transaction,
    listed: Listed,
    post_id: int | None,
    *,
    wrong: dict[str, str] | None = None,
) -> str:
    viewer, show = current_viewer(), presentation()
    window = posts_around(tx, listed.state, post_id, brand_id=listed.brand_id)
    shown = post_id if post_id is not None else (window.ids[0] if window.ids else None)
    brand = _brand(tx, viewer, listed.brand_id)
    records = posts_as_overseer(tx, [*window.ids, *([shown] if shown and shown not in window.ids else [])])
    cards = {card.post.id: card for card in cards_as_overseer(tx, viewer, records)}
    if shown is not None and shown not in cards:
        raise PostNotFound
    subject = cards[shown] if shown is not None else None
    following = cards.get(window.next or 0)
    return draw(
        tx,
        "moderation/posts.html",
        section="hidden" if listed.state is PostState.HIDDEN else "new",
        desk=subject is not None,
        listed=listed,
        filter_brand=brand,
        cases=[case_of_post(cards[i], listed.address(i), show) for i in window.ids if i in cards],
        previous_href=listed.address(window.previous) if window.previous else None,
        next_href=listed.address(window.next) if window.next else None,
        preload=case_of_post(following, "", show).image if following else None,
        news_url=_news_url(tx, listed),
        wrong=wrong or {},
        form=request.form,
        **(_subject(tx, subject) if subject else {}),
    )


def _news_url(tx: Transaction, listed: Listed) -> str | None:
    """Where an open page asks what joined its list. Only live posts join at the top."""
    if listed.state is not PostState.LIVE:
        return None
    wish = {"after": str(newest_post_id(tx, brand_id=listed.brand_id))}
    if listed.brand_id is not None:
        wish["brand"] = str(listed.brand_id)
    return f"/moderation/news?{urlencode(wish)}"


@desk.get("/news", endpoint="news")
@access(Access.MODERATOR)
def news() -> Response:
    """How many live posts are newer than the list one looks at, and what to say of it. Hydrates nothing."""
    after = parse_id(request.args.get("after", "")) or 0
    with unit() as tx:
        count = count_newer_posts(tx, after, brand_id=parse_id(request.args.get("brand", "")))
    words = ngettext("%(num)s new post: show", "%(num)s new posts: show", count) if count else ""
    return jsonify(count=count, words=words)


def _brand(tx: Transaction, viewer: Viewer, brand_id: int | None) -> BrandView | None:
    return get_brand_case(tx, viewer, brand_id).brand if brand_id is not None else None


def _subject(tx: Transaction, card: Card) -> dict[str, object]:
    hosts = {
        str(item.product.id): urlsplit(item.product.lead.purchase_url).netloc
        for item in card.products
        if item.product.lead
    }
    return {
        "subject": subject_of(card, hosts, presentation()),
        "history": audit_lines(decisions_on(tx, "post", [card.post.id]).get(card.post.id, [])),
        "brand_history": audit_lines(decisions_on(tx, "brand", [card.brand.id]).get(card.brand.id, [])),
        "record": brand_record(tx, card.brand.id),
        "brand": card.brand,
        "own_brand": works_for(tx, g.scope.account_id, card.brand.id),
        "reasons": reason_choices(),
    }


@desk.post("/posts/<post_id>/hide", endpoint="hide")
@access(Access.MODERATOR)
def hide(post_id: str) -> Response | tuple[str, int]:
    """Take a post out of every timeline, with a reason; then on to the next one."""
    listed, subject_id = _listed(), _id(post_id)
    reason, words = request.form.get("reason", ""), request.form.get("explanation", "")
    try:
        with unit() as tx:
            onward = _onward(posts_around(tx, listed.state, subject_id, brand_id=listed.brand_id))
            actions.hide(tx, g.scope.account_id, subject_id, reason=reason, explanation=words)
    except InvalidInput as refusal:
        with unit() as tx:
            wrong = {name: gettext(text) for name, text in refusal.fields.items()}
            return _page(tx, listed, subject_id, wrong=wrong), 422
    except PostAlreadyHidden:
        return _faster(listed, subject_id)
    undo = Markup(render_template("moderation/_undo.html", post_id=subject_id, query=listed.query))  # noqa: S704
    flash(undo, "success")
    return redirect(listed.address(onward), 303)


@desk.post("/posts/<post_id>/restore", endpoint="restore")
@access(Access.MODERATOR)
def restore(post_id: str) -> Response | tuple[str, int]:
    """Give a post back, in its old place, and stay with it."""
    listed, subject_id = _listed(), _id(post_id)
    try:
        with unit() as tx:
            words = request.form.get("explanation", "")
            actions.restore(tx, g.scope.account_id, subject_id, explanation=words)
    except InvalidInput as refusal:
        with unit() as tx:
            wrong = {name: gettext(text) for name, text in refusal.fields.items()}
            return _page(tx, listed, subject_id, wrong=wrong), 422
    except PostNotHidden:
        return _faster(listed, subject_id)
    return go_back(listed.address(subject_id), gettext("Restored. The post is back in its old place."))


def _onward(window: Window) -> int | None:
    """Where a decision leads: the next in the list, else the one before, else the list's top."""
    return window.next or window.previous


def _faster(listed: Listed, post_id: int) -> tuple[str, int]:
    with unit() as tx:
        get_post_as_overseer(tx, post_id)
        window = posts_around(tx, listed.state, post_id, brand_id=listed.brand_id)
        history = audit_lines(decisions_on(tx, "post", [post_id]).get(post_id, []))
        here, onward = listed.address(post_id), listed.address(_onward(window))
        return conflict_page(tx, section="new", history=history, here=here, onward=onward), 409
