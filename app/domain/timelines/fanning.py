"""The durable side of a fan-out: lease, fencing token, cursor. Which followers come next; how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from app.domain.brands.models import Follow
from app.domain.posts.models import Post
from app.domain.timelines.models import Fanout
from app.kernel import clock
from app.kernel.transaction import Transaction

LEASE_SECONDS = 15
PARK_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to carry one post further, until the database's clock says otherwise."""

    post_id: int
    brand_id: int
    fence: int
    cursor_account_id: int


def open_fanout(tx: Transaction, post_id: int) -> None:
    """Note that this post must travel. Harmless to repeat; a post that is gone is nothing to do."""
    brand_id = tx.session.scalar(select(Post.brand_id).where(Post.id == post_id))
    if brand_id is not None:
        row = {"post_id": post_id, "brand_id": brand_id, "created_at": clock.utcnow()}
        row |= {"cursor_account_id": 0, "delivered_count": 0, "fence": 0, "attempts": 0}
        tx.session.execute(insert(Fanout).values(**row).on_conflict_do_nothing())


_TAKE = text(
    "UPDATE fanouts SET fence = fence + 1, attempts = attempts + 1,"
    " lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE post_id = :post_id AND done_at IS NULL"
    " AND (lease_until IS NULL OR lease_until < clock_timestamp())"
    " RETURNING post_id, brand_id, fence, cursor_account_id"
)
_ADVANCE = text(
    "UPDATE fanouts SET cursor_account_id = :cursor, delivered_count = delivered_count + :delivered,"
    " lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE post_id = :post_id AND fence = :fence AND done_at IS NULL RETURNING post_id"
)
_FINISH = text(
    "UPDATE fanouts SET done_at = clock_timestamp(), lease_until = NULL"
    " WHERE post_id = :post_id AND fence = :fence AND done_at IS NULL RETURNING post_id"
)
_PARK = text(
    "UPDATE fanouts SET lease_until = clock_timestamp() + make_interval(secs => :seconds), attempts = attempts - 1"
    " WHERE post_id = :post_id AND fence = :fence"
)
_STALLED = text(
    "SELECT post_id FROM fanouts WHERE done_at IS NULL"
    " AND (lease_until IS NULL OR lease_until < clock_timestamp())"
    " AND created_at < clock_timestamp() - interval '2 seconds' ORDER BY post_id LIMIT :limit"
)


def take_lease(tx: Transaction, post_id: int) -> Lease | None:
    """The lease on a post's travel, or None: it has arrived, or somebody else carries it."""
    row = tx.session.execute(_TAKE, {"post_id": post_id, "seconds": LEASE_SECONDS}).one_or_none()
    return Lease(row.post_id, row.brand_id, row.fence, row.cursor_account_id) if row else None


def next_followers(tx: Transaction, brand_id: int, after_account_id: int, limit: int) -> list[int]:
    """The next followers by account id."""
    query = (
        select(Follow.account_id)
        .where(Follow.brand_id == brand_id, Follow.account_id > after_account_id)
        .order_by(Follow.account_id)
        .limit(limit)
    )
    return list(tx.session.scalars(query))


def advance(tx: Transaction, lease: Lease, cursor_account_id: int, delivered: int) -> bool:
    """Move the cursor and renew the lease. False: the fence has moved on and this carrier must stop."""
    values = {
        "cursor": cursor_account_id,
        "delivered": delivered,
        "seconds": LEASE_SECONDS,
        "post_id": lease.post_id,
        "fence": lease.fence,
    }
    return tx.session.execute(_ADVANCE, values).one_or_none() is not None


def finish(tx: Transaction, lease: Lease) -> bool:
    """The post has reached its last follower. False: the fence has moved on."""
    values = {"post_id": lease.post_id, "fence": lease.fence}
    return tx.session.execute(_FINISH, values).one_or_none() is not None


def park(tx: Transaction, lease: Lease) -> None:
    """Put the post aside for a moment, at no cost: the timelines are away and it is nobody's fault."""
    tx.session.execute(_PARK, {"post_id": lease.post_id, "fence": lease.fence, "seconds": PARK_SECONDS})


def stalled_posts(tx: Transaction, limit: int) -> Sequence[int]:
    """Posts whose travel nobody carries any more: the sweep sends them again."""
    return list(tx.session.scalars(_STALLED, {"limit": limit}))
