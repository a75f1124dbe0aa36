"""Socket.IO: who is connected, for how long, and what a page may ask. It may ask to be put right again, and what it missed.

A socket's cookie is what it was at connect. So the person is looked up again whenever it matters, orders from other
processes close or resettle sockets, and after a time of deafness every socket is looked at anew.
"""

import threading
import time
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, g, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO

from app.entrypoints.live.guarding import Guard
from app.entrypoints.live.manager import LiveManager
from app.entrypoints.live.rooms import settle
from app.kernel.errors import AppError, Unavailable
from app.kernel.ids import parse_id
from app.kernel.scope import Scope
from app.resources.container import EXTENSION, current
from app.resources.pusher import NAMESPACE, account_room
from app.web.catching_up import MAX_KNOWN, catch_up
from app.web.health import add_fitness
from app.web.unit import unit
from app.web.viewer import current_person, current_viewer
from app.wire.hints import hint

_log = structlog.get_logger("vitrine.live")

ADMITTED_AT_ONCE = 6
"""When everybody comes back at once they wait here, and not for database connections that pages need."""

LEAST_SPREAD_SECONDS, CAUGHT_UP_A_SECOND = 3, 100


def origin_allowed(origin: str | None) -> bool:
    """Only pages of our own origin may open a socket; a client that is no browser sends no Origin."""
    if origin is None:
        return True
    wanted = urlsplit(current().settings.public_url)
    offered = urlsplit(origin)
    return (offered.scheme, offered.netloc) == (wanted.scheme, wanted.netloc)


def init_live(app: Flask, socketio: SocketIO, manager: LiveManager) -> None:
    """Register the handlers, and what follows orders."""
    live = Live(app, socketio, manager)
    socketio.on_event("connect", live.connect)
    socketio.on_event("sync", live.sync)
    socketio.on_event("catch_up", live.catch_up)
    socketio.on_error_default(live.failed)
    manager.close_socket = live.guard.hang_up
    manager.settle_socket = live.settle_again
    manager.heard_again = live.look_at_all
    cache = app.extensions[EXTENSION].cache
    manager.send_beat = lambda channel: cache.publish(channel, "")
    add_fitness(app, "live", lambda: not manager.is_deaf())


class Live:
    """The sockets of one web process."""

    def __init__(self, app: Flask, socketio: SocketIO, manager: LiveManager) -> None:
        self._app, self._server, self._manager = app, socketio.server, manager
        self.guard = Guard(socketio)
        self._door = threading.BoundedSemaphore(ADMITTED_AT_ONCE)

    def connect(self, _auth: object = None) -> bool | None:
        """Admit a page: our own origin only; its person, if any, is known from the session cookie."""
        if not origin_allowed(request.headers.get("Origin")):
            return False
        try:
            with self._door:
                self._admit(_sid())
        except Refused:
            raise
        except Exception as error:
            raise Refused(self.failed(error)["error"]) from error
        return None

    def _admit(self, sid: str) -> None:
        asked_at = time.monotonic()
        account_id = _account_id()
        kept = {"account_id": account_id, "turn": threading.Lock()}
        self._server.save_session(sid, kept, namespace=NAMESPACE)
        if account_id is not None:
            room = account_room(account_id)
            self._server.enter_room(sid, room, namespace=NAMESPACE)
            # An order names this room: one that came before the socket was in it is obeyed here.
            if self._manager.closed_since(room, asked_at):
                raise Refused("signed-out")
        self._settle(sid)

    def sync(self, *_ignored: object) -> dict[str, object] | None:
        """The page asks to be put in the right rooms again, after a follow. It names none."""
        sid = _sid()
        return {"rooms": self._settle(sid)} if self._is_still_theirs(sid) else None

    def catch_up(self, asked: object = None, *_ignored: object) -> dict[str, object] | None:
        """The page (re)connected: what it missed, in one answer. It sends {epoch, cursor, known: [id]}."""
        with self._door:
            if not self._is_still_theirs(_sid()):
                return None
            epoch, cursor, known = _asked(asked)
            viewer = current_viewer()
            scope = Scope.shopper(viewer.account_id) if viewer.account_id else Scope.anonymous()
            with unit(scope) as tx:
                return catch_up(tx, viewer, epoch, cursor, known)

    def _is_still_theirs(self, sid: str) -> bool:
        """Whether this socket's session is still whose it was; else it is closed."""
        if _account_id() == self._kept(sid)["account_id"]:
            return True
        self.guard.hang_up(sid)
        return False

    def failed(self, error: Exception) -> dict[str, object]:
        """Anything else that went wrong: told to the page in one word."""
        _log.warning("socket event failed", exc_info=error)
        return {"error": error.slug if isinstance(error, AppError) else "failed"}

    def settle_again(self, sid: str) -> None:
        """Follow an order: this socket's person followed or unfollowed elsewhere."""
        try:
            with self._app.app_context():
                self._settle(sid)
        except (AppError, KeyError) as error:  # the database is away, or the socket left meanwhile
            _log.info("socket not settled", error=str(error))

    def look_at_all(self) -> None:
        """After a time of deafness: have pages catch up, not all at once; close whose session ended, put right the rest."""
        sids = self._manager.members(None)
        spread = {"within_seconds": max(LEAST_SPREAD_SECONDS, len(sids) // CAUGHT_UP_A_SECOND)}
        self._manager.tell("hint", hint("resync", request_id="") | spread)
        for sid in sids:
            try:
                if self._still_stands(sid):
                    self.settle_again(sid)
                else:
                    self.guard.hang_up(sid)
            except (KeyError, Unavailable):
                continue  # left meanwhile, or the database is away: it is looked at when it asks something

    def _still_stands(self, sid: str) -> bool:
        with self._app.request_context(self._server.get_environ(sid, namespace=NAMESPACE)):
            return _account_id() == self._kept(sid)["account_id"]

    def _settle(self, sid: str) -> int:
        kept = self._kept(sid)
        with kept["turn"]:  # who comes later reads later, so that the newest follows have the last word
            return settle(self._server, sid, kept["account_id"])

    def _kept(self, sid: str) -> dict[str, Any]:
        kept: dict[str, Any] = self._server.get_session(sid, namespace=NAMESPACE)
        return kept


def _asked(asked: object) -> tuple[str, str, list[int]]:
    """What a page says of itself. What cannot be read is as if it had not been said."""
    said = asked if isinstance(asked, dict) else {}
    epoch, cursor, known = said.get("epoch"), said.get("cursor"), said.get("known")
    ids = (
        [parse_id(text) for text in known[:MAX_KNOWN] if isinstance(text, str)]
        if isinstance(known, list)
        else []
    )
    return (
        epoch if isinstance(epoch, str) else "",
        cursor if isinstance(cursor, str) else "",
        [an_id for an_id in ids if an_id],
    )


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]


def _account_id() -> int | None:
    """Whom the session cookie stands for now, asked afresh."""
    g.pop("person", None)
    person = current_person()
    return person.account_id if person else None
