"""The composer in a real browser: pins by keyboard, faults that go when they are mended, publishing that waits for pictures."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.factories.product import Product
from tests.journeys.test_road import expect
from tests.journeys.visiting import Visitor
from tests.journeys.world import World, picture_file

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
STATUS_OF_A_PICTURE = re.compile(r"/uploads/\d+$")


@pytest.fixture
def console(product: Product, world: World, visit: Visit) -> "Page":
    """The composer as a refused form shows it: no words, no picture, no product."""
    owner = visit()
    page = owner.log_in(world.owner, f"/console/{world.brand.slug}/posts/new")
    page.click("button[value=publish]")
    expect(page.locator("[data-error-summary] li")).to_have_count(3)
    owner.complaints.clear()  # the browser says of the refused form that it was refused
    return page


def test_a_fault_goes_once_its_field_is_changed(console: "Page", world: World, tmp_path: Path) -> None:
    summary = console.locator("[data-error-summary]")
    console.fill("#text-en", "The coat that stays.")
    expect(summary.locator("li")).to_have_count(2)
    expect(console.locator("#text-fr-error")).to_have_count(0)
    assert console.get_attribute("#text-fr", "aria-invalid") is None
    console.fill("[data-picker-find]", "c")
    expect(summary.locator("li")).to_have_count(2)
    console.locator(".picker-item input[type=checkbox]").first.check()
    expect(summary.locator("li")).to_have_count(1)
    console.set_input_files("[data-upload-input]", picture_file(tmp_path))
    expect(summary).to_have_count(0)
    expect(console.locator(".field-error, .has-error, [aria-invalid]")).to_have_count(0)


def test_a_product_is_placed_by_keyboard_kept_or_left_as_it_was(
    console: "Page", world: World, tmp_path: Path
) -> None:
    console.set_input_files("[data-upload-input]", picture_file(tmp_path))
    coat = console.locator(f".picker-item[data-product='{world.coat_id}']")
    coat.locator("input[type=checkbox]").check()
    place, seat = coat.locator("[data-place]"), coat.locator("[data-dot-value]")
    pin = console.locator(f".preview-dot[data-for='{world.coat_id}']")
    hint = console.locator("#toasts .toast")
    place.press("Enter")
    expect(pin).to_be_focused()
    expect(hint).to_contain_text("arrow keys")
    console.keyboard.press("ArrowRight")
    console.keyboard.press("Shift+ArrowUp")
    console.keyboard.press("Enter")
    expect(place).to_be_focused()
    expect(hint).to_have_count(0)
    expect(seat).to_have_value("0,0.5200,0.4000")
    expect(console.locator("#toasts")).to_contain_text("is placed at 52 % across and 40 % down")
    place.click()
    expect(pin).to_be_focused()
    console.keyboard.press("ArrowDown")
    console.keyboard.press("Escape")
    expect(place).to_be_focused()
    expect(seat).to_have_value("0,0.5200,0.4000")


def test_publishing_waits_in_view_until_the_pictures_are_ready(
    console: "Page", world: World, tmp_path: Path
) -> None:
    console.route(STATUS_OF_A_PICTURE, lambda route: route.fulfill(json={"state": "pending"}))
    console.check("input[name=kind][value=story]")
    console.fill("#text-en", "The coat that stays.")
    console.set_input_files("[data-upload-input]", picture_file(tmp_path))
    expect(console.locator(".upload[data-state=checking]")).to_have_count(1)
    console.click("button[value=publish]")
    waits = console.locator("[data-publish-wait]")
    expect(waits).to_contain_text("Goes out when its pictures are ready")
    waits.locator("button").click()
    expect(waits).to_be_hidden()
    console.click("button[value=publish]")
    expect(waits).to_be_visible()
    console.unroute(STATUS_OF_A_PICTURE)
    console.wait_for_url(f"**/console/{world.brand.slug}/posts")
    expect(console.locator("main")).to_contain_text("The coat that stays.")
