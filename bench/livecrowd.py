"""A crowd of sockets in a process of its own: bare epoll, so that it takes little of the cores that it measures."""

import multiprocessing
import select
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

KNOCKING = 64
"""How many connections are being made at once: what a server's queue of waiting connections holds with ease."""
PING, PONG = b"\x81\x012", b"\x81\x81\0\0\0\x003"
HELLO = b"\x81\x82\0\0\0\x0040"
PATH = "/socket.io/?EIO=4&transport=websocket"


@dataclass(frozen=True)
class Door:
    """Where to knock. `cookies`: one a socket, or none for strangers."""

    port: int
    host: str
    cookies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """How long it took until everybody was up, and who is not. Units: seconds."""

    seconds: float
    up: int
    failed: int


@dataclass(frozen=True)
class Heard:
    """When each socket had heard all it waited for, on the system's monotonic clock; `missing` never did."""

    at: tuple[float, ...]
    missing: int


class Crowd:
    """Sockets that listen. Use it in a `with`."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_live, args=(theirs,), daemon=True)
        self._process.start()

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()

    def connect(self, doors: Sequence[Door], sockets: int, timeout_seconds: float) -> Arrival:
        """Open so many sockets, the doors in turn, until all are up or have failed."""
        self._pipe.send(("connect", tuple(doors), sockets, timeout_seconds))
        found: Arrival = self._pipe.recv()
        return found

    def listen_for(self, marker: bytes, times: int) -> None:
        """From now on each socket waits for as many frames that hold the marker."""
        self._pipe.send(("listen", marker, times))
        self._pipe.recv()

    def heard(self, timeout_seconds: float) -> Heard:
        """Wait until every socket has heard it all."""
        self._pipe.send(("heard", timeout_seconds))
        found: Heard = self._pipe.recv()
        return found

    def stall(self, sockets: int) -> None:
        """The first so many read nothing any more."""
        self._pipe.send(("stall", sockets))
        self._pipe.recv()

    def stalled(self) -> int:
        """How many of those the server has not cut."""
        self._pipe.send(("stalled",))
        return int(self._pipe.recv())


class _Ear:
    """One socket, and how far it is: 0 knocking, 1 asked, 2 said hello, 3 up, 4 stalled."""

    __slots__ = ("at", "count", "request", "stage", "tail", "wire")

    def __init__(self, wire: socket.socket, request: bytes) -> None:
        self.wire, self.request = wire, request
        self.stage, self.count, self.at, self.tail = 0, 0, 0.0, b""


class _Loop:
    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._poll = select.epoll()
        self._poll.register(pipe.fileno(), select.EPOLLIN)
        self._ears: dict[int, _Ear] = {}
        self._marker, self._times, self._left, self._listening = b"\0", 0, 0, 0
        self._up, self._knocking, self._failed = 0, 0, 0
        self._buffer = bytearray(1 << 18)  # a fresh one for each read would cost more than the read

    def run(self) -> None:
        while True:
            self._turn(1.0)

    def _turn(self, seconds: float) -> None:
        for fd, event in self._poll.poll(seconds, 4096):
            ear = self._ears.get(fd)
            if ear is None:
                self._obey()
            elif ear.stage == 3:
                self._hear(fd, ear)
            elif ear.stage == 4:
                self._drop(fd, ear)  # all that a stalled socket is told of is its end
            else:
                self._go_on(fd, ear, event)

    def _obey(self) -> None:
        order, *words = self._pipe.recv()
        if order == "connect":
            self._pipe.send(self._connect(*words))
        elif order == "listen":
            self._marker, self._times = words
            for ear in self._ears.values():
                ear.count, ear.at, ear.tail = 0, 0.0, b""
            self._left = self._listening = self._up
            self._pipe.send(True)
        elif order == "stall":
            for fd, ear in list(self._ears.items())[: words[0]]:
                self._poll.modify(fd, select.EPOLLRDHUP)
                ear.stage, self._up = 4, self._up - 1
            self._pipe.send(True)
        elif order == "stalled":
            self._pipe.send(sum(ear.stage == 4 for ear in self._ears.values()))
        else:
            self._pipe.send(self._wait(words[0]))

    # ---- getting up

    def _connect(self, doors: tuple[Door, ...], sockets: int, timeout_seconds: float) -> Arrival:
        started, wanted = time.monotonic(), self._up + sockets
        self._failed, begun = 0, 0
        while self._up + self._failed < wanted and time.monotonic() - started < timeout_seconds:
            while begun < sockets and self._knocking < KNOCKING:
                self._knock(doors[begun % len(doors)], begun // len(doors))
                begun += 1
            self._turn(0.1)
        return Arrival(time.monotonic() - started, self._up, wanted - self._up)

    def _knock(self, door: Door, number: int) -> None:
        wire = socket.socket()
        wire.setblocking(False)
        wire.connect_ex(("127.0.0.1", door.port))
        lines = [f"GET {PATH} HTTP/1.1", f"Host: {door.host}", "Upgrade: websocket", "Connection: Upgrade"]
        lines += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"]
        lines += [f"Cookie: {door.cookies[number]}"] if door.cookies else []
        self._ears[wire.fileno()] = _Ear(wire, "\r\n".join([*lines, "", ""]).encode())
        self._poll.register(wire.fileno(), select.EPOLLOUT)
        self._knocking += 1

    def _go_on(self, fd: int, ear: _Ear, event: int) -> None:
        try:
            if ear.stage == 0:
                ear.wire.send(ear.request)
                ear.stage, ear.request = 1, b""
                self._poll.modify(fd, select.EPOLLIN)
                return
            data = ear.wire.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose(fd, ear)
            return
        ear.tail += data
        if ear.stage == 1 and b"\r\n\r\n" in ear.tail and b'0{"sid"' in ear.tail:
            ear.wire.send(HELLO)
            ear.stage, ear.tail = 2, b""
        elif ear.stage == 2 and b'40{"sid"' in ear.tail:
            ear.stage, ear.tail = 3, b""
            self._up, self._knocking = self._up + 1, self._knocking - 1
        elif b"44{" in ear.tail or (ear.stage == 1 and not b"HTTP/1.1 101".startswith(ear.tail[:12])):
            self._lose(fd, ear)

    def _lose(self, fd: int, ear: _Ear) -> None:
        if ear.stage == 3:
            self._up -= 1
        else:
            self._knocking, self._failed = self._knocking - 1, self._failed + 1
        self._drop(fd, ear)

    def _drop(self, fd: int, ear: _Ear) -> None:
        self._poll.unregister(fd)
        ear.wire.close()
        del self._ears[fd]

    # ---- listening

    def _hear(self, fd: int, ear: _Ear) -> None:
        try:
            data = self._buffer[: ear.wire.recv_into(self._buffer)]
        except BlockingIOError:
            return  # read already, while an order was obeyed
        except OSError:
            data = bytearray()
        if not data:
            self._lose(fd, ear)
            return
        if PING in data:
            ear.wire.send(PONG)
        text = ear.tail + data
        ear.count += text.count(self._marker)
        ear.tail = b"" if text.endswith(b"]") else bytes(text[1 - len(self._marker) :])
        if ear.count >= self._times and not ear.at and self._times:
            ear.at = time.monotonic()
            self._left -= 1

    def _wait(self, timeout_seconds: float) -> Heard:
        until = time.monotonic() + timeout_seconds
        while self._left > 0 and time.monotonic() < until:
            self._turn(0.5)
        at = tuple(sorted(ear.at for ear in self._ears.values() if ear.at))
        self._times = 0
        return Heard(at, self._listening - len(at))


def _live(pipe: Connection) -> None:
    try:
        _Loop(pipe).run()
    except (EOFError, KeyboardInterrupt):
        return
