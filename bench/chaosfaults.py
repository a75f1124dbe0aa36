"""The faults of a chaos run, by name: what each does to a copy, and the plan that a seed draws."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from celery import Celery
from sqlalchemy import text

from app.embedded.backends import Backends
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from bench.endtoend import family
from feeds.keys import pack_ids

KILLED = {
    "kill-web": ("web-1", "web-2"),
    "kill-relay": ("relay",),
    "kill-worker": ("worker-1",),
    "kill-long-worker": ("long-worker-1",),
    "kill-beat": ("beat",),
    "kill-broker": ("broker",),
    "kill-timelines": ("timelines",),
    "kill-postgres": ("postgres",),
}
STOPPED = ("web-1", "web-2", "relay", "worker-1", "beat", "broker", "timelines", "postgres")
OTHERS = ("stop", "flushall", "drop-keys", "fill-memory", "repeat-events", "repeat-tasks", "reopen-fanouts")
NAMES = (*KILLED, "kill-child", *OTHERS)
KILL_NAMES = (*KILLED, "kill-child")
FIRST_AT_SECONDS = 2.0
POSTS_REPEATED = 100


@dataclass(frozen=True)
class Fault:
    """One fault of the plan. Units: `at` seconds after the load began; `seconds` it lasts, where it lasts."""

    at: float
    name: str
    target: str = ""
    seconds: float = 0.0

    def __str__(self) -> str:
        lasting = f" for {self.seconds:.1f} s" if self.seconds else ""
        return f"{self.at:6.1f} s  {self.name} {self.target}{lasting}".rstrip()


def draw_plan(seed: int, seconds: float, kills: int, names: tuple[str, ...]) -> list[Fault]:
    """`kills` kills, and half as many other faults, at moments of their own: the same for the same arguments."""
    dice = random.Random(seed)
    deadly, others = [n for n in KILL_NAMES if n in names], [n for n in OTHERS if n in names]
    # Each kind in turn, in an order that is drawn: a short run, too, meets as many kinds as it can.
    chosen = _in_turn(dice, deadly, kills if deadly else 0)
    chosen += _in_turn(dice, others, max(1, kills // 2) if others else 0)
    dice.shuffle(chosen)
    moments = sorted(dice.uniform(FIRST_AT_SECONDS, max(seconds, 3.0)) for _ in chosen)
    return [_fault(dice, at, name) for at, name in zip(moments, chosen, strict=True)]


def _in_turn(dice: random.Random, names: list[str], count: int) -> list[str]:
    chosen: list[str] = []
    while len(chosen) < count:
        chosen += dice.sample(names, len(names))
    return chosen[:count]


def _fault(dice: random.Random, at: float, name: str) -> Fault:
    if name in KILLED:
        return Fault(at, name, dice.choice(KILLED[name]))
    if name == "kill-child":
        return Fault(at, name, "worker-1")
    if name == "stop":
        return Fault(at, name, dice.choice(STOPPED), round(dice.uniform(1.0, 4.0), 1))
    if name == "fill-memory":
        return Fault(at, name, "timelines", 2.0)
    return Fault(at, name)


class Injector:
    """Does faults to one copy. `pause` waits while the copy is looked after."""

    def __init__(
        self,
        backends: Backends,
        resources: Resources,
        committed: list[int],
        seed: int,
        pause: Callable[[float], None],
    ) -> None:
        self._backends, self._resources, self._committed = backends, resources, committed
        self._dice, self._pause = random.Random(f"faults {seed}"), pause
        self._celery = Celery("chaos", broker=resources.settings.broker_url)
        self._celery.conf.update(broker_connection_timeout=1)
        self.kills = 0

    def inject(self, fault: Fault) -> None:
        """Raises: whatever the servers answer while they are away; the fault is then done in part."""
        if fault.name in KILLED:
            self._kill(fault.target)
        elif fault.name == "stop":
            self._stop(fault.target, fault.seconds)
        else:
            getattr(self, "_" + fault.name.replace("-", "_"))()

    def _processes(self, name: str) -> list[int]:
        """The process first, then all it started."""
        pid = self._backends.supervisor.snapshot()[name]["pid"]
        return [pid, *(family({pid}) - {pid})] if pid else []

    def _alive(self, name: str) -> list[int]:
        """What is down is waited for a moment: a kill of nothing is no kill."""
        for _ in range(150):
            if self._backends.supervisor.snapshot()[name]["state"] == "running":
                break
            self._pause(0.1)
        return self._processes(name)

    def _kill(self, name: str) -> None:
        pids = self._alive(name)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kills += bool(pids)

    def _kill_child(self) -> None:
        pids = self._alive("worker-1")[1:]
        if pids:
            with suppress(ProcessLookupError):
                os.kill(self._dice.choice(pids), signal.SIGKILL)
            self.kills += 1

    def _stop(self, name: str, seconds: float) -> None:
        pids = self._alive(name)
        try:
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSTOP)
            self._pause(seconds)
        finally:
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def _flushall(self) -> None:
        self._resources.cache.flushall()

    def _drop_keys(self) -> None:
        """30 % of whatever is there: timelines, audiences, gatherings, progress, limits."""
        cache = self._resources.cache
        keys = list(cache.scan_iter(count=1_000))
        doomed = self._dice.sample(keys, len(keys) * 3 // 10)
        for at in range(0, len(doomed), 1_000):
            cache.unlink(*doomed[at : at + 1_000])

    def _fill_memory(self) -> None:
        """As if neighbours took the memory: the server evicts what it likes until it is well below."""
        cache = self._resources.cache
        limit = cache.config_get("maxmemory")["maxmemory"]
        info = cache.info("memory")
        spare = int(info["used_memory"]) - int(info.get("used_memory_startup", 0))
        try:
            cache.config_set("maxmemory", int(info["used_memory"]) - spare // 3)
            self._pause(2.0)
        finally:
            for _ in range(20):  # or else the whole run would go on with a small server
                try:
                    cache.config_set("maxmemory", str(limit))
                    break
                except Exception:
                    time.sleep(0.2)

    def _some_posts(self) -> list[int]:
        posts = self._committed[:]
        return self._dice.sample(posts, min(len(posts), POSTS_REPEATED))

    def _repeat_events(self) -> None:
        """Events that were handed on go out again, beside the new ones."""
        with transaction(self._resources.engine, Scope.system()) as tx:
            tx.session.execute(
                text(
                    "UPDATE outbox SET dispatched_at = NULL WHERE id IN"
                    " (SELECT id FROM outbox WHERE dispatched_at IS NOT NULL ORDER BY random() LIMIT 100)"
                )
            )

    def _repeat_tasks(self) -> None:
        """Deliveries again, in any order."""
        for post_id in self._some_posts():
            self._celery.send_task("fanout.deliver_post", args=[str(post_id)], queue="fanout", retry=False)

    def _reopen_fanouts(self) -> None:
        """As if what a carrier had done was forgotten in SQL and in part beside the timelines: it is done again."""
        posts = self._some_posts()
        with transaction(self._resources.engine, Scope.system()) as tx:
            reopen = text(
                "UPDATE fanouts SET done_at = NULL, lease_until = NULL, fence = fence + 1 WHERE post_id = ANY(:ids)"
            )
            tx.session.execute(reopen, {"ids": posts})
        for shard in range(self._resources.settings.timeline_shards):
            keys = [b"p:{%d}:" % shard + pack_ids((post_id,)) for post_id in posts[::2]]
            if keys:
                self._resources.cache.unlink(*keys)
        self._repeat_tasks()
