"""Commands that run inside the application: `flask migrate`, `flask relay`, `flask make-moderator` and the seeds.

The launcher starts them; in production whoever runs the copy does.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask, current_app

from app.domain.accounts.moderators import grant_moderation, revoke_moderation
from app.entrypoints.cli.seeding.command import init_seed_data
from app.entrypoints.worker.relay import Relay
from app.kernel.errors import AppError
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import current

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parents[3] / "migrations"


def alembic_config(owner_url: str) -> "Config":
    """Alembic's settings for this address, without an ini file."""
    from alembic.config import Config  # here: no web or worker process needs to load Alembic

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("path_separator", "os")
    settings.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return settings


def init_jobs(app: Flask) -> None:
    """Register the commands."""

    @app.cli.command("migrate")
    def migrate() -> None:
        """Bring the database to this version's tables. Harmless to repeat."""
        from alembic import command

        owner_url = current().settings.database_owner_url
        if not owner_url:
            raise click.ClickException(
                "VITRINE_DATABASE_OWNER_URL is not set: migrations run as the owner role"
            )
        command.upgrade(alembic_config(owner_url), "head")
        click.echo("The database is up to date.")

    @app.cli.command("relay")
    def relay() -> None:
        """Hand events from the outbox to the worker until told to stop."""
        Relay(current_app.extensions["celery"]).run()

    @app.cli.command("make-moderator")
    @click.argument("email")
    @click.option("--revoke", is_flag=True, help="Take it away instead, and log the person out everywhere.")
    def make_moderator(email: str, revoke: bool) -> None:
        """Let the person with this e-mail address moderate. They need a confirmed account here."""
        click.echo(_revoke(email) if revoke else _grant(email))

    @app.cli.command("seed-demo")
    @click.option("--brands", type=int, help="Only so many of its brands.")
    @click.option("--move", is_flag=True, help="Only let the purchase links follow this copy's new address.")
    def seed_demo(brands: int | None, move: bool) -> None:
        """Fill this copy with the demo shop. Interrupted, it goes on where it was; complete, it changes nothing."""
        from app.entrypoints.cli.console import Bars
        from app.entrypoints.cli.seeding.demo import Seeder

        resources = current()
        if not resources.settings.demo:
            raise click.ClickException(
                "this is no demo copy (VITRINE_DEMO=1): its log-ins are public, so nothing was made"
            )
        with Bars() as bars, app.app_context():
            seeder = Seeder(
                resources.engine, resources.storage, resources.settings.public_url, bars.show, brands
            )
            log_ins = seeder.move() if move else seeder.run()
        # Beside the mail folder: the data folder of a copy that the launcher started.
        (resources.settings.mail_dir.parent / "demo.json").write_text(json.dumps(log_ins, indent=1))

    init_seed_data(app)


def _grant(email: str) -> str:
    try:
        with transaction(current().engine, Scope.system()) as tx:
            grant_moderation(tx, email)
    except AppError as refusal:
        raise click.ClickException(f"{email}: {refusal.text}") from refusal
    desk = f"{current().settings.public_url}/moderation/"
    return f"{email} is a moderator now. {desk} asks for a second factor, and helps to set one up."


def _revoke(email: str) -> str:
    try:
        with transaction(current().engine, Scope.system()) as tx:
            account_id = revoke_moderation(tx, email)
    except AppError as refusal:
        raise click.ClickException(f"{email}: {refusal.text}") from refusal
    current().pusher.disconnect_account(account_id)
    return f"{email} is no moderator any more, and is logged out everywhere."
