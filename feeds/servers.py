"""Where timelines lie: one server, or a cluster of them. Speaks commands; knows no layout of keys.

Nothing here waits or tries for long: who reads a page asks SQL instead, and who carries a post comes back.
"""

import threading
from collections.abc import Iterator, Sequence
from hashlib import sha1
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.cluster import ClusterNode, RedisCluster
from redis.exceptions import AskError, MovedError, NoScriptError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry

from feeds.types import TimelineStats

_KEYS_A_SCAN = 1_000


class Script:
    """A Lua step and the name under which a server remembers it."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.digest = sha1(text, usedforsecurity=False).hexdigest()


class _Commands:
    """What one server and a cluster have in common."""

    def client(self) -> Any:
        """The client to ask. Raises: RedisClusterException where there is nobody to ask."""
        raise NotImplementedError

    def run(self, script: Script, keys: Sequence[bytes], args: Sequence[bytes | int]) -> Any:
        """Run a step where its keys lie, which must be one slot."""
        client = self.client()
        try:
            return client.evalsha(script.digest, len(keys), *keys, *args)
        except NoScriptError:
            # Teaches it to this node alone: loading it everywhere would fail while another node is away.
            return client.eval(script.text, len(keys), *keys, *args)

    def read_list(self, key: bytes) -> tuple[list[bytes], int]:
        """All elements of a list, and its time to live in seconds, in one round trip."""
        return _read_list(self.client(), key)

    def unlink(self, keys: Sequence[bytes]) -> None:
        """Remove keys of one slot."""
        self.client().unlink(*keys)

    def exist(self, keys: Sequence[bytes]) -> list[bool]:
        """Whether each of these keys, of any slots, is there."""
        pipeline = self.client().pipeline(transaction=False)
        for key in keys:
            pipeline.exists(key)
        return [bool(answer) for answer in pipeline.execute()]

    def scan(self, pattern: bytes) -> Iterator[bytes]:
        """Every key like this, on all nodes."""
        found: Iterator[bytes] = self.client().scan_iter(match=pattern, count=_KEYS_A_SCAN)
        return found


class OneServer(_Commands):
    """One server, whose client is made elsewhere."""

    def __init__(self, client: redis.Redis) -> None:
        if client.get_encoder().decode_responses:
            raise ValueError("timelines hold raw bytes: the client must not decode responses")
        self._client = client

    def client(self) -> Any:
        return self._client

    def stats(self) -> TimelineStats:
        """The server's numbers."""
        info = self._client.info()
        return TimelineStats(
            int(self._client.dbsize()), int(info["used_memory"]), str(info["run_id"]), int(info["maxmemory"])
        )


class Cluster(_Commands):
    """A cluster, asked for its nodes when it is first needed, so that a process starts while it is away."""

    def __init__(self, nodes: Sequence[tuple[str, int]], **options: Any) -> None:
        self._nodes, self._options = tuple(nodes), options
        self._made: RedisCluster | None = None
        self._making = threading.Lock()

    def client(self) -> Any:
        if self._made is None:
            with self._making:
                if self._made is None:
                    self._made = self._connect()
        return self._made

    def run(self, script: Script, keys: Sequence[bytes], args: Sequence[bytes | int]) -> Any:
        try:
            return super().run(script, keys, args)
        except RedisConnectionError:  # a kept connection to a node that was started again meanwhile
            return super().run(script, keys, args)

    def read_list(self, key: bytes) -> tuple[list[bytes], int]:
        client = self.client()
        try:
            # The library's pipeline over a cluster asks a node that hangs up to six times.
            return _read_list(client.get_redis_connection(client.get_node_from_key(key)), key)
        except (RedisConnectionError, MovedError, AskError):
            # These look for the node anew; a list that changes between the two is no harm to its reader.
            return client.lrange(key, 0, -1), client.ttl(key)

    def stats(self) -> TimelineStats:
        """The sums over all nodes. Raises: RedisError when one is away."""
        client = self.client()
        infos = client.info(target_nodes=RedisCluster.PRIMARIES)
        if "run_id" in infos:  # the library answers for a single node without its name
            infos = {"": infos}
        limits = [int(info["maxmemory"]) for info in infos.values()]
        return TimelineStats(
            int(client.dbsize(target_nodes=RedisCluster.PRIMARIES)),
            sum(int(info["used_memory"]) for info in infos.values()),
            ",".join(sorted(str(info["run_id"]) for info in infos.values())),
            sum(limits) if all(limits) else 0,
        )

    def close(self) -> None:
        """Close every connection."""
        if self._made is not None:
            self._made.close()
            self._made = None

    def _connect(self) -> RedisCluster:
        make_node: Any = ClusterNode  # the library says no types here
        return RedisCluster(
            startup_nodes=[make_node(host, port) for host, port in self._nodes],
            require_full_coverage=False,  # the nodes that are there go on serving
            retry=Retry(NoBackoff(), 0),
            **self._options,
        )


def _read_list(client: redis.Redis, key: bytes) -> tuple[list[bytes], int]:
    pipeline = client.pipeline(transaction=False)
    pipeline.lrange(key, 0, -1)
    pipeline.ttl(key)
    elements, ttl_seconds = pipeline.execute()
    return elements, ttl_seconds
