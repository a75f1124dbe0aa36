"""The log of decisions: all of them, newest first. Nothing here can be changed."""

from flask import request

from app.domain.moderation.queries import DecisionView, all_decisions
from app.entrypoints.moderator_console.blueprint import desk, draw
from app.entrypoints.moderator_console.views import reason_text
from app.entrypoints.moderator_console.words import ACTIONS
from app.web.access import Access, access
from app.web.presenting import read_cursor, write_cursor
from app.web.unit import unit

PAGE = 50


@desk.get("/decisions", endpoint="decisions")
@access(Access.MODERATOR)
def decisions() -> str:
    """Who decided what, of which post or brand, why and when."""
    before = read_cursor(request.args.get("before"), "decisions")
    with unit() as tx:
        page = all_decisions(tx, before=before, limit=PAGE)
        cursor = write_cursor(page.next_before, "decisions")
        return draw(
            tx,
            "moderation/decisions.html",
            section="decisions",
            decisions=page.items,
            actions=ACTIONS,
            reason_text=reason_text,
            subject_href=_subject_href,
            first=before is None,
            next_href=f"/moderation/decisions?before={cursor}" if cursor else None,
        )


def _subject_href(decision: DecisionView) -> str:
    if decision.subject_kind == "post":
        return f"/moderation/posts/{decision.subject_id}?state=all"
    return f"/moderation/brands/{decision.subject_id}"
