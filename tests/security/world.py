"""A small world with secrets: a brand with something private in every corner, another brand, and everyone who might look."""

import secrets
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.domain.accounts.models import Account
from app.domain.accounts.tokens import create_api_token
from app.domain.assets.models import Asset, AssetStatus
from app.domain.attribution.tokens import LinkTarget, sign_link
from app.domain.brands.describing import propose_domain
from app.domain.brands.models import BrandDomain
from app.domain.catalog.models import CatalogImport, ImportDiagnostic, Offer, Variant
from app.domain.engagement.models import Comment
from app.domain.moderation.actions import hide
from app.domain.posts.actions import withdraw_post
from app.kernel import clock
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import EXTENSION
from tests.factories import shop
from tests.factories.people import make_person
from tests.factories.sessions import log_in

CLICKS = 7_391
"""So many taps has brand A, a number that stands nowhere else."""

WORDS = (
    "import-file",
    "import-remark",
    "hidden-text",
    "withdrawn-text",
    "pending-post",
    "pending-product",
    "rejected-reason",
    "rejected-file",
    "waiting-domain",
    "click-id",
    "token-name",
    "explanation",
)


@dataclass
class World:
    """Brand A's objects by the name of the address parameter, and the words that only some may read."""

    a: shop.MadeBrand
    b: shop.MadeBrand
    pending: shop.MadeBrand
    ids: dict[str, str]
    hidden_post: int
    withdrawn_post: int
    pending_post: int
    pending_product: int
    rejected_asset: int
    foreign: dict[str, int]
    """Brand B's own objects, to be mixed with brand A's."""
    people: dict[str, int]
    markers: dict[str, str]
    link: str = ""
    emails: dict[str, str] = field(default_factory=dict)


def make_world(app: Flask) -> World:
    """Everything anew."""
    engine: Engine = app.extensions[EXTENSION].engine
    markers = {word: f"{word}-{secrets.token_hex(6)}" for word in WORDS}
    people = {
        "shopper": make_person(app).id,
        "moderator": make_person(app, moderator=True, second_factor=True).id,
    }
    a, b = shop.make_brand(engine, name="Maison A"), shop.make_brand(engine, name="Maison B")
    pending = shop.make_brand(engine, name="Maison En Attente", approved=False)
    people |= {"member_a": a.owner_id, "member_b": b.owner_id, "member_pending": pending.owner_id}
    product = shop.make_product(engine, a.id, title="Manteau")
    post = shop.make_post(engine, a, text="Bonjour", products=(product,))
    hidden = shop.make_post(engine, a, text=markers["hidden-text"])
    withdrawn = shop.make_post(engine, a, text=markers["withdrawn-text"])
    _take_down(engine, people["moderator"], a, hidden, withdrawn, markers["explanation"])
    secret_product = shop.make_product(engine, pending.id, title=markers["pending-product"])
    secret_post = shop.make_post(engine, pending, text=markers["pending-post"], products=(secret_product,))
    asset = shop.make_picture(engine, a.id)
    rejected = _reject_picture(engine, a.id, markers)
    import_id = _import(engine, a, markers)
    domain_id = _domain(engine, a, f"{markers['waiting-domain']}.example")
    comment_id = _comment(engine, post, people["shopper"])
    offer_id = _offer_of(engine, product)
    token_id = _token(engine, people["shopper"], markers["token-name"])
    foreign_product = shop.make_product(engine, b.id, title="Botte")
    _clicks(engine, a.id, post, product, offer_id, markers["click-id"])
    keys = app.extensions[EXTENSION].settings.click_keys
    world = World(
        a=a,
        b=b,
        pending=pending,
        ids={
            "brand_slug": a.slug,
            "slug": a.slug,
            "key": "coat",
            "brand_id": str(a.id),
            "post_id": str(post),
            "comment_id": str(comment_id),
            "product_id": str(product),
            "offer_id": str(offer_id),
            "import_id": str(import_id),
            "asset_id": str(asset),
            "domain_id": str(domain_id),
            "token_id": str(token_id),
            "filename": "img/favicon.svg",
        },
        hidden_post=hidden,
        withdrawn_post=withdrawn,
        pending_post=secret_post,
        pending_product=secret_product,
        rejected_asset=rejected,
        foreign={
            "product": foreign_product,
            "offer": _offer_of(engine, foreign_product),
            "asset": shop.make_picture(engine, b.id),
            "post": shop.make_post(engine, b, text="Salut"),
        },
        people=people,
        markers=markers,
        link=sign_link(keys, LinkTarget(post, product), clock.utcnow()),
    )
    world.emails = _emails(engine, people)
    return world


