"""One post: its page, likes, saves and comments. Every form works without JavaScript."""

from flask import render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.engagement.actions import delete_comment, react, unreact, write_comment
from app.domain.engagement.queries import comments_of_post
from app.domain.posts.errors import PostNotFound
from app.domain.timelines.cards import cards_for
from app.entrypoints.shop.blueprint import shop
from app.kernel.errors import InvalidInput
from app.kernel.ids import parse_id
from app.web.access import Access, access
from app.web.answers import done, go_back
from app.web.presenting import presentation, read_cursor, write_cursor
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import current_viewer
from app.wire.cards import post_card
from app.wire.comments import comment_views


def _id(text: str) -> int:
    parsed = parse_id(text)
    if parsed is None:
        raise PostNotFound
    return parsed


@shop.get("/posts/<post_id>", endpoint="post")
@access(Access.PUBLIC)
def post_page(post_id: str) -> str:
    """A post with all its words and what people say."""
    return _render(_id(post_id))


def _render(post_id: int, *, body: str = "", errors: dict[str, str] | None = None) -> str:
    viewer = current_viewer()
    before = read_cursor(request.args.get("before"), "comments")
    with unit() as tx:
        cards = cards_for(tx, viewer, [post_id])
        if not cards:
            raise PostNotFound
        comments = comments_of_post(tx, viewer, post_id, before=before)
    return render_template(
        "shop/post.html",
        post=post_card(cards[0], presentation()),
        comments=comment_views(comments.items),
        more_comments=write_cursor(comments.next_before, "comments"),
        body=body,
        errors=errors or {},
    )


@shop.post("/posts/<post_id>/<any(like, save):verb>", endpoint="react")
@access(Access.SIGNED_IN)
@limiter.limit("240 per minute")
def react_to_post(post_id: str, verb: str) -> Response:
    """Like or save (`on=1`), or take it back (`on=0`): the wish, so a repeat is harmless."""
    with unit() as tx:
        act = react if request.form.get("on", "1") == "1" else unreact
        act(tx, current_viewer(), _id(post_id), verb)
    return done(f"/posts/{post_id}")


@shop.post("/posts/<post_id>/comments", endpoint="comment")
@access(Access.SIGNED_IN)
@limiter.limit("20 per minute")
def comment_on_post(post_id: str) -> Response | tuple[str, int]:
    """Say something under a post. A refused comment keeps its words."""
    body = request.form.get("body", "")
    try:
        with unit() as tx:
            comment_id = write_comment(tx, current_viewer(), _id(post_id), body)
    except InvalidInput as refusal:
        errors = {name: gettext(text) for name, text in refusal.fields.items()}
        return _render(_id(post_id), body=body, errors=errors), 422
    return go_back(f"/posts/{post_id}#comment-{comment_id}", gettext("Your comment is up."))


@shop.post("/comments/<comment_id>/delete", endpoint="delete_comment")
@access(Access.SIGNED_IN)
def delete_own_comment(comment_id: str) -> Response:
    """Take one's own comment away."""
    with unit() as tx:
        post_id = delete_comment(tx, current_viewer(), _id(comment_id))
    return go_back(f"/posts/{post_id}#comments", gettext("Your comment was deleted."))
