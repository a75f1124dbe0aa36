"""One WebSocket: read by the greenlet that serves it, written without waiting, and holding back only so much.

Owns the handshake, frames and what a slow reader may keep waiting. Knows nothing of Socket.IO. Nothing is compressed:
the windows for it would take more memory than all the rest of a connection, for messages of a hundred bytes.
"""

import base64
import hashlib
import socket
import struct
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from wsproto.connection import Connection, ConnectionType
from wsproto.events import CloseConnection, Event, Message, Ping
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
MAX_WAITING_FRAMES, MAX_WAITING_BYTES = 64, 1 << 20
SEND_BUFFER_BYTES = 1 << 16
"""What the kernel may hold for a client that does not read: left to itself it would take megabytes for each."""
FAREWELL_SECONDS = 0.5
_CHUNK = 4_096
_FORGET = struct.pack("ii", 1, 0)

Spawn = Callable[..., object]


def frame(payload: str | bytes) -> bytes:
    """A whole message as a server sends it: the same bytes for every client."""
    opcode = 0x82 if isinstance(payload, bytes) else 0x81
    body = payload.encode() if isinstance(payload, str) else payload
    if len(body) < 126:
        return bytes((opcode, len(body))) + body
    if len(body) < 1 << 16:
        return bytes((opcode, 126)) + len(body).to_bytes(2, "big") + body
    return bytes((opcode, 127)) + len(body).to_bytes(8, "big") + body


def shake_hands(environ: dict[str, Any]) -> bytes | None:
    """The answer that turns this request into a WebSocket; None when it does not ask for one as the standard says."""
    key = str(environ.get("HTTP_SEC_WEBSOCKET_KEY", "")).strip().encode("latin-1")
    if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13" or len(key) != 24:
        return None
    token = base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + token + b"\r\n\r\n"
    )


class Wire:
    """An open WebSocket. `on_slow(waiting)` is called once, when a client that does not read is about to be cut."""

    __slots__ = (
        "_closing",
        "_connection",
        "_inbox",
        "_max_message_bytes",
        "_on_slow",
        "_over",
        "_parts",
        "_raw",
        "_sock",
        "_spawn",
        "_stuck_since",
        "_waiting",
        "waiting_bytes",
        "waiting_frames",
    )

    def __init__(
        self, sock: Any, max_message_bytes: int, spawn: Spawn, on_slow: Callable[[int], None]
    ) -> None:
        self._sock = sock
        # Below the cooperative socket, which would wait where this must not.
        self._raw = getattr(sock, "_sock", sock)
        self._spawn, self._on_slow, self._max_message_bytes = spawn, on_slow, max_message_bytes
        self._connection = Connection(ConnectionType.SERVER)
        self._inbox: deque[str | bytes] = deque()
        self._parts: list[Any] = []
        self._waiting: deque[tuple[bytes, int]] = deque()
        self.waiting_frames, self.waiting_bytes = 0, 0
        self._stuck_since: float | None = None
        self._over = self._closing = False
        with suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)

    # ---- writing

    def write(self, frames: bytes, count: int = 1) -> None:
        """Send whole frames, now as far as the client takes them, the rest in order when it does."""
        if self._over:
            return
        rest, left = frames, count
        if not self._waiting:
            sent = self._send_now(frames)
            if sent == len(frames):
                return
            rest = frames[sent:]
            left = -(-count * len(rest) // len(frames))
            self._stuck_since = time.monotonic()
        self._waiting.append((rest, left))
        if len(self._waiting) == 1:
            self._spawn(self._drain)
        self.waiting_frames += left
        self.waiting_bytes += len(rest)
        if self.waiting_frames > MAX_WAITING_FRAMES or self.waiting_bytes > MAX_WAITING_BYTES:
            self.cut_slow()

    def _send_now(self, data: bytes) -> int:
        try:
            return int(self._raw.send(data, socket.MSG_DONTWAIT))
        except BlockingIOError:
            return 0
        except OSError:
            self.cut()
            return len(data)

    def _drain(self) -> None:
        """Send what waits, as fast as the client takes it. There is one of these while something waits."""
        try:
            while self._waiting:
                data, frames = self._waiting[0]
                sent = self._sock.send(data)
                if self._over:
                    return
                self._stuck_since = time.monotonic()
                self.waiting_bytes -= sent
                if sent < len(data):
                    self._waiting[0] = (data[sent:], frames)
                    continue
                self._waiting.popleft()
                self.waiting_frames -= frames
            self._stuck_since = None
        except OSError:
            self.cut()

    def stuck_seconds(self) -> float:
        """For how long the client has taken nothing of what waits for it; 0 while nothing waits."""
        return 0.0 if self._stuck_since is None else time.monotonic() - self._stuck_since

    # ---- reading

    def wait(self) -> str | bytes | None:
        """The next message; None once the connection is over."""
        while not self._inbox:
            if self._over:
                return None
            try:
                data = self._sock.recv(_CHUNK)
            except OSError:
                return None
            if not data:
                return None
            try:
                self._connection.receive_data(data)
                for event in self._connection.events():
                    self._take(event)
            except LocalProtocolError:
                return None
        return self._inbox.popleft()

    def _take(self, event: Event) -> None:
        if isinstance(event, Message):
            self._parts.append(event.data)
            if sum(map(len, self._parts)) > self._max_message_bytes:
                self.close(CloseReason.MESSAGE_TOO_BIG)
                self._over = True
            elif event.message_finished:
                first = self._parts[0]
                self._inbox.append(type(first)().join(self._parts))
                self._parts = []
        elif isinstance(event, Ping):
            self.write(self._connection.send(event.response()))
        elif isinstance(event, CloseConnection):
            with suppress(LocalProtocolError):  # it answers what we closed ourselves
                self.write(self._connection.send(event.response()))
            self._over = True

    # ---- ending

    def close(self, reason: CloseReason = CloseReason.NORMAL_CLOSURE) -> None:
        """Say goodbye, and hang up half a second later, whether or not the client has heard it."""
        if self._over or self._closing:
            return
        self._closing = True
        with suppress(LocalProtocolError):
            self.write(self._connection.send(CloseConnection(reason)))
        self._spawn(self._hang_up_later)

    def _hang_up_later(self) -> None:
        time.sleep(FAREWELL_SECONDS)
        self.cut()

    def cut_slow(self) -> None:
        """Hang up on a client that does not read."""
        if not self._over:
            self._on_slow(self.waiting_frames)
            with suppress(OSError):  # else the kernel would keep for minutes what nobody reads
                self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _FORGET)
            self.cut()

    def cut(self) -> None:
        """Hang up now. Whoever reads or writes here is told at once."""
        self._over = True
        self._waiting.clear()
        self.waiting_frames, self.waiting_bytes, self._stuck_since = 0, 0, None
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
