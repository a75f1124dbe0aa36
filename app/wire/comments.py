"""Comments as templates read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.engagement.queries import CommentView


@dataclass(frozen=True, slots=True)
class CommentOnPage:
    """A comment for `_components/comments.html`."""

    id: str
    author: str
    body: str
    created_at: datetime
    by_brand: bool
    mine: bool
    url: str


def comment_views(comments: Sequence[CommentView]) -> list[CommentOnPage]:
    """Comments for a page, in order."""
    return [
        CommentOnPage(str(c.id), c.author_name, c.body, c.created_at, c.by_brand, c.own, f"/comments/{c.id}")
        for c in comments
    ]
