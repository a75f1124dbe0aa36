"""Sends small hints to the web processes' sockets from any process. A lost hint loses nothing: clients catch up."""

import socketio
import structlog

_log = structlog.get_logger("vitrine.pusher")

NAMESPACE = "/"


def brand_room(brand_id: int) -> str:
    """The room of everyone who follows a brand."""
    return f"brand:{brand_id}"


def account_room(account_id: int) -> str:
    """The room of one person's open pages."""
    return f"account:{account_id}"


PUBLIC_ROOM = "public"
"""Everyone who looks at the open feed without following anybody."""


class Pusher:
    """Write-only access to the sockets, through the cache server's publish channel."""

    def __init__(self, url: str) -> None:
        self._manager = socketio.RedisManager(url, write_only=True)

    def emit(self, event: str, payload: dict[str, object], rooms: list[str]) -> None:
        """Send an event to rooms. Failures are logged, not raised: the emit is only a hint."""
        for room in rooms:
            try:
                self._manager.emit(event, payload, namespace=NAMESPACE, room=room)
            except Exception:  # the library raises whatever its transport raises
                _log.warning("hint not sent", event_name=event, room=room, exc_info=True)

    def disconnect_account(self, account_id: int) -> None:
        """Ask every web process to close a person's sockets (log-out, ban, password change)."""
        self.emit("bye", {}, [account_room(account_id)])
