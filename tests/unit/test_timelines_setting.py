"""VITRINE_TIMELINES_URL names one server or a cluster; what else needs a server then has one of its own."""

import pytest

import config
from tests.architecture.conftest import DUMMY

CLUSTER = "redis+cluster://:p%40ss@10.0.0.1:7001,valkey-2.example:7002,[::1]:7003"
CACHE = "redis://127.0.0.1:9/1"


def test_one_server_serves_timelines_and_caches() -> None:
    settings = config.load(DUMMY)
    assert (settings.timelines_cluster, settings.timeline_shards) == (None, 1)
    assert settings.cache_url == settings.timelines_url == DUMMY["VITRINE_TIMELINES_URL"]
    assert config.load({**DUMMY, "VITRINE_CACHE_URL": CACHE}).cache_url == CACHE


def test_a_cluster_is_read_and_spreads_timelines_over_its_nodes() -> None:
    settings = config.load({**DUMMY, "VITRINE_TIMELINES_URL": CLUSTER, "VITRINE_CACHE_URL": CACHE})
    assert settings.timelines_cluster == config.ClusterAddress(
        (("10.0.0.1", 7001), ("valkey-2.example", 7002), ("::1", 7003)), None, "p@ss", tls=False
    )
    assert (settings.cache_url, settings.timeline_shards) == (CACHE, 15)
    assert "p@ss" not in repr(settings)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"VITRINE_TIMELINES_URL": CLUSTER}, "VITRINE_CACHE_URL is not set"),
        ({"VITRINE_TIMELINES_URL": CLUSTER, "VITRINE_CACHE_URL": CLUSTER}, "VITRINE_CACHE_URL must be"),
        ({"VITRINE_TIMELINES_URL": "redis+cluster://a:1,b"}, "names no node as host:port where it says 'b'"),
        ({"VITRINE_TIMELINES_URL": "redis+cluster://a:70000"}, "where it says 'a:70000'"),
        ({"VITRINE_TIMELINES_URL": "redis://[::1:7000"}, "must be an address that starts with redis://"),
        ({"VITRINE_TIMELINES_URL": "redis+sentinel://a:1"}, "must be an address that starts with redis://"),
    ],
)
def test_what_cannot_be_read_is_named(changes: dict[str, str], fault: str) -> None:
    with pytest.raises(config.ConfigError) as refused:
        config.load({**DUMMY, **changes})
    assert any(fault in line for line in refused.value.faults), refused.value.faults
