"""Hints to many sockets: each message is encoded once, each client written to once for all that waits for it.

Fair: after a few milliseconds the other greenlets have their turn. What is said meanwhile goes together in the next round,
so the more there is to say, the less each message costs.
"""

import time
from collections import deque
from itertools import groupby
from typing import Any

from engineio.packet import MESSAGE, Packet
from socketio.packet import EVENT

from app.entrypoints.live.connections import Connection, Mail
from app.entrypoints.live.wire import frame
from app.resources.pusher import NAMESPACE

TURN_SECONDS = 0.005
TOGETHER = 32

Room = str | tuple[str, ...] | None


class Herald:
    """Carries messages from the channel to the sockets of one web process."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._waiting: deque[tuple[Room, Packet]] = deque()
        self._under_way = False

    def say(self, event: str, payload: object, room: object) -> None:
        """Tell a room, several or everyone (None), in the order of calls. Returns before anyone has heard it."""
        said = self._server.packet_class(EVENT, namespace=NAMESPACE, data=[event, payload]).encode()
        where = tuple(room) if isinstance(room, list) else room
        self._waiting.append((where, Packet(MESSAGE, said)))  # type: ignore[arg-type]
        if not self._under_way:
            self._under_way = True
            self._server.start_background_task(self._go_round)

    def _go_round(self) -> None:
        try:
            while self._waiting:
                count = min(len(self._waiting), TOGETHER)
                self._deliver([self._waiting.popleft() for _ in range(count)])
        finally:
            self._under_way = False

    def _deliver(self, letters: list[tuple[Room, Packet]]) -> None:
        parcels = [
            [packet for _, packet in alike] for _, alike in groupby(letters, key=lambda letter: letter[0])
        ]
        rooms = [room for room, _ in groupby(letters, key=lambda letter: letter[0])]
        due: dict[str, tuple[int, ...]] = {}
        for number, room in enumerate(rooms):
            for _sid, transport in self._server.manager.get_participants(NAMESPACE, room):
                due[transport] = (*due.get(transport, ()), number)
        mails: dict[tuple[int, ...], Mail] = {}
        sockets: dict[str, Connection] = self._server.eio.sockets
        turn_ends = time.monotonic() + TURN_SECONDS
        for transport, numbers in due.items():
            if numbers not in mails:
                mails[numbers] = _mail([packet for number in numbers for packet in parcels[number]])
            connection = sockets.get(transport)
            if connection is not None:
                connection.deliver(mails[numbers])
            if time.monotonic() > turn_ends:
                self._server.sleep(0)
                turn_ends = time.monotonic() + TURN_SECONDS


def _mail(packets: list[Packet]) -> Mail:
    return Mail(b"".join(frame(packet.encode()) for packet in packets), tuple(packets))
