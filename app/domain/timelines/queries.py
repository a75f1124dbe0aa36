"""The home timeline in SQL: the oracle that every other answer is held against, and what a rebuild needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from app.domain.accounts.models import Account
from app.domain.accounts.viewer import Viewer
from app.domain.brands.models import Follow
from app.domain.posts.models import Post
from app.domain.posts.queries import visible_ids
from app.kernel.transaction import Transaction

TIMELINE_CAP = 800


def home_ids(
    tx: Transaction, viewer: Viewer, *, before: int | None = None, after: int | None = None, limit: int = 20
) -> list[int]:
    """What the viewer's home timeline is: visible posts of followed brands, newest first."""
    if viewer.account_id is None:
        return []
    query = visible_ids(viewer).join(Follow, Follow.brand_id == Post.brand_id)
    query = query.where(Follow.account_id == viewer.account_id)
    if before is not None:
        query = query.where(Post.id < before)
    if after is not None:
        query = query.where(Post.id > after)
    return list(tx.session.scalars(query.order_by(Post.id.desc()).limit(limit)))


def still_on_home(tx: Transaction, viewer: Viewer, post_ids: list[int]) -> set[int]:
    """Which of these the viewer may see and still follows: the database's last word on a timeline's hint."""
    if viewer.account_id is None or not post_ids:
        return set()
    query = visible_ids(viewer).join(Follow, Follow.brand_id == Post.brand_id)
    return set(tx.session.scalars(query.where(Follow.account_id == viewer.account_id, Post.id.in_(post_ids))))


@dataclass(frozen=True, slots=True)
class RebuildSource:
    """What a rebuild writes: ids newest first, whatever their visibility; `complete` when no older one exists."""

    post_ids: list[int]
    complete: bool


_NEWEST_OF_EACH = text(
    "SELECT reader.id AS account_id, newest.id AS post_id"
    " FROM unnest(CAST(:account_ids AS bigint[])) AS reader(id) CROSS JOIN LATERAL ("
    "SELECT posts.id FROM follows JOIN posts ON posts.brand_id = follows.brand_id"
    " WHERE follows.account_id = reader.id ORDER BY posts.id DESC LIMIT :limit) AS newest"
)


def ids_for_rebuild(tx: Transaction, account_ids: Sequence[int]) -> dict[int, RebuildSource]:
    """The newest posts of every followed brand, hidden ones too: they may come back, and reads filter."""
    values = {"account_ids": list(account_ids), "limit": TIMELINE_CAP + 1}
    found: dict[int, list[int]] = {account_id: [] for account_id in account_ids}
    for account_id, post_id in tx.session.execute(_NEWEST_OF_EACH, values):
        found[account_id].append(post_id)
    return {
        account_id: RebuildSource(ids[:TIMELINE_CAP], len(ids) <= TIMELINE_CAP)
        for account_id, ids in found.items()
    }


def follow_epoch(tx: Transaction, account_id: int) -> int:
    """The epoch a timeline must bear to be believed."""
    return tx.session.scalar(select(Account.follow_epoch).where(Account.id == account_id)) or 0


@dataclass(frozen=True, slots=True)
class Followed:
    """The epoch, and the brands that are followed at it."""

    epoch: int
    brand_ids: list[int]


def followed_at(tx: Transaction, account_ids: Sequence[int]) -> dict[int, Followed]:
    """Epoch and brands of each of these people, from one look at the database, by id; unknown and deleted ones are
    left out."""
    rows = tx.session.execute(
        select(Account.id, Account.follow_epoch, Follow.brand_id)
        .outerjoin(Follow, Follow.account_id == Account.id)
        .where(Account.id.in_(account_ids), Account.deleted_at.is_(None))
        .order_by(Account.id)
    )
    found: dict[int, Followed] = {}
    for account_id, epoch, brand_id in rows:
        followed = found.setdefault(account_id, Followed(epoch, []))
        if brand_id is not None:
            followed.brand_ids.append(brand_id)
    return found
