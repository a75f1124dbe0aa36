"""Commands as bytes, packed before the clock starts: a baseline must not be held back by a Python client."""

from collections.abc import Sequence
from socket import IPPROTO_TCP, TCP_NODELAY, socket

import redis


class Wire:
    """A bare connection to the server of a client."""

    def __init__(self, client: redis.Redis) -> None:
        where = client.connection_pool.connection_kwargs
        self._socket = socket()
        self._socket.connect((where["host"], where["port"]))
        self._socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self.run(pack([(b"AUTH", where["password"].encode())]), 1)

    def run(self, commands: bytes, replies: int) -> None:
        """Send packed commands and read until as many replies have come. Raises: RuntimeError for an error reply."""
        self._socket.sendall(commands)
        reader = _Counter(replies)
        while not reader.feed(self._socket.recv(1 << 20)):
            pass

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


class _Counter:
    """Counts top-level replies: integers, simple and bulk strings, arrays of bulk strings."""

    def __init__(self, wanted: int) -> None:
        self._left = wanted
        self._rest = b""
        self._inside = 0

    def feed(self, data: bytes) -> bool:
        if not data:
            raise RuntimeError("the server hung up")
        data = self._rest + data
        at = 0
        while self._left:
            end = data.find(b"\r\n", at)
            if end < 0:
                break
            kind = data[at : at + 1]
            if kind == b"-":
                raise RuntimeError(data[at:end].decode())
            after = end + 2
            if kind == b"$":
                size = int(data[at + 1 : end])
                after += size + 2 if size >= 0 else 0
                if after > len(data):
                    break
            elif kind == b"*":
                self._inside += max(0, int(data[at + 1 : end])) + 1
            at = after
            if self._inside:
                self._inside -= 1
            if not self._inside:
                self._left -= 1
        self._rest = data[at:]
        return self._left == 0


def pack(commands: Sequence[Sequence[bytes]]) -> bytes:
    """Commands as one run of bytes."""
    parts: list[bytes] = []
    for words in commands:
        parts.append(b"*%d\r\n" % len(words))
        parts += [b"$%d\r\n%b\r\n" % (len(word), word) for word in words]
    return b"".join(parts)
