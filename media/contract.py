"""What a store of files must do, whoever keeps the bytes. Held by S3Storage and MemoryStorage, and by one suite of tests.

Apart from `media.storage`, so that what only passes a store along need not load an S3 client.
"""

from collections.abc import Iterator
from typing import Protocol

from media.types import ObjectHead

IMMUTABLE = "public, max-age=31536000, immutable"


class Storage(Protocol):
    """A bucket. Every method raises `StorageUnavailable` when the store is away; the rest is said for each."""

    def put_bytes(self, key: str, data: bytes, content_type: str, cache_control: str = "") -> None:
        """Write or overwrite one object, whole or not at all."""

    def get_bytes(self, key: str, max_bytes: int) -> bytes:
        """Read one object. Raises ObjectMissing; TooLarge before more than `max_bytes` are held."""

    def head(self, key: str) -> ObjectHead:
        """Size and type of one object. Raises ObjectMissing."""

    def open_stream(self, key: str) -> Iterator[bytes]:
        """Read one object in pieces. Raises ObjectMissing at once, not on the first piece."""

    def delete(self, key: str) -> None:
        """Remove one object; one that is not there is no fault."""

    def delete_prefix(self, prefix: str) -> int:
        """Remove everything under a prefix that ends in a slash; says how many objects went."""

    def check_available(self) -> None:
        """Return if the bucket answers."""
