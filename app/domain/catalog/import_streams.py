"""A stored object as the stream of bytes that parsers read, counting what was read."""

from collections.abc import Iterator

PEEK_BYTES = 64 * 1024


class ObjectStream:
    """Pieces of bytes behind `read(size)`. Raises whatever the pieces raise."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""
        self.bytes_read = 0

    def peek(self) -> bytes:
        """The first bytes, still unread."""
        while len(self._held) < PEEK_BYTES and (piece := next(self._pieces, b"")):
            self._held += piece
        return self._held[:PEEK_BYTES]

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; nothing at the end."""
        if size < 0:
            raise ValueError("a stored object is read in pieces")
        if not self._held:
            self._held = next(self._pieces, b"")
        data, self._held = self._held[:size], self._held[size:]
        self.bytes_read += len(data)
        return data
