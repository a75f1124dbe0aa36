"""Print the log of one process."""

import sys
import time
from collections import deque
from pathlib import Path

import click

from app.entrypoints.cli.paths import DEFAULT_DATA_DIR


@click.command()
@click.argument("name", required=False)
@click.option("-f", "--follow", is_flag=True, help="Go on printing what is added.")
@click.option(
    "-n", "--lines", type=click.IntRange(0), default=100, show_default=True, help="How many lines of the end."
)
@click.option(
    "--data", "data_dir", type=click.Path(path_type=Path), default=DEFAULT_DATA_DIR, help="Its data folder."
)
def command(name: str | None, follow: bool, lines: int, data_dir: Path) -> None:
    """Print the end of a process's log; without NAME, list the logs there are."""
    logs = {file.stem: file for file in sorted((data_dir / "logs").glob("*.log"))}
    if name is None:
        click.echo("\n".join(logs) or f"no logs in {data_dir}")
        return
    if name not in logs:
        known = ", ".join(logs) or "none"
        raise click.ClickException(f"there is no log named {name!r} in {data_dir}/logs; there are: {known}")
    _print_log(logs[name], lines, follow)


def _print_log(file: Path, lines: int, follow: bool) -> None:
    with file.open(encoding="utf-8", errors="replace") as stream:
        sys.stdout.writelines(deque(stream, maxlen=lines))
        sys.stdout.flush()
        try:
            while follow:
                if file.stat().st_size < stream.tell():  # emptied by rotation
                    stream.seek(0)
                text = stream.read()
                if text:
                    sys.stdout.write(text)
                    sys.stdout.flush()
                else:
                    time.sleep(0.2)
        except KeyboardInterrupt:
            pass
