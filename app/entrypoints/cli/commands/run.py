"""Start everything on this machine, with a living demo shop."""

import os
from pathlib import Path

import click

from app.entrypoints.cli.paths import DEFAULT_DATA_DIR


class Scale(click.ParamType[dict[str, int]]):
    """`web=2,worker=1`: how many of what."""

    name = "web=N,worker=N"
    limits = {"web": 16, "worker": 16}

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, int]:
        """Parse the text, naming what is wrong with it."""
        if isinstance(value, dict):
            return value
        counts: dict[str, int] = {}
        for part in str(value).split(","):
            name, _, number = part.strip().partition("=")
            if name not in self.limits:
                self.fail(f"{name!r} cannot be scaled; {' and '.join(self.limits)} can", param, ctx)
            if not number.isdigit() or not 1 <= int(number) <= self.limits[name]:
                self.fail(f"{name} takes a number from 1 to {self.limits[name]}, not {number!r}", param, ctx)
            counts[name] = int(number)
        return counts


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="Port of the shop. Otherwise last time's, 8000, or any free.",
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=DEFAULT_DATA_DIR,
    help="Folder for all data and logs. Another folder is another copy.  [default: var in the checkout]",
)
@click.option("--fresh", is_flag=True, help="Empty the data folder first.")
@click.option("--scale", type=Scale(), default={}, help="How many processes, such as web=4,worker=2.")
@click.option(
    "--cluster/--no-cluster",
    default=None,
    help="Keep timelines on a cluster of three Valkey nodes.  [default: as last time, at first not]",
)
@click.option(
    "--seed/--no-seed", default=True, help="Fill the demo shop on the first start.  [default: seed]"
)
@click.option(
    "--demo-brands",
    type=click.IntRange(2, 10),
    help="Fill in only so many of the demo's brands, for a quicker first start.  [default: all]",
)
def command(
    port: int | None,
    data_dir: Path,
    fresh: bool,
    scale: dict[str, int],
    cluster: bool | None,
    seed: bool,
    demo_brands: int | None,
) -> None:
    """Start PostgreSQL, Valkey, S3, the proxy and Vitrine under a supervisor, until Ctrl-C.

    The first start migrates and fills a demo shop, then prints its addresses and log-ins.
    """
    from app.embedded.backends import PortTaken
    from app.embedded.datadir import DataDirRefused
    from app.embedded.supervisor import StartFailed
    from app.entrypoints.cli.running import JobFailed, Running

    os.umask(0o077)  # logs and mail are nobody else's to read
    running = Running(
        data_dir=data_dir.resolve(),
        public_port=port,
        fresh=fresh,
        cluster=cluster,
        seed=seed,
        demo_brands=demo_brands,
        web_count=scale.get("web", 2),
        worker_count=scale.get("worker", 1),
    )
    try:
        running.run()
    except (DataDirRefused, PortTaken, StartFailed, JobFailed, RuntimeError) as failure:
        raise click.ClickException(str(failure)) from failure
