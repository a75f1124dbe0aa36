"""Reads of pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.domain.assets.models import Asset, AssetStatus
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to show. Shapes: `renditions` is (format, width, height, key), any order."""

    asset_id: int
    width: int
    height: int
    thumbhash: str
    color: str
    renditions: tuple[tuple[str, int, int, str], ...]


def pictures_by_ids(tx: Transaction, asset_ids: Sequence[int]) -> dict[int, Picture]:
    """The ready pictures among these."""
    if not asset_ids:
        return {}
    query = select(Asset).where(Asset.id.in_(set(asset_ids)), Asset.status == AssetStatus.READY.value)
    return {
        asset.id: Picture(
            asset_id=asset.id,
            width=asset.width or 4,
            height=asset.height or 5,
            thumbhash=asset.thumbhash or "",
            color=asset.color or "#d8d4cd",
            renditions=tuple(
                (str(r["format"]), int(str(r["width"])), int(str(r["height"])), str(r["key"]))
                for r in asset.renditions
            ),
        )
        for asset in tx.session.scalars(query)
    }
