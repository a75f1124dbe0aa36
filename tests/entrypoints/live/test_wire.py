"""A wire and its herald alone, over a pair of sockets: whole messages, a bounded wait, one encoding for everybody."""

import time
from collections.abc import Iterator
from types import SimpleNamespace

import engineio
import gevent
import pytest
from engineio.packet import MESSAGE, PONG, Packet
from engineio.socket import Socket
from gevent import socket
from socketio.packet import Packet as Message

from app.entrypoints.live import connections, delivering
from app.entrypoints.live.connections import Connection
from app.entrypoints.live.delivering import Herald
from app.entrypoints.live.wire import MAX_WAITING_BYTES, MAX_WAITING_FRAMES, Wire, frame, shake_hands


class Ends:
    """Both ends of a connection: the server's wire and the client's bare socket."""

    def __init__(self) -> None:
        ours, self.client = socket.socketpair()
        self.slow: list[int] = []
        self.wire = Wire(ours, 4_096, gevent.spawn, self.slow.append)
        self._ours = ours

    def close(self) -> None:
        self.wire.cut()
        self.client.close()
        self._ours.close()


@pytest.fixture
def ends() -> Iterator[Ends]:
    made = Ends()
    yield made
    made.close()


def read(client: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        found += client.recv(size - len(found))
    return found


def test_what_a_client_takes_in_pieces_arrives_whole_and_in_order(ends: Ends) -> None:
    frames = [frame(str(n) * (400_000 + n)) for n in range(2)] + [frame("last"), frame("of all")]
    ends.wire.write(frames[0])
    assert 0 < ends.wire.waiting_bytes < len(frames[0]), (
        "the kernel took all of it or nothing: nothing was tried"
    )
    begun = ends.client._sock.recv(100_000)  # there is room again, which whoever came first has a right to
    for one in frames[1:]:
        ends.wire.write(one)
    rest = read(ends.client, sum(map(len, frames)) - len(begun))
    assert begun + rest == b"".join(frames)
    gevent.sleep(0.01)
    assert ends.wire.stuck_seconds() == 0
    assert (ends.wire.waiting_frames, ends.wire.waiting_bytes, ends.slow) == (0, 0, [])
    ends.wire.write(frame("after"))
    assert read(ends.client, 7) == frame("after")


@pytest.mark.parametrize("size", [4_000, 60_000], ids=["many", "long"])
def test_a_client_that_does_not_read_is_cut_before_much_waits(ends: Ends, size: int) -> None:
    one = frame("x" * size)
    most_frames = most_bytes = 0
    for _ in range(1_000):
        ends.wire.write(one)
        most_frames = max(most_frames, ends.wire.waiting_frames)
        most_bytes = max(most_bytes, ends.wire.waiting_bytes)
        if ends.slow:
            break
    assert len(ends.slow) == 1 and most_frames <= MAX_WAITING_FRAMES and most_bytes <= MAX_WAITING_BYTES
    assert ends.wire.wait() is None and ends.wire.waiting_bytes == 0
    ends.wire.write(one)  # to nobody
    assert len(ends.slow) == 1


def test_a_client_that_stops_reading_is_cut_though_little_waits(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = Connection.__new__(Connection)
    server = SimpleNamespace(ping_timeout=20)
    vars(connection).update(wire=ends.wire, closed=False, closing=False, last_ping=None, server=server)
    while not ends.wire.waiting_frames:
        ends.wire.write(frame("x" * 4_000))
    connection.look_after(time.time())
    assert not ends.slow
    monkeypatch.setattr(connections, "STUCK_SECONDS", -1.0)
    connection.look_after(time.time())
    assert len(ends.slow) == 1


def test_a_client_is_pinged_when_it_is_due_and_ended_when_it_does_not_answer(ends: Ends) -> None:
    server = engineio.Server(async_mode="threading", ping_interval=20, ping_timeout=20)
    ended: list[tuple[str, str]] = []
    server.on("disconnect", lambda sid, reason: ended.append((sid, reason)))
    made = server.sockets["sid"] = Socket(server, "sid")
    Connection.adopt(made, None)
    made.wire = ends.wire
    made.schedule_ping()
    now = time.time()
    made.look_after(now + 19)
    made.look_after(now + 21)
    made.look_after(now + 22)  # not twice
    assert read(ends.client, 3) == frame("2")
    made.receive(Packet(PONG))
    made.look_after(now + 10)
    ends.wire.write(frame("x"))
    assert read(ends.client, 3) == frame("x"), "the next ping is not due"
    made.look_after(made.ping_at)
    assert read(ends.client, 3) == frame("2")
    made.last_ping = time.time() - 21
    made.look_after(time.time())
    assert [sid for sid, _ in ended] == ["sid"] and made.closed
    assert read(ends.client, 4) == b"\x88\x02\x03\xe8"
    until = time.monotonic() + 5
    while ends.client.recv(1) and time.monotonic() < until:
        pass
    assert ends.wire.wait() is None


def test_a_client_that_polls_too_seldom_is_cut_before_much_waits() -> None:
    server = engineio.Server(async_mode="threading")
    ended: list[tuple[str, str]] = []
    server.on("disconnect", lambda sid, reason: ended.append((sid, reason)))
    made = server.sockets["sid"] = Socket(server, "sid")
    slow: list[int] = []
    Connection.adopt(made, SimpleNamespace(cut_slow=slow.append))
    mail = connections.Mail(b"", (Packet(MESSAGE, "2"),))
    for _ in range(connections.MAX_QUEUED + 5):
        made.deliver(mail)
    assert slow == [connections.MAX_QUEUED] and made.closed and len(ended) == 1


def test_what_the_client_says_is_read_in_pieces_too(ends: Ends) -> None:
    def masked(head: int, text: bytes) -> bytes:
        return bytes((head, 0x80 | len(text), 0, 0, 0, 0)) + text

    said = masked(0x01, b"2[") + masked(0x89, b"still there?") + masked(0x80, b'"sync"]') + masked(0x81, b"3")
    gevent.spawn(lambda: [ends.client.send(bytes([byte])) for byte in said])
    assert [ends.wire.wait(), ends.wire.wait()] == ['2["sync"]', "3"]
    assert read(ends.client, 14) == b"\x8a\x0cstill there?"
    ends.client.send(masked(0x88, b"\x03\xe8"))
    assert ends.wire.wait() is None
    assert read(ends.client, 4) == b"\x88\x02\x03\xe8"


def test_no_handshake_but_the_standards() -> None:
    asked = {"HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==", "HTTP_SEC_WEBSOCKET_VERSION": "13"}
    answer = shake_hands(asked) or b""
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in answer  # the example of RFC 6455
    assert b"Extensions" not in answer
    assert shake_hands({**asked, "HTTP_SEC_WEBSOCKET_VERSION": "8"}) is None
    assert shake_hands({**asked, "HTTP_SEC_WEBSOCKET_KEY": "short\r\nX: y"}) is None


# ---- the herald


class Rooms:
    """A server whose sockets only note what they were given."""

    packet_class = Message

    def __init__(self, rooms: dict[str, list[str]]) -> None:
        self.turns, self.rooms = 0, rooms
        self.heard: dict[str, list[str]] = {}
        names = {name for members in rooms.values() for name in members}
        self.eio = SimpleNamespace(sockets={name: self._socket(name) for name in names})
        self.manager = SimpleNamespace(get_participants=self._members)
        self.tasks: list[object] = []

    def _socket(self, name: str) -> SimpleNamespace:
        def deliver(mail: connections.Mail) -> None:
            texts = [packet.encode() for packet in mail.packets]
            assert mail.frames == b"".join(map(frame, texts))
            self.heard.setdefault(name, []).extend(texts)

        return SimpleNamespace(deliver=deliver)

    def _members(self, _namespace: str, room: object) -> list[tuple[str, str]]:
        names = room if isinstance(room, tuple) else self.rooms if room is None else (room,)
        return [(name, name) for name in dict.fromkeys(m for r in names for m in self.rooms.get(r, []))]  # type: ignore[attr-defined]

    def start_background_task(self, task: object) -> None:
        self.tasks.append(task)

    def sleep(self, _seconds: float) -> None:
        self.turns += 1


def test_each_hears_what_concerns_it_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Rooms({"a": ["ana", "bob"], "b": ["bob", "eve"], "away": ["zoe"]})
    del server.eio.sockets["zoe"]
    herald = Herald(server)
    herald.say("hint", 1, ["a", "b", "away"])
    herald.say("hint", 2, ["a"])
    herald.say("hint", 3, None)
    herald.say("hint", 4, "b")
    (task,) = server.tasks
    monkeypatch.setattr(delivering, "TURN_SECONDS", -1.0)
    task()  # type: ignore[operator]
    said = {name: [text[-2] for text in texts] for name, texts in server.heard.items()}
    assert said == {"ana": ["1", "2", "3"], "bob": ["1", "2", "3", "4"], "eve": ["1", "3", "4"]}
    assert server.turns >= 3, "others have their turn between two clients"
    herald.say("hint", 5, "a")
    assert len(server.tasks) == 2


def test_a_message_is_encoded_once_however_many_hear_it(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Rooms({"a": []})
    taken: list[connections.Mail] = []
    names = [str(n) for n in range(500)]
    server.rooms["a"] = names
    server.eio.sockets.update({name: SimpleNamespace(deliver=taken.append) for name in names})
    framed: list[str] = []
    monkeypatch.setattr(delivering, "frame", lambda text: framed.append(text) or frame(text))
    herald = Herald(server)
    for n in range(3):
        herald.say("hint", n, ["a"])
    server.tasks[0]()  # type: ignore[operator]
    assert len(taken) == 500 and len({id(mail.frames) for mail in taken}) == 1
    assert framed == ['42["hint",0]', '42["hint",1]', '42["hint",2]']
