"""The client manager of a web process: as the library's, and it closes sockets when their person must go.

The library can close one socket from afar by its id, which only the process that holds it knows. So the wish
travels as the event `bye` to the person's room, and each process closes the sockets that it holds there.
"""

from typing import Any

from socketio import RedisManager

GOODBYE = "bye"


class LiveManager(RedisManager):
    """Hears what any process sends through the cache server's publish channel."""

    def _handle_emit(self, message: dict[str, Any]) -> None:
        super()._handle_emit(message)
        if message.get("event") != GOODBYE or not message.get("room"):
            return
        namespace = message.get("namespace") or "/"
        for sid, _transport in list(self.get_participants(namespace, message["room"])):
            self.server.disconnect(sid, namespace=namespace, ignore_queue=True)
