"""Renditions: sizes, formats, colours, the right way up, and nothing of the owner's left in them."""

import base64

import pytest
import pyvips

from media.errors import CorruptImage, TruncatedImage
from media.images import plan_widths, process_image
from tests.unit.media import pictures
from tests.unit.media.pictures import RED, difference, open_rendition, with_field

ASSET = 7


def renditions_of(body, **wanted):
    files = process_image(bytes(body), ASSET)
    return [
        open_rendition(files.contents[each.key])
        for each in files.image.renditions
        if all(getattr(each, name) == value for name, value in wanted.items())
    ]


def mean_color(image):
    return tuple(round(image[band].avg()) for band in range(3))


def assert_near(color, wanted, tolerance=14):
    assert all(abs(one - other) <= tolerance for one, other in zip(color, wanted, strict=True)), (
        color,
        wanted,
    )


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (100, [100]),
        (320, [320]),
        (500, [320, 500]),
        (1080, [320, 640, 1080]),
        (1600, [320, 640, 1080, 1600]),
    ],
)
def test_widths_are_never_more_than_the_original(width, widths):
    assert plan_widths(width) == widths


def test_each_width_comes_in_three_formats_and_says_the_truth():
    files = process_image(bytes(pictures.make_corners(2_000, 1_000).jpegsave_buffer()), ASSET)
    assert (files.image.width, files.image.height) == (2_000, 1_000)
    listed = [(each.width, each.height, each.format) for each in files.image.renditions]
    sizes = [(320, 160), (640, 320), (1080, 540), (1600, 800)]
    assert listed == [(*size, kind) for size in sizes for kind in ("avif", "webp", "jpeg")]
    for each in files.image.renditions:
        body = files.contents[each.key]
        image = open_rendition(body)
        assert (image.width, image.height, len(body)) == (each.width, each.height, each.size_bytes)
        assert difference(image, pictures.make_corners(2_000, 1_000)) < 6


def test_the_same_bytes_give_the_same_keys_and_others_give_others():
    one, other = (bytes(pictures.make_corners(100, size).pngsave_buffer()) for size in (80, 90))
    keys = [set(process_image(body, ASSET).contents) for body in (one, one, other)]
    assert keys[0] == keys[1]
    assert not keys[0] & keys[2]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(orientation):
    upright = pictures.make_corners(240, 160)
    stored = with_field(pictures.STORED_AS[orientation](upright).copy_memory(), "orientation", orientation)
    files = process_image(bytes(stored.jpegsave_buffer(Q=95)), ASSET)
    assert (files.image.width, files.image.height) == (240, 160)
    for each in files.image.renditions:
        image = open_rendition(files.contents[each.key])
        assert not image.get_typeof("orientation") or image.get("orientation") == 1
        assert difference(image, upright) < 4


def test_no_metadata_reaches_a_rendition():
    image = pictures.make_corners()
    for name, value in (
        ("exif-ifd3-GPSLatitude", "48/1 51/1 0/1"),
        ("exif-ifd0-Artist", "SECRETNAME"),
        ("xmp-data", b"<x:xmpmeta>SECRETNAME</x:xmpmeta>"),
        ("iptc-data", b"SECRETNAME"),
    ):
        image = with_field(image, name, value)
    source = bytes(image.jpegsave_buffer())
    assert b"SECRETNAME" in source
    for body in process_image(source, ASSET).contents.values():
        assert_bare(body)
        assert b"SECRETNAME" not in body


def assert_bare(body):
    fields = open_rendition(body).get_fields()
    assert not [name for name in fields if name.startswith(("exif", "xmp", "iptc", "icc"))]


@pytest.mark.parametrize("kind", ["avif", "webp", "jpeg"])
def test_wide_gamut_print_and_sixteen_bit_colours_become_srgb(kind):
    red = pictures.make_flat(120, 80)
    print_ready = red.icc_transform("cmyk", input_profile="srgb")
    assert_near(mean_color(*renditions_of(red.jpegsave_buffer(), format=kind)), RED)
    wide = red.icc_transform("p3", input_profile="srgb").pngsave_buffer()
    assert_near(mean_color(*renditions_of(wide, format=kind)), RED)
    assert_near(mean_color(*renditions_of(print_ready.jpegsave_buffer(), format=kind)), RED, 40)
    assert_near(mean_color(*renditions_of(print_ready.jpegsave_buffer(keep="none"), format=kind)), RED, 40)
    deep = red.colourspace("rgb16").pngsave_buffer()
    assert_near(mean_color(*renditions_of(deep, format=kind)), RED)
    (grey,) = renditions_of(red.colourspace("b-w").pngsave_buffer(), format=kind)
    assert mean_color(grey.colourspace("srgb"))[0] == pytest.approx(red.colourspace("b-w").avg(), abs=6)


