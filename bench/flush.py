"""`bench flush`: readers come at a steady rate while the timelines server loses everything at once.

What is wanted: nobody is refused, every page is what SQL says, and all timelines come back unasked.
"""

import http.client
import json
import multiprocessing
import queue
import statistics
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from app.domain.accounts.tokens import create_api_token
from app.domain.accounts.viewer import Viewer
from app.domain.timelines.queries import home_ids
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from bench.chaos import Copy, whole_copy
from bench.chaoscrowd import Crowd, make_crowd
from bench.chaoswarm import warm_all

PAGE = 20
WIRES = 24
BEFORE_SECONDS, PATIENCE_SECONDS = 8.0, 180.0
MOST_ASKERS = 800
"""Readers who ask, each far below the limit of reads a minute."""
FOLLOWS, BRANDS_A_READER, HISTORY = 50, 0.05, 5


@dataclass(frozen=True)
class Asked:
    """One read. Units: `at` on the monotonic clock, `seconds` until the whole answer was there."""

    at: float
    seconds: float
    status: int
    account_id: int
    ids: tuple[int, ...]


def bench_flush(readers: int, rate: int, say: Callable[[str], None]) -> dict[str, object]:
    """A copy with so many warm readers, so many reads a second, and FLUSHALL amid them."""
    with whole_copy(say) as copy:
        resources = copy.resources
        say(f"making {readers:,} readers who follow {FOLLOWS} brands each")
        brands = max(FOLLOWS, int(readers * BRANDS_A_READER))
        crowd = make_crowd(resources.engine, brands, readers, FOLLOWS, HISTORY, say)
        warm_all(resources, crowd, say)
        tokens = _tokens(resources, crowd)
        asked, flushed_at, back_s = _under_load(copy, crowd, tokens, rate, say)
        say(f"{len(asked):,} reads; holding their pages against SQL")
        wrong = _wrong(resources, asked)
    return _figures(readers, rate, asked, flushed_at) | {
        "wrong_pages": wrong,
        "timelines_back_s": round(back_s, 1),
        "ok": not wrong and back_s >= 0 and all(one.status == 200 for one in asked),
    }


def _tokens(resources: Resources, crowd: Crowd) -> dict[int, str]:
    step = max(1, len(crowd.account_ids) // MOST_ASKERS)
    found = {}
    for account_id in crowd.account_ids[::step]:
        with transaction(resources.engine, Scope.shopper(account_id)) as tx:
            found[account_id] = create_api_token(tx, account_id, "bench").secret
    return found


def _under_load(
    copy: Copy, crowd: Crowd, tokens: dict[int, str], rate: int, say: Callable[[str], None]
) -> tuple[list[Asked], float, float]:
    context: Any = multiprocessing.get_context("spawn")
    over, answers = context.Event(), context.Queue()
    asking = context.Process(
        target=_ask_for_ever, args=(copy.backends.public_url, tokens, rate, over, answers), daemon=True
    )
    asking.start()
    try:
        say(f"{rate} reads a second; in {BEFORE_SECONDS:.0f} s the server forgets everything")
        copy.pause(BEFORE_SECONDS)
        copy.resources.cache.flushall()  # the server of timelines, caches and limits
        flushed_at = time.monotonic()
        back_s = _wait_until_warm(copy, crowd, flushed_at, say)
        copy.pause(2.0)
    finally:
        over.set()
    found: list[Asked] = []
    while asking.is_alive() or not answers.empty():
        try:
            found += answers.get(timeout=0.5)
        except queue.Empty:
            continue
    asking.join(10)
    return found, flushed_at, back_s


def _wait_until_warm(copy: Copy, crowd: Crowd, since: float, say: Callable[[str], None]) -> float:
    told = 0
    while time.monotonic() - since < PATIENCE_SECONDS:
        cold = len(copy.resources.timelines.cold(crowd.account_ids))
        if not cold:
            return time.monotonic() - since
        if time.monotonic() - since > told * 5:
            told += 1
            say(
                f"  {time.monotonic() - since:5.1f} s: {cold:,} of {len(crowd.account_ids):,} timelines are gone"
            )
        copy.pause(0.5)
    return -1.0


def _ask_for_ever(url: str, tokens: dict[int, str], rate: int, over: Any, answers: Any) -> None:
    """Ask at a steady rate, whatever the answers take: in a process of its own, so that it waits for nobody."""
    host = urlsplit(url).netloc
    people = list(tokens.items())
    pool = ThreadPoolExecutor(WIRES)
    free: queue.SimpleQueue[http.client.HTTPConnection] = queue.SimpleQueue()
    for _ in range(WIRES):
        free.put(http.client.HTTPConnection(host, timeout=30))
    begun, number = time.monotonic(), 0
    while not over.is_set():
        due = begun + number / rate
        time.sleep(max(0.0, due - time.monotonic()))
        account_id, token = people[number % len(people)]
        pool.submit(_ask, free, account_id, token, due).add_done_callback(partial(_hand_on, answers))
        number += 1
    pool.shutdown()


def _hand_on(answers: Any, done: Any) -> None:
    answers.put([done.result()])


def _ask(
    free: "queue.SimpleQueue[http.client.HTTPConnection]", account_id: int, token: str, due: float
) -> Asked:
    wire = free.get()
    status = 0
    ids: tuple[int, ...] = ()
    try:
        wire.request("GET", f"/api/v1/feed?limit={PAGE}", headers={"Authorization": f"Bearer {token}"})
        answer = wire.getresponse()
        body = answer.read()
        status = answer.status
        if status == 200:
            ids = _ids_in(body)
    except (OSError, http.client.HTTPException):
        wire.close()
    finally:
        free.put(wire)
    # From when it was due: a read that had to wait for a free wire waited all the same.
    return Asked(due, time.monotonic() - due, status, account_id, ids)


def _ids_in(body: bytes) -> tuple[int, ...]:
    return tuple(int(item["id"]) for item in json.loads(body)["items"])


def _wrong(resources: Resources, asked: list[Asked]) -> int:
    """Nothing was published meanwhile, so that every page of a reader must be the same."""
    truth: dict[int, tuple[int, ...]] = {}
    for account_id in {one.account_id for one in asked}:
        with transaction(resources.engine, Scope.system()) as tx:
            truth[account_id] = tuple(home_ids(tx, Viewer(account_id), limit=PAGE))
    return sum(one.status == 200 and one.ids != truth[one.account_id] for one in asked)


def _figures(readers: int, rate: int, asked: list[Asked], flushed_at: float) -> dict[str, object]:
    statuses = Counter(one.status for one in asked)
    before = [one.seconds * 1e3 for one in asked if one.at < flushed_at]
    after = [one.seconds * 1e3 for one in asked if one.at >= flushed_at]
    return {
        "readers": readers,
        "asked_per_s": rate,
        "reads": len(asked),
        "http_5xx": sum(count for status, count in statuses.items() if status >= 500),
        "http_not_200": len(asked) - statuses[200],
        "p50_ms_before": round(statistics.median(before), 1),
        "p99_ms_before": round(statistics.quantiles(before, n=100)[98], 1),
        "p50_ms_after": round(statistics.median(after), 1),
        "p99_ms_after": round(statistics.quantiles(after, n=100)[98], 1),
    }
