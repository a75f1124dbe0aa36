"""What a reader would pay for brands that are pulled: one MGET of their packed tails, and merging them into a page."""

import random
import time

import redis

from bench.servers import cpu_seconds
from feeds.keys import pack_ids, unpack_ids

TAIL_IDS, PAGE = 100, 100
CALLS = 1_000
FEW, MANY = 1, 21


def tail_costs(client: redis.Redis) -> dict[str, float]:
    """What each pulled brand adds to a page. Units: microseconds of server CPU; of the reader's wall time."""
    names = [b"bench:tail:%d" % number for number in range(MANY)]
    chance = random.Random(7)
    for name in names:  # in order, each brand at its own moments
        client.set(name, pack_ids(sorted(chance.sample(range(1, 1 << 40), TAIL_IDS))))
    few, many = _read(client, names[:FEW]), _read(client, names)
    client.unlink(*names)
    return {
        "tail_cpu_us": round(max(0.0, many[0] - few[0]) / (MANY - FEW), 2),
        "tail_reader_us": round(max(0.0, many[1] - few[1]) / (MANY - FEW), 2),
    }


def _read(client: redis.Redis, names: list[bytes]) -> tuple[float, float]:
    spent, started = cpu_seconds(client), time.perf_counter()
    for _ in range(CALLS):
        packed = b"".join(tail for tail in client.mget(names) if isinstance(tail, bytes))
        sorted(unpack_ids(packed), reverse=True)[:PAGE]
    wall = time.perf_counter() - started
    return (cpu_seconds(client) - spent) / CALLS * 1e6, wall / CALLS * 1e6
