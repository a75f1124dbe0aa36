"""Socket.IO: who is connected, and in which rooms. The server chooses every room; a client names none."""

from urllib.parse import urlsplit

import structlog
from flask import g, request
from flask_socketio import SocketIO, join_room, leave_room, rooms

from app.domain.accounts.viewer import Viewer
from app.domain.brands.queries import followed_brand_ids
from app.kernel.scope import Scope
from app.resources.container import current
from app.resources.pusher import PUBLIC_ROOM, account_room, brand_room
from app.web.unit import unit
from app.web.viewer import current_person

_log = structlog.get_logger("vitrine.live")
MAX_ROOMS = 5_000


def origin_allowed(origin: str | None) -> bool:
    """Only pages of our own origin may open a socket; a client that is no browser sends no Origin."""
    if origin is None:
        return True
    wanted = urlsplit(current().settings.public_url)
    offered = urlsplit(origin)
    return (offered.scheme, offered.netloc) == (wanted.scheme, wanted.netloc)


def init_live(socketio: SocketIO) -> None:
    """Register the handlers."""

    @socketio.on("connect")
    def connect(_auth: object = None) -> bool | None:
        if not origin_allowed(request.headers.get("Origin")):
            return False
        _settle()
        return None

    @socketio.on("sync")
    def sync(*_ignored: object) -> dict[str, object]:
        """The page asks to be put in the right rooms again, after a follow. It names none."""
        g.pop("person", None)
        return {"rooms": _settle()}

    @socketio.on_error_default
    def failed(error: Exception) -> dict[str, object]:
        _log.warning("socket event failed", exc_info=error)
        return {"error": "failed"}


def _settle() -> int:
    person = current_person()
    wanted = {PUBLIC_ROOM}
    if person is not None:
        with unit(Scope.shopper(person.account_id)) as tx:
            followed = followed_brand_ids(tx, Viewer(person.account_id))
        wanted = {brand_room(brand_id) for brand_id in followed[:MAX_ROOMS]} or {PUBLIC_ROOM}
        wanted.add(account_room(person.account_id))
    now = {room for room in rooms() if room != request.sid}  # type: ignore[attr-defined]
    for room in now - wanted:
        leave_room(room)
    for room in wanted - now:
        join_room(room)
    return len(wanted)
