"""The resources of one process, built once by the factory and found by the doors through `current()`."""

from dataclasses import dataclass
from typing import Any

import redis
from flask import current_app
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import Engine

from app.kernel.db import make_engine
from app.kernel.touched import OPTION
from app.resources.kept import Kept
from app.resources.pusher import Pusher
from config import Settings
from feeds.changes import ChangeLog
from feeds.contract import Timelines
from feeds.servers import Cluster
from feeds.timelines import RedisTimelines
from feeds.types import MAX_READERS_A_PUSH, TimelineOptions
from media.contract import Storage
from media.storage import S3Storage, make_client
from media.uploads import UploadDesk

EXTENSION = "vitrine"
_PATIENCE: dict[str, Any] = {
    "socket_connect_timeout": 0.25,
    "socket_timeout": 1.0,
    "health_check_interval": 15,
}


@dataclass(frozen=True, slots=True)
class Resources:
    """What outlives a request. Everything here is safe to share between threads and greenlets."""

    settings: Settings
    engine: Engine
    timelines: Timelines
    cache: redis.Redis
    storage: Storage
    uploads: UploadDesk
    pusher: Pusher
    kept: Kept


def build_resources(settings: Settings, *, statement_timeout_ms: int = 5_000) -> Resources:
    """Pools and clients for these settings; connects to nothing yet."""
    cache = _make_client(settings.cache_url)
    client = make_client(
        settings.s3_endpoint,
        settings.s3_access_key,
        settings.s3_secret_key,
        connect_timeout_seconds=0.5,
        read_timeout_seconds=2.0,  # with one attempt, a store that hangs is named within three seconds
        attempts=1,
    )
    kept = Kept(ChangeLog(cache))
    engine = make_engine(settings.database_url, statement_timeout_ms=statement_timeout_ms)
    storage = S3Storage(client, settings.s3_bucket)
    return Resources(
        settings=settings,
        engine=engine.execution_options(**{OPTION: kept.tell}),
        timelines=_make_timelines(settings, cache),
        cache=cache,
        storage=storage,
        uploads=UploadDesk(storage, client, settings.s3_bucket, f"{settings.media_url}/upload"),
        pusher=Pusher(settings.cache_url),
        kept=kept,
    )


def _make_timelines(settings: Settings, cache: redis.Redis) -> Timelines:
    """Timelines on the cache server where they share it, on a server of their own, or on a cluster."""
    # A carrier has two steps under way in a shard: readers wait for both together no longer than for one full step.
    options = TimelineOptions(shard_count=settings.timeline_shards, readers_a_push=MAX_READERS_A_PUSH // 2)
    address = settings.timelines_cluster
    if address is not None:
        cluster = Cluster(
            address.nodes,
            username=address.user,
            password=address.password,
            ssl=address.tls,
            max_connections=64,
            **_PATIENCE,
        )
        return RedisTimelines(cluster, options)
    if settings.timelines_url == settings.cache_url:
        return RedisTimelines(cache, options)
    return RedisTimelines(_make_client(settings.timelines_url), options)


def _make_client(url: str) -> redis.Redis:
    # The library's own retries would hold a page for seconds before SQL answers it.
    return redis.Redis.from_url(url, max_connections=64, retry=Retry(NoBackoff(), 1), **_PATIENCE)


def current() -> Resources:
    """The running application's resources."""
    resources: Resources = current_app.extensions[EXTENSION]
    return resources
