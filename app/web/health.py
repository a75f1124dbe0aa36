"""Health: `/health/live` depends on nothing; `/health/ready` names what is away (degraded is not down)."""

from flask import Flask, Response, jsonify
from sqlalchemy import text

from app.resources.container import current
from app.web.access import Access, access


def init_health(app: Flask) -> None:
    """Register the two routes."""

    @app.get("/health/live", endpoint="health_live")
    @access(Access.PUBLIC)
    def live() -> Response:
        return jsonify(status="live")

    @app.get("/health/ready", endpoint="health_ready")
    @access(Access.PUBLIC)
    def ready() -> Response:
        parts = {"database": _database(), "timelines": _timelines(), "storage": _storage()}
        state = "ready" if all(parts.values()) else "degraded"
        return jsonify(status=state, **{name: "up" if up else "away" for name, up in parts.items()})


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
