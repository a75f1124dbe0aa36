"""Uploads are told apart by their own bytes, and bombs are refused on their headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.errors import (
    CorruptImage,
    EmptyFile,
    ImageRefused,
    TooLarge,
    TooManyFrames,
    TooManyPixels,
    TruncatedImage,
    UnsupportedFormat,
    UnusableShape,
)
from media.probing import MAX_BYTES, MAX_FRAMES, probe_image
from media.types import Probe
from tests.unit.media import pictures

MAGICS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\0\0\0WEBPVP8X",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"RIFF\0\0\0\0WEBPVP8L",
    b"GIF89a",
    b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
)


@pytest.mark.parametrize(
    ("name", "save"),
    [
        ("jpeg", lambda image: image.jpegsave_buffer()),
        ("jpeg", lambda image: image.jpegsave_buffer(interlace=True)),
        ("png", lambda image: image.pngsave_buffer()),
        ("webp", lambda image: image.webpsave_buffer()),
        ("webp", lambda image: image.webpsave_buffer(lossless=True)),
        ("gif", lambda image: image.gifsave_buffer()),
        ("avif", lambda image: image.heifsave_buffer(compression="av1", effort=0)),
    ],
)
def test_format_and_size_come_from_the_bytes(name, save):
    body = bytes(save(pictures.make_corners(240, 160)))
    found = probe_image(body)
    assert (found.format, found.width, found.height, found.frames) == (name, 240, 160, 1)
    assert found.size_bytes == len(body)


@pytest.mark.parametrize(
    "save",
    [
        lambda image: image.pngsave_buffer(),
        lambda image: image.webpsave_buffer(),
        lambda image: image.webpsave_buffer(lossless=True),
        lambda image: image.heifsave_buffer(compression="av1", effort=0),
    ],
)
@pytest.mark.parametrize("has_alpha", [True, False])
def test_transparency_is_seen_in_the_header(save, has_alpha):
    image = pictures.make_corners()
    assert probe_image(bytes(save(image.bandjoin(100) if has_alpha else image))).has_alpha is has_alpha


@pytest.mark.parametrize(
    "bomb",
    [
        pictures.make_png_claiming(60_000, 60_000, bytes(1_000_000)),
        pictures.make_png_claiming(6_400, 6_400),
        pictures.make_jpeg_claiming(65_000, 65_000),
        pictures.make_jpeg_claiming(20_001, 1_000),
        pictures.make_webp_claiming(16_000, 16_000),
        pictures.make_webp_claiming(1 << 24, 1 << 24),
        pictures.make_avif_claiming(17_000, 17_000),
        pictures.make_gif(1, 50_000, 50_000),
    ],
)
def test_more_pixels_than_the_cap_are_refused_on_the_header(bomb):
    with pytest.raises(TooManyPixels) as refusal:
        probe_image(bomb)
    assert "accepted" in refusal.value.detail or "may pass" in refusal.value.detail


def test_a_small_header_around_a_big_inner_picture_is_refused():
    inner = b"VP8 " + (10).to_bytes(4, "little") + b"\0\0\0\x9d\x01\x2a" + b"\xff\x3f\xff\x3f"
    with pytest.raises(TooManyPixels):
        probe_image(pictures.make_webp_claiming(10, 10) + inner)


def test_frames_are_counted_up_to_the_cap():
    assert probe_image(pictures.make_gif(MAX_FRAMES)).frames == MAX_FRAMES
    with pytest.raises(TooManyFrames):
        probe_image(pictures.make_gif(MAX_FRAMES + 1))
    with pytest.raises(TooManyFrames):
        probe_image(pictures.make_gif(900_000))


def test_the_size_of_the_file_is_capped():
    body = bytes(pictures.make_corners().jpegsave_buffer())
    assert probe_image(body.ljust(MAX_BYTES, b"\0")).size_bytes == MAX_BYTES
    with pytest.raises(TooLarge):
        probe_image(body.ljust(MAX_BYTES + 1, b"\0"))
    with pytest.raises(EmptyFile):
        probe_image(b"")


def test_a_picture_too_thin_to_show_is_refused():
    with pytest.raises(UnusableShape):
        probe_image(pictures.make_jpeg_claiming(19_000, 3))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b'\xef\xbb\xbf \n<?xml version="1.0"?><!-- WEBP --><SVG onload="x()"/>', "SVG"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"BM\0\0\0\0", "BMP"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video"),
        (b"RIFF\0\0\0\0WAVEfmt ", "not a JPEG"),
        (b"hello", "not a JPEG"),
    ],
)
def test_other_formats_are_refused_by_name(body, said):
    with pytest.raises(UnsupportedFormat) as refusal:
        probe_image(body)
    assert said in refusal.value.detail


def test_headers_that_contradict_themselves_are_refused():
    with pytest.raises(CorruptImage):
        probe_image(pictures.make_png_claiming(0, 10))
    with pytest.raises(CorruptImage):
        probe_image(b"\xff\xd8\xff\xd9")
    with pytest.raises(TruncatedImage):
        probe_image(pictures.make_png_claiming(10, 10)[:20])


@given(st.sampled_from(MAGICS), st.binary(max_size=400))
def test_whatever_follows_a_magic_number_it_is_a_probe_or_a_refusal(magic, rest):
    try:
        assert isinstance(probe_image(magic + rest), Probe)
    except ImageRefused as refusal:
        assert refusal.detail


@given(st.data())
def test_a_damaged_header_is_a_probe_or_a_refusal(data):
    whole = bytearray(data.draw(st.sampled_from(WHOLE)))
    for at in data.draw(st.lists(st.integers(0, min(len(whole), 300) - 1), max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    try:
        assert isinstance(probe_image(bytes(whole[: data.draw(st.integers(1, len(whole)))])), Probe)
    except ImageRefused as refusal:
        assert refusal.detail


WHOLE = [
    bytes(pictures.make_corners(60, 40).jpegsave_buffer()),
    bytes(pictures.make_corners(60, 40).bandjoin(9).pngsave_buffer()),
    bytes(pictures.make_corners(60, 40).bandjoin(9).webpsave_buffer()),
    bytes(pictures.make_corners(60, 40).heifsave_buffer(compression="av1", effort=0)),
    pictures.make_gif(3),
]
