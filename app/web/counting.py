"""Limits of the reads asked for most: the same counts as all others', raised by twenty at a time.

One question to the cache server in twenty reads, instead of one each.
"""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, RateLimiter

from app.web.throttling import KEY_PREFIX, TooManyRequests, limiter, who

BLOCK = 20
MAX_BLOCKS = 50_000
_View = TypeVar("_View", bound=Callable[..., Any])
_in_process = FixedWindowRateLimiter(MemoryStorage())


@dataclass(slots=True)
class _Block:
    """Requests that were counted ahead, and what the answer's headers say. Units: `ends_at` in Unix seconds."""

    left: int
    remaining: int
    ends_at: float


_blocks: dict[tuple[str, str], _Block] = {}
_refilling = tuple(threading.Lock() for _ in range(64))


def counted_in_blocks(limit: str, scope: str) -> Callable[[_View], _View]:
    """Like the limiter's shared limit, and the same count.

    Never lets more through than the limit; each process may let nineteen of a person's requests a minute lie unused.
    """
    item = parse(limit)

    def wrap(view: _View) -> _View:
        @wraps(view)
        def counted(*args: Any, **values: Any) -> Any:
            block = take_one(item, (who(), scope))
            response = view(*args, **values)
            response.headers["X-RateLimit-Limit"] = str(item.amount)
            response.headers["X-RateLimit-Remaining"] = str(block.remaining + block.left)
            response.headers["X-RateLimit-Reset"] = str(int(block.ends_at))
            return response

        return limiter.exempt(counted)  # type: ignore[return-value]

    return wrap


def take_one(item: RateLimitItem, key: tuple[str, str]) -> _Block:
    """Count one request of somebody in a scope. Raises: TooManyRequests with the seconds to wait."""
    block = _taken(key)
    if block is not None:
        return block
    with _refilling[hash(key) % len(_refilling)]:  # of many at once, one asks and the others find what it got
        return _taken(key) or _refill(item, key)


def _taken(key: tuple[str, str]) -> _Block | None:
    block = _blocks.get(key)
    if block is None or block.left < 1 or time.time() >= block.ends_at:
        return None
    block.left -= 1
    return block


def _refill(item: RateLimitItem, key: tuple[str, str]) -> _Block:
    try:
        block = _count(limiter.limiter, item, key)
    except TooManyRequests:
        raise
    except Exception:  # the store raises whatever its client raises
        block = _count(_in_process, item, key)
    if len(_blocks) > MAX_BLOCKS:
        _blocks.clear()
    _blocks[key] = block
    return block


def _count(strategy: RateLimiter, item: RateLimitItem, key: tuple[str, str]) -> _Block:
    names = (KEY_PREFIX, *key)
    cost = BLOCK if strategy.test(item, *names, cost=BLOCK) else 1  # a hit counts even where it refuses
    allowed = strategy.hit(item, *names, cost=cost)
    window = strategy.get_window_stats(item, *names)
    if not allowed:
        raise TooManyRequests(retry_after_seconds=max(1, math.ceil(window.reset_time - time.time())))
    return _Block(cost - 1, window.remaining, window.reset_time)
