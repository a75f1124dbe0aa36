"""Load real data into a running copy: follow graphs, product feeds, photographs."""

import os
import subprocess
import sys
from pathlib import Path

import click

from app.entrypoints.cli.paths import DEFAULT_DATA_DIR, ROOT

_MANY = ("--graph", "--catalog")


class ManyValues(click.Command):
    """Lets `--graph A B C` mean `--graph A --graph B --graph C`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option's name before each further value."""
        spread: list[str] = []
        current: str | None = None
        fresh = False
        for word in args:
            if word.startswith("-"):
                current, fresh = (word if word in _MANY else None), True
                spread.append(word)
            elif current is not None and not fresh:
                spread += [current, word]
            else:
                spread.append(word)
                fresh = False
        return super().parse_args(ctx, spread)


@click.command(cls=ManyValues)
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE...",
    help="Edge lists: follower and followed, one pair a line.",
)
@click.option(
    "--catalog",
    "catalogues",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE...",
    help="Product feeds: Google XML or CSV, Shopify CSV; one brand a file.",
)
@click.option(
    "--images",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of photographs for the products.",
)
@click.option("--market", default="FR", show_default=True, help="The feeds' market.")
@click.option(
    "--currency", default="EUR", show_default=True, help="The currency of Shopify feeds, which do not say it."
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path),
    default=DEFAULT_DATA_DIR,
    help="The running copy's data folder.",
)
def command(
    graphs: tuple[Path, ...],
    catalogues: tuple[Path, ...],
    images: Path | None,
    market: str,
    currency: str,
    data_dir: Path,
) -> None:
    """Load real data into the copy that runs on a data folder. Interrupted, run it again: it goes on where it was."""
    from app.embedded.processes import base_environment
    from app.entrypoints.cli.state import read_environment, read_running

    if not graphs and not catalogues:
        raise click.UsageError("name something to load: --graph FILE... or --catalog FILE...")
    if read_running(data_dir)["status"] != "running":
        raise click.ClickException(
            f"nothing runs on {data_dir}: start it with ./vitrine run, or name it with --data"
        )
    words = ["--market", market, "--currency", currency]
    for path in graphs:
        words += ["--graph", str(path.resolve())]
    for path in catalogues:
        words += ["--catalog", str(path.resolve())]
    if images is not None:
        words += ["--images", str(images.resolve())]
    environment = base_environment() | read_environment(data_dir) | {"TERM": os.environ.get("TERM", "dumb")}
    job = [sys.executable, "-m", "flask", "--app", "wsgi", "seed-data", *words]
    try:
        sys.exit(subprocess.run(job, env=environment, cwd=ROOT, check=False).returncode)
    except KeyboardInterrupt:
        raise click.ClickException("interrupted; run it again to go on") from None
