"""One post, its comments, likes and saves."""

from app.domain.engagement.actions import delete_comment as delete_own_comment
from app.domain.engagement.actions import react, unreact
from app.domain.engagement.actions import write_comment as write
from app.domain.engagement.queries import comments_of_post
from app.domain.posts.errors import PostNotFound
from app.domain.posts.queries import get_visible_post
from app.entrypoints.api import loading
from app.entrypoints.api.answering import Created
from app.entrypoints.api.operations import operation, own_path
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.viewer import current_viewer
from app.wire import resource_makers as make
from app.wire import resources as r
from app.wire.operations import PAGED
from app.wire.requests import NewComment


@operation("GET", "/posts/<post_id>", tag="Posts", returns=r.Post)
@access(Access.PUBLIC)
def get_post(tx: Transaction, post_id: int) -> r.Post:
    """One post."""
    found = loading.posts(tx, [post_id])
    if not found:
        raise PostNotFound
    return found[0]


@operation("GET", "/posts/<post_id>/comments", tag="Posts", returns=r.CommentPage, query=PAGED)
@access(Access.PUBLIC)
def list_comments(tx: Transaction, post_id: int) -> r.CommentPage:
    """A post's comments, newest first."""
    viewer = current_viewer()
    before, limit = asked_page("comments")
    get_visible_post(tx, viewer, post_id)
    page = comments_of_post(tx, viewer, post_id, before=before, limit=limit)
    return r.CommentPage([make.comment(one) for one in page.items], next_link(page.next_before, "comments"))


@operation(
    "POST",
    "/posts/<post_id>/comments",
    tag="Posts",
    takes=NewComment,
    returns=r.Comment,
    status=201,
    limits=("20 per minute",),
)
@access(Access.SIGNED_IN)
def write_comment(tx: Transaction, post_id: int, body: NewComment) -> Created:
    """Say something under a post.

    Plain text, at most 1,000 characters; blanks around it are cut off.
    """
    viewer = current_viewer()
    comment_id = write(tx, viewer, post_id, body.body)
    found = comments_of_post(tx, viewer, post_id, before=comment_id + 1, limit=1).items[0]
    return Created(make.comment(found), own_path(f"/posts/{post_id}/comments"))


@operation("DELETE", "/comments/<comment_id>", tag="Posts")
@access(Access.SIGNED_IN)
def delete_comment(tx: Transaction, comment_id: int) -> None:
    """Take one's own comment away. Harmless to repeat."""
    delete_own_comment(tx, current_viewer(), comment_id)


@operation("PUT", "/posts/<post_id>/<any(like, save):reaction>", tag="Posts")
@access(Access.SIGNED_IN)
def set_reaction(tx: Transaction, post_id: int, reaction: str) -> None:
    """Like or save a post. Harmless to repeat."""
    react(tx, current_viewer(), post_id, reaction)


@operation("DELETE", "/posts/<post_id>/<any(like, save):reaction>", tag="Posts")
@access(Access.SIGNED_IN)
def clear_reaction(tx: Transaction, post_id: int, reaction: str) -> None:
    """Take a like or a save back. Harmless to repeat."""
    unreact(tx, current_viewer(), post_id, reaction)
