"""Which products shoppers may see."""

from sqlalchemy import ColumnElement, and_

from app.domain.brands.models import Brand
from app.domain.brands.policy import open_to_shoppers
from app.domain.catalog.models import Product


def visible_to_shoppers() -> ColumnElement[bool]:
    """Listed products of open brands. The query must join Brand."""
    return and_(Product.listed, Product.brand_id == Brand.id, open_to_shoppers())
