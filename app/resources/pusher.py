"""Sends small hints, and orders about sockets, to the web processes from any process.

A lost hint loses nothing: clients catch up. A lost order is made up for when a web process hears again: it then
looks at each of its sockets anew (`entrypoints.live`).
"""

import socketio

NAMESPACE = "/"
CLOSE, SETTLE = "vitrine.close", "vitrine.settle"
"""Orders to the web processes about the sockets of a room; they never reach a client."""

PUBLISH_OPTIONS = {"socket_connect_timeout": 0.5, "socket_timeout": 1.0, "health_check_interval": 15}


def brand_room(brand_id: int) -> str:
    """The room of everyone who follows a brand."""
    return f"brand:{brand_id}"


def account_room(account_id: int) -> str:
    """The room of one person's open pages."""
    return f"account:{account_id}"


PUBLIC_ROOM = "public"
"""Everyone who looks at the open feed without following anybody."""


class Pusher:
    """Write-only access to the sockets, through the cache server's publish channel. Failures are logged, not raised."""

    def __init__(self, url: str) -> None:
        self._manager = socketio.RedisManager(url, write_only=True, redis_options=dict(PUBLISH_OPTIONS))

    def emit(self, event: str, payload: dict[str, object], rooms: list[str] | None) -> None:
        """Send an event to everyone in one of these rooms, once each; to everyone connected when None."""
        self._manager.emit(event, payload, namespace=NAMESPACE, room=rooms)

    def disconnect_account(self, account_id: int) -> None:
        """Close a person's sockets on every web process (log-out, ban, password change). Call it after the commit."""
        self.emit(CLOSE, {}, [account_room(account_id)])

    def settle_account(self, account_id: int) -> None:
        """Put a person's sockets into the right rooms again, after a follow or unfollow. Call it after the commit."""
        self.emit(SETTLE, {}, [account_room(account_id)])
