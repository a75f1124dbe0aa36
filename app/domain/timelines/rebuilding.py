"""Building timelines anew from SQL: one that a visit found cold, or all that the timelines server lost."""

import random
import secrets
import time
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.domain.timelines.models import WarmTimeline
from app.domain.timelines.queries import followed_at, ids_for_rebuild
from app.kernel import clock
from app.kernel.transaction import Transaction, Unit
from feeds.contract import Timelines
from feeds.types import RebuildStart

AT_ONCE = 100
LOOKED_AT_ONCE = 1_000
FORGOTTEN_AFTER_DAYS = 30


def rebuild_timelines(unit: Unit, timelines: Timelines, account_ids: Sequence[int]) -> list[int]:
    """Make timelines anew. Answers whose were made: the others were current, or somebody else is at them.

    The order is the promise: what is pushed from now on lands in the list being built, the reader joins every
    audience, and only then SQL is asked. A post that this answer misses finds the reader in its audience.
    """
    made: list[int] = []
    for at in range(0, len(account_ids), AT_ONCE):
        made += _rebuild(unit, timelines, account_ids[at : at + AT_ONCE])
    return made


def _rebuild(unit: Unit, timelines: Timelines, account_ids: Sequence[int]) -> list[int]:
    token = secrets.token_hex(8)
    with unit() as tx:
        followed = followed_at(tx, account_ids)
    started = []
    for account_id, at in followed.items():
        if timelines.begin_rebuild(account_id, at.epoch, token) is RebuildStart.STARTED:
            timelines.join(account_id, at.brand_ids)
            started.append(account_id)
    if not started:
        return []
    with unit() as tx:
        sources = ids_for_rebuild(tx, started)
        _note_warm(tx, started)
    return [
        account_id
        for account_id in started
        if timelines.finish_rebuild(
            account_id,
            followed[account_id].epoch,
            token,
            sources[account_id].post_ids,
            sources[account_id].complete,
        )
    ]


def _note_warm(tx: Transaction, account_ids: Sequence[int]) -> None:
    now = clock.utcnow()
    rows = [{"account_id": account_id, "built_at": now} for account_id in sorted(account_ids)]
    note = insert(WarmTimeline).values(rows)
    tx.session.execute(
        note.on_conflict_do_update(
            index_elements=[WarmTimeline.account_id], set_={"built_at": note.excluded.built_at}
        )
    )


def revive(unit: Unit, timelines: Timelines, *, budget_seconds: float) -> int:
    """Build anew the timelines that should be warm and are not. Answers how many were built.

    Looks at some people from a place drawn by chance; where many have lost theirs it goes on, round to where it began.
    Timelines that the server itself gave up for want of room are left to their readers' next visit.
    """
    if not timelines.stats().has_room:
        return 0
    until = time.monotonic() + budget_seconds
    with unit() as tx:
        first, last = tx.session.execute(
            select(func.min(WarmTimeline.account_id), func.max(WarmTimeline.account_id))
        ).one()
    if first is None:
        return 0
    start = random.randint(first, last)  # noqa: S311 - a sample, not a secret
    built, after, wrapped = 0, start - 1, False
    while time.monotonic() < until:
        with unit() as tx:
            readers = _warm_after(tx, after, LOOKED_AT_ONCE)
        if wrapped:
            readers = [account_id for account_id in readers if account_id < start]
        cold = timelines.cold(readers)
        built += len(rebuild_timelines(unit, timelines, cold))
        if len(cold) * 10 < len(readers) or (wrapped and not readers):
            break
        if len(readers) < LOOKED_AT_ONCE and not wrapped:
            after, wrapped = first - 1, True
        elif readers:
            after = readers[-1]
    return built


def _warm_after(tx: Transaction, account_id: int, limit: int) -> list[int]:
    query = select(WarmTimeline.account_id).where(WarmTimeline.account_id > account_id)
    return list(tx.session.scalars(query.order_by(WarmTimeline.account_id).limit(limit)))


def forget_idle(tx: Transaction, days: int = FORGOTTEN_AFTER_DAYS) -> int:
    """Who has not come for so long is not revived. Answers how many were forgotten."""
    gone = delete(WarmTimeline).where(WarmTimeline.built_at < clock.utcnow() - timedelta(days=days))
    return int(tx.session.execute(gone).rowcount)  # type: ignore[attr-defined]
