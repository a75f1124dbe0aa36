"""Each of the two guards holds alone: the policy without row security, and row security without the policy.

A leak in one of them would stay hidden behind the other, so each is asked with the other out of the way.
"""

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from app.domain.accounts.viewer import Viewer
from app.domain.catalog.queries import products_by_ids, products_of_preview
from app.domain.discovery.queries import newest_ids, search_product_ids
from app.domain.posts.queries import posts_of_preview, visible_ids_of_brand, visible_posts
from app.domain.timelines.cards import cards_for
from app.domain.timelines.queries import home_ids
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop
from tests.security.world import World, make_world


@pytest.fixture
def world(app: Flask) -> World:
    """A world of the test's own."""
    return make_world(app)


def seen_by_policy_alone(engine: Engine, world: World) -> set[int]:
    """Which secret posts and products any read shows when PostgreSQL lets everything through."""
    shop.follow(engine, world.people["shopper"], world.a)
    viewer = Viewer(world.people["shopper"])
    secret = [world.hidden_post, world.withdrawn_post, world.pending_post]
    with transaction(engine, Scope.system()) as tx:
        seen = {post.id for post in visible_posts(tx, viewer, secret)}
        seen |= set(home_ids(tx, viewer, limit=1_000)) | set(newest_ids(tx, viewer, limit=1_000))
        seen |= set(visible_ids_of_brand(tx, viewer, world.a.id, limit=100))
        seen |= set(visible_ids_of_brand(tx, viewer, world.pending.id, limit=100))
        seen |= {card.post.id for card in cards_for(tx, viewer, secret)}
        seen |= set(products_by_ids(tx, viewer, [world.pending_product]))
        seen |= set(search_product_ids(tx, viewer, world.markers["pending-product"]))
    with transaction(engine, Scope.shopper(world.people["shopper"])) as tx:
        seen |= {post.id for post in posts_of_preview(tx, world.pending.id)}
        seen |= {product.id for product in products_of_preview(tx, viewer, world.pending.id)}
    assert int(world.ids["post_id"]) in seen, "nothing is shown at all"
    return seen & {*secret, world.pending_product}


def test_the_policy_alone_hides_what_is_hidden(engine: Engine, world: World) -> None:
    assert seen_by_policy_alone(engine, world) == set()


PRIVATE = {
    "posts": "hidden_at IS NOT NULL OR withdrawn_at IS NOT NULL",
    "assets": "status <> 'ready'",
    "catalog_imports": "true",
    "import_diagnostics": "true",
    "clicks": "true",
    "brand_members": "true",
    "fanouts": "true",
}
"""What PostgreSQL itself keeps from outsiders, by table."""


def seen_by_row_security_alone(engine: Engine, world: World) -> list[str]:
    """What outsiders read of brand A's private rows, and change of any, with SQL of their own."""
    outsiders = {
        "anonymous": Scope.anonymous(),
        "shopper": Scope.shopper(world.people["shopper"]),
        "brand B": Scope.brand(world.b.owner_id, world.b.id),
    }
    wrong = []
    for name, scope in outsiders.items():
        with transaction(engine, scope) as tx:
            for table, what in PRIVATE.items():
                query = text(f"SELECT count(*) FROM {table} WHERE brand_id = :brand AND ({what})")
                if tx.session.execute(query, {"brand": world.a.id}).scalar_one():
                    wrong.append(f"{name} reads {table}")
        wrong += [
            f"{name} changes {table}" for table in WRITTEN if _changes(engine, scope, table, world.a.id)
        ]
    return wrong


WRITTEN = (
    "posts", "products", "offers", "variants", "assets", "brand_domains", "brand_members", "catalog_imports",
    "post_images", "post_products", "product_images",
)  # fmt: skip


def _changes(engine: Engine, scope: Scope, table: str, brand_id: int) -> bool:
    class Undone(Exception):
        pass

    try:
        with transaction(engine, scope) as tx:
            found = tx.session.execute(text(f"DELETE FROM {table} WHERE brand_id = :id"), {"id": brand_id})
            if found.rowcount:  # type: ignore[attr-defined]
                raise Undone
    except Undone:
        return True
    return False


def test_row_security_alone_keeps_outsiders_out(engine: Engine, world: World) -> None:
    assert seen_by_row_security_alone(engine, world) == []


def test_the_owner_of_rows_finds_them(engine: Engine, world: World) -> None:
    """Otherwise an empty answer to outsiders would prove nothing."""
    with transaction(engine, Scope.brand(world.a.owner_id, world.a.id)) as tx:
        for table in ("posts", "assets", "catalog_imports", "import_diagnostics", "clicks", "brand_members"):
            query = text(f"SELECT count(*) FROM {table} WHERE brand_id = :brand AND ({PRIVATE[table]})")
            assert tx.session.execute(query, {"brand": world.a.id}).scalar_one(), table


def shown_prior(engine: Engine, *, claimed_minor: int) -> int | None:
    """The prior price a card shows for a product at 100.00, once 120.00, whose feed claims another one."""
    brand = shop.make_brand(engine)
    product_id = shop.make_product(engine, brand.id, price_minor=12_000)
    shop.remember_price(engine, product_id, 12_000, days_ago=31)
    post_id = shop.make_post(engine, brand, products=(product_id,))
    change = text(
        "UPDATE offers SET price_minor = 10000, claimed_price_minor = :claimed, updated_at = now()"
        " WHERE variant_id IN (SELECT id FROM variants WHERE product_id = :id)"
    )
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        tx.session.execute(change, {"id": product_id, "claimed": claimed_minor})
    with transaction(engine, Scope.anonymous()) as tx:
        price = cards_for(tx, Viewer(None, "en", "FR"), [post_id])[0].products[0].price
    return price.prior.price.amount_minor if price and price.prior else None


def test_the_prior_price_is_the_ledgers_whatever_the_feed_claims(engine: Engine) -> None:
    assert shown_prior(engine, claimed_minor=99_900) == 12_000
