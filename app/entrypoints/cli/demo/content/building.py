"""`build_demo`: the whole demo shop from the recipes, for a moment in time and a seed.

Deterministic: the same moment and seed give the same shop. Draws nothing until a picture is asked.
"""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.entrypoints.cli.demo.content import pictures
from app.entrypoints.cli.demo.content.brands import (
    calanquine,
    derbanne,
    hainlauf,
    herbeane,
    kerzhal,
    linhoral,
    orvanne,
    pellevra,
    salvane,
    tindlys,
)
from app.entrypoints.cli.demo.content.crowd import make_comments, make_reactions, make_shoppers
from app.entrypoints.cli.demo.content.pricing import cut_time, ledger
from app.entrypoints.cli.demo.content.recipes import (
    COLOUR,
    SIZE,
    VOLUME,
    BrandRecipe,
    PostRecipe,
    ProductRecipe,
)
from app.entrypoints.cli.demo.content.registers import article_number
from app.entrypoints.cli.demo.content.shapes import (
    Availability,
    DemoBrand,
    DemoPost,
    DemoProduct,
    DemoShop,
    DemoTag,
    DemoVariant,
    Picture,
    Words,
)

BRANDS: tuple[BrandRecipe, ...] = (
    kerzhal.BRAND,
    orvanne.BRAND,
    derbanne.BRAND,
    salvane.BRAND,
    herbeane.BRAND,
    calanquine.BRAND,
    linhoral.BRAND,
    pellevra.BRAND,
    tindlys.BRAND,
    hainlauf.BRAND,
)
PROMOTION_DAYS = 12


def build_demo(now: datetime, seed: int, brand_count: int | None = None) -> DemoShop:
    """The demo shop as it stands at `now` (an aware time); with the first so many brands only, if asked."""
    if now.tzinfo is None:
        raise ValueError("build_demo needs an aware time, such as the kernel clock's")
    chance = random.Random(seed)
    brands: list[DemoBrand] = []
    products: list[DemoProduct] = []
    posts: list[DemoPost] = []
    for place, recipe in enumerate(BRANDS[:brand_count], start=1):
        brands.append(_make_brand(recipe, seed))
        scenes = {
            name: pictures.make_scene(recipe, name, scene, seed) for name, scene in recipe.scenes.items()
        }
        own = [
            _make_product(recipe, product, place, index, scenes, now, seed)
            for index, product in enumerate(recipe.products, start=1)
        ]
        products += own
        shots = {product.key: product.picture for product in own}
        posts += [_make_post(recipe, post, scenes, shots, now) for post in recipe.posts]
    posts.sort(key=lambda post: (post.published_at, post.key))
    shoppers = make_shoppers(brands, now, chance)
    likes, saves = make_reactions(posts, shoppers, now, chance)
    comments = make_comments(brands, posts, shoppers, now, chance)
    return DemoShop(tuple(brands), tuple(products), tuple(posts), shoppers, comments, likes, saves)


def _make_brand(recipe: BrandRecipe, seed: int) -> DemoBrand:
    return DemoBrand(
        key=recipe.key,
        name=recipe.name,
        tagline=recipe.tagline,
        story=recipe.story,
        sector=recipe.sector,
        accent=recipe.accent,
        country=recipe.country,
        city=recipe.city,
        seller=recipe.seller,
        purchase_domain=purchase_domain(recipe),
        avatar=pictures.make_avatar(recipe, seed),
        cover=pictures.make_cover(recipe, seed),
    )


def purchase_domain(recipe: BrandRecipe) -> str:
    """Where a brand's goods are bought; `.example` never resolves."""
    return f"boutique.{recipe.key}.example"


