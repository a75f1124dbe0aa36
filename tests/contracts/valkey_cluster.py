"""A real cluster of three Valkey nodes, as `./vitrine run --cluster` makes it, for one test module."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.embedded.ports import PortBook
from app.embedded.supervisor import Supervisor
from app.embedded.valkey_cluster import ValkeyCluster
from feeds.servers import Cluster

PATIENCE: dict[str, Any] = {
    "socket_connect_timeout": 0.25,
    "socket_timeout": 1.0,
    "health_check_interval": 15,
}


class RunningCluster:
    """The nodes under their supervisor, and a client of the kind that the product builds."""

    def __init__(self, folder: Path) -> None:
        self.valkeys = ValkeyCluster.prepare(folder, PortBook(folder / "ports.json"), "secret")
        self.supervisor = Supervisor(folder / "logs")
        self.client = self.connect()

    def start(self) -> None:
        self.supervisor.start(self.valkeys.specs())
        self.valkeys.form()

    def connect(self) -> Cluster:
        places = [("127.0.0.1", node.port) for node in self.valkeys.nodes]
        return Cluster(places, password="secret", max_connections=16, **PATIENCE)


@contextmanager
def running_cluster(folder: Path) -> Iterator[RunningCluster]:
    cluster = RunningCluster(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.client.close()
        cluster.supervisor.stop()
