"""Hands a job to the worker from a door. Only for work that may be lost: what must happen goes through the outbox."""

import structlog
from flask import Response, after_this_request, current_app

from app.kernel.transaction import REQUEST_ID_HEADER, request_id_var

_log = structlog.get_logger("vitrine.jobs")


def nudge(task: str, *ids: int, queue: str) -> None:
    """Ask the worker for something useful soon, once this request's transaction is over."""

    @after_this_request
    def send(response: Response) -> Response:
        _send(task, ids, queue)
        return response


def _send(task: str, ids: tuple[int, ...], queue: str) -> None:
    try:
        current_app.extensions["celery"].send_task(
            task,
            args=[str(an_id) for an_id in ids],
            queue=queue,
            headers={REQUEST_ID_HEADER: request_id_var.get()},
            retry=False,
        )
    except Exception:  # whatever the transport raises: the answer to the person must not depend on it
        _log.warning("nudge not sent", task=task, exc_info=True)
