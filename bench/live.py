"""`bench live`: hints to many sockets, Vitrine's way beside stock Flask-SocketIO's, and a post to everybody's open page."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click
import socketio
from flask import Flask
from sqlalchemy import text

from app.embedded.processes import base_environment
from app.entrypoints.cli.paths import ROOT
from app.entrypoints.cli.product import WEB_CONNECTIONS, allow_files, web_specs
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.pusher import PUBLIC_ROOM, brand_room
from app.web.identity.sessions import fill_session
from app.wire.hints import hint
from bench.endtoend import CLOCK_TICKS, Copy, Crowd, family, make_crowd, publish, running_copy
from bench.livecrowd import Arrival, Door
from bench.livecrowd import Crowd as Sockets
from bench.servers import free_port
from bench.stocklive import CHANNEL, ROOM

COMPARED = 2_000
"""Stock sockets are heavy: the comparison takes no more of them than this, whatever the size of the crowd."""
SPARE_FILES = 500
SINGLES, BURSTS, BURST = 20, 3, 50
READERS, STALLED, STALL_SECONDS = 200, 50, 20.0
TIMEOUT = 120.0
MARKER = b'"post.published"'
Say = Callable[[str], None]
Emit = Callable[[], None]


@dataclass(frozen=True)
class Found:
    """One way's figures. Units: deliveries a second, of single emits and of bursts; server CPU a delivery; kB a socket."""

    per_s: float
    burst_per_s: float
    cpu_us: float
    burst_cpu_us: float
    kb_per_client: float


def bench_live(clients: int, say: Say) -> dict[str, object]:
    """Both ways on one process each, then everybody on two processes of the product and one post to all."""
    if (files := allow_files()) < clients + SPARE_FILES:
        raise click.ClickException(
            f"{files:,} open files a process are permitted, too few for {clients:,} sockets"
        )
    compared = min(clients, COMPARED)
    with running_copy() as copy:
        say(f"stock Flask-SocketIO, {compared:,} sockets on one process")
        stock = _stock(copy, compared)
        say(f"Vitrine, {compared:,} sockets on one process")
        with _web(copy, 1) as (doors, pids):
            ours = _ours(copy, doors[0], pids[0], compared)
            say(f"{STALLED} of {READERS} sockets stop reading")
            stalled = _stalled(copy, doors[0], pids[0])
        return _figures(compared, stock, ours) | stalled | _at_scale(copy, clients, say)


def _figures(compared: int, stock: Found, ours: Found) -> dict[str, object]:
    found: dict[str, object] = {"compared_clients": compared, "burst": BURST}
    for name, one in (("vitrine", ours), ("stock", stock)):
        found[f"{name}_deliveries_per_s"] = round(one.per_s)
        found[f"{name}_burst_deliveries_per_s"] = round(one.burst_per_s)
        found[f"{name}_cpu_us"] = round(one.cpu_us, 2)
        found[f"{name}_burst_cpu_us"] = round(one.burst_cpu_us, 2)
        found[f"{name}_kb_per_compared_client"] = round(one.kb_per_client, 1)
    return found | {
        "one_emit_to_stock": round(ours.per_s / stock.per_s, 2),
        "burst_to_stock": round(ours.burst_per_s / stock.burst_per_s, 2),
        "cpu_to_stock": round(stock.cpu_us / ours.cpu_us, 2),
        "burst_cpu_to_stock": round(stock.burst_cpu_us / ours.burst_cpu_us, 2),
    }


# ---- one process against one process


def _stock(copy: Copy, sockets: int) -> Found:
    url = copy.resources.settings.cache_url
    manager = socketio.RedisManager(url, write_only=True, channel=CHANNEL)
    with _stock_server(url) as (port, pid):
        door = Door(port, f"127.0.0.1:{port}")
        return _measure(door, pid, sockets, lambda: manager.emit("hint", _hint(1), namespace="/", room=ROOM))


def _ours(copy: Copy, door: Door, pid: int, sockets: int) -> Found:
    pusher, rooms = copy.resources.pusher, [brand_room(1), PUBLIC_ROOM]
    return _measure(door, pid, sockets, lambda: pusher.emit("hint", _hint(1), rooms))


def _hint(number: int) -> dict[str, object]:
    return hint("post.published", request_id="bench-live", brand=str(number), post=str(1 << 61))


def _measure(door: Door, pid: int, sockets: int, emit: Emit) -> Found:
    with Sockets() as crowd:
        _arrive(crowd, [door], 50)  # what the first visitors cost is not the others' price
        before = _resident_kb([pid])
        _arrive(crowd, [door], sockets - 50)
        size = (_resident_kb([pid]) - before) / (sockets - 50)
        _round(crowd, pid, emit, 5)
        singles = [_round(crowd, pid, emit, 1) for _ in range(SINGLES)]
        bursts = [_round(crowd, pid, emit, BURST) for _ in range(BURSTS)]
    wall, cpu = (statistics.median(one[n] for one in singles) for n in (0, 1))
    cpu = statistics.mean(one[1] for one in singles)  # the clock that counts it ticks too slowly for a median
    burst_wall, burst_cpu = (statistics.median(one[n] for one in bursts) for n in (0, 1))
    many = sockets * BURST
    return Found(sockets / wall, many / burst_wall, cpu / sockets * 1e6, burst_cpu / many * 1e6, size)


def _arrive(crowd: Sockets, doors: list[Door], sockets: int) -> Arrival:
    found = crowd.connect(doors, sockets, TIMEOUT)
    if found.failed:
        raise RuntimeError(f"{found.failed} of {sockets} sockets did not get up")
    return found


