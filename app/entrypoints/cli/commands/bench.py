"""Run a benchmark; arguments go to the package bench."""

import os
import sys

import click

from app.entrypoints.cli.paths import ROOT


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False
)
@click.argument("bench_args", nargs=-1, type=click.UNPROCESSED)
def command(bench_args: tuple[str, ...]) -> None:
    """Measure Vitrine against baselines of the same run: fanout, read, live, flush, scale. --help says more."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VITRINE_")}
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", "bench", *(bench_args or ["--help"])], environment)  # noqa: S606
