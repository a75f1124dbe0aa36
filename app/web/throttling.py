"""Rate limits: by person or address, counted in the cache server, in process while it is away."""

import ipaddress
import math
import time

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded

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
limiter = Limiter(key_func=who, headers_enabled=True, in_memory_fallback_enabled=True, swallow_errors=False)


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
