"""Time-ordered 63-bit integer ids: 41 bits of milliseconds, 10 of process, 12 of sequence.

They sort by birth, index well, and pack into 8 bytes. JavaScript cannot hold them as numbers: they cross the
border as strings. Uniqueness across processes is likely, not promised; the primary key has the last word.
"""

import itertools
import os
import secrets
import threading
from datetime import UTC, datetime, timedelta

from app.kernel import clock

EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
_PROCESS_BITS, _SEQUENCE_BITS = 10, 12
_SEQUENCE_MASK = (1 << _SEQUENCE_BITS) - 1
_FROZEN_MASK = (1 << (_PROCESS_BITS + _SEQUENCE_BITS)) - 1

_lock = threading.Lock()
_last_ms = -1
_sequence = 0
_process = 0
_pid = -1
# Thousands of ids share a seeded moment: counted from a random start, since drawn ones would soon meet.
_frozen_numbers = itertools.count(secrets.randbelow(_FROZEN_MASK))


def _milliseconds(at: datetime) -> int:
    return int((at - EPOCH) / timedelta(milliseconds=1))


def new_id() -> int:
    """A fresh id, larger than every id this process made before."""
    global _last_ms, _sequence, _process, _pid
    if clock.is_frozen():  # a seeded past: order comes from the frozen moment, not from what came before
        return id_at(clock.utcnow()) | (next(_frozen_numbers) & _FROZEN_MASK)
    with _lock:
        if _pid != os.getpid():  # a forked worker must not repeat its parent's ids
            _pid, _process = os.getpid(), secrets.randbelow(1 << _PROCESS_BITS)
        now_ms = max(_milliseconds(clock.utcnow()), _last_ms)
        if now_ms == _last_ms:
            _sequence = (_sequence + 1) & _SEQUENCE_MASK
            if _sequence == 0:
                now_ms += 1
        else:
            _sequence = 0
        _last_ms = now_ms
        return (now_ms << (_PROCESS_BITS + _SEQUENCE_BITS)) | (_process << _SEQUENCE_BITS) | _sequence


def id_at(at: datetime) -> int:
    """The smallest id that could be born at this moment; for cursors and for seeding a past."""
    return max(_milliseconds(at), 0) << (_PROCESS_BITS + _SEQUENCE_BITS)


def born_at(an_id: int) -> datetime:
    """When an id was made, to the millisecond."""
    return EPOCH + timedelta(milliseconds=an_id >> (_PROCESS_BITS + _SEQUENCE_BITS))


def parse_id(text: str) -> int | None:
    """An id from its decimal text, or None when it is not one."""
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        return None
    value = int(text)
    return value if 0 < value < 1 << 63 else None
