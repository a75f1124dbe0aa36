"""A server that sorts text by the rules of a language still tells ids apart as numbers."""

import random
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import redis

from app.embedded.ports import PortBook
from app.embedded.supervisor import Supervisor
from app.embedded.valkey import EVICTABLE, Valkey
from feeds.timelines import RedisTimelines
from feeds.types import TimelineOptions, TimelinePage


@pytest.fixture
def french_server(tmp_path: Path) -> Iterator[redis.Redis]:
    try:
        made = subprocess.run(
            ["localedef", "-i", "fr_FR", "-f", "UTF-8", str(tmp_path / "fr_FR.UTF-8")], capture_output=True
        )
    except OSError:
        pytest.skip("no localedef here, so no other locale can be made")
    if not (tmp_path / "fr_FR.UTF-8" / "LC_COLLATE").exists():
        pytest.skip(f"no other locale can be made here: {made.stderr.decode()[-200:]}")
    port = PortBook(tmp_path / "ports.json").choose(["french"])["french"]
    server = Valkey("french", tmp_path / "data", port, "secret", EVICTABLE)
    spec = server.spec()
    spec = replace(spec, env={**spec.env, "LC_ALL": "fr_FR.UTF-8", "LOCPATH": str(tmp_path)})
    supervisor = Supervisor(tmp_path / "logs")
    supervisor.start([spec])
    client = redis.Redis.from_url(server.url)
    try:
        yield client
    finally:
        client.close()
        supervisor.stop()


def test_low_marks_are_right_whatever_the_locale_of_the_server(french_server: redis.Redis) -> None:
    assert french_server.eval("return 'a' < 'B' and 1 or 0", 0) == 1, "the server sorts by bytes after all"
    store = RedisTimelines(french_server, TimelineOptions(keep=8, slack=2))
    chance = random.Random(3)
    ids = [chance.randrange(1, 2**63) for _ in range(200)]
    store.begin_rebuild(1, 0, "a")
    for source_id in (2, 3):
        store.begin_audience(source_id, "a")
        store.join(1, [source_id])
        store.finish_audience(source_id, "a")
    store.push(2, 0, ids[12:16])
    store.finish_rebuild(1, 0, "a", ids[:12], complete=True)
    for end in range(17, 200):
        store.push(3, 0, [ids[end - 1]])
        page = store.page(1, 0, None, 50)
        assert isinstance(page, TimelinePage) and page.below_low is not None
        assert list(page.ids) == sorted((i for i in ids[:end] if i > page.below_low), reverse=True)
