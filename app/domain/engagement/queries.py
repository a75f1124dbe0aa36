"""Reads of likes, saves and comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain.accounts.models import Account
from app.domain.accounts.viewer import Viewer
from app.domain.engagement.models import Comment, Reaction
from app.domain.posts.models import Post
from app.domain.posts.queries import visible_ids
from app.kernel.paging import Page
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Engagement:
    """A post's counts, and what this viewer did."""

    like_count: int = 0
    comment_count: int = 0
    liked: bool = False
    saved: bool = False


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as shown. `own`: the viewer wrote it. `by_brand`: the post's author wrote it."""

    id: int
    post_id: int
    author_name: str
    author_handle: str
    body: str
    created_at: datetime
    own: bool
    by_brand: bool


def engagement_of(tx: Transaction, viewer: Viewer, post_ids: Sequence[int]) -> dict[int, Engagement]:
    """Counts and own reactions for these posts; every id has an entry."""
    if not post_ids:
        return {}
    ids = list(set(post_ids))
    likes = _counts(
        tx,
        select(Reaction.post_id, func.count())
        .where(Reaction.post_id.in_(ids), Reaction.kind == "like")
        .group_by(Reaction.post_id),
    )
    comments = _counts(
        tx,
        select(Comment.post_id, func.count())
        .where(Comment.post_id.in_(ids), Comment.deleted_at.is_(None))
        .group_by(Comment.post_id),
    )
    own: set[tuple[int, str]] = set()
    if viewer.account_id is not None:
        query = select(Reaction.post_id, Reaction.kind).where(
            Reaction.account_id == viewer.account_id, Reaction.post_id.in_(ids)
        )
        own = {(row.post_id, row.kind) for row in tx.session.execute(query)}
    return {
        post_id: Engagement(
            likes.get(post_id, 0),
            comments.get(post_id, 0),
            (post_id, "like") in own,
            (post_id, "save") in own,
        )
        for post_id in ids
    }


@dataclass(frozen=True, slots=True)
class OwnReactions:
    """What a person liked and saved. All of it for posts from `known_from` on; older ones may be missing."""

    liked: frozenset[int]
    saved: frozenset[int]
    known_from: int


def own_reactions(tx: Transaction, account_id: int, limit: int = 1_000) -> OwnReactions:
    """A person's reactions to the newest posts they reacted to."""
    query = select(Reaction.post_id, Reaction.kind).where(Reaction.account_id == account_id)
    rows = tx.session.execute(query.order_by(Reaction.post_id.desc()).limit(limit)).all()
    by_kind = {kind: frozenset(post_id for post_id, its in rows if its == kind) for kind in ("like", "save")}
    # The oldest post's other reaction may have been cut off.
    known_from = rows[-1].post_id + 1 if len(rows) == limit else 0
    return OwnReactions(by_kind["like"], by_kind["save"], known_from)


def _counts(tx: Transaction, query) -> dict[int, int]:  # type: ignore[no-untyped-def]
    return {row[0]: row[1] for row in tx.session.execute(query)}


def comments_of_post(
    tx: Transaction, viewer: Viewer, post_id: int, *, before: int | None = None, limit: int = 30
) -> Page[CommentView]:
    """A post's comments, newest first; the post itself was checked by the caller."""
    query = (
        select(Comment, Account.display_name, Account.handle, Post.author_account_id)
        .join(Account, Account.id == Comment.account_id)
        .join(Post, Post.id == Comment.post_id)
        .where(Comment.post_id == post_id, Comment.deleted_at.is_(None))
        .order_by(Comment.id.desc())
        .limit(limit + 1)
    )
    if before is not None:
        query = query.where(Comment.id < before)
    rows = tx.session.execute(query).all()
    views = [
        CommentView(
            c.id,
            c.post_id,
            name,
            handle,
            c.body,
            c.created_at,
            c.account_id == viewer.account_id,
            c.account_id == author,
        )
        for c, name, handle, author in rows[:limit]
    ]
    return Page(views, views[-1].id if len(rows) > limit else None)


def saved_post_ids(
    tx: Transaction, viewer: Viewer, *, before: int | None = None, limit: int = 20
) -> list[int]:
    """The visible posts a viewer saved, newest post first."""
    if viewer.account_id is None:
        return []
    query = visible_ids(viewer).join(Reaction, Reaction.post_id == Post.id)
    query = query.where(Reaction.account_id == viewer.account_id, Reaction.kind == "save")
    if before is not None:
        query = query.where(Post.id < before)
    return list(tx.session.scalars(query.order_by(Post.id.desc()).limit(limit)))
