"""`bench scale`: what work costs as there is more of it, on one copy that grows; and what that comes to on paper.

Lists are as long as the memory at hand allows, and the answer says how long. The engine's own figures pay for their
trims at any length; a post end to end pays for them only where lists are full.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict

from sqlalchemy import text

from app.domain.timelines.carrying import gather_audience
from app.domain.timelines.rebuilding import rebuild_timelines
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from bench.costmodel import Constants, World, fitted_line, on_paper
from bench.endtoend import ADD_ACCOUNTS, Copy, Crowd, make_crowd, publish, running_copy, travel
from bench.engines import DEPTH, KEEP
from bench.pull import tail_costs
from bench.servers import available_bytes, cpu_seconds, memory_bytes
from bench.wire import Wire, pack
from feeds.keys import audience_key, pack_ids, timeline_key
from feeds.timelines import RedisTimelines
from feeds.types import TimelineOptions, TimelinePage

POSTS = 3
READS = 2_000
STEPS = 300
SPREAD = TimelineOptions().slack + 1
BYTES_AN_ENTRY, BYTES_A_LIST = 11, 250
SHARE_OF_MEMORY = 0.3
REBUILT, REBUILT_FOLLOWS, REBUILT_POSTS = 200, 50, 20
Say = Callable[[str], None]
Figures = dict[str, float]


def bench_scale(sizes: Sequence[int], say: Say) -> dict[str, object]:
    """Every size in turn on one copy, smallest first; Ctrl-C ends it with the sizes that are done."""
    found: list[Figures] = []
    interrupted = False
    entries = _entries_that_fit(sum(sizes))
    try:
        with running_copy() as copy:
            say(f"lists of {entries} to {entries + SPREAD - 1} entries, {sum(sizes):,} of them in the end")
            once = _rebuild(copy, say) | tail_costs(copy.resources.cache)
            for size in sorted(sizes):
                found.append({"timelines": size, **_measure(copy, size, entries, say)})
    except KeyboardInterrupt:
        if not found:
            raise
        interrupted = True
    return {
        "entries_a_list": entries,
        "lists_are_full": entries >= KEEP,
        "interrupted": interrupted,
        **once,
        "by_size": found,
        **_fit(found, once),
    }


def _entries_that_fit(lists: int) -> int:
    room = available_bytes() * SHARE_OF_MEMORY / lists - BYTES_A_LIST
    return max(20, min(KEEP, int(room / BYTES_AN_ENTRY) - SPREAD))


def _measure(copy: Copy, size: int, entries: int, say: Say) -> Figures:
    client = copy.resources.cache
    before = memory_bytes(client)
    say(f"{size:,} followers of one brand: rows and timelines")
    crowd = make_crowd(copy, size, lambda done, total: say(f"  {done:,} of {total:,}"), entries)
    held = memory_bytes(client) - before
    figures: Figures = {"bytes_per_entry": round(held / (size * (entries + (SPREAD - 1) / 2)), 2)}
    say("  the audience, gathered from SQL")
    figures |= _gather(copy, crowd)
    say(f"  {POSTS} posts, end to end")
    roads = [travel(copy, crowd, timeout_seconds=600.0) for _ in range(POSTS + 1)][1:]
    figures["post_s"] = round(statistics.median(road.wall_s for road in roads), 3)
    figures["post_s_worst"] = round(max(road.wall_s for road in roads), 3)
    figures["post_cpu_us"] = round(sum(road.cpu_s for road in roads) / size / POSTS * 1e6, 2)
    say("  the ceiling, the engine alone, reads")
    ceiling_s, figures["ceiling_cpu_us"] = _ceiling(copy, crowd)
    store = RedisTimelines(client, TimelineOptions(keep=entries))
    engine_s, figures["engine_cpu_us"] = _push(copy, store, crowd)
    figures |= _read(copy, store, crowd)
    figures |= {"ceiling_s": round(ceiling_s, 3), "engine_s": round(engine_s, 3)}
    figures["post_to_ceiling"] = round(figures["post_s"] / ceiling_s, 2)
    figures["post_to_engine"] = round(engine_s / figures["post_s"], 2)
    return figures


def _gather(copy: Copy, crowd: Crowd) -> Figures:
    client = copy.resources.cache
    spent, started = cpu_seconds(client), time.perf_counter()
    gather_audience(
        lambda: transaction(copy.engine, Scope.system()), copy.resources.timelines, crowd.brand_id
    )
    wall, cpu = time.perf_counter() - started, cpu_seconds(client) - spent
    followers = len(crowd.account_ids)
    size = int(client.memory_usage(audience_key(0, crowd.brand_id), 0) or 0)
    return {
        "gather_s": round(wall, 3),
        "gather_cpu_us": round(cpu / followers * 1e6, 2),
        "audience_bytes_per_reader": round(size / followers, 2),
    }


def _ceiling(copy: Copy, crowd: Crowd) -> tuple[float, float]:
    """One append a list, packed beforehand, onto the same lists. Units: seconds; microseconds of CPU a push."""
    client, post = copy.resources.cache, pack_ids((new_id(),))
    batches = [
        pack([(b"RPUSH", timeline_key(account_id, 1), post) for account_id in part])
        for part in _parts(crowd.account_ids, DEPTH)
    ]
    wire = Wire(client)
    spent, started = cpu_seconds(client), time.perf_counter()
    for batch, part in zip(batches, _parts(crowd.account_ids, DEPTH), strict=True):
        wire.run(batch, len(part))
    wall, cpu = time.perf_counter() - started, cpu_seconds(client) - spent
    wire.close()
    return wall, round(cpu / len(crowd.account_ids) * 1e6, 3)


def _parts(ids: range, size: int) -> list[range]:
    return [ids[at : at + size] for at in range(0, len(ids), size)]


def _push(copy: Copy, store: RedisTimelines, crowd: Crowd) -> tuple[float, float]:
    """One post after the other through the engine. Units: seconds for one; microseconds of server CPU a delivery."""
    client, walls, costs = copy.resources.cache, [], []
    for _ in range(POSTS):
        post_id = new_id()
        spent, started = cpu_seconds(client), time.perf_counter()
        while True:
            pushed = store.push(crowd.brand_id, 0, [post_id])
            if pushed is None:
                raise RuntimeError("the audience is gone")
            if pushed.done:
                break
        walls.append(time.perf_counter() - started)
        costs.append((cpu_seconds(client) - spent) / len(crowd.account_ids) * 1e6)
    return statistics.median(walls), round(statistics.median(costs), 3)


def _read(copy: Copy, store: RedisTimelines, crowd: Crowd) -> Figures:
    client, chance = copy.resources.cache, random.Random(6)
    walls, spent = [], cpu_seconds(client)
    for _ in range(READS):
        account_id = chance.choice(crowd.account_ids)
        started = time.perf_counter()
        page = store.page(account_id, 1, None, 20)
        walls.append((time.perf_counter() - started) * 1e6)
        assert isinstance(page, TimelinePage) and len(page.ids) == 20
    percent = statistics.quantiles(walls, n=100)
    return {
        "read_p50_us": round(percent[49], 1),
        "read_p99_us": round(percent[98], 1),
        "read_cpu_us": round((cpu_seconds(client) - spent) / READS * 1e6, 1),
    }


_FOLLOW_ALL = text(
    "INSERT INTO follows (account_id, brand_id, created_at)"
    " SELECT n, brand_id, now() FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n,"
    " unnest(CAST(:brands AS bigint[])) AS brand_id"
)


def _rebuild(copy: Copy, say: Say) -> Figures:
    """Timelines of people who follow many brands, made anew from SQL, a hundred at once and one alone."""
    say(
        f"rebuilds: {REBUILT_FOLLOWS} brands with {REBUILT_POSTS} posts each, {REBUILT} people who follow all"
    )
    crowds = [make_crowd(copy, 1, lambda done, total: None, 20) for _ in range(REBUILT_FOLLOWS)]
    for crowd in crowds:
        for _ in range(REBUILT_POSTS):
            publish(copy, crowd)
    first = new_id()
    values = {"first": first, "last": first + REBUILT - 1, "brands": [crowd.brand_id for crowd in crowds]}
    with transaction(copy.engine, Scope.system()) as tx:
        tx.session.execute(ADD_ACCOUNTS, values)
        tx.session.execute(_FOLLOW_ALL, values)
        tx.session.execute(text("ANALYZE follows, posts, accounts"))
    people = list(range(first, first + REBUILT))
    alone = [_rebuild_ms(copy, [person]) for person in people[:100]]
    batch = _rebuild_ms(copy, people[100:])
    return {
        "rebuild_ms": round(statistics.median(alone), 2),
        "rebuild_batched_ms": round(batch / 100, 2),
        "step_us": _step_us(copy, crowds[0]),
    }


def _step_us(copy: Copy, crowd: Crowd) -> float:
    """What one step costs besides its readers: one that finds a handful."""
    timelines, walls = copy.resources.timelines, []
    gather_audience(lambda: transaction(copy.engine, Scope.system()), timelines, crowd.brand_id)
    for _ in range(STEPS):
        started = time.perf_counter()
        timelines.push(crowd.brand_id, 0, [new_id()])
        walls.append((time.perf_counter() - started) * 1e6)
    return round(statistics.median(walls), 1)


def _rebuild_ms(copy: Copy, people: list[int]) -> float:
    started = time.perf_counter()
    made = rebuild_timelines(
        lambda: transaction(copy.engine, Scope.system()), copy.resources.timelines, people
    )
    assert len(made) == len(people)
    return (time.perf_counter() - started) * 1e3


def _fit(found: Sequence[Figures], once: Figures) -> dict[str, object]:
    """The constants of the model, and what it says of a hundred million shoppers."""
    largest = found[-1]
    once_s, each_s = fitted_line([(one["timelines"], one["post_s"]) for one in found])
    _, gather_s = fitted_line([(one["timelines"], one["gather_s"]) for one in found])
    if each_s <= 0 or gather_s <= 0:  # one size, or sizes so small that chance decides
        once_s = found[0]["post_s"]
        each_s, gather_s = (largest[key] / largest["timelines"] for key in ("post_s", "gather_s"))
    constants = Constants(
        delivery_cpu_us=largest["engine_cpu_us"],
        read_cpu_us=largest["read_cpu_us"],
        entry_bytes=largest["bytes_per_entry"],
        reader_bytes=largest["audience_bytes_per_reader"],
        carrier_delivery_us=round(each_s * 1e6, 3),
        gather_follower_us=round(gather_s * 1e6, 3),
        rebuild_ms=once["rebuild_batched_ms"],
        post_once_ms=round(once_s * 1e3, 1),
        step_us=once["step_us"],
        tail_cpu_us=once["tail_cpu_us"],
        tail_reader_us=once["tail_reader_us"],
    )
    return {
        "constants": asdict(constants),
        "supposed": asdict(World()),
        "on_paper": on_paper(constants, World()),
    }
