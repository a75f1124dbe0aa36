"""Attacks stored in every text field are words to a real browser: nothing runs, and the page breaks none of its own rules."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.factories.product import Product
from tests.security.walking import tell
from tests.security.world import browser_of
from tests.security.xss_world import OWN, Attacked, attack

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

pytestmark = pytest.mark.journey

ROUNDS = 4
_WATCH = """window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""


@dataclass
class Watch:
    """What happened in a browser that should not."""

    found: list[str] = field(default_factory=list)
    pages: int = 0


def open_as(
    browser: "Browser", product: Product, watch: Watch, account_id: int | None, strong: bool
) -> "BrowserContext":
    """A browser profile in which somebody is signed in, watched."""
    context = browser.new_context(base_url=product.url, locale="en-GB")
    context.add_init_script(_WATCH)
    context.on("dialog", lambda dialog: (watch.found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    if account_id is not None:
        client = browser_of(product.app, account_id, second_factor=strong)
        name = product.app.config["SESSION_COOKIE_NAME"]
        cookie = client.get_cookie(name)
        assert cookie is not None
        context.add_cookies([{"name": name, "value": cookie.value, "url": product.url}])
    return context


def look(page: "Page", path: str, watch: Watch, *, wanted: int = 200) -> None:
    """Open a page, let its scripts run, and note what ran that is not ours."""
    response = page.goto(path, wait_until="load")
    assert response is not None
    assert response.status == wanted, f"{path}: {response.status}"
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))")
    watch.pages += 1
    if page.evaluate("window.__xss"):
        watch.found.append(f"ran: {path}")
    watch.found += [f"{path}: {line}" for line in page.evaluate("window.__violations")]


def shop_pages(attacked: Attacked) -> list[str]:
    return [
        "/", "/discover", f"/brands/{attacked.brand_slug}", *(f"/posts/{post_id}" for post_id in attacked.posts),
        f"/products/{attacked.product}", "/saved", "/you", "/you/tokens",
        *(f"/search?q={quote(text)}" for text in OWN[:4]), f"/posts/{attacked.posts[0]}?before=",
    ]  # fmt: skip


def console_pages(attacked: Attacked) -> list[str]:
    here = f"/console/{attacked.brand_slug}"
    ids = attacked.world.ids
    return [
        "/console/", f"{here}/", f"{here}/posts", f"{here}/posts/new", f"{here}/catalogue", f"{here}/settings",
        f"{here}/catalogue/{attacked.product}", f"{here}/imports", f"{here}/imports/{ids['import_id']}",
        f"{here}/posts/{attacked.posts[0]}/withdraw", f"{here}/catalogue?q={quote(OWN[1])}",
    ]  # fmt: skip


def desk_pages(attacked: Attacked) -> list[str]:
    world = attacked.world
    return [
        "/moderation/", "/moderation/hidden", "/moderation/decisions", "/moderation/brands",
        f"/moderation/posts/{attacked.posts[0]}?state=all", f"/moderation/posts/{world.hidden_post}?state=hidden",
        f"/moderation/brands/{world.a.id}?state=approved", f"/moderation/brands/{world.pending.id}",
        f"/moderation/?brand={world.a.id}",
    ]  # fmt: skip


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_no_stored_text_runs_anywhere(browser: "Browser", product: Product, round_number: int) -> None:
    attacked, watch = attack(product.app, round_number, ROUNDS), Watch()
    people = attacked.world.people
    for account, strong, paths in (
        ("shopper", False, shop_pages(attacked)),
        ("member_a", False, console_pages(attacked)),
        ("moderator", True, desk_pages(attacked)),
    ):
        context = open_as(browser, product, watch, people[account], strong)
        page = context.new_page()
        for path in paths:
            look(page, path, watch)
        context.close()
    tell(f"xss: round {round_number}: {watch.pages} pages, {len(watch.found)} things ran or broke the policy")
    assert not watch.found, "\n".join(watch.found[:40])


def test_the_watch_sees_what_runs(browser: "Browser", product: Product) -> None:
    """The same page with one payload let through raw: with the content policy it is reported, without it runs."""
    watch = Watch()
    context = open_as(browser, product, watch, None, False)
    page = context.new_page()

    def poison(route: "Route", *, keep_policy: bool) -> None:
        answer = route.fetch()
        headers = {
            name: value
            for name, value in answer.headers.items()
            if keep_policy or name.lower() != "content-security-policy"
        }
        body = answer.text().replace("</main>", f"{OWN[0]}<script>alert(1)</script></main>")
        route.fulfill(response=answer, headers=headers, body=body)

    page.route("**/how-the-feed-works", lambda route: poison(route, keep_policy=True))
    look(page, "/how-the-feed-works", watch)
    assert any("script-src" in line for line in watch.found)
    assert not any(line.startswith(("ran", "dialog")) for line in watch.found), (
        "the policy stops it all the same"
    )
    page.unroute("**/how-the-feed-works")
    page.route("**/how-the-feed-works", lambda route: poison(route, keep_policy=False))
    look(page, "/how-the-feed-works", watch)
    assert any(line.startswith("ran") for line in watch.found)
    assert any(line.startswith("dialog") for line in watch.found)
    context.close()
