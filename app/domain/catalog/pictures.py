"""Which ready pictures a product shows, in order, and which products have none although their feed names some."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, exists, func, select

from app.domain.catalog.errors import ProductNotFound
from app.domain.catalog.models import Product, ProductImage
from app.kernel.transaction import Transaction


def is_stocked(tx: Transaction, brand_id: int, external_id: str) -> bool:
    """Whether a brand has a product by this id of its own."""
    query = select(Product.id).where(Product.brand_id == brand_id, Product.external_id == external_id)
    return tx.session.scalar(query) is not None


def product_id_of(tx: Transaction, brand_id: int, external_id: str) -> int:
    """A product by the brand's own id.

    Raises: ProductNotFound.
    """
    query = select(Product.id).where(Product.brand_id == brand_id, Product.external_id == external_id)
    found = tx.session.scalar(query)
    if found is None:
        raise ProductNotFound
    return found


def set_pictures(tx: Transaction, brand_id: int, product_id: int, asset_ids: Sequence[int]) -> None:
    """Show these pictures of the brand with a product, in this order, instead of those before."""
    tx.session.execute(delete(ProductImage).where(ProductImage.product_id == product_id))
    for position, asset_id in enumerate(dict.fromkeys(asset_ids)):
        tx.session.add(
            ProductImage(product_id=product_id, position=position, brand_id=brand_id, asset_id=asset_id)
        )
    tx.session.flush()


def count_unpictured(tx: Transaction, brand_id: int) -> int:
    """How many listed products show no picture although a feed names one by its address: addresses are not fetched."""
    query = select(func.count()).select_from(Product).where(Product.brand_id == brand_id, Product.listed)
    return tx.session.scalar(query.where(_names_pictures(), ~_has_pictures())) or 0


def _names_pictures() -> ColumnElement[bool]:
    return func.jsonb_array_length(Product.image_links) > 0


def _has_pictures() -> ColumnElement[bool]:
    return exists().where(ProductImage.product_id == Product.id)
