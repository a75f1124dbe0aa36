"""What a socket may cost: size and rate of what it sends, how long it may not read, and how it is closed."""

import time
from collections import deque
from typing import Any

import structlog
from engineio.exceptions import SocketIsClosedError
from flask_socketio import SocketIO

from app.entrypoints.live.connections import Connection
from app.entrypoints.live.wire import Wire
from app.resources.pusher import NAMESPACE

_log = structlog.get_logger("vitrine.live")
MAX_MESSAGE_BYTES = 4_096
"""No page of ours sends more than a few bytes; the library would read an endless message into memory."""
MAX_EVENTS, PER_SECONDS = 20, 10.0
LOOK_EVERY_SECONDS = 1.0


class Guard:
    """Watches the sockets of one web process, from the first one on."""

    def __init__(self, socketio: SocketIO) -> None:
        self._server = socketio.server
        self._seen: dict[str, deque[float]] = {}
        self._looking = False
        self.slow_cut = 0
        """How many clients were cut since the process began because they did not read."""
        # Below the library's own handlers: there nothing that a client sends goes uncounted.
        self._greet = self._server._handle_eio_connect
        self._handle, self._close = self._server._handle_eio_message, self._server._handle_eio_disconnect
        self._server.eio.on("connect", self._adopt)
        self._server.eio.on("message", self._admit)
        self._server.eio.on("disconnect", self._ended)

    def hang_up(self, sid: str) -> None:
        """Close a person's socket for good: say goodbye, then end the connection, whether or not it still reads."""
        transport_id = self._server.manager.eio_sid_from_sid(sid, NAMESPACE)
        self._server.disconnect(sid, namespace=NAMESPACE, ignore_queue=True)
        self._end(transport_id)

    def make_wire(self, sock: Any) -> Wire:
        """A WebSocket over this connection, whose handshake is done."""
        return Wire(sock, MAX_MESSAGE_BYTES, self._server.start_background_task, self.cut_slow)

    def cut_slow(self, waiting: int) -> None:
        """Note that a client is cut because it does not read."""
        self.slow_cut += 1
        _log.info("slow socket cut", waiting=waiting, cut_so_far=self.slow_cut)

    def cut_nonsense(self, connection: Connection) -> None:
        """Close on a client that sent what no page of ours sends."""
        _log.info("socket sent nonsense, cut")
        connection.close(wait=False)

    def _adopt(self, transport_id: str, environ: dict[str, Any]) -> object:
        Connection.adopt(self._server.eio.sockets[transport_id], self)
        if not self._looking:
            self._looking = True
            self._server.start_background_task(self._look_after_all)
        return self._greet(transport_id, environ)

    def _look_after_all(self) -> None:
        """Every second, for ever: pings that are due, clients that are gone or do not read."""
        sockets: dict[str, Connection] = self._server.eio.sockets
        while True:
            self._server.sleep(LOOK_EVERY_SECONDS)
            now = time.time()
            for transport_id, connection in list(sockets.items()):
                if connection.closed:
                    sockets.pop(transport_id, None)
                    continue
                try:
                    connection.look_after(now)
                except SocketIsClosedError:
                    continue
                except Exception:
                    _log.exception("a socket could not be looked after")

    def _admit(self, transport_id: str, data: object) -> object:
        now = time.monotonic()
        seen = self._seen.setdefault(transport_id, deque(maxlen=MAX_EVENTS))
        too_long = isinstance(data, str | bytes) and len(data) > MAX_MESSAGE_BYTES
        if too_long or (len(seen) == MAX_EVENTS and now - seen[0] < PER_SECONDS):
            _log.info("socket sent too much, cut")
            self._end(transport_id)
            return None
        seen.append(now)
        try:
            return self._handle(transport_id, data)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            # What the library raises for a packet it cannot read: no page of ours sends such a thing.
            _log.info("socket sent nonsense, cut")
            self._end(transport_id)
            return None

    def _ended(self, transport_id: str, reason: object) -> None:
        self._seen.pop(transport_id, None)
        self._close(transport_id, reason)

    def _end(self, transport_id: str | None) -> None:
        connection = self._server.eio.sockets.get(transport_id)
        if connection is not None:
            connection.close(wait=False)
