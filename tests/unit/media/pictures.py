"""Pictures made on the spot for the media tests: ordinary ones, awkward ones and bombs."""

import struct
import zlib
from typing import Any

import pyvips

RED, GREEN, BLUE = (220, 30, 20), (20, 160, 60), (30, 60, 200)

# How to store an upright picture so that the orientation tag turns it upright again.
STORED_AS = {
    1: lambda image: image,
    2: lambda image: image.fliphor(),
    3: lambda image: image.rot180(),
    4: lambda image: image.flipver(),
    5: lambda image: image.rot90().fliphor(),
    6: lambda image: image.rot270(),
    7: lambda image: image.rot270().fliphor(),
    8: lambda image: image.rot90(),
}


def make_flat(width: int, height: int, color: tuple[int, ...] = RED) -> Any:
    """One colour all over."""
    return (pyvips.Image.black(width, height) + list(color)).cast("uchar").copy(interpretation="srgb")


def make_corners(width: int = 240, height: int = 160) -> Any:
    """White, with a red, a green and a blue corner: no turn or flip of it looks like another."""
    image = make_flat(width, height, (255, 255, 255))
    patch_width, patch_height = width // 3, height // 3
    for color, x, y in ((RED, 0, 0), (GREEN, width - patch_width, 0), (BLUE, 0, height - patch_height)):
        image = image.insert(make_flat(patch_width, patch_height, color), x, y)
    return image


def make_noise(width: int, height: int) -> Any:
    """Nothing in it can be guessed, so a file of it is cut short where it is cut."""
    return pyvips.Image.gaussnoise(width, height, mean=128, sigma=60).cast("uchar").copy(interpretation="b-w")


def with_field(image: Any, name: str, value: Any) -> Any:
    """The same picture carrying one more piece of metadata."""
    copied = image.copy()
    kind = {bytes: pyvips.GValue.blob_type, int: pyvips.GValue.gint_type, str: pyvips.GValue.gstr_type}
    copied.set_type(kind[type(value)], name, value)
    return copied


def open_rendition(body: bytes) -> Any:
    """A published file, decoded."""
    return pyvips.Image.new_from_buffer(body, "")


def difference(one: Any, other: Any, side: int = 64) -> float:
    """Mean difference of two pictures looked at small, 0 to 255."""
    small = [image.thumbnail_image(side, height=side, size="force").flatten() for image in (one, other)]
    return float((small[0] - small[1]).abs().avg())


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """One PNG chunk with its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def make_png_claiming(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG whose header says what it likes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = (
        png_chunk(b"IHDR", header),
        png_chunk(b"IDAT", zlib.compress(pixels, 9)),
        png_chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def make_jpeg_claiming(width: int, height: int) -> bytes:
    """A JPEG of a frame header and nothing else."""
    return b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(9) + b"\xff\xd9"


def make_webp_claiming(width: int, height: int) -> bytes:
    """An extended WebP of a canvas size and nothing else."""
    canvas = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def make_gif(frames: int, width: int = 1, height: int = 1) -> bytes:
    """An animation of one-pixel frames."""
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return screen + frame * frames + b"\x3b"


def make_avif_claiming(width: int, height: int, true_width: int = 64) -> bytes:
    """A real AVIF whose size box says something else than its pixels."""
    data = bytearray(make_corners(true_width, true_width).heifsave_buffer(compression="av1", effort=0))
    at = data.find(b"ispe")
    data[at + 8 : at + 16] = struct.pack(">II", width, height)
    return bytes(data)
