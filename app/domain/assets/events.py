"""What happens to pictures."""

from dataclasses import dataclass
from typing import ClassVar

from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class AssetUploaded(Event):
    """A picture's bytes lie in quarantine and wait to be made into renditions."""

    name: ClassVar[str] = "asset.uploaded"
    asset_id: int
    brand_id: int
