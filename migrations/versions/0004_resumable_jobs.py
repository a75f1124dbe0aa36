"""Imports and pictures that resume: leases, fences, attempts and how far the work has come.

Revision: 0004; follows: 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COUNTERS = ("info_count", "bytes_total", "bytes_read", "units_done", "attempts", "fence")


def upgrade() -> None:
    """Go forward."""
    for name in _COUNTERS:
        op.add_column("catalog_imports", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("catalog_imports", sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("catalog_imports", sa.Column("failure", sa.Text(), nullable=False, server_default=""))
    op.create_index(
        "ix_catalog_imports_open",
        "catalog_imports",
        ["id"],
        postgresql_where=sa.text("status IN ('waiting', 'running')"),
    )
    op.add_column("assets", sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_assets_open", "assets", ["id"], postgresql_where=sa.text("quarantine_key <> ''"))


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_assets_open", table_name="assets", postgresql_where=sa.text("quarantine_key <> ''"))
    op.drop_column("assets", "lease_until")
    op.drop_index(
        "ix_catalog_imports_open",
        table_name="catalog_imports",
        postgresql_where=sa.text("status IN ('waiting', 'running')"),
    )
    for name in ("failure", "lease_until", *_COUNTERS):
        op.drop_column("catalog_imports", name)
