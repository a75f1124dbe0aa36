"""One child process: how it is described, started, and ended together with everything it started.

Does not decide when to start again: that is the supervisor's.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def _always() -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class ProcessSpec:
    """What to run, when it counts as ready, and how it wants to be stopped."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    cwd: Path
    is_ready: Callable[[], bool] = _always
    ready_timeout_seconds: float = 30.0
    stop_signal: signal.Signals = signal.SIGTERM
    stop_timeout_seconds: float = 3.0
    stage: int = 0  # higher stages start later and stop earlier
    run_as: int | None = None
    before_start: Callable[[], None] | None = None


def spawn(spec: ProcessSpec, log_file: Path) -> subprocess.Popen[bytes]:
    """Start the process in a session of its own, its output appended to the log file.

    Call it from the main thread only: Linux delivers the death signal when the thread that started a child ends.
    """
    if spec.before_start is not None:
        spec.before_start()
    death_signal = int(spec.stop_signal)

    def end_with_parent() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)

    identity = {} if spec.run_as is None else {"user": spec.run_as, "group": spec.run_as, "extra_groups": []}
    with log_file.open("ab") as log:
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            spec.argv,
            env=dict(spec.env),
            cwd=spec.cwd,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,
            **identity,
        )


def kill_group(pid: int) -> None:
    """End a process and whatever it left in its process group, at once. Harmless when nothing is left."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def start_ticks(pid: int) -> int | None:
    """Return the moment a process started, in the kernel's ticks; None when there is no such process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else int(fields[19])


def base_environment() -> dict[str, str]:
    """Return what a child needs of the caller's environment: no VITRINE_*, AWS_* or PG* setting leaks in."""
    dropped = ("VITRINE_", "AWS_", "PG", "WEED_", "S3_", "CADDY_", "FLASK_", "CELERY_", "GUNICORN_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return kept | {"PYTHONUNBUFFERED": "1"}
