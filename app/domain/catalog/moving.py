"""A brand's shop moved to another address: its purchase links follow."""

from sqlalchemy import text

from app.kernel import clock
from app.kernel.transaction import Transaction

_MOVE = text(
    "UPDATE offers SET purchase_url = :new || substr(purchase_url, length(:old) + 1), updated_at = :now"
    " WHERE brand_id = :brand_id AND starts_with(purchase_url, :old) RETURNING id"
)


def move_purchase_links(tx: Transaction, brand_id: int, old_prefix: str, new_prefix: str) -> int:
    """Change the beginning of a brand's purchase links. Answers how many moved; the new host needs approval too."""
    values = {"brand_id": brand_id, "old": old_prefix, "new": new_prefix, "now": clock.utcnow()}
    return len(tx.session.execute(_MOVE, values).all())
