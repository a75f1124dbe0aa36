"""`./vitrine chaos`: a whole copy under load, faults drawn from a seed, and then every timeline held against SQL."""

import json
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from flask import Flask
from kombu.exceptions import KombuError
from redis.exceptions import RedisError
from sqlalchemy import text

import config
from app.embedded.backends import Backends
from app.embedded.throwaway import throwaway_data_dir
from app.entrypoints.cli.product import background_specs, web_specs
from app.factory import create_app
from app.kernel.errors import AppError
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import EXTENSION, Resources
from bench.chaoscrowd import Crowd, make_crowd
from bench.chaosfaults import NAMES, Fault, Injector, draw_plan
from bench.chaosload import Load
from bench.chaostruth import Verdict, compare_all
from bench.chaoswarm import warm_all

TICK_SECONDS = 0.05
PATIENCE_SECONDS = 180.0
AFTER_RETURN_SECONDS = 3.0  # posts that meet nothing but warm timelines
OVERTIME = 3
"""A run may take this many times its seconds, when what is to be killed must first come back; the rest is left out."""

Say = Callable[[str], None]


@dataclass
class Copy:
    """A running copy and who looks after it: what died comes back only while `pause` is called."""

    backends: Backends
    app: Flask
    up_since: float = 0.0

    @property
    def resources(self) -> Resources:
        found: Resources = self.app.extensions[EXTENSION]
        return found

    def tick(self) -> bool:
        """Look after the copy once. Answers whether everything is up."""
        self.backends.supervisor.tick()
        up = all(one["state"] == "running" for one in self.backends.supervisor.snapshot().values())
        if not up:
            self.up_since = 0.0
        elif not self.up_since:
            self.up_since = time.monotonic()
        return up

    def pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while True:
            self.tick()
            left = until - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(TICK_SECONDS, left))


@contextmanager
def whole_copy(say: Say) -> Iterator[Copy]:
    """Everything that `./vitrine run` starts, in a folder that goes at the end, as durable as in earnest."""
    with throwaway_data_dir() as data_dir:
        backends = Backends(data_dir, settings={"VITRINE_LOG_LEVEL": "INFO"}, say=say)
        backends.start()
        try:
            settings = backends.environment()
            app = create_app(config.load({**settings, "VITRINE_LOG_LEVEL": "ERROR"}))
            outcome = app.test_cli_runner().invoke(args=["migrate"])
            if outcome.exit_code != 0:
                raise RuntimeError(outcome.output)
            specs = [
                *web_specs(settings, backends.web_ports),
                *background_specs(settings, backends.folder.path, 1),
            ]
            backends.supervisor.start(specs)
            copy = Copy(backends, app)
            yield copy
            copy.resources.engine.dispose()
        finally:
            backends.stop()


_OPEN = text(
    "SELECT (SELECT count(*) FROM outbox WHERE dispatched_at IS NULL),"
    " (SELECT count(*) FROM fanouts WHERE done_at IS NULL),"
    " (SELECT count(*) FROM unnest(CAST(:ids AS bigint[])) AS p(id) WHERE NOT EXISTS"
    " (SELECT FROM fanouts o WHERE o.post_id = p.id))"
)


