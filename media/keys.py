"""Where things lie in the bucket. Pure functions; the only place that spells a key.

`quarantine/` is written by browsers and never served. `public/` is written by us only and served as is: a key
there carries a version made from the source and the recipe, so that its bytes never change under the same URL
and may be cached for ever.
"""

from media.hashing import hash_bytes
from media.types import RenditionFormat

QUARANTINE_PREFIX = "quarantine/"
PUBLIC_PREFIX = "public/"

EXTENSIONS: dict[RenditionFormat, str] = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}

VERSION_DIGITS = 12


def quarantine_key(brand_id: int, asset_id: int) -> str:
    """Where a brand's browser puts an upload."""
    return f"{QUARANTINE_PREFIX}{_positive(brand_id)}/{_positive(asset_id)}"


def quarantine_prefix(brand_id: int) -> str:
    """Everything that a brand has waiting."""
    return f"{QUARANTINE_PREFIX}{_positive(brand_id)}/"


def public_prefix(asset_id: int) -> str:
    """Everything that is published from one asset; ends in a slash so that 12 never matches 123."""
    return f"{PUBLIC_PREFIX}a/{_positive(asset_id)}/"


def public_key(asset_id: int, width: int, version: str, kind: RenditionFormat) -> str:
    """Where one rendition is published."""
    return f"{public_prefix(asset_id)}{_positive(width)}-{version}.{EXTENSIONS[kind]}"


def make_version(source: bytes, recipe: str) -> str:
    """The part of a public key that changes with the source or with how renditions are made."""
    return hash_bytes(recipe.encode() + b"\0" + source)[:VERSION_DIGITS]


def _positive(number: int) -> int:
    if number <= 0:
        raise ValueError(f"a key needs a positive number, not {number}")
    return number
