"""A small shop for tests: accounts, brands, products, pictures, posts. One function a noun; sensible defaults."""

import itertools
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, insert, select

from app.domain.accounts.models import Account
from app.domain.assets.models import Asset, AssetStatus
from app.domain.brands.actions import create_brand
from app.domain.brands.describing import domains_of
from app.domain.brands.following import follow_brand
from app.domain.brands.models import Brand
from app.domain.catalog.actions import set_offer
from app.domain.catalog.models import Offer, Product, Variant
from app.domain.moderation.actions import approve_brand
from app.domain.posts.actions import ImageDraft, PostDraft, TagDraft, publish_post
from app.domain.posts.models import Post
from app.domain.pricing.models import PriceLedgerEntry
from app.kernel import clock
from app.kernel.ids import id_at, new_id
from app.kernel.scope import Scope
from app.kernel.transaction import transaction

_numbers = itertools.count(1)

PASSWORD = "correct-horse-battery"


@dataclass(frozen=True)
class MadeBrand:
    """A brand and its owner."""

    id: int
    slug: str
    owner_id: int


def make_account(
    engine: Engine, *, name: str = "Ana", moderator: bool = False, password: str | None = None
) -> int:
    """A confirmed account; answers its id."""
    number = next(_numbers)
    account = Account(
        id=new_id(),
        email=f"{name.lower()}-{number}@people.example",
        handle=f"{name.lower()}-{number}",
        display_name=name,
        locale="en",
        is_moderator=moderator,
        password=password,
        created_at=clock.utcnow(),
        confirmed_at=clock.utcnow(),
        fs_uniquifier=f"u{number}-{new_id()}",
    )
    with transaction(engine, Scope.system()) as tx:
        tx.session.add(account)
    return account.id


def make_brand(
    engine: Engine,
    *,
    name: str = "Maison Lune",
    approved: bool = True,
    domains: tuple[str, ...] = ("shop.example.com",),
    owner_id: int | None = None,
) -> MadeBrand:
    """A brand with its owner; approved by a moderator of its own unless told otherwise."""
    number = next(_numbers)
    owner_id = owner_id or make_account(engine, name="Owner")
    brand_id = new_id()
    slug = f"brand-{number}-{brand_id % 100_000}"
    with transaction(engine, Scope.brand(owner_id, brand_id)) as tx:
        create_brand(tx, owner_id, name=name, slug=slug, country="FR", domains=domains)
    if approved:
        moderator_id = make_account(engine, name="Mod", moderator=True)
        with transaction(engine, Scope.moderator(moderator_id)) as tx:
            hosts = [domain.id for domain in domains_of(tx, brand_id)]
            approve_brand(tx, moderator_id, brand_id, domain_ids=hosts)
    return MadeBrand(brand_id, slug, owner_id)


def make_picture(engine: Engine, brand_id: int, *, status: AssetStatus = AssetStatus.READY) -> int:
    """A picture's row, with renditions that exist in name only; answers its id."""
    asset_id = new_id()
    renditions: list[dict[str, object]] = [
        {
            "key": f"public/a/{asset_id}/640.{ext}",
            "format": kind,
            "width": 640,
            "height": 800,
            "size_bytes": 1,
        }
        for kind, ext in (("avif", "avif"), ("webp", "webp"), ("jpeg", "jpg"))
    ]
    asset = Asset(
        id=asset_id,
        brand_id=brand_id,
        status=status.value,
        content_type="image/jpeg",
        width=640,
        height=800,
        color="#c8b6a6",
        thumbhash="",
        renditions=renditions,
    )
    with transaction(engine, Scope.brand(None, brand_id)) as tx:
        tx.session.add(asset)
    return asset_id


def make_product(
    engine: Engine,
    brand_id: int,
    *,
    title: str = "Wool coat",
    price_minor: int = 19_900,
    market: str = "FR",
    currency: str = "EUR",
    availability: str = "in_stock",
    purchase_url: str = "https://shop.example.com/p/coat",
) -> int:
    """A product with one variant and one offer; answers its id."""
    product_id, variant_id = new_id(), new_id()
    with transaction(engine, Scope.brand(None, brand_id)) as tx:
        tx.session.add(
            Product(id=product_id, brand_id=brand_id, external_id=f"p{product_id}", title={"": title})
        )
        tx.session.flush()
        tx.session.add(Variant(id=variant_id, brand_id=brand_id, product_id=product_id, external_id="v1"))
        tx.session.flush()
        tx.session.add(
            Offer(
                brand_id=brand_id,
                variant_id=variant_id,
                market=market,
                price_minor=price_minor,
                currency=currency,
                availability=availability,
                stock_country=market,
                delivery_days_min=1,
                delivery_days_max=2,
                purchase_url=purchase_url,
            )
        )
    return product_id


