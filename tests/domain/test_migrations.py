"""The migrations say what the models say, and the guards they set hold."""

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from app.entrypoints.cli.jobs import alembic_config
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from config import Settings
from tests.factories import shop


def test_models_and_migrations_agree(app: Flask, settings: Settings) -> None:
    command.check(alembic_config(settings.database_owner_url or ""))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE brands SET status = 'approved' WHERE id = :brand",
        "UPDATE brand_domains SET approved_at = now() WHERE brand_id = :brand",
        "UPDATE posts SET hidden_at = NULL WHERE id = :post",
    ],
)
def test_a_brand_cannot_decide_for_a_moderator(engine: Engine, statement: str) -> None:
    brand = shop.make_brand(engine, approved=False)
    post_id = shop.make_post(engine, brand)
    with transaction(engine, Scope.system()) as tx:
        tx.session.execute(text("UPDATE posts SET hidden_at = now() WHERE id = :post"), {"post": post_id})
    values = {"brand": brand.id, "post": post_id}
    refused = pytest.raises(ProgrammingError, match="only a moderator")
    with refused, transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        tx.session.execute(text(statement), values)


def test_a_brand_cannot_write_a_decision(engine: Engine) -> None:
    brand = shop.make_brand(engine)
    insert = text(
        "INSERT INTO decisions (id, subject_kind, subject_id, action, reason, explanation, moderator_id, created_at)"
        " VALUES (:id, 'brand', :id, 'approve_brand', 'verified', '', :owner, now())"
    )
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with refused, transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        tx.session.execute(insert, {"id": brand.id, "owner": brand.owner_id})


def test_what_has_a_price_history_cannot_be_deleted(engine: Engine) -> None:
    brand = shop.make_brand(engine)
    product_id = shop.make_product(engine, brand.id)
    with pytest.raises(IntegrityError), transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        tx.session.execute(text("DELETE FROM products WHERE id = :id"), {"id": product_id})
