"""What shoppers do under posts."""

from dataclasses import dataclass
from typing import ClassVar

from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CommentWritten(Event):
    """A shopper commented on a post."""

    name: ClassVar[str] = "comment.written"
    comment_id: int
    post_id: int
