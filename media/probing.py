"""What an upload is, told by its own bytes in microseconds: real format, size, frames. Decodes nothing.

Names, extensions and claimed content types are not looked at. Pure Python on purpose: no native decoder sees a
file before its header has been found to be within the caps, so a bomb costs nobody memory.
"""

from collections.abc import Callable

from media.boxes import find_heif_format, read_heif_header
from media.errors import EmptyFile, TooLarge, TooManyFrames, TooManyPixels, UnsupportedFormat, UnusableShape
from media.headers import Header, read_gif_header, read_jpeg_header, read_png_header, read_webp_header
from media.types import Probe, SourceFormat

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 20_000
MAX_ASPECT = 50
MAX_FRAMES = 1_000
"""Only the first frame is used; the cap is on what a decoder must walk over to open the file."""

_READERS: dict[SourceFormat, Callable[[bytes], Header]] = {
    "jpeg": read_jpeg_header,
    "png": read_png_header,
    "webp": read_webp_header,
    "gif": read_gif_header,
    "avif": read_heif_header,
    "heic": read_heif_header,
}

_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"\0\0\1\0", "an icon"),
    (b"\0\0\2\0", "a cursor"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"8BPS", "a Photoshop document"),
    (b"#?RADIANCE", "a Radiance HDR picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PK\3\4", "an archive"),
    (b"\x1a\x45\xdf\xa3", "a video"),
)


def probe_image(data: bytes) -> Probe:
    """Read an upload's header and check it against the caps.

    Units: width and height in pixels as stored, before rotation.
    Raises: EmptyFile, TooLarge, UnsupportedFormat, TruncatedImage, CorruptImage, TooManyPixels, UnusableShape,
    TooManyFrames.
    """
    if not data:
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise TooLarge(f"The file is {len(data) / 1_048_576:.1f} MB; at most 15 MB are accepted.")
    kind = sniff_format(data)
    header = _READERS[kind](data)
    for width, height in ((header.width, header.height), *header.other_sizes):
        check_dimensions(width, height)
    if max(header.width, header.height) > MAX_ASPECT * min(header.width, header.height):
        raise UnusableShape
    if header.frames > MAX_FRAMES:
        raise TooManyFrames(f"The animation has more than {MAX_FRAMES:,} frames.")
    return Probe(kind, header.width, header.height, header.frames, header.has_alpha, len(data))


def sniff_format(data: bytes) -> SourceFormat:
    """The format that the first bytes prove. Raises UnsupportedFormat, naming what it is when that is known."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    heif = find_heif_format(data)
    if heif is not None:
        return heif
    name = _name_other(data)
    if name:
        raise UnsupportedFormat(f"This is {name}; use a JPEG, PNG, WebP, AVIF, HEIC or GIF picture.")
    raise UnsupportedFormat


def check_dimensions(width: int, height: int) -> None:
    """Raise TooManyPixels when a picture of this size is over the caps."""
    if max(width, height) > MAX_SIDE:
        raise TooManyPixels(
            f"The picture is {width:,} x {height:,} pixels; no side may pass {MAX_SIDE:,} pixels."
        )
    if width * height > MAX_PIXELS:
        raise TooManyPixels(
            f"The picture has {width * height / 1e6:.0f} megapixels; "
            f"at most {MAX_PIXELS // 1_000_000} are accepted."
        )


def _name_other(data: bytes) -> str:
    for magic, name in _OTHER_FORMATS:
        if data.startswith(magic):
            return name
    if data[4:8] == b"ftyp":
        return "a video or an unknown kind of picture"
    text = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"<"):
        return "an SVG drawing" if b"<svg" in text else "a web page or an XML document"
    return ""
