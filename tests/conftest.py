"""Fixtures that every test may use: the real servers, started once a session."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

import config
from app.embedded.backends import Backends
from app.embedded.throwaway import throwaway_data_dir
from app.factory import create_app
from app.resources.container import EXTENSION, Resources
from config import Settings
from tests.factories.product import Product, running_product


@pytest.fixture(scope="session")
def backends() -> Iterator[Backends]:
    """PostgreSQL, two Valkey servers, S3 and the proxy in a throw-away folder, shared by the session."""
    with throwaway_data_dir() as data_dir:
        started = Backends(data_dir, fast=True)
        started.start()
        yield started
        started.stop()


@pytest.fixture(scope="session")
def environment(backends: Backends) -> dict[str, str]:
    """The VITRINE_* settings of the shared servers."""
    return backends.environment()


@pytest.fixture(scope="session")
def settings(environment: dict[str, str]) -> Settings:
    """The settings of the test copy."""
    return config.load({**environment, "VITRINE_ENV": "test", "VITRINE_LOG_LEVEL": "WARNING"})


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The application on the shared servers, its tables made by the real migrations."""
    made = create_app(settings)
    outcome = made.test_cli_runner().invoke(args=["migrate"])
    assert outcome.exit_code == 0, outcome.output
    yield made
    made.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def resources(app: Flask) -> Resources:
    """The application's resources.

    No application context is left open: requests of the test client would share its `g`, and so their person.
    """
    found: Resources = app.extensions[EXTENSION]
    return found


@pytest.fixture
def in_app(app: Flask) -> Iterator[Flask]:
    """An open application context, for calling tasks as functions. Not together with `client`."""
    with app.app_context():
        yield app


@pytest.fixture
def engine(resources: Resources) -> Engine:
    """The database as the application's own role sees it."""
    return resources.engine


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """A whole running copy with its proxy, web processes, relay and workers, on servers of its own."""
    with running_product() as running:
        yield running
