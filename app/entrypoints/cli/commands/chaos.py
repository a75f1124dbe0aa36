"""Kill, stop, wipe and fill a copy under load, then compare every timeline with SQL."""

import os
import sys

import click

from app.entrypoints.cli.paths import ROOT


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False
)
@click.argument("chaos_args", nargs=-1, type=click.UNPROCESSED)
def command(chaos_args: tuple[str, ...]) -> None:
    """Show what survives: seeded faults on a throw-away copy. --help says more."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VITRINE_")}
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", "bench.chaos", *chaos_args], environment)  # noqa: S606
