"""Pictures from cameras, from test suites and from attackers: right, or refused with a sentence."""

import pytest

from media.errors import (
    CorruptImage,
    ImageRefused,
    TooManyPixels,
    TruncatedImage,
    UnsupportedFormat,
)
from media.images import process_image as process_here
from media.probing import probe_image
from media.sandbox import process_image
from tests.unit.media.pictures import difference, open_rendition

pytestmark = pytest.mark.realdata

AWKWARD = "libvips-test-images"
CAMERAS = "exif-samples"
TRIED_ABOVE = {"rotation", "orientation", "heic", "mobile", "gps"}


def read(folder, *parts):
    return folder.joinpath(*parts).read_bytes()


def smallest(files, kind="jpeg"):
    return open_rendition(
        next(files.contents[each.key] for each in files.image.renditions if each.format == kind)
    )


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("17000x17000.avif", TooManyPixels),
        ("truncated.jpg", TruncatedImage),
        ("truncated.gif", TruncatedImage),
        ("truncated.svgz", UnsupportedFormat),
        ("blankpage.svg", UnsupportedFormat),
        ("logo.svg", UnsupportedFormat),
        ("logo.svgz", UnsupportedFormat),
        ("blankpage.pdf", UnsupportedFormat),
        ("subsampled.tif", UnsupportedFormat),
        ("1bit.tif", UnsupportedFormat),
        ("favicon.ico", UnsupportedFormat),
        ("sample.cur", UnsupportedFormat),
        ("sample.hdr", UnsupportedFormat),
        ("small.bmp", UnsupportedFormat),
        ("world.jp2", UnsupportedFormat),
    ],
)
def test_hostile_and_foreign_files_are_refused_for_the_right_reason(real_images, name, refusal):
    with pytest.raises(refusal) as refused:
        process_image(read(real_images, AWKWARD, name), 7)
    assert refused.value.detail.endswith(".")


@pytest.mark.parametrize(
    ("name", "size", "frames"),
    [
        ("1.webp", (550, 368), 1),
        ("big-height.webp", (13, 169), 99),
        ("cogs.gif", (85, 77), 5),
        ("cramps.gif", (159, 203), 1),
        ("dispose-background.gif", (192, 168), 3),
        ("indexed.png", (290, 442), 1),
        ("looks-like-svg.webp", (256, 256), 1),
        ("rgba.png", (128, 128), 1),
        ("sample-xyb.jpg", (290, 442), 1),
        ("trans-x.gif", (100, 100), 1),
        ("ultra-hdr.jpg", (3840, 2160), 1),
    ],
)
def test_awkward_files_come_out_whole(real_images, name, size, frames):
    body = read(real_images, AWKWARD, name)
    assert probe_image(body).frames == frames
    image = process_image(body, 7).image
    assert (image.width, image.height) == size
    assert image.renditions[-1].width == min(size[0], 1600)


def test_colours_in_an_unusual_space_look_as_they_should(real_images):
    plain, unusual = (
        smallest(process_here(read(real_images, AWKWARD, name), 7))
        for name in ("sample.jpg", "sample-xyb.jpg")
    )
    assert difference(plain, unusual) < 6


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize(
    "series", [f"{AWKWARD}/rotation/%d.jpg", f"{CAMERAS}/jpg/orientation/portrait_%d.jpg"]
)
def test_a_photo_comes_out_upright_however_it_was_held(real_images, series, orientation):
    first, turned = (process_here(read(real_images, series % number), 7) for number in (1, orientation))
    assert turned.image.height > turned.image.width
    assert difference(smallest(first), smallest(turned)) < 8


def test_an_avif_turned_by_its_container_comes_out_upright(real_images):
    image = process_image(read(real_images, AWKWARD, "avif-orientation-6.avif"), 7).image
    assert (image.width, image.height) == (3024, 4032)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("heic/IMG_5195.HEIC", (2566, 3313)),
        ("heic/mobile/HMD_Nokia_8.3_5G_hdr.heif", (4608, 3456)),
        ("heic/samplefilehub.heif", (640, 426)),
    ],
)
def test_photos_from_phones_work(real_images, name, size):
    body = read(real_images, CAMERAS, name)
    assert probe_image(body).format == "heic"
    files = process_image(body, 7)
    assert (files.image.width, files.image.height) == size
    assert smallest(files).deviate() > 20
    assert_bare(files)


@pytest.mark.parametrize("name", ["gps/DSCN0010.jpg", "gps/DSCN0012.jpg", "gps/DSCN0021.jpg"])
def test_the_place_a_photo_was_taken_is_gone(real_images, name):
    body = read(real_images, CAMERAS, "jpg", name)
    assert any("GPS" in field for field in open_rendition(body).get_fields())
    assert_bare(process_image(body, 7))


def assert_bare(files):
    for body in files.contents.values():
        assert b"Exif\0\0" not in body
        fields = open_rendition(body).get_fields()
        assert not [name for name in fields if name.startswith(("exif", "xmp", "iptc", "icc"))]


def test_every_file_is_right_or_refused_with_a_sentence(real_images):
    """What is left of both corpora, and polyglots: nothing crashes, nothing is refused without a word."""
    folders = [real_images / AWKWARD, real_images / CAMERAS]
    folders.append(real_images.parent / "conformance" / "payloads-dev" / "image-polyglots")
    made = refused = 0
    paths = {path for folder in folders for path in folder.rglob("*.*") if path.is_file()}
    for path in sorted(path for path in paths if path.parent.name not in TRIED_ABOVE):
        try:
            files = process_image(path.read_bytes(), 7)
        except ImageRefused as refusal:
            assert refusal.detail.endswith("."), path
            refused += 1
        else:
            assert_bare(files)
            assert not any(b"<script" in body for body in files.contents.values()), path
            made += 1
    assert made >= 30
    assert refused >= 15


def test_shop_photos_are_all_published(real_images):
    photos = sorted((real_images / "clothing-cc0").rglob("*.jpg"))[::24]
    for path in photos:
        assert process_image(path.read_bytes(), 7).image.renditions
    assert len(photos) >= 5


def test_damage_in_the_middle_never_passes_for_something_else(real_images):
    body = read(real_images, AWKWARD, "sample.jpg")
    for at in range(100, len(body), 2_000):
        damaged = body[:at] + b"\0" * 50 + body[at + 50 :]
        try:
            assert process_here(damaged, 7).image.renditions
        except ImageRefused as refusal:
            assert isinstance(refusal, TruncatedImage | CorruptImage)
