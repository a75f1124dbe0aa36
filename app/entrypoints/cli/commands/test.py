"""Run the test suite; arguments go to pytest. Without any, two halves run at once: most tests wait more than they work."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import IO

import click

from app.entrypoints.cli.paths import ROOT

KEPT_SETTINGS = ("VITRINE_REAL_DATA", "VITRINE_CHROMIUM")
WHOLE_COPIES = ("tests/entrypoints/cli", "tests/domain/test_wiki_vote_oracle.py")
"""Tests that start copies of their own: as long as all others together."""
NOTHING_RUN = 5
"""Pytest's word for a selection without tests."""


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("pytest_args", nargs=-1, type=click.UNPROCESSED)
def command(pytest_args: tuple[str, ...]) -> None:
    """Run the tests on servers of their own. PYTEST_ARGS are passed on, such as -k feed or tests/unit.

    Browser journeys need a Chromium; without one they are skipped, and fail where CI is set.
    """
    from app.entrypoints.cli.chromium import HINT, find_chromium

    if find_chromium() is None:
        ending = (
            "that is a failure, since CI is set" if os.environ.get("CI") else "browser journeys are skipped"
        )
        click.echo(f"{HINT}: {ending}")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("VITRINE_") or name in KEPT_SETTINGS
    }
    sys.stdout.flush()
    os.chdir(ROOT)
    if not pytest_args:
        sys.exit(_both_halves(environment))
    os.execve(sys.executable, [sys.executable, "-m", "pytest", *pytest_args], environment)  # noqa: S606


def _both_halves(environment: dict[str, str]) -> int:
    """Run the tests that start whole copies beside all others; what they said is shown when the others are done."""
    others = [f"--deselect={one}" if one.endswith(".py") else f"--ignore={one}" for one in WHOLE_COPIES]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryFile("w+b") as said:
        beside = _pytest(WHOLE_COPIES, environment, said)
        before = _pytest(others, environment, None)
        try:
            first = before.wait()
            click.echo(
                f"\nThe tests that start whole copies ({', '.join(WHOLE_COPIES)}), which ran meanwhile:"
            )
            second = beside.wait()
        except KeyboardInterrupt:
            first = second = 130
            for half in (before, beside):
                half.send_signal(signal.SIGINT)
                half.wait()
        said.seek(0)
        sys.stdout.flush()
        sys.stdout.buffer.write(said.read())
        sys.stdout.flush()
    return next((code for code in (first, second) if code not in (0, NOTHING_RUN)), 0)


def _pytest(
    arguments: Sequence[str], environment: dict[str, str], output: IO[bytes] | None
) -> subprocess.Popen[bytes]:
    command_line = [sys.executable, "-m", "pytest", *arguments]
    # A group of its own, so that Ctrl-C comes once: from here.
    return subprocess.Popen(
        command_line,
        env=environment,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
    )