@pytest.mark.parametrize("profile", [b"rubbish" * 30, None])
def test_a_profile_that_does_not_fit_is_ignored(profile):
    red = pictures.make_flat(120, 80)
    cmyk = red.icc_transform("cmyk", input_profile="srgb").get("icc-profile-data")
    body = with_field(red, "icc-profile-data", profile or cmyk).jpegsave_buffer()
    assert_near(mean_color(*renditions_of(body, format="jpeg")), RED)


def test_what_shows_through_is_kept_but_white_in_jpeg():
    clear = pictures.make_flat(120, 80).bandjoin(0).pngsave_buffer()
    for kind in ("avif", "webp"):
        (image,) = renditions_of(clear, format=kind)
        assert image.hasalpha()
        assert image[3].max() < 8
    (flat,) = renditions_of(clear, format="jpeg")
    assert not flat.hasalpha()
    assert flat.min() > 250


def test_an_alpha_plane_that_hides_nothing_is_dropped():
    solid = pictures.make_flat(120, 80).bandjoin(255).pngsave_buffer()
    assert not any(image.hasalpha() for image in renditions_of(solid))


def test_only_the_first_frame_of_an_animation_is_used():
    frames = [pictures.make_flat(60, 40, color) for color in (RED, (0, 0, 255), (0, 255, 0))]
    strip = with_field(pyvips.Image.arrayjoin(frames, across=1), "page-height", 40)
    for body in (strip.gifsave_buffer(), strip.webpsave_buffer()):
        files = process_image(bytes(body), ASSET)
        assert (files.image.width, files.image.height) == (60, 40)
        assert_near(mean_color(*renditions_of(body, format="jpeg")), RED)


@pytest.mark.parametrize("kept", [0.5, 0.9])
@pytest.mark.parametrize(
    "save",
    [
        lambda image: image.jpegsave_buffer(),
        lambda image: image.pngsave_buffer(),
        lambda image: image.webpsave_buffer(),
        lambda image: image.gifsave_buffer(),
        lambda image: image.heifsave_buffer(compression="av1", effort=0),
    ],
)
def test_a_picture_cut_short_is_refused_and_never_half_published(save, kept):
    body = bytes(save(pictures.make_noise(300, 300)))
    with pytest.raises((TruncatedImage, CorruptImage)):
        process_image(body[: int(len(body) * kept)], ASSET)


def test_a_picture_cut_short_is_called_so():
    noise = pictures.make_noise(300, 300)
    for body in (noise.jpegsave_buffer(), noise.webpsave_buffer(), noise.gifsave_buffer()):
        with pytest.raises(TruncatedImage):
            process_image(bytes(body)[: len(body) // 2], ASSET)


def test_the_smallest_picture_works():
    files = process_image(bytes(pictures.make_flat(1, 1).pngsave_buffer()), ASSET)
    assert [each.width for each in files.image.renditions] == [1, 1, 1]


def test_the_placeholder_and_the_main_colour_describe_the_picture():
    mostly_green = pictures.make_flat(300, 200, (20, 160, 60)).insert(pictures.make_flat(90, 90), 0, 0)
    image = process_image(bytes(mostly_green.pngsave_buffer()), ASSET).image
    red, green, blue = bytes.fromhex(image.dominant_color.removeprefix("#"))
    assert_near((red, green, blue), (20, 160, 60))
    assert 10 <= len(base64.b64decode(image.thumbhash_b64)) <= 30


def test_transparent_pixels_have_no_say_in_the_main_colour():
    clear = pictures.make_flat(300, 200, (0, 0, 0)).bandjoin(0)
    shown = clear.insert(pictures.make_flat(60, 60).bandjoin(255), 10, 10)
    image = process_image(bytes(shown.pngsave_buffer()), ASSET).image
    assert_near(tuple(bytes.fromhex(image.dominant_color[1:])), RED, 30)
    empty = process_image(bytes(clear.pngsave_buffer()), ASSET).image
    assert empty.dominant_color == "#ffffff"
