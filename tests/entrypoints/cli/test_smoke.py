"""`./vitrine smoke`: it walks the road on a running copy, cleans up behind itself, and says what is wrong where."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from sqlalchemy import select

from app.domain.brands.models import Follow
from app.domain.posts.models import Post
from app.embedded.ports import is_free
from app.entrypoints.cli.paths import ROOT
from app.entrypoints.cli.smoking import published
from app.entrypoints.cli.smoking.brand import Good
from app.entrypoints.cli.smoking.outside import StepFailed
from app.entrypoints.cli.smoking.people import LogIn, read_log_ins
from app.entrypoints.cli.smoking.road import walk_road
from app.entrypoints.cli.smoking.shopper import forge, location_fault, price_fault
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories.people import KnownPerson
from tests.factories.product import Product
from tests.journeys.stand_in import StandInShop
from tests.journeys.world import World, make_world

COAT = Good("7", "Coat", 19_900, "https://shop.example.com/p/coat?size=m")
RIGHT = (
    "https://shop.example.com/p/coat?size=m&utm_source=vitrine&utm_medium=social-commerce"
    "&utm_campaign=maison&utm_content=post-5&vtr_click=k1.x"
)


@pytest.fixture(scope="module")
def world(product: Product) -> Iterator[World]:
    with StandInShop() as shop:
        yield make_world(product.app, shop.host)


def log_ins(world: World) -> dict[str, LogIn]:
    def known(role: str, person: KnownPerson) -> LogIn:
        return LogIn(role, person.email, person.password, person.totp_secret or "")

    return {
        "brand": known("brand", world.owner),
        "shopper": known("shopper", world.stranger),
        "moderator": known("moderator", world.moderator),
    }


def shown_posts(product: Product, world: World) -> list[int]:
    with transaction(product.engine, Scope.system()) as tx:
        wanted = select(Post.id).where(Post.brand_id == world.brand.id, Post.withdrawn_at.is_(None))
        return list(tx.session.scalars(wanted))


def test_the_road_holds_on_a_running_copy_and_leaves_it_clean(product, world):
    said: list[str] = []
    outcome = walk_road(product.url, log_ins(world), said.append)
    assert outcome.ok, outcome.reasons
    line = json.loads(json.dumps(outcome.line(product.url)))
    assert line["click_status"] == 302
    assert line["timeline_exact"] is line["click_location_ok"] is line["ok"] is True
    assert all(word.startswith("ok ") for word in said)
    assert shown_posts(product, world) == []
    with transaction(product.engine, Scope.system()) as tx:
        assert tx.session.get(Follow, (world.stranger.id, world.brand.id)) is None


def test_a_copy_whose_events_go_nowhere_fails_by_name_and_is_cleaned_all_the_same(
    product, world, monkeypatch
):
    monkeypatch.setattr(published, "LIVE_SECONDS", 3.0)
    product.backends.kill("relay")
    try:
        outcome = walk_road(product.url, log_ins(world), lambda line: None)
    finally:
        product.backends.revive("relay")
    assert not outcome.ok
    assert outcome.reasons[0].startswith("publish, and see it live: no hint post.published within 3 s")
    assert outcome.published_to_live_ms is None
    assert outcome.withdrawn
    assert shown_posts(product, world) == []


def test_a_stranger_to_the_copy_is_told_so(product, world):
    wrong = log_ins(world) | {"brand": LogIn("brand", "nobody@people.example", "no-such-password")}
    outcome = walk_road(product.url, wrong, lambda line: None)
    assert not outcome.ok
    assert "log-in of nobody@people.example was refused" in outcome.reasons[0]


def test_an_address_where_nothing_answers_is_one_clear_line():
    port = next(port for port in range(31_900, 32_000) if is_free(port))
    command = [sys.executable, "-m", "app.entrypoints.cli.main", "smoke", "--url", f"http://localhost:{port}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["ok"] is False
    assert "log in the brand: GET" in json.loads(line)["reasons"][0]
    assert "Traceback" not in done.stderr


def test_a_spoiled_file_of_log_ins_is_named(tmp_path: Path):
    (tmp_path / "demo.json").write_text('[{"role": "shopper"}]')
    with pytest.raises(StepFailed, match=r"demo\.json does not hold the demo log-ins"):
        read_log_ins(tmp_path)


@pytest.mark.parametrize(
    ("location", "fault"),
    [
        (RIGHT, None),
        ("", "leads to nowhere"),
        (
            RIGHT.replace("shop.example.com", "shop.example.com.evil.example"),
            "not to https://shop.example.com",
        ),
        (RIGHT.replace("&vtr_click=k1.x", ""), "without vtr_click"),
        (RIGHT.replace("post-5", "post-6"), "instead of post-5"),
    ],
)
def test_where_a_tap_leads_is_judged(location, fault):
    found = location_fault(location, COAT, "5")
    assert found is None if fault is None else fault in str(found)


@pytest.mark.parametrize(("shown", "right"), [("€199.00", True), ("199,00\u00a0€", True), ("€149.00", False)])
def test_a_cards_price_is_compared_with_the_brands_own(shown, right):
    card = lxml.html.fromstring(f"<li data-product='7'><data value='{shown}' data-price>{shown}</data></li>")
    page = lxml.html.fromstring("<article></article>")
    page.append(card)
    assert (price_fault(page, [COAT]) is None) is right


def test_a_forged_link_differs_from_the_true_one_in_its_signature():
    link = "/go/k1.A3sGquIJZMIDLgvxAj9u1QAAQ7di3oQiY6iGrxBOO53mspmc"
    assert forge(link) != link
    assert len(forge(link)) == len(link)
    assert forge(link)[:-5] == link[:-5]
