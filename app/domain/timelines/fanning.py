"""The durable side of a fan-out: which posts must still travel, and who carries them, by lease and fencing token.

How far a post has come is kept with the timelines, in the atomic step that appends it: no cursor here can be ahead of
what was delivered, and none has to be written for each step.
"""

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
    """The right to carry posts of one brand, until the database's clock says otherwise. Shapes: post id to fence."""

    brand_id: int
    fences: dict[int, int]

    @property
    def post_ids(self) -> list[int]:
        """The posts that go together, oldest first."""
        return sorted(self.fences)


def open_fanout(tx: Transaction, post_id: int) -> None:
    """Note that this post must travel. Harmless to repeat; a post that is gone is nothing to do."""
    brand_id = tx.session.scalar(select(Post.brand_id).where(Post.id == post_id))
    if brand_id is not None:
        row = {"post_id": post_id, "brand_id": brand_id, "created_at": clock.utcnow()}
        row |= {"delivered_count": 0, "fence": 0}
        tx.session.execute(insert(Fanout).values(**row).on_conflict_do_nothing())


_TAKE = text(
    "UPDATE fanouts SET fence = fence + 1,"
    " lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE post_id IN (SELECT post_id FROM fanouts WHERE done_at IS NULL"
    " AND brand_id = (SELECT brand_id FROM fanouts WHERE post_id = :post_id)"
    " AND (lease_until IS NULL OR lease_until < clock_timestamp())"
    " ORDER BY post_id = :post_id DESC, post_id LIMIT :limit FOR UPDATE SKIP LOCKED)"
    " RETURNING post_id, brand_id, fence"
)
_RENEW = text(
    "UPDATE fanouts SET lease_until = clock_timestamp() + make_interval(secs => :seconds)"
    " FROM unnest(CAST(:post_ids AS bigint[]), CAST(:fences AS bigint[])) AS held(post_id, fence)"
    " WHERE fanouts.post_id = held.post_id AND fanouts.fence = held.fence AND done_at IS NULL"
    " RETURNING fanouts.post_id"
)
_FINISH = text(
    "UPDATE fanouts SET done_at = clock_timestamp(), lease_until = NULL, delivered_count = :delivered"
    " FROM unnest(CAST(:post_ids AS bigint[]), CAST(:fences AS bigint[])) AS held(post_id, fence)"
    " WHERE fanouts.post_id = held.post_id AND fanouts.fence = held.fence AND done_at IS NULL"
    " RETURNING fanouts.post_id"
)
_STALLED = text(
    "SELECT post_id FROM fanouts WHERE done_at IS NULL"
    " AND (lease_until IS NULL OR lease_until < clock_timestamp())"
    " AND created_at < clock_timestamp() - interval '2 seconds' ORDER BY post_id LIMIT :limit"
)


def take_lease(tx: Transaction, post_id: int, limit: int) -> Lease | None:
    """The lease on a post's travel, and on up to `limit` posts of its brand that wait as well: they go together.

    None: it has arrived, or somebody else carries it.
    """
    rows = tx.session.execute(_TAKE, {"post_id": post_id, "seconds": LEASE_SECONDS, "limit": limit}).all()
    if not rows:
        return None
    return Lease(rows[0].brand_id, {row.post_id: row.fence for row in rows})


def next_followers(tx: Transaction, brand_id: int, after_account_id: int, limit: int) -> list[int]:
    """The next followers by account id."""
    query = (
        select(Follow.account_id)
        .where(Follow.brand_id == brand_id, Follow.account_id > after_account_id)
        .order_by(Follow.account_id)
        .limit(limit)
    )
    return list(tx.session.scalars(query))


def renew(tx: Transaction, lease: Lease) -> bool:
    """Carry on. False: a fence has moved on, and this carrier must stop."""
    held = tx.session.execute(_RENEW, _values(lease) | {"seconds": LEASE_SECONDS}).all()
    return len(held) == len(lease.fences)


def finish(tx: Transaction, lease: Lease, delivered: int) -> bool:
    """The posts have reached their last follower. Units: `delivered` entries a post. False: a fence has moved on."""
    held = tx.session.execute(_FINISH, _values(lease) | {"delivered": delivered}).all()
    return len(held) == len(lease.fences)


def park(tx: Transaction, lease: Lease) -> None:
    """Put the posts aside for a moment: what it needs is away, and it is nobody's fault."""
    tx.session.execute(_RENEW, _values(lease) | {"seconds": PARK_SECONDS})


def _values(lease: Lease) -> dict[str, object]:
    return {"post_ids": list(lease.fences), "fences": list(lease.fences.values())}


def stalled_posts(tx: Transaction, limit: int) -> Sequence[int]:
    """Posts whose travel nobody carries any more: the sweep sends them again."""
    return list(tx.session.scalars(_STALLED, {"limit": limit}))
