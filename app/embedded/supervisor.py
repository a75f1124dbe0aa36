"""Keeps a set of processes running: ordered start, restart with back-off, ordered stop.

Owns the children and their log files. Runs in one thread: the caller ticks it. Knows nothing of what the children are.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.embedded.processes import ProcessSpec, kill_group, spawn, start_ticks

FIRST_DELAY_SECONDS, LONGEST_DELAY_SECONDS = 0.2, 10.0
SETTLED_AFTER_SECONDS = 1.0  # before that a restarted process is not said to be back
STEADY_AFTER_SECONDS = 10.0  # a process that lived this long starts again without waiting
LOUD_AFTER_DEATHS = 3
LOG_LIMIT_BYTES = 10_000_000
LOG_GENERATIONS = 3


class StartFailed(Exception):
    """A process did not become ready; the message names it and quotes the end of its log."""

    def __init__(self, name: str, reason: str, log_file: Path) -> None:
        self.name = name
        super().__init__(f"{name} {reason}. Its log is {log_file} and ends with:\n{log_tail(log_file)}")


@dataclass
class Child:
    """One supervised process and what is known about it."""

    spec: ProcessSpec
    log_file: Path
    process: subprocess.Popen[bytes] | None = None
    state: str = "stopped"  # starting, running, waiting (to be started again), stopped
    started_at: float = 0.0
    restart_at: float = 0.0
    deaths_in_a_row: int = 0
    restarts: int = 0

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process is not None and self.process.returncode is None else None


class Supervisor:
    """Starts, watches, restarts and stops processes; says on `say` what happens to them."""

    def __init__(self, log_dir: Path, say: Callable[[str], None] = lambda line: None) -> None:
        self._log_dir = log_dir
        self._say = say
        self._children: dict[str, Child] = {}

    def start(self, specs: Iterable[ProcessSpec], check: Callable[[], None] = lambda: None) -> None:
        """Start these processes together and return when all are ready. Calls `check` while waiting.

        Raises: StartFailed when one ends early or is not ready in time; the others keep running.
        """
        self._log_dir.mkdir(parents=True, exist_ok=True)
        fresh = [self._adopt(spec) for spec in specs]
        for child in fresh:
            self._launch(child)
        for child in fresh:
            self._await_ready(child, check)

    def tick(self) -> None:
        """Do what is due now: notice deaths, start again, notice readiness, rotate logs."""
        now = time.monotonic()
        for child in self._children.values():
            if child.process is not None and child.process.poll() is not None:
                self._bury(child, now)
            if child.state == "waiting" and now >= child.restart_at:
                child.restarts += 1
                self._launch(child)
            elif (
                child.state == "starting"
                and now - child.started_at > SETTLED_AFTER_SECONDS
                and child.spec.is_ready()
            ):
                child.state = "running"
                self._say(f"{child.spec.name} is back")
            elif child.state == "starting" and now - child.started_at > 2 * child.spec.ready_timeout_seconds:
                self._say(f"{child.spec.name} does not become ready; starting it again")
                kill_group(child.process.pid if child.process else 0)
            _rotate(child.log_file)

    def stop(self, names: Iterable[str] | None = None) -> None:
        """Stop the named processes, or all: later stages first, each politely, then by force."""
        chosen = [self._children[name] for name in (list(self._children) if names is None else names)]
        for child in chosen:
            if child.state == "waiting":
                child.state = "stopped"
        for stage in sorted({child.spec.stage for child in chosen}, reverse=True):
            self._stop_stage([child for child in chosen if child.spec.stage == stage])

    def kill(self, name: str) -> None:
        """End one process at once, as a crash would. It stays down until `revive` or a tick starts it."""
        child = self._children[name]
        if child.process is not None:
            kill_group(child.process.pid)
            child.process.wait()

    def revive(self, name: str) -> None:
        """Start a process that is down and wait until it is ready. Raises: StartFailed."""
        child = self._children[name]
        if child.pid is None:
            self._launch(child)
            self._await_ready(child, lambda: None)

    def snapshot(self) -> dict[str, dict[str, Any]]:
        """Return state, pid, restarts and log of every process, by name, ready for JSON."""
        return {
            name: {
                "state": child.state,
                "pid": child.pid,
                "start_ticks": start_ticks(child.pid) if child.pid else None,
                "restarts": child.restarts,
                "log": str(child.log_file),
            }
            for name, child in self._children.items()
        }

    def _adopt(self, spec: ProcessSpec) -> Child:
        child = Child(spec=spec, log_file=self._log_dir / f"{spec.name}.log")
        self._children[spec.name] = child
        return child

    def _launch(self, child: Child) -> None:
        child.process = spawn(child.spec, child.log_file)
        child.state = "starting"
        child.started_at = time.monotonic()

    def _await_ready(self, child: Child, check: Callable[[], None]) -> None:
        deadline = child.started_at + child.spec.ready_timeout_seconds
        pause = 0.02
        while not child.spec.is_ready():
            check()
            self._fail_if_dead(child)
            if time.monotonic() > deadline:
                seconds = child.spec.ready_timeout_seconds
                raise StartFailed(child.spec.name, f"was not ready after {seconds:.0f} s", child.log_file)
            time.sleep(pause)
            pause = min(pause * 1.2, 0.25)
        # A stranger on the same port may have answered while ours could not listen and is already gone.
        self._fail_if_dead(child)
        child.state = "running"

    @staticmethod
    def _fail_if_dead(child: Child) -> None:
        if child.process is not None and child.process.poll() is not None:
            child.state = "stopped"
            raise StartFailed(
                child.spec.name, f"ended early ({_ending(child.process.returncode)})", child.log_file
            )

    def _bury(self, child: Child, now: float) -> None:
        assert child.process is not None
        ending = _ending(child.process.returncode)
        kill_group(child.process.pid)
        child.process = None
        steady = now - child.started_at > STEADY_AFTER_SECONDS
        child.deaths_in_a_row = 1 if steady else child.deaths_in_a_row + 1
        delay = min(FIRST_DELAY_SECONDS * 2 ** (child.deaths_in_a_row - 1), LONGEST_DELAY_SECONDS)
        child.state, child.restart_at = "waiting", now + delay
        hint = f"; see {child.log_file}" if child.deaths_in_a_row >= LOUD_AFTER_DEATHS else ""
        self._say(f"{child.spec.name} died ({ending}); starting it again in {delay:.1f} s{hint}")

    @staticmethod
    def _stop_stage(children: list[Child]) -> None:
        now = time.monotonic()
        alive = [child for child in children if child.process is not None]
        for child in alive:
            child.state = "stopped"
            if child.process is not None and child.process.poll() is None:
                with suppress(ProcessLookupError):
                    os.kill(child.process.pid, child.spec.stop_signal)
        for child in alive:
            assert child.process is not None
            left = now + child.spec.stop_timeout_seconds - time.monotonic()
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(left, 0.0))
            kill_group(child.process.pid)
            child.process.wait()
            child.process = None


def end_leftovers(processes: dict[str, dict[str, Any]], patience_seconds: float = 5.0) -> list[str]:
    """End processes that a supervisor which was itself killed left behind; return their names."""
    alive = {}
    for name, known in processes.items():
        pid = known.get("pid")
        if isinstance(pid, int) and known.get("start_ticks") and start_ticks(pid) == known["start_ticks"]:
            alive[name] = pid
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGINT if name == "postgres" else signal.SIGTERM)
    deadline = time.monotonic() + patience_seconds
    for pid in alive.values():
        while start_ticks(pid) is not None and time.monotonic() < deadline:
            time.sleep(0.05)
        kill_group(pid)
    return list(alive)


def log_tail(log_file: Path, lines: int = 12) -> str:
    """Return the last lines of a log, indented, for a message."""
    try:
        text = log_file.read_bytes()[-8_000:].decode("utf-8", "replace")
    except OSError:
        return "  (no log)"
    return "\n".join(f"  {line}" for line in text.splitlines()[-lines:]) or "  (empty)"


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _rotate(log_file: Path) -> None:
    """Copy a full log aside and empty it; the child goes on appending to the same file."""
    try:
        if log_file.stat().st_size < LOG_LIMIT_BYTES:
            return
    except OSError:
        return
    for generation in range(LOG_GENERATIONS - 1, 0, -1):
        older = log_file.with_name(f"{log_file.name}.{generation}")
        if older.exists():
            older.replace(log_file.with_name(f"{log_file.name}.{generation + 1}"))
    shutil.copyfile(log_file, log_file.with_name(f"{log_file.name}.1"))
    os.truncate(log_file, 0)
