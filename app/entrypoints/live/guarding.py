"""What a socket may cost: size and rate of what it sends, length of the queue it does not read, and how it is closed."""

import socket as sockets
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from flask_socketio import SocketIO

from app.resources.pusher import NAMESPACE

_log = structlog.get_logger("vitrine.live")
MAX_MESSAGE_BYTES = 4_096
"""No page of ours sends more than a few bytes; the library would read an endless message into memory."""
MAX_EVENTS, PER_SECONDS = 20, 10.0
MAX_QUEUED, LOOK_EVERY_SECONDS = 256, 2.0
FAREWELL_SECONDS = 0.5


class Guard:
    """Watches the sockets of one web process. Start `cut_the_slow` once sockets are served."""

    def __init__(self, socketio: SocketIO) -> None:
        self._server = socketio.server
        self._seen: dict[str, deque[float]] = {}
        self._wires: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        # Below the library's own handlers: there nothing that a client sends goes uncounted.
        self._handle, self._close = self._server._handle_eio_message, self._server._handle_eio_disconnect
        self._server.eio.on("message", self._admit)
        self._server.eio.on("disconnect", self._ended)
        self._cap_websockets()

    def hang_up(self, sid: str) -> None:
        """Close a person's socket for good: say goodbye, then end the connection, whether or not it still reads."""
        transport_id = self._server.manager.eio_sid_from_sid(sid, NAMESPACE)
        self._server.disconnect(sid, namespace=NAMESPACE, ignore_queue=True)
        self._end(transport_id)

    def cut_the_slow(self) -> None:
        """Every two seconds, for ever: end connections that let more than 256 packets wait."""
        while True:
            self._server.sleep(LOOK_EVERY_SECONDS)
            for transport_id, connection in list(self._server.eio.sockets.items()):
                if connection.queue.qsize() > MAX_QUEUED:
                    _log.info("slow socket cut", queued=connection.queue.qsize())
                    self._end(transport_id)

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
        if connection is None:
            return
        connection.close(wait=False)
        self._server.start_background_task(self._pull_the_wire, connection)

    def _pull_the_wire(self, connection: object) -> None:
        # A client that does not read keeps the farewell, and with it the whole connection, waiting for ever.
        self._server.sleep(FAREWELL_SECONDS)
        wire = self._wires.pop(connection, None)
        if wire is not None:
            with suppress(OSError, AttributeError):
                wire.ws.sock.shutdown(sockets.SHUT_RDWR)

    def _cap_websockets(self) -> None:
        """Let the transport refuse a long message while it arrives, and remember each connection's wire."""
        offered = self._server.eio._async
        make: Callable[..., Any] | None = offered["websocket"]
        if make is None:
            return
        wires = self._wires

        def capped(handler: Any, server: Any) -> Any:
            wire = make(handler, server)
            wire.server_args["max_message_size"] = MAX_MESSAGE_BYTES
            wires[handler.__self__] = wire
            return wire

        self._server.eio._async = {**offered, "websocket": capped}
