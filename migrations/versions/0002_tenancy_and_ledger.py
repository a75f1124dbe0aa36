"""Row-level security for what belongs to a brand, and the price ledger that cannot be forgotten or rewritten.

Revision: 0002; follows: 0001.

The application connects as `vitrine_app`, which owns nothing; FORCE makes the policies hold for the owner too.
A transaction that set no scope sees no row of these tables.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FUNCTIONS = """
CREATE FUNCTION vitrine_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('vitrine.scope', true), '') $$;
CREATE FUNCTION vitrine_account_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('vitrine.account_id', true), '')::bigint $$;
CREATE FUNCTION vitrine_brand_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT CASE WHEN vitrine_scope() = 'brand'
            THEN nullif(current_setting('vitrine.brand_id', true), '')::bigint END $$;
CREATE FUNCTION vitrine_ledger_id() RETURNS bigint LANGUAGE sql VOLATILE AS
  $$ SELECT ((extract(epoch FROM clock_timestamp() - timestamptz '2025-01-01 00:00:00+00') * 1000)::bigint << 22)
            | floor(random() * 4194304)::bigint $$;
CREATE FUNCTION vitrine_record_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.price_minor <> OLD.price_minor OR NEW.currency <> OLD.currency THEN
    INSERT INTO price_ledger (id, brand_id, variant_id, market, price_minor, currency, recorded_at)
    VALUES (vitrine_ledger_id(), NEW.brand_id, NEW.variant_id, NEW.market, NEW.price_minor, NEW.currency,
            NEW.updated_at);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER offers_record_price AFTER INSERT OR UPDATE ON offers
  FOR EACH ROW EXECUTE FUNCTION vitrine_record_price();
"""

_ANY = "(SELECT vitrine_scope()) <> ''"
_SYSTEM = "(SELECT vitrine_scope()) = 'system'"
_OVERSEER = "(SELECT vitrine_scope()) IN ('system', 'moderator')"
_OWN = "brand_id = (SELECT vitrine_brand_id())"

_PRIVATE = ("catalog_imports", "import_diagnostics")
_PUBLIC_READ = (
    "products",
    "product_images",
    "variants",
    "offers",
    "post_images",
    "post_products",
    "brand_domains",
)

TENANT_TABLES = (
    *_PRIVATE,
    *_PUBLIC_READ,
    "posts",
    "assets",
    "price_ledger",
    "clicks",
    "brand_members",
    "brands",
    "fanouts",
)


def _policy(table: str, name: str, command: str, using: str | None, check: str | None) -> None:
    clauses = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
    op.execute(f"CREATE POLICY {name} ON {table} FOR {command}{clauses}")


def _read_write(table: str, read: str, write: str) -> None:
    _policy(table, "reads", "SELECT", read, None)
    _policy(table, "inserts", "INSERT", None, write)
    _policy(table, "updates", "UPDATE", write, write)
    _policy(table, "deletes", "DELETE", write, None)


def upgrade() -> None:
    """Go forward."""
    op.execute(_FUNCTIONS)
    for table in TENANT_TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for table in _PRIVATE:
        _read_write(table, f"{_OWN} OR {_SYSTEM}", f"{_OWN} OR {_SYSTEM}")
    for table in _PUBLIC_READ:
        _read_write(table, _ANY, f"{_OWN} OR {_SYSTEM}")
    op.execute("DROP POLICY updates ON brand_domains")
    _policy("brand_domains", "updates", "UPDATE", f"{_OWN} OR {_OVERSEER}", f"{_OWN} OR {_OVERSEER}")
    _read_write(
        "posts",
        f"({_ANY} AND hidden_at IS NULL AND withdrawn_at IS NULL) OR {_OWN} OR {_OVERSEER}",
        f"{_OWN} OR {_OVERSEER}",
    )
    _read_write("assets", f"({_ANY} AND status = 'ready') OR {_OWN} OR {_OVERSEER}", f"{_OWN} OR {_SYSTEM}")
    _policy("price_ledger", "reads", "SELECT", _ANY, None)
    _policy(
        "price_ledger",
        "inserts",
        "INSERT",
        None,
        f"({_OWN} AND recorded_at > now() - interval '5 minutes') OR {_SYSTEM}",
    )
    _policy("clicks", "reads", "SELECT", f"{_OWN} OR {_OVERSEER}", None)
    _policy("clicks", "inserts", "INSERT", None, _ANY)
    own_row = f"account_id = (SELECT vitrine_account_id()) OR {_OWN} OR {_OVERSEER}"
    _read_write("brand_members", own_row, f"{_OWN} OR {_SYSTEM}")
    own_brand = "id = (SELECT vitrine_brand_id())"
    _policy("brands", "reads", "SELECT", _ANY, None)
    _policy("brands", "inserts", "INSERT", None, f"{own_brand} OR {_SYSTEM}")
    _policy("brands", "updates", "UPDATE", f"{own_brand} OR {_OVERSEER}", f"{own_brand} OR {_OVERSEER}")
    _policy("brands", "deletes", "DELETE", _SYSTEM, None)
    _policy("fanouts", "inserts", "INSERT", None, f"{_OWN} OR {_SYSTEM}")
    _policy("fanouts", "reads", "SELECT", f"{_OWN} OR {_SYSTEM}", None)
    _policy("fanouts", "updates", "UPDATE", _SYSTEM, _SYSTEM)
    op.execute("GRANT USAGE ON SCHEMA public TO vitrine_app")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO vitrine_app")
    op.execute(
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vitrine_app"
    )
    # Append-only by privilege, not by promise.
    op.execute("REVOKE UPDATE, DELETE ON price_ledger, decisions, clicks FROM vitrine_app")
    op.execute("REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM vitrine_app")


def downgrade() -> None:
    """Go back."""
    for table in TENANT_TABLES:
        for policy in ("reads", "inserts", "updates", "deletes"):
            op.execute(f"DROP POLICY IF EXISTS {policy} ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP TRIGGER offers_record_price ON offers")
    for function in (
        "vitrine_record_price()",
        "vitrine_brand_id()",
        "vitrine_account_id()",
        "vitrine_scope()",
        "vitrine_ledger_id()",
    ):
        op.execute(f"DROP FUNCTION {function}")
