"""An open page as the tests drive it: a cookie, a socket, and what the socket heard."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import requests
import socketio
from flask import Flask

from tests.factories.sessions import csrf_token, log_in
from tests.support.patience import until

Hint = dict[str, object]


class Page:
    """A page of the shop, of somebody signed in or of a stranger."""

    def __init__(self, app: Flask, url: str, origin: str, account_id: int | None, transport: str) -> None:
        self.url, self.origin, self.transport = url, origin, transport
        self.hints: list[Hint] = []
        self.heard_at: list[float] = []
        self.ended: list[str] = []
        self.others: list[str] = []
        browser = app.test_client()
        if account_id is not None:
            log_in(browser, account_id, second_factor=True)
        self.csrf = csrf_token(browser)
        cookie = browser.get_cookie("vitrine_session")
        self.cookies = {"vitrine_session": cookie.value} if cookie else {}
        self.session = requests.Session()
        self.wires: list[Any] = []
        # The client library writes an Origin of its own on web sockets unless it is told one.
        self.socket = socketio.Client(
            reconnection=False, http_session=self.session, websocket_extra_options={"origin": origin}
        )
        self.socket.on("hint", self._hear)
        self.socket.on("disconnect", lambda reason: self.ended.append(str(reason)))
        self.socket.on("*", lambda event, *_: self.others.append(event))

    def _hear(self, hint: Hint) -> None:
        self.heard_at.append(time.monotonic())
        self.hints.append(hint)

    def connect(self) -> None:
        """Open the socket, with the page's cookie and origin."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": cookies} | ({"Origin": self.origin} if self.transport == "polling" else {})
        transports = {"polling": ["polling"], "upgrade": ["polling", "websocket"]}.get(
            self.transport, ["websocket"]
        )
        until(lambda: self.socket.eio.state == "disconnected", "the library lets go of the last connection")
        self.socket.connect(self.url, headers=sent, transports=transports, wait_timeout=10)
        self.wires.append(self.socket.eio.ws)

    def close(self) -> None:
        """Leave, and leave nothing open that the client library forgot."""
        if self.socket.connected:
            self.socket.disconnect()
        self.socket.eio.disconnect(abort=True)
        for wire in filter(None, self.wires):
            wire.shutdown()
        self.session.close()

    def ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **fields: str
    ) -> requests.Response:
        """One request as a script of the page makes it."""
        sent = {
            "X-CSRFToken": self.csrf,
            "X-Requested-With": "fetch",
            "Accept": "text/html",
            **(headers or {}),
        }
        return requests.request(
            method,
            self.url + path,
            data=fields or None,
            headers=sent,
            cookies=self.cookies,
            timeout=15,
            allow_redirects=False,
        )

    def of(self, kind: str, **ids: int) -> list[Hint]:
        """The hints of one kind that this page heard, narrowed by ids."""
        wanted = {name: str(value) for name, value in ids.items()}
        return [h for h in self.hints if h["type"] == kind and all(h.get(n) == v for n, v in wanted.items())]

    def hears(self, kind: str, **ids: int) -> Hint:
        """Wait for a hint."""
        return until(lambda: self.of(kind, **ids), f"hint {kind} {ids}; heard {self.hints}")[0]

    def is_cut(self) -> None:
        """Wait until the server has closed this page's socket."""
        until(lambda: not self.socket.connected, "the server closes the socket")

    def call(self, event: str, data: object = None) -> object:
        """Send an event and wait for its answer."""
        return self.socket.call(event, data, timeout=10)

    def settles(self, look: Callable[[], bool], what: str) -> None:
        """Wait for something about this page."""
        until(look, what)
