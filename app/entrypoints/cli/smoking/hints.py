"""A shopper's open page, as far as the wire goes: a Socket.IO connection by WebSocket, and the hints that came."""

import queue
import time
from typing import Any

import socketio

from app.entrypoints.cli.smoking.outside import Outside, StepFailed

CONNECT_SECONDS = 15


class Hints:
    """Listens until closed. A hint says what happened to which ids; the truth is fetched by HTTP."""

    def __init__(self, person: Outside) -> None:
        """Connect. Raises: StepFailed."""
        self._came: queue.Queue[dict[str, Any]] = queue.Queue()
        self._client = socketio.Client(
            http_session=person.session,
            reconnection=False,
            handle_sigint=False,
            request_timeout=CONNECT_SECONDS,
        )
        self._client.on("hint", self._came.put)
        try:
            self._client.connect(person.url, transports=["websocket"], wait_timeout=CONNECT_SECONDS)
        except socketio.exceptions.ConnectionError as error:
            raise StepFailed(f"the socket to {person.url} was refused: {error}") from error

    def close(self) -> None:
        """Hang up."""
        self._client.disconnect()

    def wait_for(self, kind: str, limit_seconds: float, **ids: str) -> dict[str, Any]:
        """The next hint of this kind with these ids; others are passed over.

        Raises: StepFailed when it does not come in time.
        """
        deadline, seen = time.monotonic() + limit_seconds, []
        while (left := deadline - time.monotonic()) > 0:
            try:
                hint = self._came.get(timeout=left)
            except queue.Empty:
                break
            if hint.get("type") == kind and all(hint.get(name) == value for name, value in ids.items()):
                return hint
            seen.append(str(hint.get("type")))
        state = "open" if self._client.connected else "closed"
        raise StepFailed(
            f"no hint {kind} within {limit_seconds:.0f} s; the socket is {state}, and came: {seen or 'nothing'}"
        )
