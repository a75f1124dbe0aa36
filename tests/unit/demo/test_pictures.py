"""Every picture of the demo shop: it parses, renders to something, and its dots lie on the goods."""

import re
from xml.etree import ElementTree

import pytest

from app.entrypoints.cli.demo.content.building import build_demo
from app.entrypoints.cli.demo.content.shapes import DemoShop, Picture
from tests.unit.demo.rendering import NOW, render_small

KEYS = [picture.key for picture in build_demo(NOW, seed=7).pictures()]
FEATURES = {
    "svg", "defs", "g", "path", "rect", "circle", "ellipse", "use", "clipPath", "pattern", "filter",
    "linearGradient", "radialGradient", "stop", "feTurbulence", "feColorMatrix",
}  # fmt: skip


def picture_of(shop: DemoShop, key: str) -> Picture:
    return next(picture for picture in shop.pictures() if picture.key == key)


@pytest.mark.parametrize("key", KEYS)
def test_picture_is_well_formed_and_shows_something(shop: DemoShop, key: str) -> None:
    picture = picture_of(shop, key)
    root = ElementTree.fromstring(picture.svg())
    assert (root.get("width"), root.get("height")) == (str(picture.width), str(picture.height))
    names = {element.tag.partition("}")[2] for element in root.iter()}
    assert names <= FEATURES, names - FEATURES
    used = set(re.findall(r"(?:url\(#|href=\"#)(\w+)", picture.svg()))
    assert used <= {element.get("id") for element in root.iter()}
    image = render_small(picture.svg(), 120)
    assert image.bands < 4 or image[3].min() == 255, "the whole frame is painted"
    assert image[:3].deviate() > 4, "a blank picture"


@pytest.mark.parametrize("key", KEYS)
def test_dots_lie_on_their_goods(shop: DemoShop, key: str) -> None:
    picture = picture_of(shop, key)
    drawn = picture.drawn()
    assert set(drawn.spots) == set(picture.product_keys)
    width = 500
    masks = {product: render_small(mask, width)[3] for product, mask in drawn.masks.items()}
    order = list(masks)
    for product, (x, y) in drawn.spots.items():
        assert 0.03 < x < 0.97, f"{product} at {x:.2f}, {y:.2f}"
        assert 0.03 < y < 0.97, f"{product} at {x:.2f}, {y:.2f}"
        place = (int(x * width), int(y * masks[product].height))
        assert masks[product](*place)[0] > 200, f"{product}: the dot is beside it"
        nearer = order[order.index(product) + 1 :]
        assert not [other for other in nearer if masks[other](*place)[0] > 128], f"{product} is hidden there"


def test_drawing_is_deterministic() -> None:
    first, second = build_demo(NOW, seed=7), build_demo(NOW, seed=7)
    for one, other in zip(first.pictures()[::9], second.pictures()[::9], strict=True):
        assert one.svg() == other.svg()
    changed = build_demo(NOW, seed=8).pictures()[1]
    assert changed.svg() != first.pictures()[1].svg()


def test_nothing_is_drawn_before_it_is_wanted() -> None:
    fresh = build_demo(NOW, seed=7)
    assert not [picture.key for picture in fresh.pictures() if picture._drawn]


def test_number_and_formats(shop: DemoShop) -> None:
    pictures = shop.pictures()
    assert len(pictures) <= 165, "seeding renders every one of them"
    assert len({picture.key for picture in pictures}) == len(pictures)
    for brand in shop.brands:
        assert brand.cover.width == 3 * brand.cover.height
        assert brand.avatar.width == brand.avatar.height
    assert {(p.picture.width, p.picture.height) for p in shop.products} == {(1200, 1200)}
    leads = [post.pictures[0] for post in shop.posts]
    assert sum(lead.width * 5 == lead.height * 4 for lead in leads) > len(leads) * 0.7
