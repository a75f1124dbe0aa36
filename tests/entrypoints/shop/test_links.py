"""No page of the shop offers a way to nowhere: every link and form address is followed, as a stranger and signed in."""

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.domain.accounts.viewer import Viewer
from app.domain.engagement.actions import react, write_comment
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop
from tests.factories.sessions import log_in

MOST_PAGES = 150
"""Far more than the few kinds of pages there are; ids of other tests' goods would make the walk endless."""
START = (
    "/",
    "/discover",
    "/search",
    "/search?q=Linkwool",
    "/search?q=zzz",
    "/how-the-feed-works",
    "/nowhere",
)
NOT_FOLLOWED = ("/logout", "/static/", "/api/", "/preferences")


class Addresses(HTMLParser):
    """What a page points to: links, sources, and where its forms go."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.posts: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            (self.posts if values.get("method") == "post" else self.links).add(values.get("action") or "")
        for name in ("href", "src"):
            if values.get(name):
                self.links.add(values[name] or "")


def kind_of(path: str) -> str:
    """A page's kind: its address with every id, name and token taken out."""
    kind = re.sub(r"(?<=/brands/)[^/?]+|(?<=/go/)[^/?]+", "*", path)
    return re.sub(r"\d{5,}|=[^&]*", "*", kind)


def walk(client: FlaskClient) -> tuple[dict[str, int], set[str]]:
    """Follow every internal link from the start, a few of each kind. Answers statuses by address, and form targets."""
    waiting, seen, statuses = deque(START), dict[str, int](), dict[str, int]()
    posts: set[str] = set()
    while waiting and len(statuses) < MOST_PAGES:
        address = waiting.popleft()
        if address in statuses:
            continue
        answer = client.get(address, headers={"Accept-Language": "fr"})
        statuses[address] = answer.status_code
        if answer.mimetype != "text/html" or answer.status_code >= 300:
            continue
        page = Addresses()
        page.feed(answer.text)
        posts |= page.posts
        for link in sorted(page.links):
            parts = urlsplit(link)
            kind = kind_of(parts.path + (f"?{parts.query}" if parts.query else ""))
            outside = parts.netloc or parts.scheme or not parts.path or parts.path.startswith(NOT_FOLLOWED)
            if not outside and seen.get(kind, 0) < 4:
                seen[kind] = seen.get(kind, 0) + 1
                waiting.append(link.partition("#")[0])
    return statuses, posts


@pytest.fixture
def furnished(engine: Engine) -> int:
    """A brand with goods in stock, sold out and sold elsewhere, a post with a comment, and a shopper who saved it."""
    brand = shop.make_brand(engine, name="Linkwool")
    shopper = shop.make_account(engine)
    goods = tuple(
        shop.make_product(engine, brand.id, title=f"Linkwool {word}", availability=word)
        for word in ("in_stock", "out_of_stock", "preorder")
    )
    shop.make_product(engine, brand.id, title="Linkwool gloves", market="CH", currency="CHF")
    post_id = shop.make_post(engine, brand, kind="promotion", text="Le manteau est là", products=goods)
    for number in range(14):
        shop.make_post(engine, brand, text=f"n {number}")
    shop.follow(engine, shopper, brand)
    with transaction(engine, Scope.shopper(shopper)) as tx:
        write_comment(tx, Viewer(shopper, "fr", "FR"), post_id, "Très joli")
        react(tx, Viewer(shopper, "fr", "FR"), post_id, "save")
    return shopper


@pytest.mark.parametrize("signed_in", [False, True], ids=["a stranger", "signed in"])
def test_every_link_leads_somewhere(app: Flask, client: FlaskClient, furnished: int, signed_in: bool) -> None:
    if signed_in:
        log_in(client, furnished)
    statuses, posts = walk(client)
    kinds = {kind_of(address) for address in statuses}
    assert {"/discover", "/products/*", "/posts/*", "/brands/*", "/go/*", "/saved", "/you"} <= kinds
    dead = {
        address: status for address, status in statuses.items() if status >= 400 and address != "/nowhere"
    }
    assert not dead, f"links that lead nowhere: {dead}"
    adapter = app.url_map.bind("localhost")
    for target in sorted(posts):
        assert adapter.test(target, method="POST"), f"a form posts to {target}, which takes no POST"
