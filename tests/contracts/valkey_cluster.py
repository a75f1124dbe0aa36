"""One Valkey server in cluster mode that owns every slot: enough to refuse a script whose keys leave their slot."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis

from app.embedded.valkey import Valkey


@contextmanager
def run_cluster_node(folder: Path) -> Iterator[redis.Redis]:
    port, bus_port = _free_ports(2)
    policy = ("cluster-enabled yes", f"cluster-port {bus_port}", "appendonly no", "save ''")
    valkey = Valkey("cluster", folder, port, "secret", policy)
    spec = valkey.spec()
    process = subprocess.Popen(spec.argv, env=spec.env, cwd=spec.cwd, stdout=subprocess.DEVNULL)
    client: Any = redis.Redis.from_url(valkey.url)
    try:
        _wait_until(spec.is_ready)
        client.execute_command("CLUSTER ADDSLOTSRANGE", 0, 16383)
        _wait_until(lambda: client.execute_command("CLUSTER INFO")["cluster_state"] == "ok")
        yield client
    finally:
        client.close()
        process.terminate()
        process.wait(10)


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError("the cluster node did not come up within 20 s")
        time.sleep(0.02)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
