"""What moderators decide."""

from dataclasses import dataclass
from typing import ClassVar

from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class BrandDecided(Event):
    """A brand was approved, refused, suspended or reinstated: its members are told."""

    name: ClassVar[str] = "brand.decided"
    decision_id: int
    brand_id: int
