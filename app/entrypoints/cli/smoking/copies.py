"""Which copy is walked: one at an address, one that runs on a data folder, or a throw-away one of our own."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.embedded.ports import HIGHEST_PORT, LOWEST_PORT, is_free
from app.embedded.throwaway import throwaway_data_dir
from app.entrypoints.cli.paths import ROOT
from app.entrypoints.cli.smoking.outside import StepFailed
from app.entrypoints.cli.state import read_running

START_SECONDS = 600.0
STOP_SECONDS = 30.0
BRANDS = 2
"""What the throw-away demo shop holds: one brand that publishes, one more in the timeline."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a copy answers, and the folder with its demo log-ins if it is on this machine."""

    url: str
    data_dir: Path | None


@contextmanager
def copy_to_walk(url: str | None, data_dir: Path, say: Callable[[str], None]) -> Iterator[Copy]:
    """The named copy, the one that runs on the folder, or a new one that ends with the walk.

    Raises: StepFailed when the copy does not come up, or comes up without all its processes.
    """
    state = read_running(data_dir)
    at_home = state.get("public_url") if state["status"] == "running" else None
    if url is not None:
        yield Copy(url, data_dir if at_home == url.rstrip("/") else None)
    elif at_home is not None:
        yield Copy(at_home, data_dir)
    elif state["status"] == "starting":
        raise StepFailed(f"the copy on {data_dir} is still starting; walk it once it is up")
    else:
        with _throwaway(say) as started:
            yield started


@contextmanager
def _throwaway(say: Callable[[str], None]) -> Iterator[Copy]:
    with throwaway_data_dir() as data_dir:
        printed = data_dir.parent / "printed"
        command = [sys.executable, "-m", "app.entrypoints.cli.main", "run", "--data", str(data_dir)]
        command += ["--port", str(_free_port()), "--demo-brands", str(BRANDS)]
        say("nothing runs here: starting a throw-away copy with a small demo shop ...")
        # Whoever ends us must not leave the copy behind: leave by the same way as at an error.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, frame: sys.exit(128 + number))
        started = time.monotonic()
        with printed.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # the supervisor stops its processes itself, in order
            )
            try:
                url = _await_up(process, data_dir, printed)
                say(f"the copy is up at {url} ({time.monotonic() - started:.0f} s)")
                yield Copy(url, data_dir)
            finally:
                _stop(process)


def _free_port() -> int:
    """A port of its own: the usual one is for the copy that a person starts."""
    return next(
        port for port in random.SystemRandom().sample(range(LOWEST_PORT, HIGHEST_PORT), 200) if is_free(port)
    )


def _await_up(process: subprocess.Popen[bytes], data_dir: Path, printed: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise StepFailed(f"the copy ended with code {process.returncode}: {_ending(printed)}")
        state = read_running(data_dir)
        if state["status"] == "running":
            return str(state["public_url"])
        time.sleep(0.2)
    raise StepFailed(f"the copy is not up after {START_SECONDS:.0f} s: {_ending(printed)}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _ending(printed: Path) -> str:
    return printed.read_text(errors="replace").strip()[-800:]
