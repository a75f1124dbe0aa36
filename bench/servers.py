"""A Valkey of a benchmark's own, with room for everything, and what it spends."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from app.embedded.throwaway import throwaway_data_dir
from app.embedded.valkey import Valkey

POLICY = ("appendonly no", "save ''", "maxmemory 0")


@contextmanager
def valkey() -> Iterator[redis.Redis]:
    """A throw-away server that evicts nothing and keeps nothing."""
    with throwaway_data_dir() as folder, _running(folder) as client:
        yield client


@contextmanager
def _running(folder: Path) -> Iterator[redis.Redis]:
    server = Valkey("bench", folder, free_port(), "bench", POLICY)
    spec = server.spec()
    process = subprocess.Popen(spec.argv, env=spec.env, cwd=spec.cwd, stdout=subprocess.DEVNULL)
    client = redis.Redis.from_url(server.url)
    try:
        deadline = time.monotonic() + 20
        while not spec.is_ready():
            if time.monotonic() > deadline:
                raise RuntimeError("the benchmark's Valkey did not come up within 20 s")
            time.sleep(0.02)
        yield client
    finally:
        client.close()
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cpu_seconds(client: redis.Redis) -> float:
    """What the server has spent so far."""
    info = client.info("cpu")
    return float(info["used_cpu_user"]) + float(info["used_cpu_sys"])


def memory_bytes(client: redis.Redis) -> int:
    """What the server's data takes."""
    return int(client.info("memory")["used_memory"])


def available_bytes() -> int:
    """Memory that can be had on this machine without pushing anything out."""
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1_024
    except OSError:
        pass
    return 4 * 1_024**3  # not Linux: a guess that every machine bears
