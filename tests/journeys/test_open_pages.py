"""Pages that stay open while the world changes: they show the truth in its place, whatever they missed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.domain.catalog.events import CatalogChanged, ProductChanged
from app.domain.catalog.models import Offer, Variant
from app.domain.moderation.actions import hide, restore, suspend_brand
from app.kernel.clock import utcnow
from app.kernel.events import Event
from app.kernel.outbox import record
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories.product import Product
from tests.factories.shop import follow, make_brand, make_post
from tests.journeys.test_road import change_offer, expect
from tests.journeys.visiting import Visitor
from tests.journeys.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocketRoute

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
WORDS = "Un manteau qui dure. " * 60


def moderate(product: Product, world: World, act: Callable[..., int], post_id: int, **details: str) -> None:
    with transaction(product.engine, Scope.moderator(world.moderator.id)) as tx:
        act(tx, world.moderator.id, post_id, **details)


def test_an_open_page_keeps_its_words_and_hears_of_brands_it_does_not_follow(
    product: Product, world: World, visit: Visit
) -> None:
    post_id = make_post(product.engine, world.brand, kind="promotion", text=WORDS, products=(world.coat_id,))
    stranger, owner = visit(), visit()
    page = stranger.log_in(world.stranger)
    page.goto(f"/posts/{post_id}")
    expect(page.locator("html[data-live=on]")).to_have_count(1)
    goods = stranger.context.new_page()
    goods.goto(f"/products/{world.coat_id}")
    expect(goods.locator("html[data-live=on]")).to_have_count(1)

    console = owner.log_in(world.owner, f"/console/{world.brand.slug}/")
    change_offer(console, world, "149.50", "in_stock")
    card = page.locator(f".post-card[data-post='{post_id}']")
    expect(card.locator("[data-price].is-new")).to_have_text("€149.50")
    expect(card.locator("h1")).to_have_count(1)
    expect(card.locator(".post-text")).to_contain_text(WORDS.strip())
    expect(goods.locator(".product-page [data-price]").first).to_have_text("€149.50")


def test_a_restored_post_comes_back_to_its_place_and_is_not_called_new(
    product: Product, world: World, visit: Visit
) -> None:
    older, middle, newest = (make_post(product.engine, world.brand, text=f"Post {n}") for n in range(3))
    moderate(product, world, hide, middle, reason="spam")
    page = visit().log_in(world.shopper)
    expect(page.locator("html[data-live=on]")).to_have_count(1)
    expect(page.locator(f".post-card[data-post='{middle}']")).to_have_count(0)
    moderate(product, world, restore, middle)
    expect(page.locator(f".post-card[data-post='{middle}']")).to_have_count(1)
    shown = page.eval_on_selector_all(".post-card[data-post]", "(all) => all.map((one) => one.dataset.post)")
    assert shown[:3] == [str(newest), str(middle), str(older)]
    expect(page.locator("[data-new-posts]")).to_be_hidden()


def test_a_page_whose_follows_changed_elsewhere_is_led_to_its_new_feed(
    product: Product, world: World, visit: Visit
) -> None:
    other = make_brand(product.engine)
    theirs = make_post(product.engine, other, text="D'une autre vitrine")
    page = visit().log_in(world.shopper)
    expect(page.locator("html[data-live=on]")).to_have_count(1)
    expect(page.locator(f".post-card[data-post='{theirs}']")).to_have_count(0)
    looks = "() => document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(looks)  # it looked when it was connected; now it knows which feed it shows
    expect(page.locator("[data-new-posts]")).to_be_hidden()
    follow(product.engine, world.shopper.id, other)
    expect(page.locator("[data-new-posts]")).to_be_hidden()
    page.evaluate(looks)
    page.locator("[data-new-posts]").click()
    expect(page.locator(f".post-card[data-post='{theirs}']")).to_have_count(1)


def test_a_page_whose_socket_is_refused_learns_of_a_takedown_when_it_is_let_in(
    product: Product, world: World, visit: Visit
) -> None:
    """What the server says when it is too busy to look who asks; the library then gives up by itself."""
    hidden = make_post(product.engine, world.brand)
    make_post(product.engine, world.brand, text="Elle reste")
    visitor = visit()
    page = visitor.log_in(world.shopper)
    refused = {"left": 1}

    def refuse(socket: object) -> None:
        server = socket.connect_to_server()  # type: ignore[attr-defined]

        def answer(message: str) -> None:
            if message.startswith("40") and refused["left"]:
                refused["left"] -= 1
                socket.send('44{"message":"database-busy"}')  # type: ignore[attr-defined]
            else:
                socket.send(message)  # type: ignore[attr-defined]

        server.on_message(answer)

    page.route_web_socket("**/socket.io/**", refuse)
    page.reload()
    expect(page.locator(f".post-card[data-post='{hidden}']")).to_have_count(1)
    page.wait_for_timeout(500)
    moderate(product, world, hide, hidden, reason="spam")
    expect(page.locator(f".post-card[data-post='{hidden}']")).to_have_count(0)
    assert refused["left"] == 0
    expect(page.locator("html[data-live=on]")).to_have_count(1)


def deaf(page: "Page") -> None:
    """Let the page connect and hear nothing of what is said to everyone."""

    def drop_hints(socket: "WebSocketRoute") -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: None if str(said).startswith('42["hint"') else socket.send(said))

    page.route_web_socket("**/socket.io/**", drop_hints)


def test_a_connected_page_that_misses_every_hint_learns_of_takedowns_and_prices_by_itself(
    product: Product, world: World, visit: Visit
) -> None:
    kept = make_post(product.engine, world.brand, products=(world.coat_id,))
    hidden = make_post(product.engine, world.brand)
    visitor = visit()
    deaf(visitor.page)
    visitor.page.clock.install()
    page = visitor.log_in(world.shopper)
    goods = visitor.context.new_page()
    deaf(goods)
    goods.clock.install()
    goods.goto(f"/products/{world.scarf_id}")
    for one in (page, goods):
        expect(one.locator("html[data-live=on]")).to_have_count(1)
        one.wait_for_load_state("networkidle")
    moderate(product, world, hide, hidden, reason="spam")
    reprice(product, world, world.coat_id, 14_950)
    reprice(product, world, world.scarf_id, 3_950)
    with page.expect_response("**/feed/shown?*"):  # its own look round, not one after a new connection
        page.clock.fast_forward(31_000)
    expect(page.locator(f".post-card[data-post='{hidden}']")).to_have_count(0)
    expect(page.locator(f".post-card[data-post='{kept}'] .strip-item [data-price]")).to_have_text("€149.50")
    with goods.expect_response("**/feed/shown?*"):
        goods.clock.fast_forward(31_000)
    expect(goods.locator(".product-page [data-price]").first).to_have_text("€39.50")


def test_an_import_reaches_goods_on_every_page_and_a_closed_brands_page_closes(
    product: Product, world: World, visit: Visit
) -> None:
    """A large import names no product: it says only that the brand's catalogue changed."""
    post_id = make_post(product.engine, world.brand)
    visitor = visit()
    found, own = visitor.page, visitor.context.new_page()
    found.goto("/search?q=coat")
    own.goto(f"/brands/{world.brand.slug}")
    for one in (found, own):
        expect(one.locator("html[data-live=on]")).to_have_count(1)
        one.wait_for_load_state("networkidle")
    reprice(product, world, world.coat_id, 14_950, told=CatalogChanged(world.brand.id))
    expect(found.locator(f".tile[data-product='{world.coat_id}'] [data-price]")).to_have_text("€149.50")
    expect(own.locator(f".tile[data-product='{world.coat_id}'] [data-price]")).to_have_text("€149.50")
    moderate(product, world, suspend_brand, world.brand.id, reason="spam")
    expect(own.locator(f"[data-post='{post_id}'], .tile")).to_have_count(0)
    expect(found.locator(f".tile[data-product='{world.coat_id}']")).to_have_count(0)
    visitor.complaints.clear()  # the browser says aloud that the page is not there any more


