"""`bench read`: what reading a timeline costs beside a PING, at rest and during a fan-out; the home page beside nothing."""

import itertools
import multiprocessing
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

import redis

from app.domain.accounts.tokens import create_api_token
from app.embedded.processes import base_environment
from app.entrypoints.cli.paths import ROOT
from app.entrypoints.cli.product import web_specs
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from bench import engines
from bench.endtoend import Copy, Crowd, make_crowd, publish, running_copy
from bench.servers import free_port, valkey
from feeds.timelines import RedisTimelines

PAGE = 20
CALLS = 4_000
HTTP_SECONDS = 4.0
CONNECTIONS = 4
POSTS = 60
READERS = 40
"""So many that none of them meets the limit of reads a minute."""


def bench_read(readers: int, say: Callable[[str], None]) -> dict[str, object]:
    """Both halves: the engine's read on a server of its own, and the page over HTTP on a running copy."""
    return _engine(readers, say) | _http(say)


def _engine(readers: int, say: Callable[[str], None]) -> dict[str, object]:
    with valkey() as client:
        say(f"filling {readers:,} timelines")
        engines.fill_vitrine(client, readers)
        store = RedisTimelines(client)
        chance = random.Random(5)

        def read() -> None:
            page = store.page(chance.randint(1, readers), 1, None, PAGE)
            assert len(page.ids) == PAGE  # type: ignore[union-attr]

        say(f"{CALLS:,} pings and reads, at rest")
        ping, idle = _times(client.ping), _times(read)
        say(f"{CALLS:,} pings and reads, while posts are pushed without pause")
        with _fan_out(client):
            busy_ping, busy = _times(client.ping), _times(read)
    return {
        "readers": readers,
        "ping_p50_us": _p(ping, 50),
        "ping_p99_us": _p(ping, 99),
        "read_p50_us": _p(idle, 50),
        "read_p99_us": _p(idle, 99),
        "ping_p99_during_fanout_us": _p(busy_ping, 99),
        "read_p99_during_fanout_us": _p(busy, 99),
        "read_p99_to_ping": round(_p(idle, 99) / _p(ping, 99), 2),
        "read_p99_during_fanout_to_idle": round(_p(busy, 99) / _p(idle, 99), 2),
    }


def _times(call: Callable[[], object]) -> list[float]:
    for _ in range(200):
        call()
    found = []
    for _ in range(CALLS):
        started = time.perf_counter()
        call()
        found.append((time.perf_counter() - started) * 1e6)
    return found


def _p(values: list[float], percent: int) -> float:
    return round(statistics.quantiles(values, n=100)[percent - 1], 1)


@contextmanager
def _fan_out(client: redis.Redis) -> Iterator[None]:
    where = {name: client.connection_pool.connection_kwargs[name] for name in ("host", "port", "password")}
    pusher = multiprocessing.get_context("spawn").Process(target=_push_for_ever, args=(where,), daemon=True)
    pusher.start()
    time.sleep(1.5)
    try:
        yield
    finally:
        pusher.kill()
        pusher.join()


def _push_for_ever(where: dict[str, object]) -> None:
    store = RedisTimelines(
        redis.Redis(host=str(where["host"]), port=int(str(where["port"])), password=str(where["password"]))
    )
    post_id = engines.FIRST_ID
    while True:
        engines.push_all(store, [post_id])
        post_id += 1


# ---- HTTP


def _http(say: Callable[[str], None]) -> dict[str, object]:
    with running_copy() as copy:
        say(f"a copy with one web process; {READERS} readers whose brand has {POSTS} posts")
        crowd = make_crowd(copy, READERS, lambda done, total: None)
        for _ in range(POSTS):
            publish(copy, crowd)
        copy.resources.timelines.drop(list(crowd.account_ids))
        tokens = _tokens(copy, crowd)
        port = copy.backends.web_ports[0]
        settings = copy.backends.environment()
        copy.backends.supervisor.start(web_specs(settings, (port,)), lambda: None)
        host = urlsplit(copy.backends.public_url).netloc
        path = "/api/v1/feed?limit=20"
        feeds = [_request(path, host, f"Authorization: Bearer {token}") for token in tokens]
        _load(port, feeds, 2.0)  # the first visits find timelines cold and have them built
        say(f"the feed of 20 cards as JSON, {CONNECTIONS} connections, {HTTP_SECONDS:.0f} s")
        home = _load(port, feeds, HTTP_SECONDS)
        with _trivial_app() as trivial_port:
            say("a trivial Flask route, served the same way")
            trivial = _load(trivial_port, [_request("/", "localhost")], HTTP_SECONDS)
    return {
        "home_rps": round(home),
        "trivial_rps": round(trivial),
        "home_to_trivial": round(home / trivial, 3),
    }


def _tokens(copy: Copy, crowd: Crowd) -> list[str]:
    tokens = []
    for account_id in crowd.account_ids:
        with transaction(copy.engine, Scope.shopper(account_id)) as tx:
            tokens.append(create_api_token(tx, account_id, "bench").secret)
    return tokens


def _request(path: str, host: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {host}", *headers, "", ""]).encode()


def _load(port: int, requests: Sequence[bytes], seconds: float) -> float:
    """Requests a second, in turn, over a few connections that are kept, each with one request under way."""
    wires = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    turns = itertools.cycle(requests)
    for wire in wires:
        wire.sendall(next(turns))
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        for wire in wires:
            _answer(wire)
            wire.sendall(next(turns))
            done += 1
    for wire in wires:
        wire.close()
    return done / (time.perf_counter() - started)


def _answer(wire: socket.socket) -> None:
    heard = b""
    while b"\r\n\r\n" not in heard:
        heard += _more(wire)
    head, _, body = heard.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(heard[:400].decode("utf-8", "replace"))
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    )
    left = length - len(body)
    while left > 0:
        left -= len(_more(wire))


def _more(wire: socket.socket) -> bytes:
    data = wire.recv(1 << 18)
    if not data:
        raise RuntimeError("the web process hung up")
    return data


@contextmanager
def _trivial_app() -> Iterator[int]:
    port = free_port()
    command = [
        "gunicorn",
        "--no-control-socket",
        "-k",
        "gevent",
        "-w",
        "1",
        "-b",
        f"127.0.0.1:{port}",
        "bench.trivial:app",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, env=base_environment(), stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(10)
