"""Somebody leaves: all that is theirs goes, in one transaction. It stands here, above the rooms that hold some of it."""

from sqlalchemy import delete

from app.domain.accounts.erasing import erase_account, lock_account
from app.domain.brands.closing import brands_owned_alone, leave_brands, lock_owned_brands
from app.domain.brands.errors import BrandsLeftAlone
from app.domain.brands.following import unfollow_all
from app.domain.engagement.actions import forget_engagement
from app.domain.timelines.models import WarmTimeline
from app.kernel.transaction import Transaction


def delete_account(tx: Transaction, account_id: int) -> None:
    """Delete a person's account with their follows, likes, saved posts, comments and memberships. In the system's name.

    What stays names nobody: decisions, prices, clicks, and the posts of brands they worked for.
    Raises: AccountNotFound; BrandsLeftAlone while they are the only owner of a brand that is not closed.
    """
    lock_account(tx, account_id)
    lock_owned_brands(tx, account_id)
    if brands_owned_alone(tx, account_id):
        raise BrandsLeftAlone
    forget_engagement(tx, account_id)
    unfollow_all(tx, account_id)
    leave_brands(tx, account_id)
    tx.session.execute(delete(WarmTimeline).where(WarmTimeline.account_id == account_id))
    erase_account(tx, account_id)
