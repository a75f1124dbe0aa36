"""The oracle on a real graph: every timeline equals SQL, ids and order, through the real relay and workers."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.domain.accounts.viewer import Viewer
from app.domain.brands.loading import LoadedPerson, loaded_people
from app.domain.posts.actions import ImageDraft, PostDraft, publish_post
from app.domain.timelines.reading import home_page
from app.domain.timelines.rebuilding import rebuild_timelines
from app.entrypoints.cli.seeding.graphs import load_graph, read_graph
from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from app.resources.container import Resources
from feeds.types import TimelinePage
from tests.factories import shop

pytestmark = [pytest.mark.realdata, pytest.mark.timeout(600)]
ROOT = Path(__file__).parents[2]
GRAPH = (
    Path(os.environ.get("VITRINE_REAL_DATA", ROOT / "../shared/data")) / "graphs/snap-wiki-vote/wiki-Vote.txt"
)
AUTHORS, POSTS = 50, 200

Unit = Callable[[], AbstractContextManager[Transaction]]


@pytest.fixture(scope="module")
def background(app: object, environment: dict[str, str]) -> Iterator[None]:
    """The relay and two workers as real processes."""
    env = {**os.environ, **environment, "VITRINE_ENV": "test", "VITRINE_LOG_LEVEL": "WARNING"}
    worker = [
        "celery",
        "-A",
        "wsgi:celery_app",
        "worker",
        "-P",
        "prefork",
        "-c",
        "2",
        "-Q",
        "fanout,live",
        "-l",
        "WARNING",
    ]
    commands = [["flask", "--app", "wsgi", "relay"], worker]
    started = [
        subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=env, start_new_session=True)
        for command in commands
    ]
    yield
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=30)


# Written out by hand, and not by the code under test.
TRUTH = text(
    "SELECT a.id AS account_id, a.follow_epoch, coalesce(array_agg(p.id ORDER BY p.id DESC)"
    " FILTER (WHERE p.id IS NOT NULL), '{}') AS post_ids"
    " FROM accounts a LEFT JOIN follows f ON f.account_id = a.id"
    " LEFT JOIN brands b ON b.id = f.brand_id AND b.status = 'approved'"
    " LEFT JOIN posts p ON p.brand_id = b.id AND p.hidden_at IS NULL AND p.withdrawn_at IS NULL"
    " WHERE a.id = ANY(:ids) GROUP BY a.id"
)


def compare_all(unit: Unit, resources: Resources, people: dict[str, LoadedPerson], *, warm: bool) -> None:
    """Every person's whole timeline in the store (when warm) and their home page, against SQL."""
    with unit() as tx:
        ids = [person.account_id for person in people.values()]
        truths = tx.session.execute(TRUTH, {"ids": ids}).all()
    assert len(truths) == len(people)
    wrong = []
    for truth in truths:
        with unit() as tx:
            page = home_page(tx, resources.timelines, Viewer(truth.account_id), limit=50)
        if page.post_ids != truth.post_ids[:50] or page.source != ("timeline" if warm else "sql"):
            wrong.append((truth.account_id, page, truth.post_ids))
        if warm:
            stored = resources.timelines.page(truth.account_id, truth.follow_epoch, None, 900)
            if not isinstance(stored, TimelinePage) or list(stored.ids) != truth.post_ids:
                wrong.append((truth.account_id, stored, truth.post_ids))
    assert not wrong, f"{len(wrong)} of {len(people)} differ, first: {wrong[:3]}"


def wait_until_carried(engine: Engine, count: int) -> None:
    deadline = time.monotonic() + 240
    query = text("SELECT count(*) FROM fanouts WHERE done_at IS NOT NULL")
    while time.monotonic() < deadline:
        with transaction(engine, Scope.system()) as tx:
            if (tx.session.execute(query).scalar_one()) >= count:
                return
        time.sleep(0.2)
    pytest.fail("the posts were not carried in time")


def test_every_timeline_equals_sql(
    engine: Engine, resources: Resources, background: None, app: object
) -> None:
    if not GRAPH.is_file():
        pytest.skip(f"real data is not there: {GRAPH}")
    graph = read_graph(GRAPH)
    assert len(graph.people) == 7_115
    assert load_graph(engine, graph) == 103_689
    assert load_graph(engine, graph) == 0  # a repeat changes nothing

    def unit() -> AbstractContextManager[Transaction]:
        return transaction(engine, Scope.system())

    with unit() as tx:
        people = loaded_people(tx, graph.name, graph.people)
        before = tx.session.execute(
            text("SELECT count(*) FROM fanouts WHERE done_at IS NOT NULL")
        ).scalar_one()
    for person in people.values():
        assert rebuild_timelines(unit, resources.timelines, [person.account_id])

    authors = [people[name] for name in graph.followed[:: len(graph.followed) // AUTHORS][:AUTHORS]]
    pictures = {a.brand_id: shop.make_picture(engine, a.brand_id) for a in authors if a.brand_id}
    for number in range(POSTS):
        author = authors[number % AUTHORS]
        assert author.brand_id is not None
        draft = PostDraft("story", {"fr": f"Post {number}"}, (ImageDraft(pictures[author.brand_id]),))
        with transaction(engine, Scope.brand(author.account_id, author.brand_id)) as tx:
            publish_post(tx, author.brand_id, author.account_id, draft)
    wait_until_carried(engine, before + POSTS)
    compare_all(unit, resources, people, warm=True)

    # Every task once more, each post's travel begun again from its first follower: most entries arrive twice.
    for key in resources.cache.scan_iter(match=b"p:{*", count=1_000):
        resources.cache.delete(key)
    with unit() as tx:
        again = tx.session.execute(
            text("UPDATE fanouts SET done_at = NULL, lease_until = NULL RETURNING post_id")
        ).scalars()
        post_ids = [str(post_id) for post_id in again]
    celery = app.extensions["celery"]  # type: ignore[attr-defined]
    for post_id in post_ids * 2:
        celery.send_task("fanout.deliver_post", args=[post_id], queue="fanout")
    wait_until_carried(engine, before + POSTS)
    compare_all(unit, resources, people, warm=True)

    resources.timelines.wipe()
    compare_all(unit, resources, people, warm=False)
    for person in people.values():
        assert rebuild_timelines(unit, resources.timelines, [person.account_id])
    compare_all(unit, resources, people, warm=True)
