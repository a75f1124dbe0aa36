"""From a quarantined upload to published renditions: fetch, process in the sandbox, store. Knows keys and bytes.

Safe to run twice or to be killed half-way: the same bytes give the same keys, and writing them again changes nothing.
"""

from media.contract import IMMUTABLE, Storage
from media.probing import MAX_BYTES
from media.sandbox import DEADLINE_SECONDS, process_image
from media.types import ProcessedImage


def publish_image(
    storage: Storage, source_key: str, asset_id: int, *, deadline_seconds: float = DEADLINE_SECONDS
) -> ProcessedImage:
    """Turn the upload under `source_key` into public renditions of `asset_id`. The upload itself stays.

    Raises: ImageRefused and below, ObjectMissing (final); StorageUnavailable, ImageTimedOut, ProcessingUnavailable
    (`retryable`).
    """
    data = storage.get_bytes(source_key, MAX_BYTES)
    files = process_image(data, asset_id, deadline_seconds=deadline_seconds)
    for rendition in files.image.renditions:
        storage.put_bytes(
            rendition.key, files.contents[rendition.key], rendition.content_type, cache_control=IMMUTABLE
        )
    return files.image
