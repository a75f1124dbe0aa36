"""Copies kept in a process: dropped when told, never older than they may be, made once however many ask."""

import threading
from collections.abc import Collection, Hashable

import pytest

from app.kernel.touched import Mark, Thing
from app.resources.kept import DEAF_SECONDS, HEARD_SECONDS, MAX_AGE_SECONDS, MAX_COPIES, Kept, Made
from feeds.changes import START
from feeds.errors import ChangesUnavailable

POST: Mark = (Thing.POST, 7)
BRAND: Mark = (Thing.BRAND, 3)


class Log:
    """The log of changes, in memory."""

    def __init__(self) -> None:
        self.told: list[bytes] = []
        self.away = self.overflown = False

    def tell(self, marks: Collection[bytes]) -> None:
        self._check()
        self.told += marks

    def end(self) -> bytes:
        self._check()
        return b"%d" % len(self.told)

    def after(self, place: bytes) -> tuple[bytes, list[bytes] | None]:
        self._check()
        if self.overflown:
            return self.end(), None
        return self.end(), self.told[0 if place == START else int(place) :]

    def _check(self) -> None:
        if self.away:
            raise ChangesUnavailable("away")


class Clock:
    """A clock that is moved by hand."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += seconds


class Source:
    """What copies are made of, and how often they were made."""

    def __init__(self) -> None:
        self.value, self.made = "first", 0

    def make(self, keys: list[Hashable]) -> dict[Hashable, Made]:
        self.made += 1
        return dict.fromkeys(keys, (self.value, (POST, BRAND)))


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def kept(log: Log, clock: Clock) -> Kept:
    return Kept(log, clock)  # type: ignore[arg-type]


def read(kept: Kept, source: Source) -> str:
    """As a page reads: hear first, then take or make the copy."""
    if not kept.listen():
        return source.value
    return str(kept.find_all(["key"], source.make)["key"])


def test_a_copy_is_made_once(kept: Kept, source: Source) -> None:
    assert [read(kept, source) for _ in range(3)] == ["first"] * 3
    assert source.made == 1


@pytest.mark.parametrize("mark", [POST, BRAND])
def test_what_changed_elsewhere_is_made_anew(
    mark: Mark, kept: Kept, log: Log, clock: Clock, source: Source
) -> None:
    read(kept, source)
    source.value = "second"
    Kept(log, clock).tell([mark])  # type: ignore[arg-type]
    clock.move(HEARD_SECONDS * 2)
    assert read(kept, source) == "second"


def test_what_changed_in_this_process_is_made_anew_without_delay(kept: Kept, source: Source) -> None:
    read(kept, source)
    source.value = "second"
    kept.tell([POST])
    assert read(kept, source) == "second"


def test_other_changes_leave_the_copy(kept: Kept, clock: Clock, source: Source) -> None:
    read(kept, source)
    kept.tell([(Thing.POST, 8), (Thing.ACCOUNT, 7)])
    clock.move(HEARD_SECONDS * 2)
    read(kept, source)
    assert source.made == 1


def test_what_changed_while_it_was_made_is_not_kept(
    kept: Kept, log: Log, clock: Clock, source: Source
) -> None:
    kept.listen()

    def make_slowly(keys: list[Hashable]) -> dict[Hashable, Made]:
        made = source.make(keys)  # read from the database, and then overtaken
        kept.tell([POST])
        return made

    kept.find_all(["key"], make_slowly)
    source.value = "second"
    assert read(kept, source) == "second"


def test_while_the_log_cannot_be_read_no_copy_is_used(
    kept: Kept, log: Log, clock: Clock, source: Source
) -> None:
    read(kept, source)
    log.away = True
    clock.move(HEARD_SECONDS * 2)
    assert not kept.listen()
    log.away = False
    assert not kept.listen()  # nobody waits for it again at once
    clock.move(DEAF_SECONDS)
    source.value = "second"
    Kept(log, clock).tell([POST])  # type: ignore[arg-type]
    assert read(kept, source) == "second"


def test_a_change_that_could_not_be_told_shows_when_the_copy_is_old(
    kept: Kept, log: Log, clock: Clock, source: Source
) -> None:
    read(kept, source)
    other, source.value, log.away = Kept(log, clock), "second", True  # type: ignore[arg-type]
    other.tell([POST])
    log.away = False
    while clock.now < 1_000 + MAX_AGE_SECONDS:
        assert read(kept, source) == "first"
        clock.move(1)
    clock.move(0.1)
    assert read(kept, source) == "second"


def test_a_log_that_says_too_much_to_tell_drops_everything(
    kept: Kept, log: Log, clock: Clock, source: Source
) -> None:
    read(kept, source)
    source.value, log.overflown = "second", True
    clock.move(HEARD_SECONDS * 2)
    assert read(kept, source) == "second"


def test_whoever_did_not_hear_for_long_begins_anew(
    kept: Kept, log: Log, clock: Clock, source: Source
) -> None:
    read(kept, source)
    clock.move(MAX_AGE_SECONDS + 1)
    source.value = "second"
    assert read(kept, source) == "second"


def test_many_who_ask_at_once_have_it_made_once(kept: Kept, source: Source) -> None:
    kept.listen()
    started, go = threading.Event(), threading.Event()

    def make(keys: list[Hashable]) -> dict[Hashable, Made]:
        started.set()
        assert go.wait(5)
        return source.make(keys)

    found: list[object] = []

    def ask() -> None:
        found.append(kept.find_all(["key"], make)["key"])

    first = threading.Thread(target=ask)
    first.start()
    assert started.wait(5)
    others = [threading.Thread(target=ask) for _ in range(5)]
    for other in others:
        other.start()
    go.set()
    for thread in (first, *others):
        thread.join(5)
    assert found == ["first"] * 6
    assert source.made == 1


def test_a_maker_that_fails_leaves_nobody_waiting(kept: Kept, source: Source) -> None:
    def fail(_keys: list[Hashable]) -> dict[Hashable, Made]:
        raise ValueError("database away")

    with pytest.raises(ValueError, match="away"):
        kept.find_all(["key"], fail)
    assert kept.find_all(["key"], source.make) == {"key": "first"}


def test_what_there_is_nothing_of_is_looked_for_once(kept: Kept) -> None:
    asked: list[object] = []

    def make(keys: list[Hashable]) -> dict[Hashable, Made]:
        asked.append(keys)
        return {}

    assert kept.find_all(["nobody"], make) == {}
    assert asked == [["nobody"]]


def test_copies_take_a_bounded_room(kept: Kept, source: Source) -> None:
    kept.listen()
    for number in range(MAX_COPIES + 10):
        kept.find_all([number], source.make)
    assert kept.find(0) is None
    assert kept.find(MAX_COPIES + 9) == "first"
    kept.tell([POST])
    assert kept.find(MAX_COPIES + 9) is None
