"""One client's connection: the library's, but lighter. A WebSocket needs no task for writing, and none for pings.

The library starts three tasks a client, each with a stack of its own. Here a packet goes to the wire where it is made;
`Guard` sends the pings of all. Long-polling clients keep the library's queue.
"""

import time
from dataclasses import dataclass
from typing import Any

from engineio.exceptions import SocketIsClosedError, UnknownPacketError
from engineio.packet import NOOP, PING, PONG, UPGRADE, Packet
from engineio.socket import Socket

from app.entrypoints.live.wire import Wire, frame, shake_hands

MAX_QUEUED = 64
"""Packets that may wait for a client that polls, or is only just connecting."""
STUCK_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Mail:
    """Messages as everyone gets them: frames for a WebSocket, packets for who polls."""

    frames: bytes
    packets: tuple[Packet, ...]


class Connection(Socket):
    """What the library made, once `adopt` was called."""

    guard: Any
    connected: bool
    last_ping: float | None
    wire: Wire | None = None
    ping_at: float | None = None

    @classmethod
    def adopt(cls, made: Any, guard: Any) -> None:
        """The library names its own class and takes no other: make what it made one of ours."""
        made.__class__ = cls
        made.guard = guard

    def send(self, pkt: Packet) -> None:
        """One packet to this client alone."""
        if self.wire is not None:
            if self.check_ping_timeout():
                self.wire.write(frame(pkt.encode()))
            return
        if self.queue.qsize() >= MAX_QUEUED and not self.closing:
            self.guard.cut_slow(self.queue.qsize())
            self.close(wait=False, abort=True)
            return
        super().send(pkt)

    def deliver(self, mail: Mail) -> None:
        """What everyone gets. A client that is gone or going gets nothing."""
        if self.closing or self.closed:
            return
        if self.wire is not None:
            self.wire.write(mail.frames, len(mail.packets))
            return
        for packet in mail.packets:
            if not self.closed:
                self.send(packet)

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """As the library does; a wire says goodbye and hangs up."""
        super().close(wait=wait and self.wire is None, abort=abort, reason=reason)
        if self.wire is not None:
            self.wire.close()

    def schedule_ping(self) -> None:
        """Note when the next ping is due."""
        if self.last_ping:
            self.last_ping = None
            self.ping_at = time.time() + self.server.ping_interval

    def look_after(self, now: float) -> None:
        """Called every second: ping when it is due, end when the last was not answered or nothing is read."""
        if not self.check_ping_timeout():
            return
        if self.ping_at is not None and self.ping_at <= now:
            self.last_ping, self.ping_at = now, None
            self.send(Packet(PING))
        if self.wire is not None and self.wire.stuck_seconds() > STUCK_SECONDS:
            self.wire.cut_slow()

    def _upgrade_websocket(self, environ: dict[str, Any], start_response: Any) -> Any:
        if self.upgraded:
            raise OSError("this connection is a WebSocket already")
        sock = environ.get("gunicorn.socket", environ.get("werkzeug.socket"))
        answer = shake_hands(environ)
        if sock is None or answer is None:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b"This is no WebSocket handshake."]
        sock.sendall(answer)
        self._serve(self.guard.make_wire(sock))
        # The server must write nothing more here; each has its own way to be told.
        raise StopIteration if "gunicorn.socket" in environ else ConnectionError

    def _serve(self, wire: Wire) -> None:
        if self.connected and not self._take_over(wire):
            wire.cut()
            return
        self.connected = self.upgraded = True
        self.upgrading = False
        while not self.queue.empty():  # what was said before the wire was there, in order
            packet = self.queue.get(block=False)
            self.queue.task_done()
            if packet is not None:
                wire.write(frame(packet.encode()))
        self.wire = wire
        try:
            while (said := wire.wait()) is not None:
                self._hear(said)
        except SocketIsClosedError:
            pass
        self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
        wire.cut()

    def _hear(self, said: str | bytes) -> None:
        try:
            self.receive(Packet(encoded_packet=said))
        except UnknownPacketError:
            return
        except (ValueError, IndexError, RecursionError):
            self.guard.cut_nonsense(self)

    def _take_over(self, wire: Wire) -> bool:
        """From polling to this wire, as the protocol has it: a probe, its answer, the client's word to go on."""
        self.upgrading = True
        if wire.wait() == Packet(PING, data="probe").encode():
            wire.write(frame(Packet(PONG, data="probe").encode()))
            self.queue.put(Packet(NOOP))  # ends the poll under way
            if wire.wait() == Packet(UPGRADE).encode():
                return True
        self.upgrading = False
        return False
