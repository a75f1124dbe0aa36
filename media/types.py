"""The frozen values that enter and leave the media engine. No behaviour beyond their own arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SourceFormat = Literal["jpeg", "png", "webp", "avif", "heic", "gif"]
RenditionFormat = Literal["avif", "webp", "jpeg"]

CONTENT_TYPES: Mapping[RenditionFormat, str] = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Probe:
    """What the header of an upload says. Width and height are as stored, before any rotation."""

    format: SourceFormat
    width: int
    height: int
    frames: int
    has_alpha: bool
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """One published file made from an upload."""

    key: str
    format: RenditionFormat
    width: int
    height: int
    size_bytes: int

    @property
    def content_type(self) -> str:
        """The type to serve it under."""
        return CONTENT_TYPES[self.format]


@dataclass(frozen=True, slots=True)
class ProcessedImage:
    """What is known once an upload became renditions. Width and height are upright, of the original.

    `renditions` go from the narrowest to the widest, and within a width from the best format to the plainest.
    """

    width: int
    height: int
    thumbhash_b64: str
    dominant_color: str
    renditions: tuple[Rendition, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class PresignedUpload:
    """A form that a browser may post once or more until it expires: `fields` first, then the file last."""

    url: str
    fields: Mapping[str, str]
    key: str
    max_bytes: int
    expires_seconds: int


@dataclass(frozen=True, slots=True)
class ObjectHead:
    """What the store says about an object without sending it."""

    key: str
    size_bytes: int
    content_type: str


@dataclass(frozen=True, slots=True)
class ProcessedFiles:
    """A processed upload with the bytes of each rendition by its key, ready to be stored."""

    image: ProcessedImage
    contents: Mapping[str, bytes]
