"""The client manager of a web process: the library's, which also obeys orders and knows when it was deaf.

Orders name a room, since only the process that holds a socket knows its id. What the library loses while the cache
server is away, hints and orders alike, is made up for at the moment it hears again: `heard_again` is called. Every
second it says something to itself through that server: a process that does not hear it is deaf, and says so.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import structlog
from socketio import RedisManager

from app.entrypoints.live.delivering import Herald
from app.resources.pusher import CLOSE, NAMESPACE, SETTLE

_log = structlog.get_logger("vitrine.live")
LONGEST_PAUSE_SECONDS = 2.0
BEAT_SECONDS, DEAF_SECONDS, RENEW_SECONDS = 1.0, 3.0, 10.0
MANY_CLOSINGS = 1_000
QUIET_SECONDS = 5.0
"""How long to wait for a message before asking the cache server whether it is still there."""


def _nothing(*_: object) -> None:
    """What happens before the door says otherwise."""


class LiveManager(RedisManager):
    """Hears what any process sends through the cache server's publish channel."""

    def __init__(self, url: str) -> None:
        options = {"socket_connect_timeout": 1.0, "socket_keepalive": True, "health_check_interval": 10}
        super().__init__(url, redis_options=options)
        self._rooms_of: dict[str, set[str | None]] = {}
        self._closings: dict[str, float] = {}
        self._listener = 0
        self._unheard_since: float | None = None
        self.beat_channel = f"{self.channel}.beat.{self.host_id}"
        self.send_beat: Callable[[str], object] = _nothing
        self.close_socket: Callable[[str], None] = _nothing
        self.settle_socket: Callable[[str], None] = _nothing
        self.heard_again: Callable[[], None] = _nothing

    def initialize(self) -> None:
        """Called by the library once there is a server."""
        self._herald = Herald(self.server)
        super().initialize()
        self.server.start_background_task(self._beat_for_ever)

    def members(self, room: object) -> list[str]:
        """The sockets of this process in a room (a name, several names, or None for all)."""
        return [sid for sid, _transport in self.get_participants(NAMESPACE, room)]

    # The library keeps no list of a socket's rooms: to find them it asks every room, and each socket has one of its own.

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """As the library does, and remembered."""
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._rooms_of.setdefault(sid, set()).add(room)

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        """As the library does, and forgotten."""
        super().basic_leave_room(sid, namespace, room)
        self._rooms_of.get(sid, set()).discard(room)

    def get_rooms(self, sid: str, namespace: str) -> list[str]:
        """The rooms of a socket."""
        return [room for room in self._rooms_of.get(sid, ()) if room is not None]

    def basic_disconnect(self, sid: str, namespace: str, **_: object) -> None:
        """Out of every room, and of the library's lists of who comes and who goes."""
        for room in list(self._rooms_of.get(sid, ())):
            self.basic_leave_room(sid, namespace, room)
        self._rooms_of.pop(sid, None)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)
                if not pending[namespace]:
                    del pending[namespace]

    def closed_since(self, room: str, moment: float) -> bool:
        """Whether the sockets of a room were ordered closed since then (monotonic seconds, at most a minute ago)."""
        return self._closings.get(room, -1.0) >= moment

    def _note_closing(self, rooms: list[str]) -> None:
        now = time.monotonic()
        if len(self._closings) > MANY_CLOSINGS:
            self._closings = {room: at for room, at in self._closings.items() if now - at < 60}
        self._closings.update(dict.fromkeys(rooms, now))

    def tell(self, event: str, payload: object, room: object = None) -> None:
        """Send an event to this process's sockets in a room, in several or, with None, to all."""
        self._herald.say(event, payload, room)

    def _handle_emit(self, message: dict[str, Any]) -> None:
        orders = {CLOSE: self.close_socket, SETTLE: self.settle_socket}
        order = orders.get(str(message.get("event")))
        if order is None:
            self.tell(message["event"], message["data"][0], message.get("room"))
            return
        rooms = message.get("room") or []
        if order is self.close_socket:
            self._note_closing(rooms)
        for sid in self.members(rooms):
            self.server.start_background_task(order, sid)

    # ---- hearing

    def is_deaf(self, seconds: float = DEAF_SECONDS) -> bool:
        """Whether the cache server takes our beats and, for so long, none came back: the listener hangs or is gone.

        While the server itself is away nobody is deaf: pages look for themselves then.
        """
        since = self._unheard_since
        return since is not None and time.monotonic() - since > seconds

    def beat(self) -> None:
        """Say something to ourselves through the cache server; listen anew when it was not heard for too long."""
        try:
            self.send_beat(self.beat_channel)
        except Exception:  # whatever the transport raises: it is away, which says nothing about our hearing
            self._unheard_since = None
            return
        if self._unheard_since is None:
            self._unheard_since = time.monotonic()
        if self.is_deaf(RENEW_SECONDS):
            _log.warning("deaf: listens anew")
            self._unheard_since = time.monotonic()
            self.thread = self.server.start_background_task(self._thread)

    def _beat_for_ever(self) -> None:
        while True:
            self.server.sleep(BEAT_SECONDS)
            self.beat()

    def _listen(self) -> Iterator[bytes]:
        """Every message of the channel, until somebody else listens; pauses grow to two seconds at most."""
        self._listener = listener = self._listener + 1
        pause = 0.1
        while listener == self._listener:
            try:
                self._redis_connect()
                channel = self.pubsub
                channel.subscribe(self.channel, self.beat_channel)
                self.server.start_background_task(self.heard_again)
                while listener == self._listener:
                    message = channel.get_message(timeout=QUIET_SECONDS)
                    pause = 0.1
                    if message is None:
                        continue
                    self._unheard_since = None
                    if message["type"] == "message" and message["channel"] == self.channel.encode():
                        yield message["data"]
            except Exception as error:  # whatever the transport raises: the thread must outlive it
                _log.warning("the cache server's channel is away, tries again", error=str(error))
                self.server.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
