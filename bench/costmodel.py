"""What the measured constants come to at a size that nobody here can run: arithmetic, and nothing measured."""

import math
from dataclasses import dataclass

LIST_BYTES = 160
"""Of a timeline besides its entries: key, header, low mark, the server's own."""


@dataclass(frozen=True)
class Constants:
    """What was measured. Units in the names; CPU is the timelines server's."""

    delivery_cpu_us: float
    read_cpu_us: float
    entry_bytes: float
    reader_bytes: float  # of one reader in one audience
    carrier_delivery_us: float  # wall time a delivery, end to end, of long audiences
    gather_follower_us: float
    rebuild_ms: float  # wall time of one rebuild, a hundred at once
    post_once_ms: float  # of every post, however few follow the brand
    step_us: float  # of one step in one shard, besides its readers
    tail_cpu_us: float  # of one more pulled brand in a page; the next is the reader's wall time for it
    tail_reader_us: float


@dataclass(frozen=True)
class World:
    """What is supposed. `warm_share`: of the shoppers, those who came within the 30 days that a timeline is kept."""

    shoppers: int = 100_000_000
    warm_share: float = 0.2
    follows: int = 50
    brands: int = 200_000
    posts_a_brand_a_day: float = 2.0
    pages_a_warm_shopper_a_day: float = 20.0
    peak: float = 8.0  # against the day's mean
    entries: int = 900  # in a full timeline
    core_use: float = 0.5  # of a node's core, at the peak
    node_gb: float = 24.0  # of timelines on a node
    shards: int = 128
    rebuilds_a_warm_shopper_a_day: float = 0.5  # each follow is one


def on_paper(constants: Constants, world: World) -> dict[str, float]:
    """Memory, shards and rates for such a world."""
    warm = world.shoppers * world.warm_share
    lists = warm * (world.entries * constants.entry_bytes + LIST_BYTES)
    audiences = warm * world.follows * constants.reader_bytes
    posts_a_day = world.brands * world.posts_a_brand_a_day
    posts = posts_a_day / 86_400 * world.peak
    deliveries = posts_a_day * warm * world.follows / world.brands / 86_400 * world.peak
    pages = warm * world.pages_a_warm_shopper_a_day / 86_400 * world.peak
    cores = (deliveries * constants.delivery_cpu_us + pages * constants.read_cpu_us) / 1e6
    by_memory = (lists + audiences) / (world.node_gb * 1e9)
    by_cpu = cores / world.core_use
    each_post_s = constants.post_once_ms / 1e3 + world.shards * constants.step_us / 1e6
    rebuilds = warm * world.rebuilds_a_warm_shopper_a_day / 86_400 * world.peak
    largest = warm * 0.1 * constants.delivery_cpu_us / 1e6
    nodes = math.ceil(max(by_memory, by_cpu))
    return {
        "warm_timelines": round(warm),
        "timelines_gb": round(lists / 1e9, 1),
        "audiences_gb": round(audiences / 1e9, 1),
        "deliveries_per_s_peak": round(deliveries),
        "pages_per_s_peak": round(pages),
        "timeline_cores_at_peak": round(cores, 2),
        "nodes_by_memory": round(by_memory, 1),
        "nodes_by_cpu": round(by_cpu, 1),
        "nodes": nodes,
        "posts_per_s_peak": round(posts, 1),
        "carriers_at_peak": round(posts * each_post_s + deliveries * constants.carrier_delivery_us / 1e6, 1),
        "rebuilds_per_s_peak": round(rebuilds),
        "rebuilding_cores_at_peak": round(rebuilds * constants.rebuild_ms / 1e3, 1),
        "minutes_to_rebuild_a_lost_node_on_32_cores": round(
            warm / nodes * constants.rebuild_ms / 1e3 / 32 / 60, 1
        ),
        "posts_a_day_from_which_pull_costs_less": round(
            world.pages_a_warm_shopper_a_day
            * (constants.tail_cpu_us + constants.tail_reader_us)
            / constants.delivery_cpu_us,
            1,
        ),
        "gather_brand_of_a_tenth_s": round(warm * 0.1 * constants.gather_follower_us / 1e6),
        "post_of_brand_of_a_tenth_on_one_carrier_s": round(
            warm * 0.1 * constants.carrier_delivery_us / 1e6, 1
        ),
        "post_of_brand_of_a_tenth_at_best_s": round(largest / nodes, 2),
    }


def fitted_line(points: list[tuple[float, float]]) -> tuple[float, float]:
    """What is paid once, and what each costs, from the least and the most. Shapes: (how many, what it took).

    Not by least squares: what disturbs a large measurement would be larger than all that a small one pays once.
    """
    (few, took), (many, took_most) = min(points), max(points)
    each = (took_most - took) / (many - few) if many > few else 0.0
    return max(0.0, took - each * few), each
