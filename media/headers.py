"""Headers of JPEG, PNG, WebP and GIF, read by hand. Owns no caps and no policy: it reports what is written.

Loops always move forward and stop at the end of the data, so a hostile file costs at most one pass over itself.
Sources: ITU T.81 B.2 (JPEG), W3C PNG 3rd edition, RFC 9649 (WebP), GIF89a specification.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from media.errors import CorruptImage, TruncatedImage


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself. `other_sizes` are inner pictures that a decoder may allocate as well."""

    width: int
    height: int
    frames: int = 1
    has_alpha: bool = False
    other_sizes: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if self.width <= 0 or self.height <= 0:
            raise CorruptImage("The picture says that it is empty.")


# Start-of-frame markers; C4, C8 and CC in that range mean other things.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset(range(0xD0, 0xD9)) | {0x01}
_JPEG_END = frozenset({0xD9, 0xDA})


def read_jpeg_header(data: bytes) -> Header:
    """Walk the segments up to the frame header. Thumbnails lie inside segments, so they are stepped over."""
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise TruncatedImage
        while data[at : at + 1] == b"\xff":
            at += 1
        marker = _read_u8(data, at)
        at += 1
        if marker in _JPEG_END:
            raise CorruptImage("The picture has no frame header.")
        if marker == 0 or marker in _JPEG_BARE:
            continue
        length = read_fields(">H", data, at)[0]
        if marker in _JPEG_FRAMES:
            height, width = read_fields(">HH", data, at + 3)
            return Header(width, height)
        at += max(length, 2)


def read_png_header(data: bytes) -> Header:
    """IHDR, and the chunks before the pixels for transparency and animation."""
    length, kind, width, height, _, color_type = read_fields(">I4sIIBB", data, 8)
    if kind != b"IHDR" or length != 13:
        raise CorruptImage("The PNG picture does not start with its header.")
    has_alpha, frames = color_type in (4, 6), 1
    for kind, start, _ in _walk_png(data):
        if kind == b"IDAT":
            break
        if kind == b"tRNS":
            has_alpha = True
        elif kind == b"acTL":
            frames = max(1, read_fields(">I", data, start)[0])
    return Header(width, height, frames, has_alpha)


def _walk_png(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, at + 8, length
        at += 12 + length


def read_webp_header(data: bytes) -> Header:
    """The first chunk says the kind; the extended kind is walked for frames and inner pictures."""
    if read_fields("<I", data, 4)[0] + 8 > len(data):
        raise TruncatedImage
    kind = data[12:16]
    if kind == b"VP8X":
        return _read_webp_extended(data)
    if kind == b"VP8 ":
        return Header(*_read_vp8(data, 20))
    if kind == b"VP8L":
        width, height, has_alpha = _read_vp8l(data, 20)
        return Header(width, height, has_alpha=has_alpha)
    raise CorruptImage("The WebP picture does not start with its header.")


def _read_webp_extended(data: bytes) -> Header:
    flags, low, high = read_fields("<B3xHB", data, 20)
    more_low, more_high = read_fields("<HB", data, 27)
    width, height = 1 + (low | high << 16), 1 + (more_low | more_high << 16)
    frames, inner = 0, []
    at = 30
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind == b"ANMF":
            frames += 1
        elif kind == b"VP8 ":
            inner.append(_read_vp8(data, at + 8))
        elif kind == b"VP8L":
            inner.append(_read_vp8l(data, at + 8)[:2])
        at += 8 + length + (length & 1)
    return Header(width, height, max(frames, 1), bool(flags & 0x10), tuple(inner))


def _read_vp8(data: bytes, at: int) -> tuple[int, int]:
    start, width, height = read_fields("<3sHH", data, at + 3)
    if start != b"\x9d\x01\x2a":
        raise CorruptImage("The WebP picture has no key frame.")
    return width & 0x3FFF, height & 0x3FFF


def _read_vp8l(data: bytes, at: int) -> tuple[int, int, bool]:
    signature, bits = read_fields("<BI", data, at)
    if signature != 0x2F:
        raise CorruptImage("The lossless WebP picture has no signature.")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), bool(bits >> 28 & 1)


def read_gif_header(data: bytes) -> Header:
    """The logical screen, and one pass over the blocks to count frames. A missing end is left to the decoder."""
    width, height, flags = read_fields("<HHB", data, 6)
    at = 13 + _color_table_bytes(flags)
    frames, has_alpha, inner = 0, False, set()
    while at < len(data):
        block = data[at]
        if block == 0x2C and at + 10 <= len(data):
            frames += 1
            left, top, frame_width, frame_height, frame_flags = struct.unpack_from("<HHHHB", data, at + 1)
            inner.add((left + frame_width, top + frame_height))
            at = _skip_gif_pieces(data, at + 11 + _color_table_bytes(frame_flags))
        elif block == 0x21:
            if data[at + 1 : at + 3] == b"\xf9\x04" and data[at + 3 : at + 4] not in (b"", b"\0"):
                has_alpha = has_alpha or bool(data[at + 3] & 1)
            at = _skip_gif_pieces(data, at + 2)
        else:
            break
    if frames == 0:
        raise TruncatedImage
    sizes = tuple(size for size in inner if size[0] and size[1])
    return Header(width or 1, height or 1, frames, has_alpha, sizes)


def _color_table_bytes(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _skip_gif_pieces(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1


def _read_u8(data: bytes, at: int) -> int:
    if at >= len(data):
        raise TruncatedImage
    return data[at]


def read_fields(pattern: str, data: bytes, at: int) -> tuple[Any, ...]:
    """`struct` fields at a place. Raises TruncatedImage when the data ends before them."""
    if at + struct.calcsize(pattern) > len(data):
        raise TruncatedImage
    return struct.unpack_from(pattern, data, at)
