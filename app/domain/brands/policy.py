"""Who may see and act for a brand."""

from sqlalchemy import ColumnElement, select, true

from app.domain.brands.models import Brand, BrandMember, BrandStatus
from app.kernel.scope import Scope, ScopeKind


def open_to_shoppers() -> ColumnElement[bool]:
    """The brands whose page and posts reach anyone."""
    return Brand.status == BrandStatus.APPROVED.value


def previewed_in(scope: Scope) -> ColumnElement[bool]:
    """The brands whose page may be looked at before it opens: one's own for a member, any for a moderator."""
    if scope.kind is ScopeKind.MODERATOR:
        return true()
    own = select(BrandMember.brand_id).where(BrandMember.account_id == scope.account_id)
    return Brand.id.in_(own)
