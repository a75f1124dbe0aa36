"""The `flask seed-data` job that `./vitrine seed` runs with a copy's settings."""

from pathlib import Path

import click
from flask import Flask

from app.kernel.errors import AppError
from app.resources.container import current


def init_seed_data(app: Flask) -> None:
    """Register the command."""

    @app.cli.command("seed-data")
    @click.option("--graph", "graphs", multiple=True)
    @click.option("--catalog", "catalogues", multiple=True)
    @click.option("--images")
    @click.option("--market", default="FR")
    @click.option("--currency", default="EUR")
    def seed_data(
        graphs: tuple[str, ...], catalogues: tuple[str, ...], images: str | None, market: str, currency: str
    ) -> None:
        """Load follow graphs, product feeds and photographs. Harmless to repeat."""
        # Here: no web or worker process needs what loading needs.
        from app.entrypoints.cli.console import Bars, say, warn
        from app.entrypoints.cli.seeding.catalogues import CatalogueLoader, photographs_in
        from app.entrypoints.cli.seeding.graphs import UnreadableGraph, load_graph, read_graph
        from app.entrypoints.cli.seeding.people import make_loader, make_moderator

        resources = current()
        failed = False
        with Bars() as bars:
            for name in graphs:
                try:
                    graph = read_graph(Path(name))
                except UnreadableGraph as error:
                    warn(str(error))
                    failed = True
                    continue
                added = load_graph(resources.engine, graph, bars.show)
                say(
                    f"{graph.name}: {len(graph.people)} people, {len(graph.edges)} follows in the file, {added} new"
                )
            if catalogues:
                demo = resources.settings.demo
                moderator_id = (make_moderator if demo else make_loader)(resources.engine)
                loader = CatalogueLoader(resources.engine, resources.storage, moderator_id, bars.show, demo)
                pictures = photographs_in(Path(images)) if images else []
                for name in catalogues:
                    try:
                        done = loader.load(Path(name), {"market": market, "currency": currency}, pictures)
                    except AppError as error:
                        warn(f"{name}: {error.text} {' '.join(error.fields.values())}")
                        failed = True
                        continue
                    say(
                        f"{done.brand_slug}: {done.created} new, {done.updated} changed, {done.unchanged} as before,"
                        f" {done.errors} errors, {done.warnings} warnings; its owner is {done.owner_email}"
                    )
        if failed:
            raise click.ClickException("some files could not be loaded; the others were")
