"""The theme is kept with the account; accounts can be deleted, and brands closed by their owners.

Revision: 0008; follows: 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_STATUS = op.f("ck_brands_status")


def upgrade() -> None:
    """Go forward."""
    op.add_column("accounts", sa.Column("theme", sa.String(length=8), nullable=False, server_default=""))
    op.add_column("accounts", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_constraint(_STATUS, "brands", type_="check")
    op.create_check_constraint(_STATUS, "brands", "status IN ('pending','approved','suspended','closed')")


def downgrade() -> None:
    """Go back. A brand that its owner closed counts as suspended: it stays out of sight."""
    op.execute("UPDATE brands SET status = 'suspended' WHERE status = 'closed'")
    op.drop_constraint(_STATUS, "brands", type_="check")
    op.create_check_constraint(_STATUS, "brands", "status IN ('pending','approved','suspended')")
    op.drop_column("accounts", "deleted_at")
    op.drop_column("accounts", "theme")
