"""Faults on a whole copy at a size that takes seconds: nothing is missing, doubled or out of place after."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "app.entrypoints.cli.main", "chaos"]
SMALL = ["--brands", "40", "--shoppers", "200", "--follows", "10", "--seconds", "15", "--kills", "4"]


def test_a_copy_under_fire_loses_nothing() -> None:
    faults = "kill-postgres,kill-timelines,kill-worker,kill-relay,drop-keys,reopen-fanouts"
    done = subprocess.run(
        [*COMMAND, *SMALL, "--faults", faults, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=290,
        check=False,
    )
    assert done.stdout, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert done.returncode == 0, (line, done.stderr)
    assert (found["missing"], found["doubled"], found["misplaced"]) == (0, 0, 0)
    assert found["kills"] == 4 and found["faults"]["reopen-fanouts"] == 1
    # Or else nothing was compared.
    assert found["posts"] > 10 and found["pages_read"] > 10
    assert found["timelines_compared"] > 150 and found["timelines_cold"] < 50


def test_a_fault_that_is_not_there_is_named() -> None:
    done = subprocess.run(
        [*COMMAND, "--faults", "flood"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "flood" in done.stderr and "Traceback" not in done.stderr
