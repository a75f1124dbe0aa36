"""From the publish call to the last follower's timeline, through the outbox, the relay, Celery and the engine."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text

import config
from app.domain.assets.models import Asset
from app.domain.brands.models import Brand
from app.domain.posts.actions import ImageDraft, PostDraft, publish_post
from app.embedded.backends import Backends
from app.embedded.throwaway import throwaway_data_dir
from app.entrypoints.cli.product import background_specs
from app.factory import create_app
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import EXTENSION, Resources
from bench.engines import KEEP, write_timelines
from feeds.types import Miss

WARM_UP_POSTS = 3
ROWS_AT_ONCE = 50_000
LOOK_SECONDS = 0.02
CLOCK_TICKS = 100


@dataclass(frozen=True)
class Copy:
    """A running copy without web processes: database, both Valkeys, relay, workers, beat."""

    backends: Backends
    resources: Resources

    @property
    def engine(self) -> Engine:
        return self.resources.engine


@contextmanager
def running_copy() -> Iterator[Copy]:
    """Start one, with a timelines server that evicts nothing."""
    with throwaway_data_dir() as data_dir:
        backends = Backends(data_dir, settings={"VITRINE_ENV": "development", "VITRINE_LOG_LEVEL": "WARNING"})
        backends.start()
        try:
            settings = backends.environment()
            app = create_app(config.load(settings))
            outcome = app.test_cli_runner().invoke(args=["migrate"])
            if outcome.exit_code != 0:
                raise RuntimeError(outcome.output)
            resources: Resources = app.extensions[EXTENSION]
            resources.cache.config_set("maxmemory", 0)
            specs = background_specs({**settings, "VITRINE_LOG_LEVEL": "INFO"}, backends.folder.path, 1)
            backends.supervisor.start(specs, lambda: None)
            yield Copy(backends, resources)
            resources.engine.dispose()
        finally:
            backends.stop()


@dataclass(frozen=True)
class Crowd:
    """A brand with followers, all of whom have full timelines."""

    brand_id: int
    asset_id: int
    account_ids: range


ADD_ACCOUNTS = text(
    "INSERT INTO accounts (id, email, handle, display_name, active, is_moderator, locale, market, follow_epoch,"
    " created_at, fs_uniquifier)"
    " SELECT n, 'a' || n || '@crowd.example', 'a' || n, 'Ana', true, false, 'fr', 'FR', 1, now(), 'a' || n"
    " FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n"
)
_FOLLOWS = text(
    "INSERT INTO follows (account_id, brand_id, created_at)"
    " SELECT n, :brand_id, now() FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n"
)


def make_crowd(
    copy: Copy, followers: int, progress: Callable[[int, int], None], entries: int = KEEP
) -> Crowd:
    """Insert a brand and its followers, and fill their timelines, as after a long while of single posts."""
    brand_id, first = new_id(), new_id()
    crowd = Crowd(brand_id, new_id(), range(first, first + followers))
    with transaction(copy.engine, Scope.system()) as tx:
        brand = Brand(id=brand_id, slug=f"crowd-{brand_id}", name="Crowd", country="FR", status="approved")
        tx.session.add(brand)
        tx.session.flush()
        picture = Asset(id=crowd.asset_id, brand_id=brand_id, status="ready", content_type="image/jpeg")
        tx.session.add(picture)
    for at in range(0, followers, ROWS_AT_ONCE):
        part = crowd.account_ids[at : at + ROWS_AT_ONCE]
        with transaction(copy.engine, Scope.system()) as tx:
            tx.session.execute(text("SET LOCAL statement_timeout = 0"))
            values = {"first": part[0], "last": part[-1], "brand_id": brand_id}
            tx.session.execute(ADD_ACCOUNTS, values)
            tx.session.execute(_FOLLOWS, values)

    def filled(done: int) -> None:
        if done % ROWS_AT_ONCE == 0:
            progress(done, followers)

    write_timelines(copy.resources.cache, crowd.account_ids, new_id() - 10_000, entries, progress=filled)
    return crowd


@dataclass(frozen=True)
class Travel:
    """One post's road. Units: seconds from the publish call to the last timeline; seconds of CPU spent meanwhile."""

    wall_s: float
    cpu_s: float
    delivered: int


