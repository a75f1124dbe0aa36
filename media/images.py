"""Renditions of one upload: what sizes, what formats, what quality, and the placeholder shown before they load.

Works in the process that calls it; everything but tests calls it through `media.sandbox`. Metadata never reaches
a rendition: pixels are encoded anew with nothing kept.
"""

import base64
from collections import Counter
from collections.abc import Callable
from typing import Any

import pyvips
import thumbhash

from media.decoding import decode_base, explain_failure
from media.hashing import hash_bytes
from media.keys import make_version, public_key
from media.probing import probe_image
from media.types import ProcessedFiles, ProcessedImage, Rendition, RenditionFormat

WIDTHS = (320, 640, 1080, 1600)
RECIPE = "1"
"""Part of every public key: raise it when sizes or qualities change, so that old URLs keep their bytes."""

WHITE = (255, 255, 255)
_PLACEHOLDER_SIDE = 48
_NO_LIMIT = 100_000


def process_image(data: bytes, asset_id: int) -> ProcessedFiles:
    """Make every rendition of an upload.

    Shapes: each width in AVIF, WebP and JPEG; widths below the original's, then the original's own up to 1600.
    Raises: ImageRefused and below.
    """
    probe = probe_image(data)
    base, width, height = decode_base(data, probe, WIDTHS[-1])
    version = make_version(data, RECIPE)
    contents: dict[str, bytes] = {}
    renditions: list[Rendition] = []
    try:
        for picture in (_resize(base, wanted) for wanted in plan_widths(base.width)):
            for kind, encode in _ENCODERS.items():
                body = encode(picture)
                key = public_key(asset_id, picture.width, version, kind)
                renditions.append(Rendition(key, kind, picture.width, picture.height, len(body)))
                contents[key] = body
        small = base.thumbnail_image(_PLACEHOLDER_SIDE, height=_PLACEHOLDER_SIDE, size="down")
        pixels, flat_pixels = read_pixels(small), read_pixels(_flatten(small))
    except pyvips.Error as error:
        raise explain_failure(error) from error
    placeholder = make_thumbhash(small.width, small.height, flat_pixels)
    image = ProcessedImage(
        width, height, placeholder, find_dominant_color(pixels), tuple(renditions), hash_bytes(data)
    )
    return ProcessedFiles(image, contents)


def plan_widths(width: int) -> list[int]:
    """The widths to make of a base this wide: never enlarged, the base itself always among them."""
    return [wanted for wanted in WIDTHS if wanted < width] + [width]


def _resize(base: Any, width: int) -> Any:
    if width == base.width:
        return base
    return base.thumbnail_image(width, height=_NO_LIMIT, size="down").copy_memory()


def _flatten(image: Any) -> Any:
    return image.flatten(background=WHITE) if image.hasalpha() else image


def _encode_avif(image: Any) -> bytes:
    return bytes(image.heifsave_buffer(compression="av1", Q=55, effort=3, keep="none"))


def _encode_webp(image: Any) -> bytes:
    return bytes(image.webpsave_buffer(Q=78, effort=2, keep="none"))


def _encode_jpeg(image: Any) -> bytes:
    return bytes(_flatten(image).jpegsave_buffer(Q=80, optimize_coding=True, keep="none"))


_ENCODERS: dict[RenditionFormat, Callable[[Any], bytes]] = {
    "avif": _encode_avif,
    "webp": _encode_webp,
    "jpeg": _encode_jpeg,
}


def read_pixels(image: Any) -> bytes:
    """The picture as RGBA bytes, row by row."""
    full = image if image.hasalpha() else image.bandjoin(255)
    return bytes(full.cast("uchar").write_to_memory())


def make_thumbhash(width: int, height: int, pixels: bytes) -> str:
    """About 25 bytes that draw a blurred stand-in, in base64. Source: https://evanw.github.io/thumbhash/

    Opaque pixels only: the library fails on transparent ones (thumbhash 0.1.2 rounds a tuple).
    """
    return base64.b64encode(bytes(thumbhash.rgba_to_thumb_hash(width, height, list(pixels)))).decode()


def find_dominant_color(pixels: bytes) -> str:
    """The colour that most visible pixels are near to, as #rrggbb; white for a picture with nothing to see."""
    counts: Counter[tuple[int, int, int]] = Counter()
    sums: dict[tuple[int, int, int], list[int]] = {}
    for red, green, blue, alpha in zip(*(pixels[band::4] for band in range(4)), strict=True):
        if alpha < 128:
            continue
        bucket = (red >> 5, green >> 5, blue >> 5)
        counts[bucket] += 1
        total = sums.setdefault(bucket, [0, 0, 0])
        total[0] += red
        total[1] += green
        total[2] += blue
    if not counts:
        return "#ffffff"
    bucket, count = counts.most_common(1)[0]
    return "#" + "".join(f"{round(part / count):02x}" for part in sums[bucket])