def _take_down(
    engine: Engine, moderator: int, brand: shop.MadeBrand, hidden: int, withdrawn: int, words: str
) -> None:
    with transaction(engine, Scope.moderator(moderator)) as tx:
        hide(tx, moderator, hidden, reason="spam", explanation=words)
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        withdraw_post(tx, brand.id, withdrawn)


def _reject_picture(engine: Engine, brand_id: int, markers: dict[str, str]) -> int:
    asset_id = shop.make_picture(engine, brand_id, status=AssetStatus.REJECTED)
    with transaction(engine, Scope.brand(None, brand_id)) as tx:
        asset = tx.session.get_one(Asset, asset_id)
        asset.rejection, asset.filename = markers["rejected-reason"], markers["rejected-file"]
    return asset_id


def _import(engine: Engine, brand: shop.MadeBrand, markers: dict[str, str]) -> int:
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        run = CatalogImport(
            brand_id=brand.id,
            requested_by=brand.owner_id,
            filename=markers["import-file"],
            status="done",
            options={"market": "FR"},
        )
        tx.session.add(run)
        tx.session.flush()
        remark = ImportDiagnostic(
            import_id=run.id,
            brand_id=brand.id,
            severity="error",
            code="price-missing",
            line=7,
            item_ref=markers["import-remark"],
            message="There is no price.",
        )
        tx.session.add(remark)
        return run.id


def _domain(engine: Engine, brand: shop.MadeBrand, host: str) -> int:
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        propose_domain(tx, brand.id, host)
        tx.session.flush()
        return tx.session.query(BrandDomain.id).filter_by(brand_id=brand.id, host=host).scalar()


def _comment(engine: Engine, post_id: int, account_id: int) -> int:
    with transaction(engine, Scope.shopper(account_id)) as tx:
        comment = Comment(post_id=post_id, account_id=account_id, body="Joli !")
        tx.session.add(comment)
        tx.session.flush()
        return comment.id


def _offer_of(engine: Engine, product_id: int) -> int:
    with transaction(engine, Scope.system()) as tx:
        return (
            tx.session.query(Offer.id)
            .join(Variant, Variant.id == Offer.variant_id)
            .filter(Variant.product_id == product_id)
            .scalar()
        )


def _token(engine: Engine, account_id: int, name: str) -> int:
    with transaction(engine, Scope.shopper(account_id)) as tx:
        return create_api_token(tx, account_id, name).id


def _clicks(engine: Engine, brand: int, post: int, product: int, offer: int, word: str) -> None:
    insert = text(
        "INSERT INTO clicks (id, click_id, brand_id, post_id, product_id, offer_id, market, price_minor, currency,"
        " destination, request_id, created_at) SELECT :base + n, :word || '-' || n, :brand, :post, :product, :offer,"
        " 'FR', 1, 'EUR', 'https://shop.example.com/' || :word, '', now() - interval '1 hour'"
        " FROM generate_series(1, :count) n"
    )
    values = {"base": post, "brand": brand, "post": post, "product": product, "offer": offer, "word": word}
    with transaction(engine, Scope.system()) as tx:
        tx.session.execute(insert, {**values, "count": CLICKS})


def _emails(engine: Engine, people: dict[str, int]) -> dict[str, str]:
    with transaction(engine, Scope.system()) as tx:
        return {name: tx.session.get_one(Account, account_id).email for name, account_id in people.items()}


WATCHED = (
    "brands", "brand_members", "brand_domains", "products", "product_images", "variants", "offers", "price_ledger",
    "catalog_imports", "import_diagnostics", "assets", "posts", "post_images", "post_products",
)  # fmt: skip


def state_of(engine: Engine, brand_id: int) -> dict[str, str]:
    """A digest of every row of a brand, by table: equal before and after means nothing was changed."""
    with transaction(engine, Scope.system()) as tx:
        found = {}
        for table in WATCHED:
            column = "id" if table == "brands" else "brand_id"
            query = f"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} t WHERE {column} = :id"
            found[table] = str(tx.session.execute(text(query), {"id": brand_id}).scalar_one())
    return found


def browser_of(app: Flask, account_id: int | None, *, second_factor: bool = False) -> FlaskClient:
    """A browser in which this account is signed in, or nobody."""
    client = app.test_client()
    return client if account_id is None else log_in(client, account_id, second_factor=second_factor)
