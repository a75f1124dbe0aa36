"""`bench fanout`: deliveries a second and what they cost the server, Vitrine's way against the ceiling and others' ways."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import redis

from bench import engines
from bench.engines import Way
from bench.servers import cpu_seconds, memory_bytes, valkey

ROUNDS = 5


@dataclass(frozen=True)
class Measured:
    """One way's figures: the median round. Units: deliveries a second; microseconds of server CPU a delivery; bytes."""

    per_s: float
    cpu_us: float
    bytes_per_entry: float


def measure(way: Way, followers: int, posts: int) -> Measured:
    """Fill a server of its own with full timelines, then time rounds of `posts` posts to all of them."""
    with valkey() as client:
        empty = memory_bytes(client)
        entries = way.fill(client, followers)
        size = (memory_bytes(client) - empty) / entries
        first = engines.FIRST_ID
        walls: list[float] = []
        costs: list[float] = []
        for _ in range(ROUNDS):
            wall, cost = _round(client, way, followers, range(first, first + posts))
            walls.append(wall)
            costs.append(cost)
            first += posts
    deliveries = followers * posts
    return Measured(deliveries / statistics.median(walls), statistics.median(costs) / deliveries * 1e6, size)


def _round(client: redis.Redis, way: Way, followers: int, post_ids: Sequence[int]) -> tuple[float, float]:
    run = way.prepare(client, followers, post_ids)
    spent, started = cpu_seconds(client), time.perf_counter()
    run()
    return time.perf_counter() - started, cpu_seconds(client) - spent


def bench_fanout(followers: int, say: Callable[[str], None]) -> dict[str, object]:
    """Every way, one after the other."""
    posts = max(2, 200_000 // followers)
    found: dict[str, Measured] = {}
    for way in (engines.CEILING, engines.VITRINE, engines.COMBINED, *engines.OTHERS):
        many = max(8, posts // 8 * 8) if way is engines.COMBINED else posts
        say(f"{way.name}: {followers:,} followers, {ROUNDS} rounds of {many} posts")
        found[way.key] = measure(way, followers, many)
    return figures(followers, found)


def figures(followers: int, found: dict[str, Measured]) -> dict[str, object]:
    """The keys that are printed and kept."""
    engine = found["engine"]
    answer: dict[str, object] = {"followers": followers}
    for key, one in found.items():
        answer[f"{key}_per_s"] = round(one.per_s)
        answer[f"{key}_cpu_us"] = round(one.cpu_us, 3)
        answer[f"{key}_bytes_per_entry"] = round(one.bytes_per_entry, 2)
    answer["bytes_per_entry"] = answer["engine_bytes_per_entry"]
    answer["engine_cpu_ratio_to_ceiling"] = round(found["ceiling"].cpu_us / engine.cpu_us, 3)
    for way in engines.OTHERS:
        answer[f"engine_to_{way.key}"] = round(engine.per_s / found[way.key].per_s, 2)
    answer["combined8_to_engine"] = round(found["combined8"].per_s / engine.per_s, 2)
    return answer
