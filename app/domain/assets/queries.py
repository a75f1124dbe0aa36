"""Reads of pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.domain.assets.errors import AssetNotFound
from app.domain.assets.models import Asset, AssetStatus
from app.domain.assets.policy import owned_by
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


@dataclass(frozen=True, slots=True)
class AssetState:
    """How far an upload is. `status`: awaiting, uploaded, ready, rejected; `rejection` is a sentence and translation key."""

    asset_id: int
    status: str
    filename: str
    rejection: str
    picture: Picture | None


def asset_status(tx: Transaction, brand_id: int, asset_id: int) -> AssetState:
    """How far one of a brand's uploads is.

    Raises: AssetNotFound.
    """
    asset = tx.session.scalar(select(Asset).where(Asset.id == asset_id, owned_by(brand_id)))
    if asset is None:
        raise AssetNotFound
    return AssetState(
        asset.id,
        asset.status,
        asset.filename,
        asset.rejection or "",
        pictures_by_ids(tx, [asset_id]).get(asset_id),
    )


def ready_ids_by_filename(tx: Transaction, brand_id: int) -> dict[str, int]:
    """A brand's ready pictures by the name they were stored under, for loading that goes on where it was."""
    query = select(Asset.filename, Asset.id).where(
        Asset.brand_id == brand_id, Asset.status == AssetStatus.READY.value
    )
    return {row.filename: row.id for row in tx.session.execute(query)}


def recent_pictures(tx: Transaction, brand_id: int, *, limit: int = 24) -> list[Picture]:
    """A brand's own ready pictures, newest first, to choose from."""
    ready = (owned_by(brand_id), Asset.status == AssetStatus.READY.value)
    ids = list(tx.session.scalars(select(Asset.id).where(*ready).order_by(Asset.id.desc()).limit(limit)))
    found = pictures_by_ids(tx, ids)
    return [found[asset_id] for asset_id in ids]
