"""Ends: a brand closed for good by its owner, a member who leaves, and which brands would then have no owner."""

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import aliased

from app.domain.accounts.models import Account
from app.domain.brands.actions import set_brand_status
from app.domain.brands.errors import NotTheOwner
from app.domain.brands.models import Brand, BrandMember, BrandStatus
from app.domain.brands.queries import Membership
from app.kernel.errors import InvalidInput
from app.kernel.transaction import Transaction

OWNER = "owner"


def close_brand(tx: Transaction, account_id: int, brand_id: int, typed_slug: str) -> None:
    """Take a brand out of sight for good: its page, products and posts. Nothing of it is rewritten or deleted.

    In the system's name, since a brand's own transaction may not touch its status; harmless to repeat.
    Raises: NotTheOwner; InvalidInput unless the brand's own address was typed.
    """
    member = tx.session.get(BrandMember, (brand_id, account_id))
    if member is None or member.role != OWNER:
        raise NotTheOwner
    slug = tx.session.scalar(select(Brand.slug).where(Brand.id == brand_id))
    if typed_slug.strip().lower() != slug:
        raise InvalidInput(
            fields={"close": "Write the address of the brand's page as it stands above the field."}
        )
    set_brand_status(tx, brand_id, BrandStatus.CLOSED)


def lock_owned_brands(tx: Transaction, account_id: int) -> None:
    """Keep the brands that a person owns for this transaction: of two owners who leave at once, the second waits."""
    owned = select(Brand.id).join(BrandMember, BrandMember.brand_id == Brand.id)
    owned = owned.where(BrandMember.account_id == account_id, BrandMember.role == OWNER)
    tx.session.execute(owned.order_by(Brand.id).with_for_update(of=Brand)).all()


def brands_owned_alone(tx: Transaction, account_id: int) -> list[Membership]:
    """The brands, closed ones aside, that nobody could speak for if this person went; by name."""
    other, colleague = aliased(BrandMember), aliased(Account)
    another_owner = (
        exists()
        .where(other.brand_id == Brand.id, other.role == OWNER, other.account_id != account_id)
        .where(colleague.id == other.account_id, colleague.active)
    )
    query = (
        select(Brand.id, Brand.slug, Brand.name, BrandMember.role, Brand.status)
        .join(BrandMember, BrandMember.brand_id == Brand.id)
        .where(
            BrandMember.account_id == account_id,
            BrandMember.role == OWNER,
            Brand.status != BrandStatus.CLOSED.value,
            ~another_owner,
        )
        .order_by(Brand.name)
    )
    return [Membership(*row) for row in tx.session.execute(query)]


def leave_brands(tx: Transaction, account_id: int) -> None:
    """End every membership of a person; the caller looked for brands that would be left alone."""
    tx.session.execute(delete(BrandMember).where(BrandMember.account_id == account_id))
