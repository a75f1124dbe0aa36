"""A cluster is found again at the next start: its nodes and their slots, and none of what they held."""

from pathlib import Path

import pytest
import redis

from app.embedded.backends import Backends
from tests.contracts.valkey_cluster import RunningCluster, running_cluster


def slots_by_node(running: RunningCluster) -> dict[str, list[list[str]]]:
    with redis.Redis.from_url(running.valkeys.nodes[0].url) as client:
        nodes = client.execute_command("CLUSTER NODES")
    return {node["node_id"]: node["slots"] for node in nodes.values()}


def test_the_next_start_finds_the_same_nodes_and_no_data(tmp_path: Path) -> None:
    with running_cluster(tmp_path) as running:
        before = slots_by_node(running)
        running.client.client().set("kept", "no")
    assert sorted(before.values()) == [[["0", "5461"]], [["10924", "16383"]], [["5462", "10923"]]]
    with running_cluster(tmp_path) as running:
        assert slots_by_node(running) == before
        assert running.client.stats().keys == 0


@pytest.mark.parametrize(("asked", "then"), [(None, False), (True, True), (False, False)])
def test_a_folder_remembers_whether_it_is_clustered(tmp_path: Path, asked: bool | None, then: bool) -> None:
    if asked is False:
        Backends(tmp_path, cluster=True)._is_clustered()
    Backends(tmp_path, cluster=asked)._is_clustered()
    assert Backends(tmp_path)._is_clustered() is then
