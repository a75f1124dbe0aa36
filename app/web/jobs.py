"""Hands a job to the worker from a door. Only for work that may be lost: what must happen goes through the outbox."""

import structlog
from flask import current_app

from app.kernel.transaction import request_id_var

_log = structlog.get_logger("vitrine.jobs")


def nudge(task: str, *ids: int, queue: str) -> None:
    """Ask the worker for something useful soon; a broker that is away costs nothing but the wish."""
    try:
        current_app.extensions["celery"].send_task(
            task,
            args=[str(an_id) for an_id in ids],
            queue=queue,
            headers={"vitrine_request_id": request_id_var.get()},
            retry=False,
        )
    except Exception:  # whatever the transport raises: the answer to the person must not depend on it
        _log.warning("nudge not sent", task=task, exc_info=True)
