"""The whole product on the session's servers: two real web processes behind the proxy, relay, workers, beat."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.embedded.backends import Backends
from app.entrypoints.cli.product import answers, background_specs, web_specs
from tests.support.patience import until


@dataclass(frozen=True)
class RunningProduct:
    """Where the running product answers, and what it logs."""

    backends: Backends
    url: str
    """The shop through the proxy, which decides which web process answers."""
    web_urls: tuple[str, ...]
    """The web processes themselves, to choose one."""

    def logged(self, name: str, **wanted: object) -> list[dict[str, object]]:
        """The JSON lines of one process's log that hold these values."""
        lines = (self.backends.folder.path / "logs" / f"{name}.log").read_text(errors="replace").splitlines()
        found = (json.loads(line) for line in lines if line.startswith("{"))
        return [line for line in found if all(line.get(key) == value for key, value in wanted.items())]


@contextmanager
def running_product(backends: Backends) -> Iterator[RunningProduct]:
    """Start the product's processes on servers whose tables are there, and end them after."""
    settings = backends.environment() | {"VITRINE_ENV": "development", "VITRINE_LOG_LEVEL": "INFO"}
    folder: Path = backends.folder.path
    specs = [*web_specs(settings, backends.web_ports), *background_specs(settings, folder, 1)]
    try:
        backends.supervisor.start(specs)
        until(lambda: answers(backends.public_url), "the proxy sees the web processes")
        urls = tuple(f"http://127.0.0.1:{port}" for port in backends.web_ports)
        yield RunningProduct(backends, backends.public_url, urls)
    finally:
        started = backends.supervisor.snapshot()
        backends.supervisor.stop([spec.name for spec in specs if spec.name in started])
