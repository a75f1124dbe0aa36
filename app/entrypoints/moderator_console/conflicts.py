"""The page that a moderator meets when a colleague was faster: what was decided, by whom, and the ways on."""

from collections.abc import Sequence

from app.entrypoints.moderator_console.blueprint import draw
from app.entrypoints.moderator_console.views import AuditLine
from app.kernel.transaction import Transaction


def conflict_page(
    tx: Transaction, *, section: str, history: Sequence[AuditLine], here: str, onward: str
) -> str:
    """Nothing was changed: the case stands as the newest line of its history says."""
    return draw(
        tx, "moderation/conflict.html", section=section, history=history[:3], here_href=here, next_href=onward
    )
