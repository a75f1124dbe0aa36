"""Fills a copy with the demo shop, step by step. Interrupted, it goes on where it was; complete, it changes nothing."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Engine

from app.domain.accounts.queries import get_account
from app.domain.accounts.viewer import Viewer
from app.domain.brands.actions import add_domain, create_brand
from app.domain.brands.describing import choose_picture, domains_of
from app.domain.brands.following import follow_brand
from app.domain.brands.queries import approved_hosts, brand_id_of_slug
from app.domain.catalog.moving import move_purchase_links
from app.domain.engagement.actions import react, write_comment
from app.domain.engagement.queries import comments_of_post
from app.domain.moderation.actions import approve_brand, approve_domain
from app.domain.posts.actions import ImageDraft, PostDraft, TagDraft, publish_post
from app.domain.posts.queries import post_id_published_at
from app.entrypoints.cli.demo.content.building import build_demo
from app.entrypoints.cli.demo.content.shapes import DemoBrand, DemoPost, DemoShop, Picture
from app.entrypoints.cli.seeding.drawings import store_pictures
from app.entrypoints.cli.seeding.goods import put_product
from app.entrypoints.cli.seeding.graphs import Progress
from app.entrypoints.cli.seeding.people import demo_log_ins, make_people
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from media.contract import Storage

SEED = 20
FOLLOWED_BY_DEMO_SHOPPER = 6
"""Enough for a full feed, and brands are left to meet."""


@dataclass(slots=True)
class Seeder:
    """One run. `boutique_url` is where the demo's purchase links lead: a stand-in for the brands' own shops."""

    engine: Engine
    storage: Storage
    public_url: str
    progress: Progress
    brand_count: int | None = None

    @property
    def boutique_url(self) -> str:
        return f"{self.public_url}/boutique"

    def run(self) -> list[dict[str, str]]:
        """Seed everything; answers the demo log-ins."""
        shop = build_demo(clock.utcnow(), SEED, self.brand_count)
        people = make_people(self.engine, shop)
        shop = build_demo(self._begun(people["moderator"]), SEED, self.brand_count)
        brands = {brand.key: self._brand(brand, people) for brand in shop.brands}
        assets = self._pictures(shop, brands)
        products = self._products(shop, brands, assets)
        self._follows(shop, people)
        posts = self._posts(shop, brands, people, products, assets)
        self._engagement(shop, people, posts)
        return demo_log_ins(shop, self.public_url)

    def move(self) -> list[dict[str, str]]:
        """Let the purchase links follow this copy to its new address, and touch nothing else."""
        shop = build_demo(clock.utcnow(), SEED, self.brand_count)
        moderator_id = make_people(self.engine, shop)["moderator"]
        for brand in shop.brands:
            with transaction(self.engine, Scope.system()) as tx:
                brand_id = brand_id_of_slug(tx, brand.key)
            if brand_id is not None:
                self._rehome(brand_id, urlsplit(self.public_url).netloc, moderator_id)
        return demo_log_ins(shop, self.public_url)

    def _begun(self, moderator_id: int) -> datetime:
        """When the first run began: a later one must find the same moments."""
        with transaction(self.engine, Scope.system()) as tx:
            account = get_account(tx, moderator_id)
        assert account is not None
        return account.created_at

    def _brand(self, brand: DemoBrand, people: Mapping[str, int]) -> int:
        owner_id, host = people[f"owner:{brand.key}"], urlsplit(self.public_url).netloc
        with transaction(self.engine, Scope.system()) as tx:
            found = brand_id_of_slug(tx, brand.key)
        brand_id = found or new_id()
        if found is None:
            with transaction(self.engine, Scope.brand(owner_id, brand_id)) as tx:
                create_brand(
                    tx,
                    owner_id,
                    name=brand.name,
                    slug=brand.key,
                    country=brand.country,
                    city=brand.city,
                    tagline={"fr": brand.tagline.fr, "en": brand.tagline.en},
                    story={"fr": brand.story.fr, "en": brand.story.en},
                    accent=brand.accent,
                    legal=_legal(brand),
                    domains=(brand.purchase_domain, host),
                )
            with transaction(self.engine, Scope.moderator(people["moderator"])) as tx:
                hosts = [domain.id for domain in domains_of(tx, brand_id)]
                approve_brand(tx, people["moderator"], brand_id, domain_ids=hosts, tell_members=False)
        self._rehome(brand_id, host, people["moderator"])
        return brand_id

    def _rehome(self, brand_id: int, host: str, moderator_id: int) -> None:
        """This copy may answer at another address than last time: the stand-in shops move with it."""
        with transaction(self.engine, Scope.brand(None, brand_id)) as tx:
            hosts = approved_hosts(tx, brand_id)
            if host in hosts:
                return
            add_domain(tx, brand_id, host)
            for old in hosts:
                move_purchase_links(tx, brand_id, f"http://{old}/boutique", self.boutique_url)
        with transaction(self.engine, Scope.moderator(moderator_id)) as tx:
            for domain in domains_of(tx, brand_id):
                if not domain.approved:
                    approve_domain(tx, moderator_id, brand_id, domain.id)

    def _pictures(self, shop: DemoShop, brands: Mapping[str, int]) -> Mapping[tuple[int, str], int]:
        wanted: list[tuple[int, Picture]] = []
        for brand in shop.brands:
            wanted += [(brands[brand.key], brand.avatar), (brands[brand.key], brand.cover)]
        for product in shop.products:
            wanted += [(brands[product.brand_key], picture) for picture in product.pictures]
        for post in shop.posts:
            wanted += [(brands[post.brand_key], picture) for picture in post.pictures]
        assets = store_pictures(self.engine, self.storage, wanted, self.progress)
        for brand in shop.brands:
            brand_id = brands[brand.key]
            with transaction(self.engine, Scope.brand(None, brand_id)) as tx:
                choose_picture(tx, brand_id, "avatar", assets[brand_id, brand.avatar.key])
                choose_picture(tx, brand_id, "cover", assets[brand_id, brand.cover.key])
        return assets

    def _products(
        self, shop: DemoShop, brands: Mapping[str, int], assets: Mapping[tuple[int, str], int]
    ) -> dict[str, int]:
        names = {brand.key: brand.name for brand in shop.brands}
        ids: dict[str, int] = {}
        for number, product in enumerate(shop.products, 1):
            key = product.brand_key
            url = f"{self.boutique_url}/{product.key}"
            ids[product.key] = put_product(self.engine, brands[key], names[key], product, assets, url)
            self.progress("products", number, len(shop.products))
        return ids

    def _follows(self, shop: DemoShop, people: Mapping[str, int]) -> None:
        own = tuple(brand.key for brand in shop.brands[:FOLLOWED_BY_DEMO_SHOPPER])
        wishes = [("shopper", own), *((shopper.key, shopper.follows) for shopper in shop.shoppers)]
        for number, (key, brand_keys) in enumerate(wishes, 1):
            with transaction(self.engine, Scope.shopper(people[key])) as tx:
                for brand_key in brand_keys:
                    with suppress(NotFound):  # suspended since an earlier, interrupted run
                        follow_brand(tx, people[key], brand_key)
            self.progress("follows", number, len(wishes))

    def _posts(
        self,
        shop: DemoShop,
        brands: Mapping[str, int],
        people: Mapping[str, int],
        products: Mapping[str, int],
        assets: Mapping[tuple[int, str], int],
    ) -> dict[str, int]:
        ids: dict[str, int] = {}
        for number, post in enumerate(shop.posts, 1):
            brand_id, owner_id = brands[post.brand_key], people[f"owner:{post.brand_key}"]
            with (
                clock.frozen(post.published_at),
                transaction(self.engine, Scope.brand(owner_id, brand_id)) as tx,
            ):
                found = post_id_published_at(tx, brand_id, post.published_at)
                draft = _draft(post, brand_id, products, assets)
                ids[post.key] = found or publish_post(tx, brand_id, owner_id, draft)
            self.progress("posts", number, len(shop.posts))
        return ids

    def _engagement(self, shop: DemoShop, people: Mapping[str, int], posts: Mapping[str, int]) -> None:
        reactions = [("like", one) for one in shop.likes] + [("save", one) for one in shop.saves]
        for kind, one in reactions:
            account_id = people[one.shopper_key]
            at_work = transaction(self.engine, Scope.shopper(account_id))
            # What was hidden since an earlier, interrupted run is passed over.
            with clock.frozen(one.at), at_work as tx, suppress(NotFound):
                react(tx, Viewer(account_id), posts[one.post_key], kind)
        owners = {post.key: people[f"owner:{post.brand_key}"] for post in shop.posts}
        for number, comment in enumerate(shop.comments, 1):
            account_id = people[comment.shopper_key] if comment.shopper_key else owners[comment.post_key]
            viewer, post_id = Viewer(account_id), posts[comment.post_key]
            with clock.frozen(comment.written_at), transaction(self.engine, Scope.shopper(account_id)) as tx:
                known = {(c.own, c.body) for c in comments_of_post(tx, viewer, post_id, limit=200).items}
                if (True, comment.text.strip()) not in known:
                    with suppress(NotFound):
                        write_comment(tx, viewer, post_id, comment.text)
            self.progress("comments", number, len(shop.comments))


def _legal(brand: DemoBrand) -> dict[str, str]:
    seller = brand.seller
    return {
        "name": seller.legal_name,
        "address": f"{seller.street}, {seller.postal_code} {seller.city}",
        "email": seller.email,
        "phone": seller.phone,
        "register": f"{seller.register_name} {seller.register_number}".strip(),
        "vat": seller.vat_number,
        "certified": "1",
    }


def _draft(
    post: DemoPost, brand_id: int, products: Mapping[str, int], assets: Mapping[tuple[int, str], int]
) -> PostDraft:
    pictures = list({picture.key: picture for picture in post.pictures}.values())
    places = {picture.key: index for index, picture in enumerate(pictures)}
    tags: dict[str, TagDraft] = {}
    for tag in post.tags:
        index = places[post.pictures[tag.image_index].key]
        tags.setdefault(tag.product_key, TagDraft(products[tag.product_key], index, tag.x, tag.y))
    return PostDraft(
        kind=post.kind,
        text={"fr": post.text.fr, "en": post.text.en},
        images=tuple(
            ImageDraft(assets[brand_id, picture.key], {"fr": picture.alt.fr, "en": picture.alt.en})
            for picture in pictures
        ),
        tags=tuple(tags.values()),
    )
