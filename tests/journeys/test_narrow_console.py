"""The console and the desk on a phone: nothing scrolls sideways, no section or action is cut, in either language."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.factories.product import Product
from tests.journeys.visiting import Visitor
from tests.journeys.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
PHONE = {"width": 390, "height": 844}
PAGES = ("", "posts", "posts/new", "catalogue", "catalogue/{product}", "imports", "settings")
# What of the bars lies, even partly, outside the window; and how wide the page is.
OUTSIDE = """(bars) => {
  const shown = [...document.querySelectorAll(bars)].map((one) => [one.textContent.trim(), one.getBoundingClientRect()]);
  const seen = shown.filter(([, box]) => box.width > 0);
  return {
    count: seen.length,
    cut: seen.filter(([, box]) => box.left < 0 || box.right > innerWidth).map(([words]) => words),
    width: document.documentElement.scrollWidth,
  };
}"""


def look(page: "Page", path: str, bars: str) -> tuple[int, list[str], int]:
    page.goto(path)
    found = page.evaluate(OUTSIDE, bars)
    return found["count"], found["cut"], found["width"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_console_fits_a_phone(
    product: Product, world: World, visit: Visit, language: str
) -> None:
    page = visit(viewport=PHONE).log_in(world.owner, f"/console/{world.brand.slug}/")
    for name in PAGES:
        path = f"/console/{world.brand.slug}/{name.format(product=world.coat_id)}?lang={language}"
        count, cut, width = look(page, path, ".console-top a, .console-nav a, .console-acts a")
        assert (cut, width) == ([], PHONE["width"]), path
        assert count >= 7, "home, New post and five sections"
        assert page.locator("a[href$='/posts/new']:visible").count() >= 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_desks_sections_fit_a_phone(product: Product, world: World, visit: Visit, language: str) -> None:
    page = visit(viewport=PHONE).log_in(world.moderator, "/moderation/")
    for path in ("/moderation/", "/moderation/brands", "/moderation/decisions"):
        count, cut, width = look(page, f"{path}?lang={language}", ".desk-top a")
        assert (cut, width) == ([], PHONE["width"]), path
        assert count >= 5
