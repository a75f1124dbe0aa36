"""One post's whole road in a real browser: composed, live, bought from, re-priced, sold out, taken down."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from app.domain.attribution.models import Click
from app.domain.brands.models import Follow
from app.domain.posts.models import Post
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories.product import Product
from tests.factories.shop import make_post
from tests.journeys.stand_in import StandInShop
from tests.journeys.visiting import Visitor
from tests.journeys.world import COAT_MINOR, World, picture_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]


def expect(locator):
    from playwright.sync_api import expect as library

    library.set_options(timeout=30_000)
    return library(locator)


def compose(page: "Page", world: World, picture: Path) -> None:
    """Fill in the composer as a person does: a picture, words, one product placed by pointer, one by arrow keys."""
    page.goto(f"/console/{world.brand.slug}/posts/new")
    page.set_input_files("[data-upload-input]", picture)
    expect(page.locator(".upload[data-state=ready]")).to_have_count(1)
    page.fill("input[data-alt=en]", "A coat in a shop window")
    page.fill("#text-en", "The coat that stays.")
    coat, scarf = (page.locator(f".picker-item[data-product='{i}']") for i in (world.coat_id, world.scarf_id))
    coat.locator("input[type=checkbox]").check()
    coat.locator("[data-place]").click()
    page.locator("[data-preview-pics] .media").click(position={"x": 60, "y": 80})
    expect(page.locator(f".preview-dot[data-for='{world.coat_id}']")).to_be_visible()
    scarf.locator("input[type=checkbox]").check()
    scarf.locator("[data-place]").press("Enter")
    dot = page.locator(f".preview-dot[data-for='{world.scarf_id}']")
    expect(dot).to_be_focused()
    dot.press("ArrowRight")


def newest_post(product: Product, world: World) -> int:
    with transaction(product.engine, Scope.system()) as tx:
        wanted = select(Post.id).where(Post.brand_id == world.brand.id).order_by(Post.id.desc())
        post_id = tx.session.scalars(wanted).first()
    assert post_id is not None
    return post_id


def change_offer(page: "Page", world: World, price: str, availability: str) -> None:
    page.goto(f"/console/{world.brand.slug}/catalogue/{world.coat_id}")
    page.fill("[data-price-grid] input[id^=price-]", price)
    page.select_option("[data-price-grid] select", availability)
    page.click("[data-price-grid] button")
    expect(page.locator(".toast").first).to_be_visible()


def test_a_post_goes_its_whole_road(
    product: Product, world: World, stand_in: StandInShop, visit: Visit, tmp_path: Path
) -> None:
    shopper, owner, moderator = visit(), visit(), visit()
    feed = shopper.log_in(world.shopper)
    expect(feed.locator("html[data-live=on]")).to_have_count(1)
    feed.evaluate("window.stayed = true")

    console = owner.log_in(world.owner, f"/console/{world.brand.slug}/")
    compose(console, world, picture_file(tmp_path))
    console.click("button[value=publish]")
    console.wait_for_url(f"**/console/{world.brand.slug}/posts")

    pill = feed.locator("[data-new-posts]")
    expect(pill).to_be_visible()
    pill.click()
    post_id = newest_post(product, world)
    card = feed.locator(f".post-card[data-post='{post_id}']")
    coat = card.locator(f".strip-item[data-product='{world.coat_id}']")
    expect(coat.locator("[data-price]")).to_have_text("€199.00")
    expect(card.locator(".strip-item")).to_have_count(2)
    expect(card).to_contain_text("The coat that stays.")
    picture = card.locator("img.media-img").first
    expect(picture).to_have_attribute("alt", "A coat in a shop window")
    picture.scroll_into_view_if_needed()
    feed.wait_for_function(
        "(image) => image.complete && image.naturalWidth > 0", arg=picture.element_handle()
    )

    with shopper.context.expect_page() as opened:
        coat.locator("a[data-go]").click()
    opened.value.wait_for_load_state()
    arrived = urlsplit(opened.value.url)
    query = parse_qs(arrived.query)
    assert (arrived.netloc, arrived.path) == (stand_in.host, "/p/coat")
    assert f"{arrived.path}?{arrived.query}" in stand_in.asked
    assert query["size"] == ["m"]
    assert query["utm_source"] == ["vitrine"]
    assert query["utm_medium"] == ["social-commerce"]
    assert query["utm_campaign"] == [world.brand.slug]
    assert query["utm_content"] == [f"post-{post_id}"]
    with transaction(product.engine, Scope.system()) as tx:
        click = tx.session.scalars(select(Click).where(Click.click_id == query["vtr_click"][0])).one()
        assert (click.post_id, click.product_id, click.brand_id) == (post_id, world.coat_id, world.brand.id)
        assert (click.account_id, click.price_minor) == (world.shopper.id, COAT_MINOR)
        assert click.destination == opened.value.url
    opened.value.close()

    change_offer(console, world, "149.50", "in_stock")
    expect(coat.locator("[data-price].is-new")).to_have_text("€149.50")
    change_offer(console, world, "149.50", "out_of_stock")
    expect(card.locator(f".strip-item.is-sold-out[data-product='{world.coat_id}']")).to_be_visible()
    expect(coat.locator("a[data-go]")).to_have_count(0)

    desk = moderator.log_in(world.moderator, "/moderation/")
    desk.goto(f"/moderation/posts/{post_id}")
    desk.check("input[name=reason][value=misleading_price]")
    desk.click(f"button[formaction*='/posts/{post_id}/hide']")
    expect(card).to_have_count(0)
    expect(feed.locator(f".gone[data-post='{post_id}']")).to_be_visible()
    assert feed.evaluate("window.stayed") is True


def test_a_post_is_published_without_scripts(
    product: Product, world: World, visit: Visit, tmp_path: Path
) -> None:
    page = visit(java_script_enabled=False).log_in(world.owner, f"/console/{world.brand.slug}/")
    page.goto(f"/console/{world.brand.slug}/posts/new")
    page.set_input_files("input[type=file][name=images]", picture_file(tmp_path))
    page.fill("#text-en", "Published with nothing but a form.")
    page.check(f"input[name=product_id][value='{world.coat_id}']")
    page.check(f"input[name=product_id][value='{world.scarf_id}']")
    page.click("button[value=publish]")
    for _ in range(10):  # the picture is checked meanwhile; one refreshes until it is
        if not page.locator("button[value=refresh]").count():
            break
        page.click("button[value=refresh]")
    page.fill("input[data-alt=en]", "A coat, described without scripts")
    page.select_option(f"select[name=at-{world.coat_id}]", "0")
    page.fill(f"input[name=x-{world.coat_id}]", "25")
    page.click("button[value=publish]")
    page.wait_for_url(f"**/console/{world.brand.slug}/posts")
    post_id = newest_post(product, world)

    reader = visit(java_script_enabled=False).log_in(world.shopper)
    card = reader.locator(f".post-card[data-post='{post_id}']")
    expect(card).to_contain_text("Published with nothing but a form.")
    expect(card.locator("[data-price]").first).to_have_text("€199.00")
    expect(card.locator(".strip-item")).to_have_count(2)
    expect(card.get_by_alt_text("A coat, described without scripts")).to_have_count(1)


def tab_to(page: "Page", selector: str) -> None:
    """Press Tab until the focus is on what is looked for."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement?.matches(wanted) ?? false", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_the_keyboard_alone_follows_a_brand_and_opens_a_product(
    product: Product, world: World, visit: Visit
) -> None:
    make_post(product.engine, world.brand, kind="promotion", products=(world.coat_id,))
    page = visit().log_in(world.stranger)
    page.goto(f"/brands/{world.brand.slug}")
    tab_to(page, f"form[action='/brands/{world.brand.slug}/follow'] button")
    page.keyboard.press("Enter")
    button = page.locator(f"form[action='/brands/{world.brand.slug}/follow'] button")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".toast").first).to_be_visible()
    with transaction(product.engine, Scope.system()) as tx:
        assert tx.session.get(Follow, (world.stranger.id, world.brand.id)) is not None
    tab_to(page, f"a[href*='/products/{world.coat_id}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/products/{world.coat_id}*")
    tab_to(page, f"a[data-go='{world.coat_id}']")


def test_what_the_browser_complains_of_is_heard(browser: "Browser", product: Product) -> None:
    """The guard of every journey here: without it a blocked script or a broken address would go unseen."""
    visitor = Visitor(browser, product.url, {})
    visitor.page.goto("/")
    visitor.page.evaluate("document.body.setAttribute('onclick', 'alert(1)'); document.body.click()")
    visitor.page.evaluate("void fetch('/no-such-page')")
    visitor.page.evaluate("setTimeout(() => { throw new Error('broken') })")
    visitor.page.wait_for_load_state("networkidle")
    heard = "\n".join(visitor.leave())
    assert "content policy: script-src" in heard
    assert "404" in heard
    assert "uncaught broken" in heard
