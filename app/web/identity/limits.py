"""Limits on guessing: ten tries in five minutes, for an address and for an account.

A try is counted before it is judged, so that many at once pass no faster; one that was right is given back.
While the counting server is away tries are counted in this process: the limit is never off. Should that fail
too, the request is refused.
"""

import time
from contextlib import suppress
from hashlib import sha256

import structlog
from flask import request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from app.kernel.errors import AppError, Kind
from app.web.throttling import limiter, network_of

_log = structlog.get_logger("vitrine.identity")
TRIES = parse("10 per 5 minutes")
_in_process = FixedWindowRateLimiter(MemoryStorage())


class TooManyTries(AppError):
    """Somebody guesses, or mistypes a lot."""

    kind = Kind.LIMITED
    slug = "too-many-tries"
    message = "That was tried too often. Wait five minutes, then try again. Your account is untouched."


def count_try(kind: str, account: str | None = None) -> None:
    """Count one try of a kind ("login", "reset", ...) for the address and, when given, for an account.

    Raises: TooManyTries with the seconds to wait.
    """
    for key in _keys(kind, account):
        if not _hit(TRIES, key):
            raise TooManyTries(retry_after_seconds=_seconds_left(TRIES, key))


def give_back(kind: str, account: str | None = None) -> None:
    """The try was right: it does not count against the address, and the account starts anew."""
    address_key, *account_keys = _keys(kind, account)
    _hit(TRIES, address_key, cost=-1)
    for key in account_keys:
        _clear(TRIES, key)


def _keys(kind: str, account: str | None) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [("tries", kind, "ip", network_of(request.remote_addr or ""))]
    if account is not None:
        keys.append(("tries", kind, "account", sha256(account.lower().encode()).hexdigest()[:32]))
    return keys


def _hit(item: RateLimitItem, key: tuple[str, ...], cost: int = 1) -> bool:
    try:
        return bool(limiter.limiter.hit(item, *key, cost=cost))
    except Exception:  # the store raises whatever its client raises
        _log.warning("tries are counted in this process only", exc_info=True)
        return _in_process.hit(item, *key, cost=cost)


def _clear(item: RateLimitItem, key: tuple[str, ...]) -> None:
    _in_process.clear(item, *key)
    with suppress(Exception):  # as above: the count that stays is the stricter one
        limiter.limiter.clear(item, *key)


def _seconds_left(item: RateLimitItem, key: tuple[str, ...]) -> int:
    try:
        reset_at = limiter.limiter.get_window_stats(item, *key).reset_time
    except Exception:  # as above
        reset_at = _in_process.get_window_stats(item, *key).reset_time
    return max(1, min(item.get_expiry(), round(reset_at - time.time())))
