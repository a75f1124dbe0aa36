"""Permission slips for browsers to put one file straight into quarantine. Never touches the file itself.

What the browser claims (its content type) is only a first sieve; `media.probing` decides by the bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError

from media.contract import Storage
from media.errors import StorageUnavailable, TooLarge, UnsupportedFormat
from media.probing import MAX_BYTES
from media.types import PresignedUpload

ACCEPTED_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/avif",
    "image/heic",
    "image/heif",
    "image/gif",
)

EXPIRES_SECONDS = 300


def presign_upload(
    client: Any,
    bucket: str,
    *,
    url: str,
    key: str,
    content_type: str,
    max_bytes: int = MAX_BYTES,
    expires_seconds: int = EXPIRES_SECONDS,
) -> PresignedUpload:
    """A POST form good for exactly this key, this type and at most this many bytes.

    `url` is where the browser sends it: a POST policy is not bound to a host, so it may be any address that
    hands the request to the bucket unchanged. Signing is arithmetic: it works while the store is away.

    Raises: UnsupportedFormat, TooLarge, StorageUnavailable (no usable credentials).
    """
    claimed = content_type.partition(";")[0].strip().lower()
    if claimed not in ACCEPTED_TYPES:
        raise UnsupportedFormat(f"Files of type {claimed or 'unknown'} are not accepted; {_say_accepted()}.")
    if not 0 < max_bytes <= MAX_BYTES:
        raise TooLarge(f"At most {MAX_BYTES:,} bytes are accepted.")
    # Bucket and key conditions are added by boto3 itself; repeating them, or the type, makes stores refuse.
    conditions = [{"Content-Type": claimed}, ["content-length-range", 1, max_bytes]]
    try:
        form = client.generate_presigned_post(
            Bucket=bucket,
            Key=key,
            Fields={"Content-Type": claimed},
            Conditions=conditions,
            ExpiresIn=expires_seconds,
        )
    except BotoCoreError as error:
        raise StorageUnavailable("Uploads cannot be signed just now.") from error
    fields: Mapping[str, str] = form["fields"]
    return PresignedUpload(url, dict(fields), key, max_bytes, expires_seconds)


def _say_accepted() -> str:
    names = [name.removeprefix("image/") for name in ACCEPTED_TYPES]
    return f"use {', '.join(names[:-1])} or {names[-1]}"


@dataclass(frozen=True, slots=True)
class UploadDesk:
    """Signs forms for one bucket, while its store answers: a form that cannot be used helps nobody."""

    storage: Storage
    client: Any
    bucket: str
    url: str

    def sign(self, key: str, content_type: str, max_bytes: int = MAX_BYTES) -> PresignedUpload:
        """A form for one file. Raises: UnsupportedFormat, TooLarge, StorageUnavailable."""
        self.storage.check_available()
        return presign_upload(
            self.client, self.bucket, url=self.url, key=key, content_type=content_type, max_bytes=max_bytes
        )