def _round(crowd: Sockets, pid: int, emit: Emit, times: int) -> tuple[float, float]:
    """Seconds until the last socket has heard all, and of the server's CPU."""
    time.sleep(0.1)
    crowd.listen_for(MARKER, times)
    spent, started = _cpu_seconds(pid), time.monotonic()
    for _ in range(times):
        emit()
    heard = crowd.heard(TIMEOUT)
    if heard.missing:
        raise RuntimeError(f"{heard.missing} sockets did not hear everything")
    return heard.at[-1] - started, _cpu_seconds(pid) - spent


def _stalled(copy: Copy, door: Door, pid: int) -> dict[str, object]:
    """How long it takes until clients that do not read are cut, and what they cost until then."""
    long_hint = _hint(1) | {"pad": "x" * 10_000}
    with Sockets() as crowd:
        _arrive(crowd, [door], READERS)
        crowd.stall(STALLED)
        before = most = _resident_kb([pid])
        started = time.monotonic()
        while (left := crowd.stalled()) and time.monotonic() - started < STALL_SECONDS:
            copy.resources.pusher.emit("hint", long_hint, None)
            most = max(most, _resident_kb([pid]))
            time.sleep(0.02)
        seconds = time.monotonic() - started
    return {
        "stalled_sockets": STALLED,
        "stalled_left": left,
        "stalled_cut_s": round(seconds, 1),
        "stalled_memory_mb": round((most - before) / 1024, 1),
    }


# ---- everybody


def _at_scale(copy: Copy, clients: int, say: Say) -> dict[str, object]:
    say(f"{clients:,} people who follow a brand")
    followers = make_crowd(copy, clients, lambda done, total: None)
    cookies = _cookies(copy, followers)
    with _web(copy, 2) as (doors, pids), Sockets() as crowd:
        say(f"{clients:,} of their sockets on two processes")
        _arrive(crowd, doors, 100)
        before = _resident_kb(pids)
        doors = [Door(door.port, door.host, tuple(cookies[n::2])) for n, door in enumerate(doors)]
        arrived = _arrive(crowd, doors, clients)
        size = (_resident_kb(pids) - before) / clients
        say("one post")
        posts = [_post(copy, followers, crowd) for _ in range(3)]
    p99 = [statistics.quantiles(post, n=100)[98] for post in posts]
    middle = posts[p99.index(statistics.median(p99))]
    return {
        "clients": clients,
        "all_up_s": round(arrived.seconds, 1),
        "kb_per_client": round(size, 1),
        "p50_ms": round(statistics.median(middle) * 1e3, 1),
        "p99_ms": round(statistics.median(p99) * 1e3, 1),
        "p99_ms_worst": round(max(p99) * 1e3, 1),
    }


def _post(copy: Copy, followers: Crowd, crowd: Sockets) -> list[float]:
    """Seconds from the publish call to each open page."""
    time.sleep(1.0)
    crowd.listen_for(MARKER, 1)
    started = time.monotonic()
    publish(copy, followers)
    heard = crowd.heard(TIMEOUT)
    if heard.missing:
        raise RuntimeError(f"{heard.missing} sockets did not hear of the post")
    return [at - started for at in heard.at]


def _cookies(copy: Copy, followers: Crowd) -> list[str]:
    """A session cookie for each of these people, as the log-in page would have given it."""
    app = Flask("cookies")
    app.secret_key = copy.resources.settings.secret_key
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    with transaction(copy.engine, Scope.system()) as tx:
        rows = tx.session.execute(
            text("SELECT fs_uniquifier FROM accounts WHERE id BETWEEN :first AND :last ORDER BY id"),
            {"first": followers.account_ids[0], "last": followers.account_ids[-1]},
        ).scalars()
        names = list(rows)
    cookies = []
    for name in names:
        session: dict[str, object] = {}
        fill_session(session, name, second_factor=False)
        cookies.append(f"vitrine_session={serializer.dumps(session)}")
    return cookies


# ---- servers


@contextmanager
def _web(copy: Copy, count: int) -> Iterator[tuple[list[Door], list[int]]]:
    """So many web processes of the product, reached without the proxy."""
    ports = copy.backends.web_ports[:count]
    specs = web_specs(copy.backends.environment(), ports)
    supervisor = copy.backends.supervisor
    supervisor.start(specs, lambda: None)
    host = urlsplit(copy.backends.public_url).netloc
    try:
        masters = [int(str(supervisor.snapshot()[spec.name]["pid"])) for spec in specs]
        yield [Door(port, host) for port in ports], [_worker_of(pid) for pid in masters]
    finally:
        supervisor.stop([spec.name for spec in specs])


@contextmanager
def _stock_server(queue_url: str) -> Iterator[tuple[int, int]]:
    port = free_port()
    options = ["--no-control-socket", "-k", "gevent", "-w", "1", "--worker-connections", str(WEB_CONNECTIONS)]
    command = [sys.executable, "-m", "gunicorn", *options, "-b", f"127.0.0.1:{port}", "bench.stocklive:app"]
    environment = base_environment() | {"BENCH_QUEUE": queue_url}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        with Sockets() as probe:
            deadline = time.monotonic() + 20
            while probe.connect([Door(port, f"127.0.0.1:{port}")], 1, 5.0).failed:
                if time.monotonic() > deadline:
                    raise RuntimeError("the stock server did not come up within 20 s")
                time.sleep(0.1)
        yield port, _worker_of(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _worker_of(master: int) -> int:
    """The one child of a gunicorn, which does the work."""
    (worker,) = family({master}) - {master}
    return worker


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:13]) / CLOCK_TICKS


def _resident_kb(pids: list[int]) -> int:
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/status").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
