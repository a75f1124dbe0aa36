"""Trusted drawings come out in exactly the size asked for."""

import pytest

from media.drawings import render_svg
from media.images import process_image
from tests.unit.media.pictures import open_rendition

DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 50'><rect width='40' height='50' fill='#dc1e14'/></svg>"


@pytest.mark.parametrize("kind", ["png", "jpeg"])
@pytest.mark.parametrize("size", [(400, 500), (1200, 1500), (300, 300)])
def test_a_drawing_fills_the_size_asked_for(kind, size):
    image = open_rendition(render_svg(DRAWING, *size, kind))
    assert (image.width, image.height) == size
    assert [round(image[band].avg()) for band in range(3)] == pytest.approx([220, 30, 20], abs=4)


def test_what_is_drawn_can_be_published():
    assert process_image(render_svg(DRAWING.encode(), 400, 500), 1).image.height == 500
