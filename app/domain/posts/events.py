"""What happens to posts."""

from dataclasses import dataclass
from typing import ClassVar

from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PostPublished(Event):
    """A brand published a post: it travels to its followers."""

    name: ClassVar[str] = "post.published"
    post_id: int
    brand_id: int


@dataclass(frozen=True, slots=True)
class PostHidden(Event):
    """A moderator hid a post: it leaves every open page."""

    name: ClassVar[str] = "post.hidden"
    post_id: int
    brand_id: int


@dataclass(frozen=True, slots=True)
class PostRestored(Event):
    """A moderator gave a post back, in its old place."""

    name: ClassVar[str] = "post.restored"
    post_id: int
    brand_id: int


@dataclass(frozen=True, slots=True)
class PostWithdrawn(Event):
    """The brand took its own post away."""

    name: ClassVar[str] = "post.withdrawn"
    post_id: int
    brand_id: int
