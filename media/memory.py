"""The storage contract in memory, for tests that are not about S3. Passes the same suite as S3Storage."""

from collections.abc import Iterator
from dataclasses import dataclass

from media.errors import ObjectMissing, StorageUnavailable
from media.storage import STREAM_CHUNK_BYTES, refuse_size, require_prefix
from media.types import ObjectHead


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object as it was put."""

    data: bytes
    content_type: str
    cache_control: str


class MemoryStorage:
    """`Storage` in a dict. Set `available` to False to see what callers do while the store is away."""

    def __init__(self) -> None:
        self.objects: dict[str, StoredObject] = {}
        self.available = True

    def put_bytes(self, key: str, data: bytes, content_type: str, cache_control: str = "") -> None:
        self.check_available()
        self.objects[key] = StoredObject(data, content_type, cache_control)

    def get_bytes(self, key: str, max_bytes: int) -> bytes:
        data = self._find(key).data
        if len(data) > max_bytes:
            refuse_size(len(data), max_bytes)
        return data

    def head(self, key: str) -> ObjectHead:
        found = self._find(key)
        return ObjectHead(key, len(found.data), found.content_type)

    def open_stream(self, key: str) -> Iterator[bytes]:
        data = self._find(key).data
        return (data[at : at + STREAM_CHUNK_BYTES] for at in range(0, len(data), STREAM_CHUNK_BYTES))

    def delete(self, key: str) -> None:
        self.check_available()
        self.objects.pop(key, None)

    def delete_prefix(self, prefix: str) -> int:
        require_prefix(prefix)
        self.check_available()
        doomed = [key for key in self.objects if key.startswith(prefix)]
        for key in doomed:
            del self.objects[key]
        return len(doomed)

    def check_available(self) -> None:
        if not self.available:
            raise StorageUnavailable

    def _find(self, key: str) -> StoredObject:
        self.check_available()
        if key not in self.objects:
            raise ObjectMissing
        return self.objects[key]
