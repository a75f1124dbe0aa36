"""What happens to brands."""

from dataclasses import dataclass
from typing import ClassVar

from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class BrandFollowed(Event):
    """An account began to follow a brand."""

    name: ClassVar[str] = "brand.followed"
    account_id: int
    brand_id: int


@dataclass(frozen=True, slots=True)
class BrandUnfollowed(Event):
    """An account stopped following a brand."""

    name: ClassVar[str] = "brand.unfollowed"
    account_id: int
    brand_id: int


@dataclass(frozen=True, slots=True)
class BrandStatusChanged(Event):
    """A brand was approved, suspended or reinstated: all its posts appear or leave."""

    name: ClassVar[str] = "brand.status_changed"
    brand_id: int
    status: str
