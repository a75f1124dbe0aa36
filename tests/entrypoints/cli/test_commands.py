"""The launcher's commands say what is wrong with what they were told, and list themselves."""

import json
import os

import pytest
from click.testing import CliRunner, Result

from app.embedded.processes import start_ticks
from app.entrypoints.cli.main import main


def invoke(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_help_lists_every_command_with_a_line_of_its_own():
    outcome = invoke()
    assert outcome.exit_code == 0
    for name in ("run", "status", "logs", "test", "check"):
        line = next(line for line in outcome.output.splitlines() if line.split()[:1] == [name])
        assert len(line.split()) > 3
        assert invoke(name, "--help").exit_code == 0


def test_a_command_that_is_not_there_is_named():
    outcome = invoke("fly")
    assert outcome.exit_code == 2 and "fly" in outcome.output


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("web=0", "from 1 to 16, not '0'"),
        ("web=many", "not 'many'"),
        ("worker=17", "from 1 to 16"),
        ("database=2", "'database' cannot be scaled"),
        ("", "cannot be scaled"),
        ("web", "not ''"),
    ],
)
def test_a_wrong_scale_is_refused_before_anything_starts(given, complaint, tmp_path):
    outcome = invoke("run", "--scale", given, "--data", str(tmp_path / "data"))
    assert outcome.exit_code == 2 and complaint in outcome.output
    assert not (tmp_path / "data").exists()


def test_status_of_a_folder_where_nothing_ran(tmp_path):
    outcome = invoke("status", "--data", str(tmp_path))
    assert outcome.exit_code == 1 and "nothing has run" in outcome.output
    assert list(tmp_path.iterdir()) == []


def test_status_does_not_believe_a_file_that_a_killed_copy_left(tmp_path):
    state = {
        "status": "running",
        "supervisor_pid": os.getpid(),
        "supervisor_start_ticks": (start_ticks(os.getpid()) or 0) - 1,
        "processes": {
            "web-1": {"state": "running", "pid": os.getpid(), "start_ticks": 1, "restarts": 0, "log": "x"}
        },
    }
    (tmp_path / "run.json").write_text(json.dumps(state))
    outcome = invoke("status", "--data", str(tmp_path), "--json")
    told = json.loads(outcome.output)
    assert outcome.exit_code == 1
    assert (told["status"], told["processes"]["web-1"]["pid"]) == ("gone", None)


def test_status_through_a_pipe_cuts_no_path(tmp_path):
    log = str(tmp_path / ("deep/" * 60) / "web-1.log")
    mine = start_ticks(os.getpid())
    state = {
        "status": "running", "supervisor_pid": os.getpid(), "supervisor_start_ticks": mine,
        "started_at": 0, "public_url": "http://localhost:1", "media_url": "http://localhost:2",
        "processes": {
            "web-1": {"state": "running", "pid": os.getpid(), "start_ticks": mine, "restarts": 0, "log": log}
        },
    }  # fmt: skip
    (tmp_path / "run.json").write_text(json.dumps(state))
    assert log in invoke("status", "--data", str(tmp_path)).output


def test_logs_prints_the_end_and_names_what_there_is(tmp_path):
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "web-1.log").write_text("".join(f"line {number}\n" for number in range(10)))
    assert invoke("logs", "web-1", "-n", "2", "--data", str(tmp_path)).output == "line 8\nline 9\n"
    assert invoke("logs", "--data", str(tmp_path)).output == "web-1\n"
    unknown = invoke("logs", "../run", "--data", str(tmp_path))
    assert unknown.exit_code == 1 and "there are: web-1" in unknown.output
