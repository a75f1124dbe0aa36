"""Ids made while the clock is held: a seeded shop makes thousands in one moment."""

from datetime import UTC, datetime

from app.kernel.clock import frozen
from app.kernel.ids import born_at, new_id


def test_thousands_of_ids_of_one_held_moment_never_meet() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with frozen(moment):
        ids = [new_id() for _ in range(20_000)]
    assert len(set(ids)) == len(ids)
    assert {born_at(one) for one in ids} == {moment}
