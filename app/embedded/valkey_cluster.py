"""Three Valkey servers that are one cluster: who owns which slots, and bringing them together.

What they agreed on outlives a restart (`nodes.conf` of each); what they hold does not, as with a single timelines server.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis
from redis.exceptions import RedisError

from app.embedded.ports import PortBook
from app.embedded.processes import ProcessSpec
from app.embedded.valkey import EVICTABLE, Valkey

NODE_NAMES = ("timelines-1", "timelines-2", "timelines-3")
SLOTS = 16_384
AGREE_WITHIN_SECONDS = 20.0  # a master that comes back is believed again after twice the node time-out
NODE_TIMEOUT_MS = 2_000


class ClusterFailed(RuntimeError):
    """The nodes run but do not become one cluster."""


@dataclass(frozen=True)
class ValkeyCluster:
    """The nodes of one cluster, in the order of the slots they own."""

    nodes: tuple[Valkey, ...]

    @classmethod
    def prepare(cls, folder: Path, book: PortBook, password: str) -> "ValkeyCluster":
        """Choose ports, or take last time's, for servers that keep their folders below this one."""
        ports = book.choose(NODE_NAMES)
        buses = book.choose([f"{name}-bus" for name in NODE_NAMES])
        return cls(
            tuple(
                Valkey(name, folder / name, ports[name], password, _policy(buses[f"{name}-bus"]))
                for name in NODE_NAMES
            )
        )

    def specs(self) -> list[ProcessSpec]:
        """Describe the server processes."""
        return [node.spec() for node in self.nodes]

    @property
    def url(self) -> str:
        places = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"redis+cluster://:{self.nodes[0].password}@{places}"

    def form(self, check: Callable[[], None] = lambda: None) -> None:
        """Bring running nodes together, or wait until those of last time have found each other.

        Nodes that no longer agree start over: they hold nothing that SQL does not. Raises: ClusterFailed.
        """
        clients = [redis.Redis.from_url(node.url, socket_timeout=5.0) for node in self.nodes]
        try:
            for attempt in (1, 2):
                self._introduce(clients)
                if _agree(clients, check):
                    return
                if attempt == 1:
                    _start_over(clients)
            raise ClusterFailed(
                f"the timelines cluster does not come together; see the logs of {', '.join(NODE_NAMES)}"
            )
        finally:
            for client in clients:
                client.close()

    def _introduce(self, clients: list[redis.Redis]) -> None:
        """Give each node its share of the slots and the others' places; knowing them already is no harm."""
        share = -(-SLOTS // len(clients))
        for number, client in enumerate(clients):
            if not _owns_slots(client):
                last = min((number + 1) * share, SLOTS) - 1
                # Refused where others still remember who owned them; then the nodes will not agree.
                with suppress(RedisError):
                    _ask(client, "CLUSTER SET-CONFIG-EPOCH", number + 1)
                with suppress(RedisError):
                    _ask(client, "CLUSTER ADDSLOTSRANGE", number * share, last)
        for node in self.nodes[1:]:
            bus = int(next(line for line in node.policy if line.startswith("cluster-port ")).split()[1])
            _ask(clients[0], "CLUSTER MEET", "127.0.0.1", node.port, bus)


def _policy(bus_port: int) -> tuple[str, ...]:
    return (
        *EVICTABLE,
        "cluster-enabled yes",
        f"cluster-port {bus_port}",
        "cluster-config-file nodes.conf",
        "cluster-announce-ip 127.0.0.1",
        f"cluster-node-timeout {NODE_TIMEOUT_MS}",
        "cluster-require-full-coverage no",  # one node's timelines being away is no reason to refuse the others'
    )


def _ask(client: redis.Redis, *command: str | int) -> Any:
    return client.execute_command(*command)


def _owns_slots(client: redis.Redis) -> bool:
    answer = _ask(client, "CLUSTER NODES")
    return any("myself" in node["flags"] and node["slots"] for node in answer.values())


def _agree(clients: list[redis.Redis], check: Callable[[], None]) -> bool:
    """Wait until every node sees all slots served by nodes that answer."""
    deadline = time.monotonic() + AGREE_WITHIN_SECONDS
    while time.monotonic() < deadline:
        check()
        infos = [_ask(client, "CLUSTER INFO") for client in clients]
        if all(
            info["cluster_state"] == "ok"
            and int(info["cluster_slots_ok"]) == SLOTS
            and int(info["cluster_size"]) == len(clients)
            and int(info["cluster_known_nodes"]) == len(clients)
            for info in infos
        ):
            return True
        time.sleep(0.05)
    return False


def _start_over(clients: list[redis.Redis]) -> None:
    for client in clients:
        client.flushall()
        _ask(client, "CLUSTER RESET", "HARD")
