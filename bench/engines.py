"""Ways to append a post to many timelines on one server: Vitrine's, the ceiling, and replays of what others send.

The replays send the commands that each project's fan-out sends for an ordinary post, read from its source, pipelined
also where the project waits for each answer. They come in two kinds. `client`: through redis-py, as Vitrine's engine is
measured and as a Python project would send them. `packed`: as bytes made beforehand, so that nothing but the server is
left; the ceiling is measured so, and it is more than any project can reach.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import redis

from bench.wire import Wire, pack
from feeds.keys import pack_epoch, pack_ids, timeline_key
from feeds.timelines import RedisTimelines
from feeds.types import TimelineOptions

DEPTH = 1_000
KEEP = 800
SOURCE = 1
TOGETHER = 8
LOW = bytes(8)
FIRST_ID = 1 << 61
"""Ids as the product makes them: 63 bits, time-ordered."""

Run = Callable[[], None]
Commands = Callable[[int, int], list[tuple[bytes, ...]]]
"""What one reader's delivery of one post sends. Shapes: (reader, post id) to commands."""


Prepare = Callable[[redis.Redis, int, Sequence[int]], Run]


@dataclass(frozen=True)
class Way:
    """One way: `fill` makes full timelines and answers how many entries that is; `prepare` readies a run of some posts, which is then timed."""

    key: str
    name: str
    fill: Callable[[redis.Redis, int], int]
    prepare: Prepare


def ids_before(first: int, count: int) -> list[int]:
    """Ids of earlier posts, ascending."""
    return list(range(first - count, first))


# ---- Vitrine


def fill_vitrine(client: redis.Redis, followers: int, together: int = 1) -> int:
    """Full lists, as after a long while of posts that came `together`, and a standing audience."""
    store = RedisTimelines(client)
    least = KEEP if together == 1 else 1_160  # as was counted after ten thousand posts, by eights
    entries = write_timelines(client, range(1, followers + 1), FIRST_ID, least, together)
    store.begin_audience(SOURCE, "fill")
    for at in range(1, followers + 1, 10_000):
        store.fill_audience(SOURCE, "fill", range(at, min(at + 10_000, followers + 1)))
    store.finish_audience(SOURCE, "fill")
    return entries


