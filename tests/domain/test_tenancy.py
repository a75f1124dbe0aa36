"""PostgreSQL itself keeps brands apart, whatever the application forgets."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from app.domain.posts.models import Post
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop

# Tables with a brand_id that belong to the shopper, not to the brand.
SHOPPERS_OWN = {"follows"}


def test_every_brand_table_is_under_forced_row_security(engine: Engine) -> None:
    query = text(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AS forced FROM pg_class c"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'brand_id' AND NOT a.attisdropped"
        " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
    )
    with engine.connect() as connection:
        tables = {row.relname: row.forced for row in connection.execute(query)}
    assert {"products", "offers", "posts", "assets", "catalog_imports", "clicks"} <= set(tables)
    assert {name for name, forced in tables.items() if not forced} == SHOPPERS_OWN


def test_the_application_role_owns_nothing_and_cannot_bypass(engine: Engine) -> None:
    with engine.connect() as connection:
        role = connection.execute(
            text("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        ).one()
        owned = connection.execute(
            text(
                "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
            )
        ).scalar_one()
    assert tuple(role) == (False, False, False)
    assert owned == 0


def test_a_transaction_without_scope_sees_nothing(engine: Engine) -> None:
    brand = shop.make_brand(engine)
    shop.make_post(engine, brand)
    with engine.connect() as connection:
        for table in ("posts", "products", "brands", "assets", "clicks", "brand_members"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0, table


def test_one_brand_cannot_write_anothers_rows(engine: Engine) -> None:
    mine, theirs = shop.make_brand(engine), shop.make_brand(engine)
    post_id = shop.make_post(engine, theirs)
    product_id = shop.make_product(engine, theirs.id)
    with transaction(engine, Scope.brand(mine.owner_id, mine.id)) as tx:
        changed = tx.session.execute(text("UPDATE posts SET kind = 'story' WHERE id = :id"), {"id": post_id})
        assert changed.rowcount == 0  # type: ignore[attr-defined]
        gone = tx.session.execute(text("DELETE FROM products WHERE id = :id"), {"id": product_id})
        assert gone.rowcount == 0  # type: ignore[attr-defined]
    forbidden = pytest.raises(ProgrammingError, match="row-level security")
    with forbidden, transaction(engine, Scope.brand(mine.owner_id, mine.id)) as tx:
        tx.session.add(Post(brand_id=theirs.id, kind="story", text={"fr": "x"}))


def test_private_tables_stay_private(engine: Engine) -> None:
    mine, theirs = shop.make_brand(engine), shop.make_brand(engine)
    insert = text(
        "INSERT INTO catalog_imports (id, brand_id, filename, source_key, format, options, status, items_total,"
        " created_count, updated_count, unchanged_count, error_count, warning_count, created_at)"
        " VALUES (:id, :brand, 'f', '', '', '{}', 'done', 0, 0, 0, 0, 0, 0, now())"
    )
    with transaction(engine, Scope.brand(theirs.owner_id, theirs.id)) as tx:
        tx.session.execute(insert, {"id": theirs.id + 1, "brand": theirs.id})
    seen = {}
    for scope in (
        Scope.brand(theirs.owner_id, theirs.id),
        Scope.brand(mine.owner_id, mine.id),
        Scope.shopper(mine.owner_id),
        Scope.anonymous(),
    ):
        with transaction(engine, scope) as tx:
            count = text("SELECT count(*) FROM catalog_imports WHERE brand_id = :brand")
            seen[scope.kind, scope.brand_id] = tx.session.execute(count, {"brand": theirs.id}).scalar_one()
    assert list(seen.values()) == [1, 0, 0, 0]


def test_the_ledger_records_and_cannot_be_rewritten(engine: Engine) -> None:
    brand = shop.make_brand(engine)
    product_id = shop.make_product(engine, brand.id, price_minor=10_000)
    scope = Scope.brand(brand.owner_id, brand.id)
    with transaction(engine, scope) as tx:
        tx.session.execute(
            text(
                "UPDATE offers SET price_minor = 8000, updated_at = now() WHERE variant_id IN"
                " (SELECT id FROM variants WHERE product_id = :id)"
            ),
            {"id": product_id},
        )
    with transaction(engine, scope) as tx:
        prices = tx.session.execute(
            text(
                "SELECT l.price_minor FROM price_ledger l JOIN variants v ON v.id = l.variant_id"
                " WHERE v.product_id = :id ORDER BY l.recorded_at, l.id"
            ),
            {"id": product_id},
        ).scalars()
        assert list(prices) == [10_000, 8_000]
    for statement in ("UPDATE price_ledger SET price_minor = 1", "DELETE FROM price_ledger"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction(engine, scope) as tx:
            tx.session.execute(text(statement))
