"""Alembic's entry: runs as the owner role, on the address that `flask migrate` hands over."""

import importlib
import importlib.util
import pkgutil

from alembic import context
from sqlalchemy import create_engine

import app.domain
from app.kernel import outbox  # noqa: F401  (its table)
from app.kernel.db import Base

config = context.config

for _room in pkgutil.iter_modules(app.domain.__path__):
    if importlib.util.find_spec(f"app.domain.{_room.name}.models"):
        importlib.import_module(f"app.domain.{_room.name}.models")


def run() -> None:
    """Apply the migrations in one transaction."""
    engine = create_engine(
        config.get_main_option("sqlalchemy.url") or "", connect_args={"connect_timeout": 5}
    )
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, compare_server_default=False)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