def wait_until_settled(copy: Copy, committed: list[int]) -> float:
    """Wait until all is up and every post has arrived. Answers seconds since the last process was up again, -1: never."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE_SECONDS:
        copy.pause(TICK_SECONDS)
        if not copy.up_since:
            continue
        try:
            with transaction(copy.resources.engine, Scope.system()) as tx:
                waiting = sum(tx.session.execute(_OPEN, {"ids": committed}).one())
        except AppError:
            continue
        if not waiting:
            return max(0.0, time.monotonic() - max(copy.up_since, begun))
    return -1.0


def run_plan(
    copy: Copy, load: Load, plan: list[Fault], seconds: float, seed: int, say: Say
) -> tuple[int, int]:
    """Do what the plan says, when it says. Answers kills done, and faults left out because time was over."""
    injector = Injector(copy.backends, copy.resources, load.committed, seed, copy.pause)
    begun = time.monotonic()
    for at, fault in enumerate(plan):
        copy.pause(max(0.0, begun + fault.at - time.monotonic()))
        if time.monotonic() - begun > OVERTIME * seconds:
            return injector.kills, len(plan) - at
        say(f"{time.monotonic() - begun:6.1f} s  now: {fault.name} {fault.target}")
        try:
            injector.inject(fault)
        except (RedisError, AppError, OSError, KombuError) as error:
            say(f"         {fault.name} met a server that was away: {type(error).__name__}")
    copy.pause(max(0.0, begun + seconds - time.monotonic()))
    return injector.kills, 0


@dataclass(frozen=True)
class Wish:
    """What was asked for."""

    seed: int
    seconds: float
    kills: int
    names: tuple[str, ...]
    brands: int
    shoppers: int
    follows: int
    history: int
    posts_per_second: float


def run_chaos(wish: Wish, say: Say) -> dict[str, object]:
    """The whole of it, from an empty folder to the figures."""
    plan = draw_plan(wish.seed, wish.seconds, wish.kills, wish.names)
    for fault in plan:
        say(f"planned {fault}")
    with whole_copy(say) as copy:
        resources = copy.resources
        say("making the crowd")
        crowd = make_crowd(resources.engine, wish.brands, wish.shoppers, wish.follows, wish.history, say)
        warm_all(resources, crowd, say)
        load = Load(copy.app, crowd, copy.backends.public_url, wish.posts_per_second, wish.seed)
        load.start()
        try:
            kills, left_out = run_plan(copy, load, plan, wish.seconds, wish.seed, say)
            # What is down now comes back first: who publishes must be able to end what it began.
            while not copy.tick():
                time.sleep(TICK_SECONDS)
            say("everybody comes back, while posts go on")
            returning = threading.Thread(target=load.bring_all_back, daemon=True)
            returning.start()
            while returning.is_alive():
                copy.pause(TICK_SECONDS)
            copy.pause(AFTER_RETURN_SECONDS)
        finally:
            load.stop()
        converged_s = wait_until_settled(copy, load.committed)
        say(f"all posts arrived {converged_s:.1f} s after the last restart; comparing")
        verdict = compare_all(resources.engine, resources.timelines, crowd.account_ids, load.committed, say)
    return _answer(wish, plan, load, verdict, crowd) | {
        "kills": kills,
        "faults_left_out": left_out,
        "converged_s": round(converged_s, 2),
        "ok": not (verdict.missing or verdict.doubled or verdict.misplaced or verdict.lost or load.holes)
        and converged_s >= 0,
    }


def _answer(wish: Wish, plan: list[Fault], load: Load, verdict: Verdict, crowd: Crowd) -> dict[str, object]:
    counts = load.counts
    return {
        "seed": wish.seed,
        "brands": len(crowd.brand_ids),
        "shoppers": len(crowd.account_ids),
        "faults": dict(sorted(Counter(fault.name for fault in plan).items())),
        "posts": len(load.committed),
        "missing": verdict.missing + verdict.lost,
        "lost": verdict.lost,
        "doubled": verdict.doubled,
        "misplaced": verdict.misplaced,
        "holes_while_reading": len(load.holes),
        "http_2xx": counts["http_2xx"],
        "http_4xx": counts["http_4xx"],
        "http_5xx": counts["http_5xx"],
        "http_broken": counts["http_broken"],
        "pages_read": counts["pages_read"],
        "rebuilds": counts["rebuilds"],
        "late_commits": counts["late_commits"],
        "hides": counts["hides"],
        "restores": counts["restores"],
        "follow_changes": counts["follow_changes"],
        "timelines_compared": verdict.timelines_compared,
        "timelines_cold": verdict.timelines_cold,
        "entries_compared": verdict.entries_compared,
        "examples": [*verdict.examples, *load.holes[:10]],
        "surprises": dict(load.surprises),
    }


def _read_names(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip())) or NAMES
    if unknown := [name for name in names if name not in NAMES]:
        raise click.BadParameter(f"{', '.join(unknown)}; there are: {', '.join(NAMES)}")
    return names


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same plan.")
@click.option("--seconds", type=click.FloatRange(5, 3_600), default=60.0, show_default=True)
@click.option("--kills", type=click.IntRange(0, 2_000), default=12, show_default=True)
@click.option("--faults", "names", default="", callback=_read_names, help="Names with commas; default: all.")
@click.option("--brands", type=click.IntRange(1, 100_000), default=1_000, show_default=True)
@click.option("--shoppers", type=click.IntRange(1, 1_000_000), default=20_000, show_default=True)
@click.option("--follows", type=click.IntRange(1, 1_000), default=50, show_default=True)
@click.option(
    "--history", type=click.IntRange(0, 1_000), default=2, show_default=True, help="Older posts a brand."
)
@click.option("--posts-per-second", type=click.FloatRange(0.1, 1_000), default=5.0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def main(as_json: bool, **asked: object) -> None:
    """Kill, stop, wipe and fill a whole copy under load; then compare every timeline with SQL."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does: nothing is left running
    found = run_chaos(Wish(**asked), lambda line: click.echo(line, err=as_json))  # type: ignore[arg-type]
    if as_json:
        click.echo(json.dumps(found))
    else:
        for key, value in found.items():
            click.echo(f"{key:22} {value}")
    raise SystemExit(0 if found["ok"] else 1)


if __name__ == "__main__":
    main(prog_name="./vitrine chaos")
