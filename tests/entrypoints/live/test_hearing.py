"""A web process that does not hear what others say knows it, says so on its health page, and listens anew."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
import redis
import socketio
from flask import Flask
from flask.testing import FlaskClient

from app.entrypoints.live import manager as managing
from app.entrypoints.live.manager import LiveManager
from app.resources.container import Resources
from app.resources.pusher import PUBLIC_ROOM, Pusher
from app.web.health import add_fitness
from tests.support.patience import until


class Listening(LiveManager):
    """A process's manager whose handler can be made to hang or die, and which beats when told."""

    def __init__(self, resources: Resources) -> None:
        super().__init__(resources.settings.cache_url)
        self.send_beat = lambda channel: resources.cache.publish(channel, "")
        self.heard: list[object] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.dies = False
        socketio.Server(client_manager=self, async_mode="threading")
        self.initialize()

    def _thread(self) -> None:
        with suppress(SystemExit):  # dead, without a word to the test
            super()._thread()

    def _beat_for_ever(self) -> None:
        """The test beats."""

    def tell(self, event: str, payload: object, room: object = None) -> None:
        self.heard.append(payload)
        if self.dies:
            raise SystemExit
        self.may_go_on.wait(20)

    def beat_until(self, deaf: bool) -> None:
        def beaten() -> bool:
            self.beat()
            return self.is_deaf() is deaf

        until(beaten, "deaf" if deaf else "heard")

    def close(self) -> None:
        self.may_go_on.set()
        self._listener += 1
        self.beat()


@pytest.fixture
def hearing(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    monkeypatch.setattr(managing, "RENEW_SECONDS", 3600.0)
    monkeypatch.setattr(LiveManager.is_deaf, "__defaults__", (0.3,))
    made = Listening(resources)
    yield made
    made.close()


def test_a_listener_that_hangs_makes_its_process_unready_until_it_goes_on(
    hearing: Listening, resources: Resources, app: Flask, client: FlaskClient
) -> None:
    pusher = Pusher(resources.settings.cache_url)
    hearing.beat_until(deaf=False)
    add_fitness(app, "live", lambda: not hearing.is_deaf())
    try:
        assert client.get("/health/ready").status_code == 200
        hearing.may_go_on.clear()
        until(lambda: pusher.emit("hint", {}, [PUBLIC_ROOM]) or hearing.heard, "the listener is busy")  # type: ignore[func-returns-value]
        hearing.beat_until(deaf=True)
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.get_json()["status"]) == (503, "unready")
        assert answer.get_json()["live"] == "broken" and answer.get_json()["timelines"] == "up"
        assert client.get("/health/live").status_code == 200
        hearing.may_go_on.set()
        hearing.beat_until(deaf=False)
        assert client.get("/health/ready").status_code == 200
    finally:
        add_fitness(app, "live", lambda: True)


@pytest.mark.parametrize("fault", ["dies", "hangs"])
def test_who_stays_deaf_listens_anew(
    hearing: Listening, resources: Resources, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    pusher, again = Pusher(resources.settings.cache_url), threading.Event()
    hearing.beat_until(deaf=False)
    hearing.dies = fault == "dies"
    hearing.may_go_on.clear()
    until(lambda: pusher.emit("hint", {"n": 1}, None) or hearing.heard, "the listener is gone")  # type: ignore[func-returns-value]
    hearing.beat_until(deaf=True)
    hearing.heard_again = again.set
    hearing.dies = False
    monkeypatch.setattr(managing, "RENEW_SECONDS", 0.2)
    hearing.beat_until(deaf=False)
    assert again.wait(10), "what was said meanwhile is made up for"
    until(lambda: pusher.emit("hint", {"n": 2}, None) or {"n": 2} in hearing.heard, "hears")  # type: ignore[func-returns-value]


def test_while_the_cache_server_is_away_nobody_is_deaf(hearing: Listening) -> None:
    hearing.beat_until(deaf=False)

    def away(_channel: str) -> None:
        raise redis.ConnectionError

    hearing.may_go_on.clear()
    hearing._unheard_since = 0.0
    assert hearing.is_deaf()
    hearing.send_beat = away
    hearing.beat()
    assert not hearing.is_deaf()
