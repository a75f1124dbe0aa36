"""Tasks that carry posts and build timelines. Ids only; losing or repeating one is harmless."""

import random

import structlog
from celery import shared_task

from app.domain.timelines.carrying import carry_post
from app.domain.timelines.fanning import stalled_posts
from app.domain.timelines.rebuilding import forget_idle, rebuild_timelines
from app.domain.timelines.rebuilding import revive as revive_timelines
from app.domain.timelines.scrubbing import scrub as hold_against_sql
from app.domain.timelines.scrubbing import some_accounts
from app.entrypoints.worker.support import system_unit
from app.resources.container import current
from feeds.errors import TimelinesUnavailable

AGAIN_SECONDS = 15
"""A message of the sweep that waited longer is dropped: a later sweep has sent another."""
SCRUBBED_AT_ONCE = 100
REVIVE_SECONDS = 4.0
_log = structlog.get_logger("vitrine.fanout")


@shared_task(name="fanout.deliver_post")
def deliver_post(post_id: str) -> None:
    """Carry a post to its followers' timelines."""
    resources = current()
    try:
        delivered = carry_post(
            system_unit, resources.timelines, int(post_id), shard_count=resources.settings.timeline_shards
        )
    except TimelinesUnavailable:
        # It was put aside and the sweep sends the post again; readers are served from SQL meanwhile.
        _log.warning("timelines away, post waits", post_id=post_id)
        return
    if delivered is not None:
        _log.info("post carried", post_id=post_id, delivered=delivered)


@shared_task(name="timelines.rebuild")
def rebuild(account_id: str) -> None:
    """Build one person's timeline anew."""
    try:
        rebuild_timelines(system_unit, current().timelines, [int(account_id)])
    except TimelinesUnavailable:
        _log.warning("timelines away, rebuild waits for the next visit", account_id=account_id)


@shared_task(name="timelines.forget_reader")
def forget_reader(account_id: str) -> None:
    """Forget the timeline of somebody who deleted their account. What an audience still names is pushed to no more."""
    try:
        current().timelines.drop([int(account_id)])
    except TimelinesUnavailable:
        _log.warning("timelines away, a timeline that nobody reads ends by itself", account_id=account_id)


@shared_task(name="fanout.sweep")
def sweep() -> None:
    """Send posts again whose travel nobody carries: the broker lost the task, or a worker died."""
    with system_unit() as tx:
        waiting = stalled_posts(tx, limit=200)
    if waiting:
        _log.info("posts are carried on", count=len(waiting))
    for post_id in waiting:
        deliver_post.apply_async(args=[str(post_id)], expires=AGAIN_SECONDS)


@shared_task(name="timelines.scrub")
def scrub() -> None:
    """Hold some people's timelines against SQL, others each time: damage that nothing reported is found and mended."""
    with system_unit() as tx:
        account_ids = some_accounts(tx, random.random(), SCRUBBED_AT_ONCE)  # noqa: S311 - a sample, not a secret
    try:
        found = hold_against_sql(system_unit, current().timelines, account_ids)
    except TimelinesUnavailable:
        return
    for damage in found:
        _log.warning(
            "damaged timeline dropped", account_id=str(damage.account_id), missing=len(damage.missing)
        )
        rebuild.apply_async(args=[str(damage.account_id)])


@shared_task(name="timelines.revive")
def revive() -> None:
    """Bring back what the timelines server lost, before anybody asks: a visit then finds it warm."""
    try:
        built = revive_timelines(system_unit, current().timelines, budget_seconds=REVIVE_SECONDS)
    except TimelinesUnavailable:
        return
    if built:
        _log.info("timelines brought back", count=built)


@shared_task(name="timelines.forget")
def forget() -> None:
    """Stop bringing back the timelines of people who no longer come."""
    with system_unit() as tx:
        forget_idle(tx)
