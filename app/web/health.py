"""Health: `/health/live` depends on nothing; `/health/ready` names what is away (degraded is not down).

What is wrong with this process alone, and with no other, makes it unready (503): another can answer in its stead.
"""

from collections.abc import Callable

from flask import Flask, Response, jsonify
from sqlalchemy import text

from app.resources.container import current
from app.web.access import Access, access

_FITNESS = "vitrine.fitness"


def add_fitness(app: Flask, name: str, is_fit: Callable[[], bool]) -> None:
    """Have a part of this process say whether it works."""
    app.extensions.setdefault(_FITNESS, {})[name] = is_fit


def init_health(app: Flask) -> None:
    """Register the two routes."""

    @app.get("/health/live", endpoint="health_live")
    @access(Access.PUBLIC)
    def live() -> Response:
        return jsonify(status="live")

    @app.get("/health/ready", endpoint="health_ready")
    @access(Access.PUBLIC)
    def ready() -> tuple[Response, int]:
        parts = {"database": _database(), "timelines": _timelines(), "storage": _storage()}
        own = {name: is_fit() for name, is_fit in app.extensions.get(_FITNESS, {}).items()}
        words = {name: "up" if up else "away" for name, up in parts.items()}
        words |= {name: "up" if fit else "broken" for name, fit in own.items()}
        if not all(own.values()):
            return jsonify(status="unready", **words), 503
        return jsonify(status="ready" if all(parts.values()) else "degraded", **words), 200


def _database() -> bool:
    try:
        with current().engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception:
        return False
    return True


def _timelines() -> bool:
    try:
        current().timelines.stats()  # asks every node where there are several
        return bool(current().cache.ping())
    except Exception:
        return False


def _storage() -> bool:
    try:
        current().storage.check_available()
    except Exception:
        return False
    return True
