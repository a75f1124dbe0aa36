"""Small steps that several shop pages share."""

from collections.abc import Sequence

from app.domain.assets.queries import pictures_by_ids
from app.domain.brands.queries import BrandView
from app.kernel.transaction import Transaction
from app.wire.cards import BrandRef, brand_ref
from app.wire.presentation import Presentation


def brand_tiles(tx: Transaction, brands: Sequence[BrandView], show: Presentation) -> list[BrandRef]:
    """Brands with their avatars, for tiles."""
    pictures = pictures_by_ids(tx, [brand.avatar_asset_id for brand in brands if brand.avatar_asset_id])
    return [brand_ref(brand, pictures.get(brand.avatar_asset_id or 0), show) for brand in brands]
