"""Posts drawn once for everybody who reads them in one language and market; what is the reader's own goes in last."""

from dataclasses import dataclass, field

import msgspec

from app.wire.resources import Post

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a post depends on who reads it."""

    followed: bool
    liked: bool
    saved: bool


@dataclass(slots=True)
class DrawnPost:
    """A post's resource as a stranger sees it, and its bytes for each way in which it was asked for."""

    id: int
    brand_id: int
    resource: Post
    _bytes: dict[Seen, msgspec.Raw] = field(default_factory=dict)

    def encoded(self, seen: Seen) -> msgspec.Raw:
        """The resource's JSON for a reader."""
        found = self._bytes.get(seen)
        if found is None:
            brand = msgspec.structs.replace(self.resource.brand, followed=seen.followed)
            own = msgspec.structs.replace(self.resource, brand=brand, liked=seen.liked, saved=seen.saved)
            found = self._bytes[seen] = msgspec.Raw(_encoder.encode(own))
        return found
