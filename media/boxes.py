"""The header of AVIF and HEIC files: nested boxes of a size, a name and a body. Decodes nothing.

A file may hold tiles, thumbnails and depth maps beside the picture that is shown; each says its own size, and all
of them are reported, since a decoder may allocate any of them.
Sources: ISO/IEC 14496-12 (boxes), 23008-12 (items and properties), AOM AVIF 1.1.
"""

import struct
from collections.abc import Iterator
from typing import Literal

from media.errors import CorruptImage, TruncatedImage
from media.headers import Header, read_fields

_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_ALPHA_URNS = (b":auxiliary:alpha", b"hevc:2015:auxid:1")
_MAX_BOXES = 4096

Span = tuple[int, int]


def find_heif_format(data: bytes) -> Literal["avif", "heic"] | None:
    """Which of the two the file says it is, or None when it is neither."""
    if data[4:8] != b"ftyp" or len(data) < 16:
        return None
    length = min(struct.unpack_from(">I", data)[0], 1024, len(data))
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, length - 3, 4)}
    if brands & _AVIF_BRANDS:
        return "avif"
    if brands & _HEIC_BRANDS:
        return "heic"
    return None


def read_heif_header(data: bytes) -> Header:
    """Size of the primary picture, and every other size that is written in the file."""
    found = _find_box(data, (0, len(data)), b"meta")
    if found is None:
        raise CorruptImage("The file holds a video or no picture at all.")
    meta = (found[0] + 4, found[1])
    properties = _find_box(data, meta, b"iprp")
    if properties is None:
        raise CorruptImage("The picture does not say its size.")
    sizes, has_alpha = _read_properties(data, properties)
    if not sizes:
        raise CorruptImage("The picture does not say its size.")
    primary = _read_primary(data, meta)
    largest = max(sizes.values(), key=lambda size: size[0] * size[1])
    wanted = [sizes[index] for index in _read_links(data, properties, primary) if index in sizes]
    width, height = wanted[0] if wanted else largest
    return Header(width, height, has_alpha=has_alpha, other_sizes=tuple(set(sizes.values())))


def _read_properties(data: bytes, span: Span) -> tuple[dict[int, tuple[int, int]], bool]:
    """Sizes by the property's number (from 1), and whether some picture is an alpha plane."""
    container = _find_box(data, span, b"ipco")
    sizes: dict[int, tuple[int, int]] = {}
    has_alpha = False
    if container is None:
        return sizes, has_alpha
    for index, (kind, start, end) in enumerate(_walk_boxes(data, container), 1):
        if kind == b"ispe":
            sizes[index] = (read_fields(">I", data, start + 4)[0], read_fields(">I", data, start + 8)[0])
        elif kind == b"auxC" and any(urn in data[start:end] for urn in _ALPHA_URNS):
            has_alpha = True
    return sizes, has_alpha


def _read_primary(data: bytes, meta: Span) -> int:
    found = _find_box(data, meta, b"pitm")
    if found is None:
        return 0
    wide = data[found[0] : found[0] + 1] != b"\0"
    return int(read_fields(">I" if wide else ">H", data, found[0] + 4)[0])


def _read_links(data: bytes, properties: Span, item: int) -> list[int]:
    """The numbers of the properties that belong to one item."""
    found = _find_box(data, properties, b"ipma")
    if found is None:
        return []
    at, end = found
    version, flags = data[at], read_fields(">I", data, at)[0] & 0xFFFFFF
    id_pattern = ">H" if version < 1 else ">I"
    link_pattern = ">H" if flags & 1 else ">B"
    mask = 0x7FFF if flags & 1 else 0x7F
    at += 8
    while at < end:
        entry = read_fields(id_pattern, data, at)[0]
        at += struct.calcsize(id_pattern)
        count, step = read_fields(">B", data, at)[0], struct.calcsize(link_pattern)
        links = [read_fields(link_pattern, data, at + 1 + step * nth)[0] & mask for nth in range(count)]
        if entry == item:
            return links
        at += 1 + step * count
    return []


def _find_box(data: bytes, span: Span, wanted: bytes) -> Span | None:
    for kind, start, end in _walk_boxes(data, span):
        if kind == wanted:
            return start, end
    return None


def _walk_boxes(data: bytes, span: Span) -> Iterator[tuple[bytes, int, int]]:
    """Boxes between two places: name, start and end of the body. Stops at the first that cannot be right."""
    at, limit = span
    for _ in range(_MAX_BOXES):
        if at + 8 > limit:
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            size, body = read_fields(">Q", data, body)[0], body + 8
        end = limit if size == 0 else at + size
        if end < body:
            raise CorruptImage
        if kind in (b"meta", b"iprp", b"ipco") and end > limit:
            raise TruncatedImage
        yield kind, body, min(end, limit)
        at = end
