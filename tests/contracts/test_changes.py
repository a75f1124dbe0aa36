"""The log of changes on the real server: what is told is heard once, in order, from a place on."""

import time
from collections.abc import Iterator

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from feeds.changes import MARKS_AN_ENTRY, MOST_AT_ONCE, START, ChangeLog
from feeds.errors import ChangesUnavailable


def mark(number: int) -> bytes:
    return b"P" + number.to_bytes(8, "big")


@pytest.fixture
def client(environment: dict[str, str]) -> Iterator[redis.Redis]:
    made = redis.Redis.from_url(environment["VITRINE_TIMELINES_URL"])
    yield made
    made.close()


@pytest.fixture
def log(client: redis.Redis) -> ChangeLog:
    client.delete("changes")
    return ChangeLog(client)


def test_what_is_told_is_heard_from_a_place_on(log: ChangeLog) -> None:
    assert log.end() == START
    log.tell([mark(1)])
    place = log.end()
    log.tell([mark(2), mark(3)])
    after, heard = log.after(place)
    assert heard == [mark(2), mark(3)]
    assert after == log.end()
    assert log.after(after) == (after, [])


def test_a_great_many_marks_are_all_told(log: ChangeLog) -> None:
    marks = [mark(number) for number in range(1, 3 * MARKS_AN_ENTRY + 2)]
    log.tell(marks)
    assert log.after(START)[1] == marks


def test_whoever_is_too_far_behind_is_told_so(log: ChangeLog) -> None:
    for number in range(1, MOST_AT_ONCE + 1):
        log.tell([mark(number)])
    place, heard = log.after(START)
    assert heard is None
    assert place == log.end()


def test_a_log_that_was_wiped_goes_on(log: ChangeLog, client: redis.Redis) -> None:
    log.tell([mark(1)])
    place = log.end()
    client.delete("changes")
    time.sleep(0.002)  # places are moments: one of the same millisecond would bear the same name
    assert log.after(place) == (place, [])
    log.tell([mark(2)])
    assert log.after(place)[1] == [mark(2)]


def test_only_marks_are_told(log: ChangeLog) -> None:
    with pytest.raises(ValueError, match="9 bytes"):
        log.tell([b"short"])


def test_a_server_that_is_away_is_named() -> None:
    log = ChangeLog(redis.Redis(port=1, socket_connect_timeout=0.2, retry=Retry(NoBackoff(), 0)))
    for ask in (log.end, lambda: log.after(START), lambda: log.tell([mark(1)])):
        with pytest.raises(ChangesUnavailable):
            ask()
