"""Which products shoppers may see."""

from sqlalchemy import ColumnElement, and_

from app.domain.brands import policy as brands
from app.domain.brands.models import Brand
from app.domain.catalog.models import Product
from app.kernel.scope import Scope


def visible_to_shoppers() -> ColumnElement[bool]:
    """Listed products of open brands. The query must join Brand."""
    return and_(Product.listed, Product.brand_id == Brand.id, brands.open_to_shoppers())


def previewed_in(scope: Scope) -> ColumnElement[bool]:
    """Listed products of the brands whose page may be looked at before it opens. The query must join Brand."""
    return and_(Product.listed, Product.brand_id == Brand.id, brands.previewed_in(scope))
