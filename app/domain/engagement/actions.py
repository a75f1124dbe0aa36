"""Like, save, comment, and the way back from each."""

from typing import Any

from sqlalchemy import Result, delete
from sqlalchemy.dialects.postgresql import insert

from app.domain.accounts.actions import hold_account
from app.domain.accounts.viewer import Viewer
from app.domain.engagement.errors import CommentNotFound
from app.domain.engagement.models import Comment, Reaction
from app.domain.posts.queries import get_visible_post
from app.kernel import clock
from app.kernel.errors import InvalidInput, NotAuthenticated
from app.kernel.touched import Thing
from app.kernel.transaction import Transaction

MAX_COMMENT = 1_000
KINDS = ("like", "save")


def react(tx: Transaction, viewer: Viewer, post_id: int, kind: str) -> None:
    """Like or save a post the viewer may see. Harmless to repeat.

    Raises: PostNotFound, NotAuthenticated.
    """
    hold_account(tx, _account(viewer))
    get_visible_post(tx, viewer, post_id)
    added = tx.session.execute(
        insert(Reaction)
        .values(post_id=post_id, kind=_kind(kind), account_id=_account(viewer), created_at=clock.utcnow())
        .on_conflict_do_nothing()
    )
    _touch(tx, viewer, post_id, added)


def unreact(tx: Transaction, viewer: Viewer, post_id: int, kind: str) -> None:
    """Take a like or a save back, even from a post that is no longer shown. Harmless to repeat."""
    removed = tx.session.execute(
        delete(Reaction).where(
            Reaction.post_id == post_id, Reaction.kind == _kind(kind), Reaction.account_id == _account(viewer)
        )
    )
    _touch(tx, viewer, post_id, removed)


def write_comment(tx: Transaction, viewer: Viewer, post_id: int, body: str) -> int:
    """Comment on a post the viewer may see. Answers the comment's id.

    Raises: PostNotFound, InvalidInput, NotAuthenticated.
    """
    account_id = _account(viewer)
    hold_account(tx, account_id)
    get_visible_post(tx, viewer, post_id)
    words = body.replace("\r\n", "\n").strip()
    if not words:
        raise InvalidInput(fields={"body": "Write a few words first."})
    if len(words) > MAX_COMMENT:
        raise InvalidInput(fields={"body": "A comment holds 1,000 characters at most."})
    if "\x00" in words:
        raise InvalidInput(fields={"body": "This text holds a character that cannot be kept."})
    comment = Comment(post_id=post_id, account_id=account_id, body=words)
    tx.session.add(comment)
    tx.session.flush()
    return comment.id


def delete_comment(tx: Transaction, viewer: Viewer, comment_id: int) -> int:
    """Delete one's own comment. Answers its post's id. Raises: CommentNotFound."""
    comment = tx.session.get(Comment, comment_id)
    if comment is None or comment.account_id != _account(viewer):
        raise CommentNotFound
    comment.deleted_at = comment.deleted_at or clock.utcnow()
    return comment.post_id


def forget_engagement(tx: Transaction, account_id: int) -> None:
    """Delete every like, save and comment of a person, the words themselves too."""
    for table in (Reaction, Comment):
        gone = delete(table).where(table.account_id == account_id).returning(table.post_id)
        for post_id in set(tx.session.scalars(gone)):
            tx.touch(Thing.POST, post_id)


def _touch(tx: Transaction, viewer: Viewer, post_id: int, done: Result[Any]) -> None:
    if not getattr(done, "rowcount", 1):
        return  # said again: nothing changed
    tx.touch(Thing.POST, post_id)
    tx.touch(Thing.ACCOUNT, _account(viewer))


def _account(viewer: Viewer) -> int:
    if viewer.account_id is None:
        raise NotAuthenticated
    return viewer.account_id


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise InvalidInput(fields={"kind": "Choose like or save."})
    return kind