def reprice(
    product: Product, world: World, product_id: int, price_minor: int, told: Event | None = None
) -> None:
    """A new price as an import writes it."""
    with transaction(product.engine, Scope.brand(world.owner.id, world.brand.id)) as tx:
        offer = tx.session.scalars(select(Offer).join(Variant).where(Variant.product_id == product_id)).one()
        offer.price_minor, offer.updated_at = price_minor, utcnow()
        record(tx, told or ProductChanged(product_id, world.brand.id))


def test_a_brand_that_posts_a_lot_waits_behind_one_line(product: Product, world: World, visit: Visit) -> None:
    posts = [make_post(product.engine, world.brand, text=f"Post {n}") for n in range(6)]
    page = visit().log_in(world.shopper)
    shown = page.locator(".feed > .post-card:visible")
    expect(shown).to_have_count(3)
    line = page.locator(".run-more button")
    before = int((line.text_content() or "").split()[0])
    assert before >= 3
    moderate(product, world, hide, posts[0], reason="spam")  # one of those that wait
    expect(line).to_contain_text(str(before - 1))
    line.click()
    expect(page.locator(f".post-card[data-post='{posts[1]}']")).to_be_visible()
    expect(line).to_have_count(0)
    shown_ids = page.eval_on_selector_all(
        ".post-card[data-post]", "(all) => all.map((one) => one.dataset.post)"
    )
    assert shown_ids[:5] == [str(post_id) for post_id in reversed(posts[1:])]
    assert page.evaluate("document.activeElement.closest('.post-card').dataset.post") == str(posts[2])