def _make_product(
    recipe: BrandRecipe,
    product: ProductRecipe,
    place: int,
    index: int,
    scenes: Mapping[str, Picture],
    now: datetime,
    seed: int,
) -> DemoProduct:
    key = pictures.product_key(recipe, product.slug)
    worn = [scene for scene in scenes.values() if key in scene.product_keys]
    amount, unit = product.volume or (None, None)
    return DemoProduct(
        key=key,
        brand_key=recipe.key,
        title=product.title,
        description=product.text,
        category=product.category,
        purchase_url=f"https://{purchase_domain(recipe)}/{recipe.shop_path}/{product.slug}",
        stock_country=recipe.country,
        delivery_days_min=recipe.delivery[0],
        delivery_days_max=recipe.delivery[1],
        content_amount=amount,
        content_unit=unit,
        variants=_make_variants(key, product, place, index, now),
        pictures=(pictures.make_shot(recipe, product, seed), *worn[:3]),
    )


def _make_variants(
    key: str, product: ProductRecipe, place: int, index: int, now: datetime
) -> tuple[DemoVariant, ...]:
    """One variant a colour and size; a bottle has one, with its volume."""
    prices = ledger(product, now)
    choices: list[tuple[tuple[Words, Words], ...]] = []
    for colour in product.colours or (None,):
        for size in product.sizes or (None,):
            options = []
            if colour is not None:
                options.append((COLOUR, colour))
            if size is not None:
                options.append((SIZE, Words(size, size)))
            if product.volume is not None:
                volume = f"{product.volume[0]} {product.volume[1]}"
                options.append((VOLUME, Words(volume, volume)))
            choices.append(tuple(options))
    variants = []
    for number, options_of in enumerate(choices, start=1):
        availability, stock, available_from = _stock(product, number, len(choices), now)
        variants.append(
            DemoVariant(
                key=f"{key}#{number}",
                sku=f"{place:02d}-{index:02d}-{number:02d}",
                gtin=article_number(place * 1_000_000 + index * 1_000 + number),
                options=options_of,
                availability=availability,
                stock_quantity=stock,
                available_from=available_from,
                prices=prices,
            )
        )
    return tuple(variants)


def _stock(
    product: ProductRecipe, number: int, count: int, now: datetime
) -> tuple[Availability, int, datetime | None]:
    """Availability by the recipe's word; `mixed` sells out at both ends of the sizes first."""
    plenty = 9 + (number * 7 + len(product.slug)) % 31
    match product.stock:
        case "in":
            return "in_stock", plenty, None
        case "low":
            return (
                ("out_of_stock", 0, None)
                if count > 2 and number == count
                else ("low_stock", 1 + number % 3, None)
            )
        case "out":
            return "out_of_stock", 0, None
        case "preorder":
            return "preorder", 40, now + timedelta(days=21)
        case "mixed":
            if number in (1, count):
                return "out_of_stock", 0, None
            return ("low_stock", 2, None) if number % 4 == 2 else ("in_stock", plenty, None)


def _make_post(
    recipe: BrandRecipe,
    post: PostRecipe,
    scenes: Mapping[str, Picture],
    shots: Mapping[str, Picture],
    now: datetime,
) -> DemoPost:
    shown = tuple(
        shots[pictures.product_key(recipe, name[1:])] if name.startswith("=") else scenes[name]
        for name in post.pictures
    )
    tags = tuple(
        DemoTag(key, index, picture) for index, picture in enumerate(shown) for key in picture.product_keys
    )
    starts_at = ends_at = None
    published_at = now - timedelta(hours=post.hours)
    if post.promotion:
        cuts = [
            product
            for product in recipe.products
            if product.was is not None
            and any(tag.product_key == pictures.product_key(recipe, product.slug) for tag in tags)
        ]
        starts_at = min(cut_time(product, now) for product in cuts)
        ends_at = starts_at + timedelta(days=PROMOTION_DAYS)
    return DemoPost(
        key=f"{recipe.key}/post-{post.slug}",
        brand_key=recipe.key,
        kind="promotion" if post.promotion else "story",
        text=post.text,
        published_at=published_at,
        pictures=shown,
        tags=tags,
        promotion_starts_at=starts_at,
        promotion_ends_at=ends_at,
        pinned=post.pinned,
    )