def make_sized(
    engine: Engine,
    brand_id: int,
    sizes: Mapping[str, int],
    *,
    gone: Collection[str] = (),
    known_days: float = 40,
    title: str = "Linen shirt",
) -> int:
    """A product whose sizes cost this much since so many days ago; `gone` are sold out. Answers its id."""
    product_id = new_id()
    with transaction(engine, Scope.brand(None, brand_id)) as tx:
        tx.session.add(
            Product(id=product_id, brand_id=brand_id, external_id=f"p{product_id}", title={"": title})
        )
        tx.session.flush()
        for position, (size, price_minor) in enumerate(sizes.items()):
            variant = Variant(
                id=new_id(),
                brand_id=brand_id,
                product_id=product_id,
                external_id=size,
                title=size,
                position=position,
            )
            tx.session.add(variant)
            tx.session.flush()
            tx.session.add(
                Offer(
                    brand_id=brand_id,
                    variant_id=variant.id,
                    market="FR",
                    price_minor=price_minor,
                    currency="EUR",
                    availability="out_of_stock" if size in gone else "in_stock",
                    purchase_url="https://shop.example.com/p/shirt",
                )
            )
    for size, price_minor in sizes.items():
        remember_price(engine, product_id, price_minor, days_ago=known_days, size=size)
    return product_id


def reprice(
    engine: Engine, brand: MadeBrand, product_id: int, price_minor: int, *, size: str | None = None
) -> None:
    """The brand changes the price of a product of one variant, or of one size."""
    query = select(Offer.id).join(Variant, Variant.id == Offer.variant_id)
    query = query.where(Variant.product_id == product_id)
    if size is not None:
        query = query.where(Variant.external_id == size)
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        set_offer(tx, brand.id, tx.session.scalars(query).one(), price_minor=price_minor)


def remember_price(
    engine: Engine,
    product_id: int,
    price_minor: int,
    *,
    days_ago: float,
    market: str = "FR",
    currency: str = "EUR",
    size: str | None = None,
) -> None:
    """Write into the ledger that a product cost this much from then on. In the system's name: nobody else may."""
    query = select(Variant).where(Variant.product_id == product_id)
    if size is not None:
        query = query.where(Variant.external_id == size)
    with transaction(engine, Scope.system()) as tx:
        variant = tx.session.scalars(query).one()
        tx.session.add(
            PriceLedgerEntry(
                brand_id=variant.brand_id,
                variant_id=variant.id,
                market=market,
                price_minor=price_minor,
                currency=currency,
                recorded_at=clock.utcnow() - timedelta(days=days_ago),
            )
        )


def make_post(
    engine: Engine,
    brand: MadeBrand,
    *,
    kind: str = "story",
    text: str = "Bonjour",
    products: tuple[int, ...] = (),
) -> int:
    """A published post with one picture; answers its id."""
    asset_id = make_picture(engine, brand.id)
    tags = tuple(TagDraft(product_id, 0, 0.5, 0.5) for product_id in products)
    draft = PostDraft(kind, {"fr": text}, (ImageDraft(asset_id, {"fr": "Une image"}),), tags)
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        return publish_post(tx, brand.id, brand.owner_id, draft)


def make_posts(engine: Engine, brand: MadeBrand, count: int, since: datetime, until: datetime) -> list[int]:
    """Many posts without pictures, evenly born within a time that is over; answers their ids, oldest first."""
    step = (until - since) / count
    born = [since + step * n for n in range(count)]
    rows = [
        {
            "id": id_at(at) + secrets.randbelow(1 << 20),
            "brand_id": brand.id,
            "kind": "story",
            "text": {"fr": "Vite"},
        }
        for at in born
    ]
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        tx.session.execute(insert(Post), rows)
    return [row["id"] for row in rows]  # type: ignore[misc]


def follow(engine: Engine, account_id: int, brand: MadeBrand) -> None:
    """One account follows one brand."""
    with transaction(engine, Scope.shopper(account_id)) as tx:
        follow_brand(tx, account_id, brand.slug)


def brand_status(engine: Engine, brand_id: int) -> str:
    """A brand's state as stored."""
    with transaction(engine, Scope.system()) as tx:
        brand = tx.session.get(Brand, brand_id)
        return brand.status if brand else "gone"
