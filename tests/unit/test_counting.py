"""Reads counted by twenty at a time: as many pass as the limit says, however they come."""

import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from app.web import counting
from app.web.counting import BLOCK, take_one
from app.web.throttling import KEY_PREFIX, TooManyRequests

ITEM = parse("600 per minute")
KEY = ("account:1", "reads")


class SlowStore(MemoryStorage):
    """Lets others run while it counts, as a server does."""

    def incr(self, *args: object, **values: object) -> int:
        time.sleep(0.001)
        return int(super().incr(*args, **values))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[FixedWindowRateLimiter]:
    """The count that all processes share; within one window."""
    monkeypatch.setattr(counting, "_blocks", {})
    strategy = FixedWindowRateLimiter(SlowStore())
    monkeypatch.setattr(counting, "limiter", SimpleNamespace(limiter=strategy))
    yield strategy


def passed(times: int) -> int:
    count = 0
    for _ in range(times):
        try:
            take_one(ITEM, KEY)
            count += 1
        except TooManyRequests:
            pass
    return count


def test_one_after_the_other_exactly_the_limit_passes() -> None:
    assert passed(650) == 600


def test_at_once_exactly_the_limit_passes() -> None:
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(passed(30))) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sum(counts) == 600


def test_beside_reads_that_are_counted_singly_the_last_ones_pass_too(shared: FixedWindowRateLimiter) -> None:
    for _ in range(585):
        shared.hit(ITEM, KEY_PREFIX, *KEY)
    assert passed(30) == 15


def test_another_process_finds_all_but_what_was_counted_ahead(
    shared: FixedWindowRateLimiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert passed(1) == 1
    monkeypatch.setattr(counting, "_blocks", {})
    assert passed(700) == 600 - BLOCK


def test_while_the_shared_count_is_away_the_limit_holds_in_this_process(
    shared: FixedWindowRateLimiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_values: object) -> bool:
        raise ConnectionError("away")

    monkeypatch.setattr(shared, "test", fail)
    monkeypatch.setattr(counting, "_in_process", FixedWindowRateLimiter(MemoryStorage()))
    assert passed(650) == 600
