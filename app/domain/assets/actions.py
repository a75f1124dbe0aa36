"""Writes of pictures: signing for an upload, completing it, taking one through a form, storing one drawn here.

Knows the media engine's keys, forms and errors; never an S3 client, which is handed in behind a desk or a storage.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from app.domain.assets.errors import AssetNotFound, PictureRefused, PictureTooLarge, UploadsAway
from app.domain.assets.events import AssetUploaded
from app.domain.assets.models import Asset, AssetStatus
from app.domain.assets.policy import owned_by
from app.kernel import clock
from app.kernel.ids import new_id
from app.kernel.outbox import record
from app.kernel.transaction import Transaction
from media.contract import IMMUTABLE, Storage
from media.errors import ImageRefused, MediaError, StorageUnavailable, UnsupportedFormat
from media.keys import quarantine_key
from media.probing import MAX_BYTES, sniff_format
from media.types import PresignedUpload, ProcessedFiles, ProcessedImage
from media.uploads import ACCEPTED_TYPES, UploadDesk

MAX_UPLOAD_BYTES = MAX_BYTES
RETRY_AFTER_SECONDS = 30


@dataclass(frozen=True, slots=True)
class SignedUpload:
    """A picture's id and the form that takes its bytes."""

    asset_id: int
    form: PresignedUpload


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """What a person is told before choosing a file."""

    content_types: tuple[str, ...] = ACCEPTED_TYPES
    max_bytes: int = MAX_BYTES


LIMITS = UploadLimits()


def sign_upload(
    tx: Transaction, desk: UploadDesk, brand_id: int, *, filename: str, content_type: str, size_bytes: int
) -> SignedUpload:
    """Let a browser send one file straight to quarantine; it says so afterwards with `complete_upload`.

    Raises: PictureRefused, PictureTooLarge; UploadsAway when the store does not answer, within three seconds.
    """
    if size_bytes < 1:
        raise PictureRefused(fields={"file": "The file is empty."})
    if size_bytes > MAX_BYTES:
        raise PictureTooLarge
    asset_id = new_id()
    key = quarantine_key(brand_id, asset_id)
    try:
        form = desk.sign(key, content_type, size_bytes)
    except StorageUnavailable as error:
        raise UploadsAway(retry_after_seconds=RETRY_AFTER_SECONDS) from error
    except UnsupportedFormat as error:
        raise PictureRefused(fields={"content_type": UnsupportedFormat.default_detail}) from error
    tx.session.add(_waiting(asset_id, brand_id, filename, form.fields["Content-Type"], key))
    return SignedUpload(asset_id, form)


def complete_upload(tx: Transaction, brand_id: int, asset_id: int) -> str:
    """The bytes have been sent: look at them. Harmless to repeat; answers the picture's status.

    Raises: AssetNotFound.
    """
    query = select(Asset).where(Asset.id == asset_id, owned_by(brand_id)).with_for_update()
    asset = tx.session.scalar(query)
    if asset is None:
        raise AssetNotFound
    if asset.status == AssetStatus.AWAITING.value:
        asset.status = AssetStatus.UPLOADED.value
        record(tx, AssetUploaded(asset.id, brand_id))
    return asset.status


def add_upload_directly(
    tx: Transaction, storage: Storage, brand_id: int, *, filename: str, data: bytes
) -> int:
    """Take a picture that came with a form; answers its id. Then it goes the way of every upload.

    Raises: PictureRefused for what its first bytes condemn, PictureTooLarge, UploadsAway.
    """
    if not data:
        raise PictureRefused(fields={"file": "The file is empty."})
    if len(data) > MAX_BYTES:
        raise PictureTooLarge
    try:
        content_type = f"image/{sniff_format(data)}"
    except ImageRefused as error:
        raise PictureRefused(fields={"file": say_refusal(error)}) from error
    asset_id = new_id()
    key = quarantine_key(brand_id, asset_id)
    try:
        storage.put_bytes(key, data, content_type)
    except StorageUnavailable as error:
        raise UploadsAway(retry_after_seconds=RETRY_AFTER_SECONDS) from error
    asset = _waiting(asset_id, brand_id, filename, content_type, key)
    asset.status = AssetStatus.UPLOADED.value
    tx.session.add(asset)
    record(tx, AssetUploaded(asset_id, brand_id))
    return asset_id


def store_generated_picture(
    tx: Transaction,
    storage: Storage,
    brand_id: int,
    asset_id: int,
    files: ProcessedFiles,
    *,
    filename: str = "",
) -> int:
    """Store a picture that this project drew itself: ready at once, its renditions published. Answers its id.

    Shapes: `files` as the media engine made them for this `asset_id`; the source is trusted.
    Raises: UploadsAway.
    """
    try:
        for rendition in files.image.renditions:
            body = files.contents[rendition.key]
            storage.put_bytes(rendition.key, body, rendition.content_type, cache_control=IMMUTABLE)
    except StorageUnavailable as error:
        raise UploadsAway(retry_after_seconds=RETRY_AFTER_SECONDS) from error
    asset = _waiting(asset_id, brand_id, filename, "image/png", "")
    mark_ready(asset, files.image)
    tx.session.add(asset)
    tx.session.flush()
    return asset_id


def mark_ready(asset: Asset, image: ProcessedImage) -> None:
    """Note a picture's renditions and show it from now on."""
    asset.status = AssetStatus.READY.value
    asset.width, asset.height = image.width, image.height
    asset.thumbhash, asset.color = image.thumbhash_b64, image.dominant_color
    asset.renditions = [asdict(rendition) for rendition in image.renditions]
    asset.ready_at = clock.utcnow()
    asset.lease_until = None


def say_refusal(error: MediaError) -> str:
    """Why a file was refused, as a sentence of a closed set, so that it can be translated."""
    return error.detail if isinstance(error, UnsupportedFormat) else error.default_detail


def _waiting(asset_id: int, brand_id: int, filename: str, content_type: str, key: str) -> Asset:
    last = filename.replace("\\", "/").rpartition("/")[2]
    return Asset(
        id=asset_id,
        brand_id=brand_id,
        filename="".join(char for char in last if char.isprintable())[:255],
        content_type=content_type[:60],
        quarantine_key=key,
        created_at=clock.utcnow(),
    )
