"""Make somebody a moderator of a running copy, or take it away."""

import subprocess
import sys
from pathlib import Path

import click

from app.entrypoints.cli.paths import DEFAULT_DATA_DIR, ROOT


@click.command()
@click.argument("email")
@click.option("--revoke", is_flag=True, help="Take it away instead, and log the person out everywhere.")
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path),
    default=DEFAULT_DATA_DIR,
    help="The running copy's data folder.  [default: var in the checkout]",
)
def command(email: str, revoke: bool, data_dir: Path) -> None:
    """Let the person with this e-mail address moderate the copy that runs on a data folder.

    They register first, and confirm their address. /moderation then asks them for a second factor.
    """
    from app.entrypoints.cli.product import one_off
    from app.entrypoints.cli.state import read_environment, read_running

    if read_running(data_dir)["status"] != "running":
        raise click.ClickException(
            f"nothing runs on {data_dir}: start it with ./vitrine run, or name it with --data"
        )
    argv, environment = one_off("make-moderator", read_environment(data_dir))
    argv += [*(["--revoke"] if revoke else []), "--", email]
    sys.exit(subprocess.run(argv, env=environment, cwd=ROOT, check=False).returncode)
