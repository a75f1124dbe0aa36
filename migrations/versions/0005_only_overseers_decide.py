"""Only moderators decide, and the ledger outlives what it speaks of.

Revision: 0005; follows: 0004.

A brand's own transaction may write its rows, but not the three columns that a moderator's decision sets. What has a
price history cannot be deleted. Decisions are written by moderators and by nobody else.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_GUARD = """
CREATE FUNCTION vitrine_only_overseers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before_value text := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ->> TG_ARGV[0] END;
  after_value text := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  IF TG_OP = 'INSERT' THEN before_value := nullif(TG_ARGV[1], ''); END IF;
  IF after_value IS DISTINCT FROM before_value AND vitrine_scope() NOT IN ('system', 'moderator') THEN
    RAISE EXCEPTION 'only a moderator sets %.%', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER brands_status_guard BEFORE INSERT OR UPDATE ON brands
  FOR EACH ROW EXECUTE FUNCTION vitrine_only_overseers('status', 'pending');
CREATE TRIGGER brand_domains_approval_guard BEFORE INSERT OR UPDATE ON brand_domains
  FOR EACH ROW EXECUTE FUNCTION vitrine_only_overseers('approved_at', '');
CREATE TRIGGER posts_hidden_guard BEFORE INSERT OR UPDATE ON posts
  FOR EACH ROW EXECUTE FUNCTION vitrine_only_overseers('hidden_at', '');
"""

_LEDGER = (("brand_id", "brands"), ("variant_id", "variants"))


def _ledger_keys(ondelete: str) -> None:
    for column, table in _LEDGER:
        name = f"fk_price_ledger_{column}_{table}"
        op.drop_constraint(name, "price_ledger", type_="foreignkey")
        op.create_foreign_key(name, "price_ledger", table, [column], ["id"], ondelete=ondelete)


def upgrade() -> None:
    """Go forward."""
    op.execute(_GUARD)
    _ledger_keys("RESTRICT")
    op.create_index("ix_price_ledger_market_recorded_at", "price_ledger", ["market", "recorded_at"])
    op.create_index(
        "ix_outbox_dispatched_at", "outbox", ["dispatched_at"], postgresql_where="dispatched_at IS NOT NULL"
    )
    op.execute("ALTER TABLE decisions ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE decisions FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY reads ON decisions FOR SELECT USING ((SELECT vitrine_scope()) <> '')")
    op.execute(
        "CREATE POLICY inserts ON decisions FOR INSERT"
        " WITH CHECK ((SELECT vitrine_scope()) IN ('system', 'moderator'))"
    )


def downgrade() -> None:
    """Go back."""
    op.execute("DROP POLICY inserts ON decisions")
    op.execute("DROP POLICY reads ON decisions")
    op.execute("ALTER TABLE decisions NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE decisions DISABLE ROW LEVEL SECURITY")
    op.drop_index("ix_outbox_dispatched_at", "outbox")
    op.drop_index("ix_price_ledger_market_recorded_at", "price_ledger")
    _ledger_keys("CASCADE")
    op.execute("DROP TRIGGER posts_hidden_guard ON posts")
    op.execute("DROP TRIGGER brand_domains_approval_guard ON brand_domains")
    op.execute("DROP TRIGGER brands_status_guard ON brands")
    op.execute("DROP FUNCTION vitrine_only_overseers()")
