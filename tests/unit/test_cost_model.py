"""The cost model of `bench scale`: plain arithmetic over measured constants."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.costmodel import Constants, World, fitted_line, on_paper

CONSTANTS = Constants(
    delivery_cpu_us=2.0,
    read_cpu_us=50.0,
    entry_bytes=10.0,
    reader_bytes=12.0,
    carrier_delivery_us=4.0,
    gather_follower_us=3.0,
    rebuild_ms=5.0,
    post_once_ms=40.0,
    step_us=200.0,
    tail_cpu_us=0.5,
    tail_reader_us=9.5,
)


def test_a_line_through_points_on_a_line_is_that_line() -> None:
    once, each = fitted_line([(10, 2.5), (100, 7.0), (1_000, 52.0)])
    assert (once, each) == (pytest.approx(2.0), pytest.approx(0.05))
    assert fitted_line([(10, 1.0), (1_000, 500.0)])[0] == 0.0  # nothing is paid before it is begun


def test_memory_follows_who_is_warm_and_deliveries_follow_posts_and_follows() -> None:
    world = World(
        shoppers=1_000_000, warm_share=0.1, follows=10, brands=1_000, posts_a_brand_a_day=86.4, peak=1.0
    )
    paper = on_paper(CONSTANTS, world)
    assert paper["warm_timelines"] == 100_000
    assert paper["timelines_gb"] == round(100_000 * (900 * 10 + 160) / 1e9, 1)
    assert paper["deliveries_per_s_peak"] == 1_000  # one post a second to 1,000 warm followers each
    twice = on_paper(CONSTANTS, replace(world, follows=20))
    assert twice["deliveries_per_s_peak"] == 2_000
    assert twice["timelines_gb"] == paper["timelines_gb"]


def test_nodes_are_as_many_as_memory_or_processors_ask_for() -> None:
    by_memory = on_paper(CONSTANTS, World(posts_a_brand_a_day=0.1, pages_a_warm_shopper_a_day=0.1))
    assert by_memory["nodes"] >= by_memory["nodes_by_memory"] > by_memory["nodes_by_cpu"]
    by_cpu = on_paper(CONSTANTS, World(posts_a_brand_a_day=40.0))
    assert by_cpu["nodes"] >= by_cpu["nodes_by_cpu"] > by_cpu["nodes_by_memory"]


def test_pull_pays_once_a_brand_posts_more_often_than_its_readers_come_to_read() -> None:
    paper = on_paper(CONSTANTS, World(pages_a_warm_shopper_a_day=20.0))
    assert paper["posts_a_day_from_which_pull_costs_less"] == 20 * (0.5 + 9.5) / 2.0


@pytest.mark.parametrize("sizes", ["ten", "10", "10000,", "99000000"])
def test_sizes_that_mean_nothing_are_refused_before_anything_starts(sizes: str) -> None:
    outcome = CliRunner().invoke(main, ["scale", "--sizes", sizes])
    assert outcome.exit_code == 2 and "--sizes" in outcome.output
