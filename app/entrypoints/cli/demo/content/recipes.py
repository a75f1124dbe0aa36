"""How brands are written down: short recipes that `building` expands into the demo shop's shapes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.entrypoints.cli.demo.content.shapes import DemoSeller, Sector, Words
from app.entrypoints.cli.demo.drawing.marks import Mark
from app.entrypoints.cli.demo.drawing.pen import Good, Pen
from app.entrypoints.cli.demo.drawing.stage import Drawn, Item, Mood

Draw = Callable[[Pen], Good]
Stock = Literal["in", "low", "out", "preorder", "mixed"]
Shot = Literal["hung", "sunlit", "wall", "standing", "pair", "laid", "laid_pair", "arch"]

CLOTHES = ("XS", "S", "M", "L", "XL")
WOMEN_SHOES = ("36", "37", "38", "39", "40", "41")
ALL_SHOES = ("37", "38", "39", "40", "41", "42", "43", "44")
SIZE = Words("Taille", "Size")
COLOUR = Words("Couleur", "Colour")
VOLUME = Words("Contenance", "Volume")


@dataclass(frozen=True, slots=True)
class ProductRecipe:
    """A product. `was` is the price before the promotion that began `cut_days` ago; an `older`
    price held until 40 days ago shows that the lowest of 30 days is not the highest ever."""

    slug: str
    title: Words
    text: Words
    category: str
    price: int
    draw: Draw = field(repr=False)
    shot: Shot
    alt: Words
    sizes: tuple[str, ...] = ()
    colours: tuple[Words, ...] = ()
    volume: tuple[int, str] | None = None
    was: int | None = None
    older: int | None = None
    cut_days: float = 0.0
    stock: Stock = "in"
    abroad: bool = True
    anchor: str = "centre"
    fill: float = 0.0
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class SceneRecipe:
    """A lookbook picture: the products in it by slug, with their anchors, and how it is composed."""

    alt: Words
    items: tuple[str, ...]
    compose: Callable[[Mood, list[Item], int], Drawn] = field(repr=False)
    anchors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PostRecipe:
    """A post `hours` old; `pictures` are scene names, or `=slug` for a product's own picture."""

    slug: str
    hours: float
    text: Words
    pictures: tuple[str, ...]
    promotion: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class BrandRecipe:
    key: str
    name: str
    tagline: Words
    story: Words
    sector: Sector
    accent: str
    country: str
    city: str
    seller: DemoSeller
    mark: Mark
    mood: Mood
    seal: tuple[str, str]
    delivery: tuple[int, int]
    cover: SceneRecipe
    products: tuple[ProductRecipe, ...]
    scenes: Mapping[str, SceneRecipe]
    posts: tuple[PostRecipe, ...]
    shop_path: str = "produits"
