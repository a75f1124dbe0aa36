"""The Celery application: late acknowledgement, ids only, no countdowns. Schedules and truth live in SQL."""

from typing import Any

from celery import Celery, signals
from flask import Flask
from kombu import Queue

from app.kernel.transaction import REQUEST_ID_HEADER, request_id_var
from app.resources.container import EXTENSION

VISIBILITY_TIMEOUT_SECONDS = 120

QUICK_QUEUES = ("live", "fanout")
"""What readers wait for: hints, and posts on their way."""
LONG_QUEUES = ("default", "media")
"""What may take a while: imports and pictures. Another worker takes these, so that they delay no post."""

ROUTES = {
    "live.*": {"queue": "live"},
    "fanout.*": {"queue": "fanout"},
    "timelines.*": {"queue": "fanout"},
    "assets.sweep": {"queue": "live"},
    "assets.*": {"queue": "media"},
    "catalog.sweep_imports": {"queue": "live"},
    "catalog.*": {"queue": "default"},
    "mail.*": {"queue": "live"},
    "idempotency.*": {"queue": "default"},
}
"""Which queue a task waits in. Sweeps are quick and must not wait behind the work they look after."""

TASK_MODULES = (
    "app.entrypoints.worker.accounts",
    "app.entrypoints.worker.assets",
    "app.entrypoints.worker.fanout",
    "app.entrypoints.worker.imports",
    "app.entrypoints.worker.live",
    "app.entrypoints.worker.mails",
)

BEAT = {
    "assets.sweep": {"task": "assets.sweep", "schedule": 10.0, "options": {"expires": 10, "queue": "live"}},
    "catalog.sweep_imports": {
        "task": "catalog.sweep_imports",
        "schedule": 15.0,
        "options": {"expires": 15, "queue": "live"},
    },
    "assets.tidy": {"task": "assets.tidy", "schedule": 600.0, "options": {"expires": 600, "queue": "media"}},
    "mail.send": {"task": "mail.send", "schedule": 10.0, "options": {"expires": 10, "queue": "live"}},
    "fanout.sweep": {"task": "fanout.sweep", "schedule": 5.0, "options": {"expires": 5, "queue": "fanout"}},
    "timelines.scrub": {
        "task": "timelines.scrub",
        "schedule": 30.0,
        "options": {"expires": 30, "queue": "default"},
    },
    "timelines.revive": {
        "task": "timelines.revive",
        "schedule": 5.0,
        "options": {"expires": 5, "queue": "default"},
    },
    "timelines.forget": {
        "task": "timelines.forget",
        "schedule": 86_400.0,
        "options": {"expires": 600, "queue": "default"},
    },
    "idempotency.prune": {
        "task": "idempotency.prune",
        "schedule": 3600.0,
        "options": {"expires": 600, "queue": "default"},
    },
}
"""What happens on a rhythm. Sweeps only: no work lives in the broker alone."""


def make_celery(app: Flask, broker_url: str) -> Celery:
    """A Celery bound to this Flask application: every task runs inside its context."""
    celery = Celery("vitrine", broker=broker_url)
    celery.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        task_default_queue="default",
        task_routes=ROUTES,
        task_queues=[Queue(name) for name in (*QUICK_QUEUES, *LONG_QUEUES)],
        task_create_missing_queues=False,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        worker_enable_remote_control=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={
            "max_retries": 0,  # who sends decides what to do when the broker is away; nobody waits for it
            "visibility_timeout": VISIBILITY_TIMEOUT_SECONDS,
            "unacked_restore_interval": 1,
            "socket_timeout": 10,
            "socket_connect_timeout": 3,
            "health_check_interval": 15,
        },
        timezone="UTC",
        beat_schedule=BEAT,
        imports=TASK_MODULES,
    )

    class ContextTask(celery.Task):  # type: ignore[name-defined,misc]
        """A task inside the application's context, with the request id that caused it."""

        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            headers = self.request.get("headers") or {}
            token = request_id_var.set(str(headers.get(REQUEST_ID_HEADER, "")))
            try:
                with app.app_context():
                    return self.run(*args, **kwargs)
            finally:
                request_id_var.reset(token)

    def fresh_pools(**_: Any) -> None:
        # A forked child must not speak on its parent's database connections. No context is open yet in it.
        app.extensions[EXTENSION].engine.dispose(close=False)

    signals.worker_process_init.connect(fresh_pools, weak=False)  # nothing else holds on to it
    celery.Task = ContextTask
    celery.set_default()
    return celery
