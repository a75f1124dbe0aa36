"""The whole product as `./vitrine run` composes it, on throw-away servers: web, proxy, relay, workers and beat."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import Engine

import config
from app.embedded.backends import Backends
from app.embedded.throwaway import throwaway_data_dir
from app.entrypoints.cli.product import answers, background_specs, web_specs
from app.factory import create_app
from app.resources.container import EXTENSION


@dataclass(frozen=True)
class Product:
    """A running copy with an empty shop. `app` is for makers of data: the same settings and database, in this process."""

    url: str
    app: Flask
    engine: Engine
    backends: Backends


@contextmanager
def running_product() -> Iterator[Product]:
    """Start a copy of its own, and stop it after."""
    with throwaway_data_dir() as data_dir:
        # As a person runs it, apart from durability: limits, sockets and cookies are the real ones.
        backends = Backends(data_dir, fast=True, settings={"VITRINE_ENV": "development"})
        backends.start()
        try:
            settings = backends.environment()
            app = create_app(config.load({**settings, "VITRINE_ENV": "test"}))
            outcome = app.test_cli_runner().invoke(args=["migrate"])
            assert outcome.exit_code == 0, outcome.output
            supervisor, folder = backends.supervisor, backends.folder.path
            supervisor.start(
                [*web_specs(settings, backends.web_ports), *background_specs(settings, folder, 1)],
                lambda: None,
            )
            while not answers(backends.public_url):
                pass
            engine = app.extensions[EXTENSION].engine
            yield Product(backends.public_url, app, engine, backends)
            engine.dispose()
        finally:
            backends.stop()
