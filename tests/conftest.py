"""Fixtures that every test may use: the real servers, started once a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.embedded.backends import Backends


@pytest.fixture(scope="session")
def backends(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backends]:
    """PostgreSQL, two Valkey servers, S3 and the proxy in a throw-away folder, shared by the session."""
    data_dir: Path = tmp_path_factory.mktemp("backends") / "data"
    started = Backends(data_dir, fast=True)
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def environment(backends: Backends) -> dict[str, str]:
    """The VITRINE_* settings of the shared servers."""
    return backends.environment()
