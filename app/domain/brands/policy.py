"""Who may see and act for a brand."""

from sqlalchemy import ColumnElement

from app.domain.brands.models import Brand, BrandStatus


def open_to_shoppers() -> ColumnElement[bool]:
    """The brands whose page and posts reach anyone."""
    return Brand.status == BrandStatus.APPROVED.value
