"""From untrusted bytes to one upright sRGB picture in memory. Runs in the sandbox child only.

The loader is chosen by the probed format and called by name: nothing here lets a library guess, and loaders for
SVG, PDF, TIFF and the like are blocked besides.
"""

from io import BytesIO
from typing import Any

import pyvips

from media.errors import CorruptImage, ImageTooDemanding, MediaError, TruncatedImage
from media.probing import check_dimensions
from media.types import Probe

MAX_BASE_HEIGHT = 8_192
"""A very tall picture is made narrower to fit; WebP itself ends at 16,383."""

_ALLOWED_LOADERS = (
    "VipsForeignLoadJpeg",
    "VipsForeignLoadPng",
    "VipsForeignLoadWebp",
    "VipsForeignLoadHeif",
    "VipsForeignLoadNsgif",
)
_FIRST_FRAME_LOADERS = {"webp": "webpload_buffer", "gif": "gifload_buffer", "avif": "heifload_buffer"}
_SHRINKS = (8, 4, 2)
_CUT_SHORT = (
    "premature end",
    "truncated",
    "unexpected end",
    "end of stream",
    "read error",
    "eof",
    "not enough data",
)

_TOO_MUCH = ("out of memory", "memory allocation", "security limit", "exceeds")


def lock_down_loaders() -> None:
    """Leave this process with the loaders for the accepted formats, and with no cache of operations."""
    pyvips.operation_block_set("VipsForeignLoad", True)
    for name in _ALLOWED_LOADERS:
        pyvips.operation_block_set(name, False)
    pyvips.cache_set_max(0)


def decode_base(data: bytes, probe: Probe, max_width: int) -> tuple[Any, int, int]:
    """The picture upright, in 8-bit sRGB, at most `max_width` wide and never enlarged.

    Returns it with the original's upright width and height. Alpha stays only where something shows through.
    Raises: TruncatedImage, CorruptImage, TooManyPixels.
    """
    try:
        image = _open(data, probe)
        check_dimensions(image.width, image.height)
        width, height = _upright_size(image)
        shrink = _choose_shrink(width, max_width) if probe.format == "jpeg" else 1
        if shrink > 1:
            image = _open(data, probe, shrink)
        return drop_opaque_alpha(_fit(image, max_width).copy_memory()), width, height
    except pyvips.Error as error:
        raise explain_failure(error) from error


def explain_failure(error: Exception) -> MediaError:
    """The refusal that fits what a decoder wrote."""
    text = str(error).lower()
    if any(sign in text for sign in _TOO_MUCH):
        return ImageTooDemanding()
    return TruncatedImage() if any(sign in text for sign in _CUT_SHORT) else CorruptImage()


def drop_opaque_alpha(image: Any) -> Any:
    """The same picture without an alpha plane that hides nothing."""
    if image.hasalpha() and image[image.bands - 1].min() == 255:
        return image.extract_band(0, n=image.bands - 1)
    return image


def _open(data: bytes, probe: Probe, shrink: int = 1) -> Any:
    if probe.format == "jpeg":
        return pyvips.Image.jpegload_buffer(data, shrink=shrink, access="sequential", fail_on="truncated")
    if probe.format == "png":
        return pyvips.Image.pngload_buffer(data, access="sequential", fail_on="truncated")
    if probe.format == "heic":
        return _open_heic(data)
    load = getattr(pyvips.Image, _FIRST_FRAME_LOADERS[probe.format])
    return load(data, n=1, access="sequential", fail_on="truncated")


def _open_heic(data: bytes) -> Any:
    """libvips comes without an HEVC decoder; this one comes in pillow-heif."""
    # Imported here: most uploads are not HEIC, and it costs a child a tenth of its start.
    import pillow_heif

    pillow_heif.options.THUMBNAILS = False
    pillow_heif.options.DEPTH_IMAGES = False
    try:
        picture = pillow_heif.open_heif(BytesIO(data), convert_hdr_to_8bit=True)
        check_dimensions(*picture.size)
        bands, stride, pixels = len(picture.mode), picture.stride, picture.data
        width, height = picture.size
    except (ValueError, RuntimeError, OSError, SyntaxError, EOFError, IndexError) as error:
        raise explain_failure(error) from error
    if stride != width * bands:
        # Rows are padded: cut the padding while they are still plain bytes, then read them as pixels.
        rows = pyvips.Image.new_from_memory(pixels, stride, height, 1, "uchar")
        pixels = rows.crop(0, 0, width * bands, height).write_to_memory()
    space = "srgb" if bands > 2 else "b-w"
    image = pyvips.Image.new_from_memory(pixels, width, height, bands, "uchar").copy(interpretation=space)
    profile = picture.info.get("icc_profile")
    if profile:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return image


def _upright_size(image: Any) -> tuple[int, int]:
    turned = image.get_typeof("orientation") and image.get("orientation") >= 5
    return (image.height, image.width) if turned else (image.width, image.height)


def _choose_shrink(width: int, max_width: int) -> int:
    """How much a JPEG may be shrunk while decoding and still leave the final resize a factor of two."""
    return next((shrink for shrink in _SHRINKS if width >= 2 * shrink * max_width), 1)


def _fit(image: Any, max_width: int) -> Any:
    """Rotate, convert and resize in one pass."""
    options = {"height": MAX_BASE_HEIGHT, "size": "down", "intent": "perceptual"}
    try:
        fitted = image.thumbnail_image(max_width, export_profile="srgb", **options)
    except pyvips.Error:
        # A colour profile that does not fit its picture is common and harmless: the plain numbers are used.
        bare = image.copy()
        bare.remove("icc-profile-data")
        fitted = bare.thumbnail_image(max_width, **options)
    if fitted.interpretation != "srgb":
        fitted = fitted.colourspace("srgb")
    return fitted.cast("uchar")
