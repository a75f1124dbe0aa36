"""The benchmarks at a size that takes seconds: they run, they say what they promise, and nothing goes missing."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_fanout_prints_one_object_with_every_figure() -> None:
    command = [sys.executable, "-m", "app.entrypoints.cli.main", "bench", "fanout"]
    done = subprocess.run(
        [*command, "--followers", "300", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    for way in ("ceiling", "engine", "combined8", "mastodon_pipelined", "bookwyrm", "misskey", "end_to_end"):
        assert found[f"{way}_per_s"] > 0
    assert found["end_to_end_missing"] == 0
    assert found["bytes_per_entry"] > 8  # an id has 8: less would mean that entries are not there
    assert {"at", "cores", "versions", "engine_cpu_ratio_to_ceiling", "end_to_end_cpu_us"} <= found.keys()


def test_read_prints_one_object_with_every_figure() -> None:
    command = [
        sys.executable,
        "-m",
        "app.entrypoints.cli.main",
        "bench",
        "read",
        "--readers",
        "200",
        "--json",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    for figure in ("ping_p99_us", "read_p99_us", "read_p99_during_fanout_us", "home_rps", "trivial_rps"):
        assert found[figure] > 0


def test_live_prints_one_object_with_every_figure() -> None:
    command = [
        sys.executable,
        "-m",
        "app.entrypoints.cli.main",
        "bench",
        "live",
        "--clients",
        "100",
        "--json",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    for way in ("vitrine", "stock"):
        assert found[f"{way}_deliveries_per_s"] > 0 and found[f"{way}_burst_deliveries_per_s"] > 0
    assert {"p50_ms", "p99_ms", "kb_per_client", "all_up_s", "one_emit_to_stock"} <= found.keys()


def test_a_benchmark_that_is_not_there_is_named() -> None:
    command = [sys.executable, "-m", "app.entrypoints.cli.main", "bench", "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "nothing" in done.stderr and "Traceback" not in done.stderr