def publish(copy: Copy, crowd: Crowd) -> int:
    """One story, as the console publishes it. Answers its id."""
    draft = PostDraft("story", {"fr": "Une histoire"}, (ImageDraft(crowd.asset_id),))
    with transaction(copy.engine, Scope.brand(None, crowd.brand_id)) as tx:
        return publish_post(tx, crowd.brand_id, None, draft)


_DONE = text(
    "SELECT count(*), coalesce(sum(delivered_count), 0), extract(epoch FROM max(done_at))::float8"
    " FROM fanouts WHERE post_id >= :first AND done_at IS NOT NULL"
)


def travel(copy: Copy, crowd: Crowd, posts: int = 1, timeout_seconds: float = 120.0) -> Travel:
    """Publish some posts one after the other, and wait until the last of them has reached the last timeline.

    The database says when that was, on this machine's clock: looking for it all the time would take the processors'.
    """
    spent, started = cpu_seconds(copy), time.time()
    first = publish(copy, crowd)
    for _ in range(posts - 1):
        publish(copy, crowd)
    while True:
        with transaction(copy.engine, Scope.system()) as tx:
            done, delivered, ended = tx.session.execute(_DONE, {"first": first}).one()
        if done == posts:
            return Travel(ended - started, cpu_seconds(copy) - spent, int(delivered))
        if time.time() - started > timeout_seconds:
            raise RuntimeError(
                f"{posts - done} of {posts} posts did not arrive within {timeout_seconds:.0f} s"
            )
        time.sleep(LOOK_SECONDS)


def cpu_seconds(copy: Copy) -> float:
    """What worker, relay, Valkeys and PostgreSQL have spent so far, with all their children."""
    ticks = 0
    for pid in family(
        {int(one["pid"]) for one in copy.backends.supervisor.snapshot().values() if one["pid"]}
    ):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(field) for field in fields[11:15])  # its own, and that of children it has seen end
    return ticks / CLOCK_TICKS


def family(roots: set[int]) -> set[int]:
    """These processes and all that descend from them."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def bench_end_to_end(followers: int, say: Callable[[str], None]) -> dict[str, object]:
    """Latency of single posts on an idle copy, throughput and CPU of posts one after the other."""
    with running_copy() as copy:
        say(f"end to end: making {followers:,} followers with full timelines")
        crowd = make_crowd(copy, followers, lambda done, total: say(f"  {done:,} of {total:,}"))
        for _ in range(WARM_UP_POSTS):
            travel(copy, crowd)
        many = max(3, min(20, 400_000 // followers))
        say(f"end to end: {many} posts, each waited for")
        found = []
        for _ in range(many):
            time.sleep(0.3)
            found.append(travel(copy, crowd))
        missing = _missing(copy, crowd)
    delivered = sum(one.delivered for one in found)
    return {
        "end_to_end_followers": followers,
        "end_to_end_ms": round(statistics.median(one.wall_s for one in found) * 1e3, 1),
        "end_to_end_ms_worst": round(max(one.wall_s for one in found) * 1e3, 1),
        "end_to_end_per_s": round(delivered / sum(one.wall_s for one in found)),
        "end_to_end_cpu_us": round(sum(one.cpu_s for one in found) / delivered * 1e6, 2),
        "end_to_end_missing": missing,
    }


def _missing(copy: Copy, crowd: Crowd) -> int:
    """Followers whose newest entry is not the newest post."""
    with transaction(copy.engine, Scope.system()) as tx:
        newest = tx.session.execute(
            text("SELECT max(id) FROM posts WHERE brand_id = :id"), {"id": crowd.brand_id}
        ).scalar_one()
    missing = 0
    for account_id in crowd.account_ids:
        page = copy.resources.timelines.page(account_id, 1, None, 1)
        missing += isinstance(page, Miss) or page.ids[:1] != (newest,)
    return missing
