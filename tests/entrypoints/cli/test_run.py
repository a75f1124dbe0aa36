"""`./vitrine run` from start to stop, as a process of its own with the real application."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from app.embedded.processes import start_ticks
from app.embedded.throwaway import throwaway_data_dir
from app.entrypoints.cli.paths import ROOT
from app.entrypoints.cli.state import read_running

PATIENCE_SECONDS = 180


def vitrine(*words: str) -> list[str]:
    return [sys.executable, "-m", "app.entrypoints.cli.main", *words]


def eventually(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


@dataclass
class Copy:
    """A running copy and what it printed."""

    process: subprocess.Popen[bytes]
    data_dir: Path
    printed: Path

    @property
    def state(self) -> dict[str, Any]:
        return read_running(self.data_dir)

    def all_up(self) -> bool:
        assert self.process.poll() is None, self.printed.read_text()
        return self.state["status"] == "running" and all(
            process["state"] == "running" for process in self.state["processes"].values()
        )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    printed = tmp_path_factory.mktemp("run") / "printed"
    with throwaway_data_dir() as data_dir, printed.open("wb") as output:
        command = vitrine("run", "--no-seed", "--data", str(data_dir))
        with subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT) as process:
            started = Copy(process, data_dir, printed)
            try:
                eventually(started.all_up)
                yield started
            finally:
                process.terminate()


def test_the_shop_answers_through_the_proxy(copy):
    answer = requests.get(copy.state["public_url"] + "/", timeout=30)
    assert answer.status_code == 200
    printed = copy.printed.read_text()
    assert copy.state["public_url"] in printed
    assert f"{copy.data_dir / 'mail'} (laid there as .eml files, not sent)" in printed


def test_a_second_run_on_the_same_folder_is_refused_and_the_first_goes_on(copy):
    second = subprocess.run(
        vitrine("run", "--data", str(copy.data_dir)), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert f"already runs on {copy.data_dir} (process {copy.process.pid})" in second.stderr
    assert copy.all_up()


def test_what_is_killed_comes_back_and_is_named(copy):
    victims = ("web-1", "worker-1", "postgres")
    for name in victims:
        os.kill(copy.state["processes"][name]["pid"], signal.SIGKILL)
    eventually(
        lambda: all(copy.state["processes"][name]["restarts"] == 1 for name in victims) and copy.all_up()
    )
    assert requests.get(copy.state["public_url"] + "/", timeout=30).status_code == 200
    assert "postgres died (SIGKILL)" in copy.printed.read_text()


def test_settings_and_secrets_are_nobody_elses_to_read(copy):
    for name in ("secrets.json", "environment.json", "logs"):
        assert (copy.data_dir / name).stat().st_mode & 0o077 == 0


def test_a_stop_ends_every_process_and_says_so(copy):
    pids = [process["pid"] for process in copy.state["processes"].values()]
    copy.process.send_signal(signal.SIGTERM)
    assert copy.process.wait(timeout=PATIENCE_SECONDS) == 0
    assert not any(start_ticks(pid) for pid in pids)
    assert copy.state["status"] == "stopped"
    assert json.loads((copy.data_dir / "run.json").read_text())["supervisor_pid"] is None
