"""Finding silent damage: timelines that lack what has been delivered to them, although nothing said that it was lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain.accounts.models import Account
from app.domain.brands.models import Follow
from app.domain.posts.models import Post
from app.domain.timelines.models import Fanout
from app.domain.timelines.queries import TIMELINE_CAP, follow_epoch
from app.kernel.ids import new_id
from app.kernel.transaction import Transaction, Unit
from feeds.contract import Timelines
from feeds.types import Miss

WHOLE = 4_000
"""More entries than a timeline ever holds: one page is all of it."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A timeline that lacked posts. Shapes: post id to brand id."""

    account_id: int
    missing: dict[int, int]


def scrub(unit: Unit, timelines: Timelines, account_ids: Sequence[int]) -> list[Damage]:
    """Hold these people's timelines against SQL and forget the damaged ones; a visit then builds them anew.

    The audiences of what was missing go too: they may be how it came to be missing. What is still on its way is not
    missed: SQL is asked first, and only for posts whose travel was over by then.
    """
    found = []
    for account_id in account_ids:
        with unit() as tx:
            epoch = follow_epoch(tx, account_id)
            arrived = _arrived(tx, account_id)
        page = timelines.page(account_id, epoch, None, WHOLE)
        if isinstance(page, Miss):
            continue
        held, low = set(page.ids), page.below_low or 0
        missing = {
            post_id: brand for post_id, brand in arrived.items() if post_id > low and post_id not in held
        }
        if missing:
            timelines.drop([account_id])
            for brand_id in set(missing.values()):
                timelines.drop_audience(brand_id)
            found.append(Damage(account_id, missing))
    return found


def _arrived(tx: Transaction, account_id: int) -> dict[int, int]:
    """The newest posts of the followed brands that have reached their last follower, hidden ones too."""
    query = (
        select(Post.id, Post.brand_id)
        .join(Follow, Follow.brand_id == Post.brand_id)
        .join(Fanout, Fanout.post_id == Post.id)
        .where(Follow.account_id == account_id, Fanout.done_at.is_not(None))
        .order_by(Post.id.desc())
        .limit(TIMELINE_CAP)
    )
    return {row.id: row.brand_id for row in tx.session.execute(query)}


def some_accounts(tx: Transaction, fraction: float, limit: int) -> list[int]:
    """People to look at: the next ones after a place between the first account and now. Units: `fraction` 0 to 1."""
    first = tx.session.scalar(select(func.min(Account.id)))
    if first is None:
        return []
    place = first + int((new_id() - first) * fraction) - 1
    query = select(Account.id).where(Account.id > place).order_by(Account.id).limit(limit)
    return list(tx.session.scalars(query))
