"""What a worker's child does first."""

from collections.abc import Iterator

import pytest
from celery import signals
from flask import Flask
from sqlalchemy import text

from app.factory import create_app
from app.resources.container import EXTENSION
from config import Settings


@pytest.fixture
def forking(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An application of its own, the only one that hears of the child: other tests' connections stay theirs."""
    monkeypatch.setattr(signals.worker_process_init, "receivers", [])
    yield create_app(settings)
    app.extensions["celery"].set_default()


def test_a_child_leaves_its_parents_connections_alone(forking: Flask) -> None:
    engine = forking.extensions[EXTENSION].engine
    with engine.connect() as connection:
        parents = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    inherited = engine.pool
    signals.worker_process_init.send(sender=None)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != parents
    engine.dispose()
    assert inherited.checkedin() == 1, "the parent's connection is not closed under its hands"
    inherited.dispose()
