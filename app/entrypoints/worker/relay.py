"""The relay: claims outbox rows and hands them to the worker. Several may run; none takes another's rows.

Woken by LISTEN/NOTIFY, and looks every second anyway. Never "id > last": a late commit would be skipped.
"""

import signal
import threading
import time
from types import FrameType

import psycopg
import structlog
from celery import Celery
from kombu.exceptions import OperationalError as BrokerError
from sqlalchemy.exc import DataError, IntegrityError

from app.entrypoints.worker.subscriptions import DURABLE, SUBSCRIPTIONS
from app.entrypoints.worker.support import system_unit
from app.kernel.errors import Unavailable
from app.kernel.outbox import CHANNEL, Recorded, claim, mark_dispatched, prune
from app.kernel.transaction import REQUEST_ID_HEADER, Transaction
from app.resources.container import current

BATCH = 200
POLL_SECONDS = 1.0
PRUNE_EVERY_SECONDS = 600.0
KEEP_SECONDS = 7 * 24 * 3600
_log = structlog.get_logger("vitrine.relay")


def relay_once(celery: Celery) -> int:
    """Claim one batch and hand it on. Answers how many rows that was.

    Tasks leave before the mark commits: a crash in between repeats them, and every task is harmless to repeat.
    """
    with system_unit() as tx:
        rows = claim(tx, BATCH)
        for row in rows:
            _relay_row(tx, celery, row)
        if rows:
            mark_dispatched(tx, [row.id for row in rows])
    return len(rows)


def _relay_row(tx: Transaction, celery: Celery, row: Recorded) -> None:
    """Note what must not be lost, then hand the row on. A row that cannot be read is set aside, not in the way."""
    try:
        with tx.session.begin_nested():
            keep = DURABLE.get(row.name)
            if keep is not None:
                keep(tx, row.payload)
            _hand_on(celery, row)
    except (KeyError, ValueError, DataError, IntegrityError):
        _log.error("event set aside", event_id=row.id, event_name=row.name, exc_info=True)


def _hand_on(celery: Celery, row: Recorded) -> None:
    for then in SUBSCRIPTIONS.get(row.name, ()):
        celery.send_task(
            then.task,
            args=[str(row.payload[field]) for field in then.fields],
            queue=then.queue,
            headers={REQUEST_ID_HEADER: row.request_id},
            retry=False,
        )


class Relay:
    """The relay process: runs until told to stop."""

    def __init__(self, celery: Celery) -> None:
        self._celery = celery
        self._stop = threading.Event()

    def run(self) -> None:
        """Hand events on until SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        pruned = 0.0
        while not self._stop.is_set():
            try:
                with self._listen() as listener:
                    _log.info("relay listens")
                    while not self._stop.is_set():
                        self._drain()
                        if time.monotonic() - pruned > PRUNE_EVERY_SECONDS:
                            pruned = time.monotonic()
                            self._prune()
                        for _ in listener.notifies(timeout=POLL_SECONDS, stop_after=1):
                            pass
            except (psycopg.Error, Unavailable, OSError, BrokerError) as error:
                _log.warning("relay lost its database or broker, tries again", error=str(error))
                self._stop.wait(1.0)
            except Exception:
                _log.error("relay stumbled, tries again", exc_info=True)
                self._stop.wait(1.0)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()

    def _listen(self) -> psycopg.Connection:
        address = current().engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(address, autocommit=True, connect_timeout=3)
        connection.execute(f"LISTEN {CHANNEL}")
        return connection

    def _drain(self) -> None:
        while not self._stop.is_set() and relay_once(self._celery) == BATCH:
            pass

    def _prune(self) -> None:
        try:
            with system_unit() as tx:
                prune(tx, KEEP_SECONDS)
        except Exception:  # housekeeping may fail; events must not wait for it
            _log.warning("old events stay a little longer", exc_info=True)
