"""What dies comes back, what is stopped stays down, and nothing outlives the supervisor."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.embedded import supervisor as supervising
from app.embedded.processes import ProcessSpec, start_ticks
from app.embedded.supervisor import StartFailed, Supervisor, end_leftovers

FOREVER = "import time; time.sleep(600)"
STUBBORN = "import signal, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN); pathlib.Path('up').touch(); time.sleep(600)"


def spec(folder: Path, name: str, code: str, **more) -> ProcessSpec:
    return ProcessSpec(name=name, argv=(sys.executable, "-c", code), env=dict(os.environ), cwd=folder, **more)


def eventually(happens: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if happens():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen within 20 s")


def is_alive(pid: int) -> bool:
    return start_ticks(pid) is not None


@pytest.fixture
def news() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, news: list[str]) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path / "logs", news.append)
    yield made
    made.stop()


def test_a_process_that_dies_is_named_and_started_again(supervisor, news, tmp_path):
    supervisor.start([spec(tmp_path, "shop", FOREVER)])
    first = supervisor.snapshot()["shop"]["pid"]
    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        supervisor.tick()
        return supervisor.snapshot()["shop"]["pid"] not in (None, first)

    eventually(is_back)
    assert supervisor.snapshot()["shop"]["restarts"] == 1
    assert news[0].startswith("shop died (SIGKILL); starting it again in 0.2 s")


def test_deaths_in_a_row_wait_longer_each_time_and_point_to_the_log(supervisor, news, tmp_path, monkeypatch):
    monkeypatch.setattr(supervising, "FIRST_DELAY_SECONDS", 0.02)
    monkeypatch.setattr(supervising, "LONGEST_DELAY_SECONDS", 0.1)
    supervisor.start([spec(tmp_path, "shop", "print('no such table'); raise SystemExit(3)")])

    def died_five_times() -> bool:
        supervisor.tick()
        return sum("died" in line for line in news) >= 5

    eventually(died_five_times)
    deaths = [line for line in news if "died" in line]
    assert [line.split(" in ")[1].split(" s")[0] for line in deaths[:5]] == [
        "0.0",
        "0.0",
        "0.1",
        "0.1",
        "0.1",
    ]
    assert "exit code 3" in deaths[0] and "shop.log" not in deaths[0] and "shop.log" in deaths[2]
    assert "no such table" in (tmp_path / "logs" / "shop.log").read_text()


def test_a_start_that_fails_says_who_and_quotes_the_log(supervisor, tmp_path):
    broken = spec(tmp_path, "shop", "print('cannot open door'); raise SystemExit(2)", is_ready=lambda: False)
    with pytest.raises(StartFailed, match=r"(?s)shop ended early \(exit code 2\).*cannot open door"):
        supervisor.start([broken])


def test_a_start_that_never_gets_ready_gives_up(supervisor, tmp_path):
    slow = spec(tmp_path, "shop", FOREVER, is_ready=lambda: False, ready_timeout_seconds=0.2)
    with pytest.raises(StartFailed, match="shop was not ready"):
        supervisor.start([slow])


def test_a_stop_asks_the_last_stage_first_and_forces_the_deaf(supervisor, tmp_path):
    order = "import signal, sys, time, pathlib\n"
    order += "def end(*_):\n open('order', 'a').write(sys.argv[1]); sys.exit(0)\n"
    order += (
        "signal.signal(signal.SIGTERM, end); pathlib.Path('ready-' + sys.argv[1]).touch(); time.sleep(600)"
    )
    specs = [
        ProcessSpec(
            name=name,
            argv=(sys.executable, "-c", order, name),
            env=dict(os.environ),
            cwd=tmp_path,
            stage=stage,
            is_ready=(tmp_path / f"ready-{name}").exists,
        )
        for name, stage in (("d", 0), ("w", 5), ("p", 9))
    ]
    deaf = spec(
        tmp_path, "deaf", STUBBORN, is_ready=(tmp_path / "up").exists, stop_timeout_seconds=0.2, stage=5
    )
    supervisor.start([*specs, deaf])
    pids = [known["pid"] for known in supervisor.snapshot().values()]
    supervisor.stop()
    assert (tmp_path / "order").read_text() == "pwd"
    assert not any(map(is_alive, pids))
    supervisor.tick()
    assert {known["state"] for known in supervisor.snapshot().values()} == {"stopped"}


def test_what_a_dead_process_started_ends_with_it(supervisor, tmp_path):
    parent = "import subprocess, sys, time\n"
    parent += "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    parent += "open('child.new', 'w').write(str(child.pid)); import os; os.rename('child.new', 'child'); time.sleep(600)"
    supervisor.start([spec(tmp_path, "shop", parent, is_ready=(tmp_path / "child").exists)])
    child = int((tmp_path / "child").read_text())
    os.kill(supervisor.snapshot()["shop"]["pid"], signal.SIGKILL)

    def is_gone() -> bool:
        supervisor.tick()
        return not is_alive(child)

    eventually(is_gone)


@pytest.mark.skipif(sys.platform != "linux", reason="death signals are Linux's")
def test_a_killed_supervisor_leaves_nothing_running(tmp_path):
    code = textwrap.dedent(f"""
        import sys, time, os
        from pathlib import Path
        from app.embedded.supervisor import Supervisor
        from app.embedded.processes import ProcessSpec
        keeper = Supervisor(Path("logs"))
        keeper.start([ProcessSpec(name="shop", argv=(sys.executable, "-c", {FOREVER!r}), env=dict(os.environ), cwd=Path("."))])
        print(keeper.snapshot()["shop"]["pid"], flush=True)
        time.sleep(600)
    """)
    root = Path(supervising.__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    ) as keeper:
        assert keeper.stdout is not None
        child = int(keeper.stdout.readline())
        assert is_alive(child)
        keeper.kill()
    eventually(lambda: not is_alive(child))


def test_leftovers_are_ended_but_never_a_stranger_with_the_same_pid(tmp_path):
    with (
        subprocess.Popen([sys.executable, "-c", FOREVER]) as left,
        subprocess.Popen([sys.executable, "-c", FOREVER]) as stranger,
    ):
        known = {
            "worker-1": {"pid": left.pid, "start_ticks": start_ticks(left.pid)},
            "relay": {"pid": stranger.pid, "start_ticks": start_ticks(stranger.pid) - 1},
            "beat": {"pid": None, "start_ticks": None},
        }
        assert end_leftovers(known) == ["worker-1"]
        assert left.wait(timeout=10) == -signal.SIGTERM
        assert stranger.poll() is None
        stranger.kill()


def test_a_log_that_grows_too_large_is_set_aside(supervisor, tmp_path, monkeypatch):
    monkeypatch.setattr(supervising, "LOG_LIMIT_BYTES", 100)
    chatty = "import time\nwhile True: print('x' * 50, flush=True); time.sleep(0.01)"
    supervisor.start([spec(tmp_path, "shop", chatty)])
    log = tmp_path / "logs" / "shop.log"

    def rotated_fully() -> bool:
        supervisor.tick()
        return log.with_name("shop.log.3").exists()

    eventually(rotated_fully)
    assert not log.with_name("shop.log.4").exists()
