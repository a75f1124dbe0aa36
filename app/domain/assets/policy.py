"""Whose pictures these are. A ready picture may be shown to anyone; what it went through is its brand's business."""

from sqlalchemy import ColumnElement

from app.domain.assets.models import Asset


def owned_by(brand_id: int) -> ColumnElement[bool]:
    """The pictures that a brand may follow, complete and use."""
    return Asset.brand_id == brand_id
