"""How far a post has come is kept with the timelines; SQL keeps who carries it, and what of a brand waits together.

Revision: 0006; follows: 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OPEN = sa.text("done_at IS NULL")


def upgrade() -> None:
    """Go forward. A post under way at this moment starts over, which its readers do not notice."""
    op.drop_column("fanouts", "cursor_account_id")
    op.drop_column("fanouts", "attempts")
    op.drop_index("ix_fanouts_open", table_name="fanouts")
    op.create_index("ix_fanouts_open", "fanouts", ["brand_id", "post_id"], postgresql_where=_OPEN)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_fanouts_open", table_name="fanouts")
    op.create_index("ix_fanouts_open", "fanouts", ["post_id"], postgresql_where=_OPEN)
    for name in ("cursor_account_id", "attempts"):
        op.add_column("fanouts", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
        op.alter_column("fanouts", name, server_default=None)