def write_timelines(
    client: redis.Redis,
    viewer_ids: Sequence[int],
    before_id: int,
    least: int,
    together: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Complete timelines of one shard, at epoch 1. Answers their entries.

    Full to different degrees: from the first post on some are due for a trim, as many as ever after.
    """
    spread = TimelineOptions().slack + 1
    ids = ids_before(before_id, least + spread // together * together)
    arrivals = [pack_ids(ids[at : at + together]) for at in range(0, len(ids), together)]
    heads = (b"C" + pack_epoch(1), LOW)
    variants = [(*heads, *arrivals[(spread - n) // together :]) for n in range(spread)]
    # What follows the key is the same for many: packing it each time would take longer than the server does.
    tails = [(len(words), pack([words]).partition(b"\r\n")[2]) for words in variants]
    wire, entries = Wire(client), 0
    for at in range(0, len(viewer_ids), 200):
        commands = []
        for place, viewer_id in enumerate(viewer_ids[at : at + 200], start=at):
            words, tail = tails[place % spread]
            key = timeline_key(viewer_id, 1)
            commands.append(b"*%d\r\n$5\r\nRPUSH\r\n$%d\r\n%b\r\n%b" % (words + 2, len(key), key, tail))
            entries += (words - 2) * together
        wire.run(b"".join(commands), len(commands))
        progress(at + len(commands))
    wire.close()
    return entries


def fill_combined(client: redis.Redis, followers: int) -> int:
    """Lists of posts that came eight together."""
    return fill_vitrine(client, followers, TOGETHER)


def prepare_vitrine(client: redis.Redis, _followers: int, post_ids: Sequence[int]) -> Run:
    """One post after the other."""
    store = RedisTimelines(client)

    def run() -> None:
        for post_id in post_ids:
            push_all(store, [post_id])

    return run


def prepare_combined(client: redis.Redis, _followers: int, post_ids: Sequence[int]) -> Run:
    """Eight posts in one pass."""
    store = RedisTimelines(client)

    def run() -> None:
        for at in range(0, len(post_ids), TOGETHER):
            push_all(store, post_ids[at : at + TOGETHER])

    return run


def push_all(store: RedisTimelines, post_ids: Sequence[int]) -> None:
    """Push to the last reader."""
    while True:
        pushed = store.push(SOURCE, 0, post_ids)
        if pushed is None:
            raise RuntimeError("the audience is gone")
        if pushed.done:
            return


# ---- the ceiling: one list append a reader, never trimmed


def fill_lists(client: redis.Redis, followers: int) -> int:
    """Full lists of 8-byte ids."""
    ids = [pack_ids((post_id,)) for post_id in ids_before(FIRST_ID, KEEP)]
    return _fill(client, followers, lambda reader: (b"RPUSH", b"c:%d" % reader, *ids))


def send_ceiling(reader: int, post_id: int) -> list[tuple[bytes, ...]]:
    """RPUSH and nothing else."""
    return [(b"RPUSH", b"c:%d" % reader, pack_ids((post_id,)))]


# ---- Mastodon: FeedManager#push_to_home, add_to_feed and trim


def fill_mastodon(client: redis.Redis, followers: int) -> int:
    """Full sorted sets; score and member are the id."""
    pairs = [word for n in range(KEEP) for word in (b"%d" % (10**17 + n), b"%d" % (10**17 + n))]
    return _fill(client, followers, lambda reader: (b"ZADD", b"feed:home:%d" % reader, *pairs))


def send_mastodon(reader: int, post_id: int) -> list[tuple[bytes, ...]]:
    """Six commands a follower; there each waits for its answer."""
    feed, reblogs = b"feed:home:%d" % reader, b"feed:home:%d:reblogs" % reader
    # Their ids lie near 10^17, below what a score can hold exactly.
    post = b"%d" % (10**17 + 10**6 + post_id - FIRST_ID)
    return [
        (b"EXISTS", b"subscribed:timeline:%d" % reader),
        (b"ZSCORE", reblogs, post),
        (b"ZADD", feed, post, post),
        (b"ZREMRANGEBYRANK", feed, b"0", b"-801"),
        (b"ZREVRANGE", feed, b"40", b"40", b"WITHSCORES"),
        (b"ZRANGEBYSCORE", reblogs, b"0", post),
    ]


# ---- BookWyrm: RedisStore.add_object_to_stores


def fill_bookwyrm(client: redis.Redis, followers: int) -> int:
    """Full sorted sets, scored by time."""
    pairs = [word for n in range(KEEP) for word in (b"%d.5" % (1_700_000_000 + n), b"%d" % (10**6 + n))]
    return _fill(client, followers, lambda reader: (b"ZADD", b"%d-home" % reader, *pairs))


def send_bookwyrm(reader: int, post_id: int) -> list[tuple[bytes, ...]]:
    """Add and trim, pipelined as there."""
    store, number = b"%d-home" % reader, post_id - FIRST_ID
    return [
        (b"ZADD", store, b"%d.5" % (1_700_100_000 + number), b"%d" % (10**7 + number)),
        (b"ZREMRANGEBYRANK", store, b"0", b"-801"),
    ]


# ---- Misskey: FanoutTimelineService.push


def fill_misskey(client: redis.Redis, followers: int) -> int:
    """Full lists of ids as text."""
    ids = [b"a%015d" % n for n in range(KEEP)]
    return _fill(client, followers, lambda reader: (b"LPUSH", b"list:homeTimeline:%016d" % reader, *ids))


_chance = random.Random(8)


def send_misskey(reader: int, post_id: int) -> list[tuple[bytes, ...]]:
    """LPUSH, and LTRIM one time in ten, pipelined as there."""
    feed = b"list:homeTimeline:%016d" % reader
    push: list[tuple[bytes, ...]] = [(b"LPUSH", feed, b"b%015d" % (post_id - FIRST_ID))]
    return [*push, (b"LTRIM", feed, b"0", b"799")] if _chance.random() < 0.1 else push


def _fill(client: redis.Redis, followers: int, command: Callable[[int], Sequence[bytes]]) -> int:
    wire = Wire(client)
    for at in range(1, followers + 1, 100):
        readers = range(at, min(at + 100, followers + 1))
        wire.run(pack([command(reader) for reader in readers]), len(readers))
    wire.close()
    return followers * KEEP


def packed(commands: Commands) -> Prepare:
    """Nothing but the server: everything is bytes before the clock starts."""

    def prepare(client: redis.Redis, followers: int, post_ids: Sequence[int]) -> Run:
        batches = [(pack(batch), len(batch)) for batch in _batches(commands, followers, post_ids)]
        wire = Wire(client)

        def run() -> None:
            for sent, replies in batches:
                wire.run(sent, replies)
            wire.close()

        return run

    return prepare


def through_client(commands: Commands) -> Prepare:
    """As a Python project sends it: redis-py's pipeline, a thousand commands deep."""

    def prepare(client: redis.Redis, followers: int, post_ids: Sequence[int]) -> Run:
        def run() -> None:
            for batch in _batches(commands, followers, post_ids):
                pipeline = client.pipeline(transaction=False)
                for command in batch:
                    pipeline.execute_command(*command)
                pipeline.execute()

        return run

    return prepare


def _batches(
    commands: Commands, followers: int, post_ids: Sequence[int]
) -> Iterator[list[tuple[bytes, ...]]]:
    waiting: list[tuple[bytes, ...]] = []
    for post_id in post_ids:
        for reader in range(1, followers + 1):
            waiting += commands(reader, post_id)
            if len(waiting) >= DEPTH:
                yield waiting
                waiting = []
    if waiting:
        yield waiting


CEILING = Way("ceiling", "raw RPUSH, no trim, packed", fill_lists, packed(send_ceiling))
VITRINE = Way("engine", "Vitrine's engine", fill_vitrine, prepare_vitrine)
COMBINED = Way("combined8", "Vitrine's engine, 8 posts in a pass", fill_combined, prepare_combined)
OTHERS = (
    Way("misskey", "Misskey's commands", fill_misskey, through_client(send_misskey)),
    Way("bookwyrm", "BookWyrm's commands", fill_bookwyrm, through_client(send_bookwyrm)),
    Way("mastodon_pipelined", "Mastodon's commands", fill_mastodon, through_client(send_mastodon)),
    Way("misskey_packed", "Misskey's commands, packed", fill_misskey, packed(send_misskey)),
    Way("bookwyrm_packed", "BookWyrm's commands, packed", fill_bookwyrm, packed(send_bookwyrm)),
    Way("mastodon_packed", "Mastodon's commands, packed", fill_mastodon, packed(send_mastodon)),
)
