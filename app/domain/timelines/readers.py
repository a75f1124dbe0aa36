"""What a feed depends on of its reader: whom they follow, and what they liked and saved."""

from dataclasses import dataclass

from app.domain.engagement.queries import OwnReactions, own_reactions
from app.domain.timelines.queries import followed_at
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of a home feed. `epoch`: what their timeline must bear to be believed."""

    epoch: int
    followed: frozenset[int]
    reactions: OwnReactions


def reader_of(tx: Transaction, account_id: int) -> Reader | None:
    """A reader's state; None for an account that does not exist."""
    followed = followed_at(tx, [account_id]).get(account_id)
    if followed is None:
        return None
    return Reader(followed.epoch, frozenset(followed.brand_ids), own_reactions(tx, account_id))
