"""A real browser for journeys: the system's Chromium. Skipped with a reason where there is none, a failure in CI."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from app.entrypoints.cli.chromium import HINT, find_chromium
from tests.factories.product import Product
from tests.journeys.stand_in import StandInShop
from tests.journeys.visiting import Visitor
from tests.journeys.world import World, make_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens the browser is a journey."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("journey")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One headless Chromium for the session; open a context of your own in it for every person who plays a part."""
    executable = find_chromium()
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail(f"{HINT}; CI is set, so its absence is a failure")
        pytest.skip(HINT)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def product(browser: "Browser", product: Product) -> Product:
    """The shared running copy. Asks for the browser first: without one, nothing is started."""
    return product


@pytest.fixture(scope="session")
def stand_in() -> Iterator[StandInShop]:
    """The brand's own shop: a server on this machine that remembers who came."""
    with StandInShop() as shop:
        yield shop


@pytest.fixture
def world(product: Product, stand_in: StandInShop) -> World:
    """A brand with two products, its owner, a follower and a moderator, all with passwords."""
    return make_world(product.app, stand_in.host)


@pytest.fixture
def visit(browser: "Browser", product: Product) -> Iterator[Any]:
    """`visit()` opens a browser of its own for one person. What it complained of fails the test at the end."""
    visitors: list[Visitor] = []

    def open_one(**options: Any) -> Visitor:
        visitors.append(Visitor(browser, product.url, options))
        return visitors[-1]

    yield open_one
    complaints = [line for visitor in visitors for line in visitor.leave()]
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)
