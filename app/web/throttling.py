"""Rate limits: by person or address, counted in the cache server, in process while it is away."""

import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, RateLimiter

from app.kernel.errors import AppError, Kind
from app.web.viewer import current_person


class TooManyRequests(AppError):
    """A limit was reached."""

    kind = Kind.LIMITED
    slug = "too-many-requests"
    message = "That was a lot at once. Please wait a moment and try again."


def who() -> str:
    """Whom a limit counts: the account, or the address."""
    person = current_person()
    return f"account:{person.account_id}" if person else f"ip:{network_of(request.remote_addr or '')}"


def network_of(address: str) -> str:
    """The address; of IPv6 the /64, which is what one household holds."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


KEY_PREFIX = "limits"
MAX_BLOCKS = 50_000
_View = TypeVar("_View", bound=Callable[..., Any])
_in_process = FixedWindowRateLimiter(MemoryStorage())
limiter = Limiter(key_func=who, headers_enabled=True, in_memory_fallback_enabled=True, swallow_errors=False)


BLOCK = 20
_blocks: dict[tuple[str, str], "_Block"] = {}


@dataclass(slots=True)
class _Block:
    """Requests that were counted ahead, and what the answer's headers say. Units: `ends_at` in Unix seconds."""

    left: int
    remaining: int
    ends_at: float


def counted_in_blocks(limit: str, scope: str) -> Callable[[_View], _View]:
    """Like the limiter's shared limit, and the same count, which is raised by twenty at a time: one question in twenty.

    Never lets more through than the limit; a process may let nineteen of a minute's requests lie unused.
    """
    item = parse(limit)

    def wrap(view: _View) -> _View:
        @wraps(view)
        def counted(*args: Any, **values: Any) -> Any:
            block = _take(item, scope)
            response = view(*args, **values)
            response.headers["X-RateLimit-Limit"] = str(item.amount)
            response.headers["X-RateLimit-Remaining"] = str(block.remaining + block.left)
            response.headers["X-RateLimit-Reset"] = str(int(block.ends_at))
            return response

        return limiter.exempt(counted)  # type: ignore[return-value]

    return wrap


def _take(item: RateLimitItem, scope: str) -> _Block:
    """Count one request. Raises: TooManyRequests."""
    key = (who(), scope)
    block = _blocks.get(key)
    now = time.time()
    if block is not None and block.left > 0 and now < block.ends_at:
        block.left -= 1
        return block
    try:
        block = _count(limiter.limiter, item, key, now)
    except TooManyRequests:
        raise
    except Exception:  # the store raises whatever its client raises
        block = _count(_in_process, item, key, now)
    if len(_blocks) > MAX_BLOCKS:
        _blocks.clear()
    _blocks[key] = block
    return block


def _count(strategy: RateLimiter, item: RateLimitItem, key: tuple[str, str], now: float) -> _Block:
    names = (KEY_PREFIX, *key)
    counted = next((cost for cost in (BLOCK, 1) if strategy.hit(item, *names, cost=cost)), 0)
    window = strategy.get_window_stats(item, *names)
    if not counted:
        raise TooManyRequests(retry_after_seconds=max(1, math.ceil(window.reset_time - now)))
    return _Block(counted - 1, window.remaining, window.reset_time)


def init_throttling(app: Flask, storage_url: str) -> None:
    """Attach the limiter; every route has a generous default, log-in routes have their own."""
    app.config["RATELIMIT_STORAGE_URI"] = storage_url
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"socket_connect_timeout": 0.25, "socket_timeout": 0.5}
    app.config["RATELIMIT_HEADERS_ENABLED"] = True
    # The library writes this one on every answer, over what a refusal said itself; Retry-After is the refusals' own.
    app.config["RATELIMIT_HEADER_RETRY_AFTER"] = "X-RateLimit-Reset-After"
    app.config["RATELIMIT_DEFAULT"] = "1200 per minute"
    app.config["RATELIMIT_ENABLED"] = True
    app.config["RATELIMIT_KEY_PREFIX"] = KEY_PREFIX
    limiter.init_app(app)

    def limited(error: RateLimitExceeded) -> object:
        reached = limiter.current_limit
        seconds = reached.reset_at - time.time() if reached else error.limit.limit.get_expiry()
        return app.handle_user_exception(TooManyRequests(retry_after_seconds=max(1, math.ceil(seconds))))

    app.register_error_handler(RateLimitExceeded, limited)  # type: ignore[arg-type]
