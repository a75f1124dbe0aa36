"""Follow and unfollow: harmless to repeat, refused on one's own brand."""

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from app.domain.accounts.actions import hold_account
from app.domain.accounts.models import Account
from app.domain.brands.errors import BrandNotFound, OwnBrandFollowed
from app.domain.brands.events import BrandFollowed, BrandUnfollowed
from app.domain.brands.models import Brand, BrandMember, Follow
from app.domain.brands.policy import open_to_shoppers
from app.kernel import clock
from app.kernel.outbox import record
from app.kernel.transaction import Transaction


def follow_brand(tx: Transaction, account_id: int, slug: str) -> bool:
    """Follow a brand. True when this changed something, False when it was followed already.

    Raises: BrandNotFound, OwnBrandFollowed.
    """
    hold_account(tx, account_id)
    brand_id = tx.session.scalar(select(Brand.id).where(Brand.slug == slug, open_to_shoppers()))
    if brand_id is None:
        raise BrandNotFound
    if tx.session.get(BrandMember, (brand_id, account_id)) is not None:
        raise OwnBrandFollowed
    added = tx.session.scalar(
        insert(Follow)
        .values(account_id=account_id, brand_id=brand_id, created_at=clock.utcnow())
        .on_conflict_do_nothing()
        .returning(Follow.brand_id)
    )
    if added is None:
        return False
    _move_epoch(tx, account_id)
    record(tx, BrandFollowed(account_id, brand_id))
    return True


def unfollow_brand(tx: Transaction, account_id: int, slug: str) -> bool:
    """Stop following a brand, open or not. True when this changed something."""
    brand_id = tx.session.scalar(select(Brand.id).where(Brand.slug == slug))
    if brand_id is None:
        raise BrandNotFound
    removed = tx.session.scalar(
        delete(Follow)
        .where(Follow.account_id == account_id, Follow.brand_id == brand_id)
        .returning(Follow.brand_id)
    )
    if removed is None:
        return False
    _move_epoch(tx, account_id)
    record(tx, BrandUnfollowed(account_id, brand_id))
    return True


def unfollow_all(tx: Transaction, account_id: int) -> None:
    """Follow nobody any more. Of a person who goes: their timeline is not made anew."""
    tx.session.execute(delete(Follow).where(Follow.account_id == account_id))
    _move_epoch(tx, account_id)


def _move_epoch(tx: Transaction, account_id: int) -> None:
    # In the same transaction as the follow: whoever reads the new follow also reads that the timeline is stale.
    tx.session.execute(
        update(Account).where(Account.id == account_id).values(follow_epoch=Account.follow_epoch + 1)
    )
