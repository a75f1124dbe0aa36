"""Walk one post's whole road as an outside client, and say whether all of it holds."""

import json
import sys
from pathlib import Path

import click

from app.entrypoints.cli.paths import DEFAULT_DATA_DIR


@click.command()
@click.option("--url", help="Address of a running copy with the demo shop, here or elsewhere.")
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path),
    default=DEFAULT_DATA_DIR,
    help="Data folder of a running copy.  [default: var in the checkout]",
)
def command(url: str | None, data_dir: Path) -> None:
    """Publish, see it live, compare the timeline, tap the purchase link, take down, give back, clean up.

    By HTTP and Socket.IO only, with the demo log-ins, on the copy named by --url, else the one that runs on the data
    folder, else a throw-away one. Progress goes to stderr, one JSON line to stdout. Exit code 0 when all holds. A
    running copy is left as it was, except for a withdrawn post, its picture, two decisions and a click in its records.
    """
    from app.entrypoints.cli.smoking.copies import copy_to_walk
    from app.entrypoints.cli.smoking.outside import StepFailed
    from app.entrypoints.cli.smoking.people import read_log_ins
    from app.entrypoints.cli.smoking.road import walk_road

    def say(line: str) -> None:
        click.echo(line, err=True)

    try:
        with copy_to_walk(url, data_dir.resolve(), say) as copy:
            line = walk_road(copy.url, read_log_ins(copy.data_dir), say).line(copy.url)
    except StepFailed as failure:
        say(f"FAILED to begin: {failure}")
        line = {"ok": False, "reasons": [str(failure)]}
    click.echo(json.dumps(line))
    sys.exit(0 if line["ok"] else 1)
