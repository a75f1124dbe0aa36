"""Show which processes of a running copy are up."""

import json
import sys
import time
from pathlib import Path

import click

from app.entrypoints.cli.paths import DEFAULT_DATA_DIR


@click.command()
@click.option(
    "--data", "data_dir", type=click.Path(path_type=Path), default=DEFAULT_DATA_DIR, help="Its data folder."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(data_dir: Path, as_json: bool) -> None:
    """Show addresses and processes of the copy on a data folder. Exit code 0 when all is up, 1 otherwise."""
    from app.entrypoints.cli.state import read_running

    state = read_running(data_dir)
    if as_json:
        click.echo(json.dumps(state))
    else:
        _print_table(state, data_dir)
    all_up = all(process["state"] == "running" for process in state["processes"].values())
    sys.exit(0 if state["status"] == "running" and all_up else 1)


def _print_table(state: dict, data_dir: Path) -> None:  # type: ignore[type-arg]
    from rich.table import Table

    from app.entrypoints.cli.console import console, say

    words = {
        "absent": f"nothing has run on {data_dir} yet",
        "gone": "not running: its supervisor ended without stopping it",
        "stopped": "stopped",
        "starting": "starting",
        "running": "running",
    }
    say(f"Vitrine is {words[state['status']]}" if state["status"] != "absent" else words["absent"])
    if state["status"] not in ("running", "starting"):
        return
    say(f"shop {state['public_url']}/  media {state['media_url']}/  for {_age(state['started_at'])}")
    table = Table("process", "state", "pid", "restarts", "log", box=None, pad_edge=False)
    for name, process in state["processes"].items():
        table.add_row(
            name, process["state"], str(process["pid"] or "-"), str(process["restarts"]), process["log"]
        )
    console.print(table)


def _age(started_at: float) -> str:
    minutes, seconds = divmod(int(time.time() - started_at), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s"
