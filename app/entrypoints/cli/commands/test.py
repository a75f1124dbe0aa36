"""Run the test suite; arguments go to pytest."""

import os
import sys

import click

from app.entrypoints.cli.paths import ROOT

KEPT_SETTINGS = ("VITRINE_REAL_DATA", "VITRINE_CHROMIUM")


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
    os.execve(sys.executable, [sys.executable, "-m", "pytest", *pytest_args], environment)  # noqa: S606
