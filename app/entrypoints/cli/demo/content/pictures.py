"""Turns brands' recipes into pictures that are drawn when wanted. Writes nothing."""

import zlib

from app.entrypoints.cli.demo.content.recipes import BrandRecipe, ProductRecipe, SceneRecipe
from app.entrypoints.cli.demo.content.shapes import Picture, Words
from app.entrypoints.cli.demo.drawing import rooms, shots
from app.entrypoints.cli.demo.drawing.stage import (
    AVATAR,
    COVER,
    PORTRAIT,
    SQUARE,
    Drawn,
    Item,
    Mood,
    pixels_of,
)


def picture_seed(key: str, seed: int) -> int:
    """A seed of the picture's own, so that adding one picture changes no other."""
    return zlib.crc32(f"{seed}:{key}".encode())


def product_key(brand: BrandRecipe, slug: str) -> str:
    """A product's key in the whole shop."""
    return f"{brand.key}/{slug}"


def make_avatar(brand: BrandRecipe, seed: int) -> Picture:
    """The brand's mark on its colour."""
    key = f"{brand.key}/avatar"
    ground, ink = brand.seal
    own = picture_seed(key, seed)
    alt = Words(f"Emblème de {brand.name}", f"{brand.name}'s mark")
    return Picture(key, *AVATAR, alt, (), lambda: rooms.avatar(brand.mood, brand.mark, own, ground, ink))


def make_scene(
    brand: BrandRecipe, name: str, scene: SceneRecipe, seed: int, size: tuple[int, int] = PORTRAIT
) -> Picture:
    """A lookbook picture with the brand's goods in it."""
    key = f"{brand.key}/scene-{name}"
    draws = {product.slug: product for product in brand.products}
    items = [
        Item(product_key(brand, slug), draws[slug].draw, scene.anchors.get(slug, draws[slug].anchor))
        for slug in scene.items
    ]
    own = picture_seed(key, seed)
    return Picture(
        key,
        *size,
        scene.alt,
        tuple(item.key for item in items),
        lambda: scene.compose(brand.mood, items, own),
    )


def make_cover(brand: BrandRecipe, seed: int) -> Picture:
    """The wide picture of the brand's page."""
    return make_scene(brand, "cover", brand.cover, seed, COVER)


def make_shot(brand: BrandRecipe, product: ProductRecipe, seed: int) -> Picture:
    """A product's own picture: square for the shop's pages."""
    key = product_key(brand, product.slug)
    item = Item(key, product.draw, product.anchor)
    mood = product.mood or brand.mood
    own = picture_seed(key, seed)
    return Picture(key, *pixels_of(SQUARE), product.alt, (key,), lambda: _shoot(product, mood, item, own))


def _shoot(product: ProductRecipe, mood: Mood, item: Item, seed: int) -> Drawn:
    fill = product.fill
    turn = (seed % 7 - 3) * 1.2
    match product.shot:
        case "hung":
            return shots.wall_shot(mood, item, seed, SQUARE, fill or 0.78, hung=True)
        case "sunlit":
            return shots.sunlit_shot(mood, item, seed, SQUARE, fill or 0.84)
        case "wall":
            return shots.wall_shot(mood, item, seed, SQUARE, fill or 0.80, turn)
        case "standing":
            return shots.standing_shot(mood, item, seed, SQUARE, fill or 0.68)
        case "pair":
            return shots.standing_shot(mood, item, seed, SQUARE, fill or 0.66, pair=True)
        case "laid":
            return shots.laid_shot(mood, item, seed, SQUARE, fill or 0.74)
        case "laid_pair":
            return shots.laid_shot(mood, item, seed, SQUARE, fill or 0.70, pair=True)
        case "arch":
            return shots.arch_shot(mood, item, seed, SQUARE, fill or 0.58)
