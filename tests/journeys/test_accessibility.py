"""The shop's pages as axe-core sees them: nothing that WCAG 2.2 AA forbids, by day and by night, on a phone and a desk."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from app.domain.accounts.viewer import Viewer
from app.domain.engagement.actions import react, write_comment
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import EXTENSION
from tests.factories import shop
from tests.factories.people import KnownPerson, make_person
from tests.factories.product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
SIDES = [("light", 390), ("dark", 1280)]
# What a tap opens is read too: why a post is here, the name and price behind a dot.
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@dataclass(frozen=True)
class Window:
    """A furnished shop: pages for anyone, pages for who is signed in, and somebody who is."""

    shopper: KnownPerson
    open_to_all: tuple[str, ...]
    signed_in: tuple[str, ...]


@pytest.fixture(scope="session")
def window(product: Product) -> Window:
    """A brand with goods of every kind, a post with comments, and a shopper who saved it."""
    engine = product.app.extensions[EXTENSION].engine
    brand, shopper = shop.make_brand(engine, name="Maison Lune"), make_person(product.app)
    shop.follow(engine, shopper.id, brand)
    goods = (
        shop.make_product(engine, brand.id, title="Manteau de laine"),
        shop.make_product(engine, brand.id, title="Écharpe", availability="out_of_stock"),
    )
    elsewhere = shop.make_product(engine, brand.id, title="Gants", market="CH", currency="CHF")
    post_id = shop.make_post(engine, brand, kind="promotion", text="Le manteau est là", products=goods)
    with transaction(engine, Scope.shopper(shopper.id)) as tx:
        viewer = Viewer(shopper.id, "fr", "FR")
        write_comment(tx, viewer, post_id, "Très joli")
        react(tx, viewer, post_id, "save")
    of_goods = tuple(f"/products/{product_id}" for product_id in (*goods, elsewhere))
    both = ("/", "/discover", f"/brands/{brand.slug}", f"/posts/{post_id}", of_goods[0])
    searching = ("/search", "/search?q=manteau", "/search?q=zzz")
    alone = ("/how-the-feed-works", "/login", "/register", "/nowhere", "/go/forged", "/?before=forged")
    return Window(shopper, (*both, *of_goods[1:], *searching, *alone), (*both, "/saved", "/you"))


def faults_of(page: "Page", address: str) -> list[str]:
    """What axe finds on a page, each with its first place."""
    page.goto(address)
    page.evaluate(OPEN_ALL)
    answer = Axe().run(page, options=RULES).response
    assert answer["testEngine"]["name"] == "axe-core"
    return [f"{address}: {one['id']} at {one['nodes'][0]['target']}" for one in answer["violations"]]


@pytest.mark.parametrize(("theme", "width"), SIDES)
def test_shop_pages_break_no_rule(
    browser: "Browser", product: Product, window: Window, theme: str, width: int
) -> None:
    context = browser.new_context(
        base_url=product.url,
        color_scheme=theme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        locale="fr-FR",
        reduced_motion="reduce",  # colours are judged at rest, not half-way
    )
    page = context.new_page()
    faults = [fault for address in window.open_to_all for fault in faults_of(page, address)]
    page.goto("/login")
    page.fill("#email", window.shopper.email)
    page.fill("#password", window.shopper.password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
    faults += [fault for address in window.signed_in for fault in faults_of(page, address)]
    context.close()
    assert not faults, "\n".join(faults)


def test_a_planted_fault_is_seen(browser: "Browser", product: Product) -> None:
    context = browser.new_context(base_url=product.url)
    page = context.new_page()
    page.goto("/how-the-feed-works")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    found = [one["id"] for one in Axe().run(page, options=RULES).response["violations"]]
    context.close()
    assert found == ["image-alt"]
