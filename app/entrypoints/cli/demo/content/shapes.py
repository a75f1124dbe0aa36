"""The shapes of the demo shop, as handed to the seeder. Plain data; nothing here draws or writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.entrypoints.cli.demo.drawing.stage import Drawn

Market = Literal["FR", "GB", "CH"]
Availability = Literal["in_stock", "low_stock", "out_of_stock", "preorder"]
Sector = Literal["fashion", "shoes", "beauty", "leather"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in French and in English, each written for its reader."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be drawn when it is wanted. Units: pixels; spots are shares of width and height."""

    key: str
    width: int
    height: int
    alt: Words
    product_keys: tuple[str, ...]
    draw: Callable[[], Drawn] = field(repr=False, compare=False)
    _drawn: list[Drawn] = field(default_factory=list, repr=False, compare=False)

    def drawn(self) -> Drawn:
        """The drawing, made once."""
        if not self._drawn:
            self._drawn.append(self.draw())
        return self._drawn[0]

    def svg(self) -> str:
        return self.drawn().svg

    def spots(self) -> Mapping[str, tuple[float, float]]:
        """For each product in the picture, where a tag's dot belongs."""
        return self.drawn().spots


@dataclass(frozen=True, slots=True)
class DemoSeller:
    """Who sells, as the Digital Services Act art. 30 asks of a trader."""

    legal_name: str
    street: str
    postal_code: str
    city: str
    country: str
    email: str
    phone: str
    register_name: str
    register_number: str
    vat_number: str


@dataclass(frozen=True, slots=True)
class DemoPricePoint:
    """From `since` on, the price in one market."""

    market: Market
    currency: str
    price_minor: int
    since: datetime


@dataclass(frozen=True, slots=True)
class DemoVariant:
    """One thing to buy. Options are (name, value) pairs; prices are the ledger, oldest first."""

    key: str
    sku: str
    gtin: str
    options: tuple[tuple[Words, Words], ...]
    availability: Availability
    stock_quantity: int
    available_from: datetime | None
    prices: tuple[DemoPricePoint, ...]


@dataclass(frozen=True, slots=True)
class DemoProduct:
    key: str
    brand_key: str
    title: Words
    description: Words
    category: str
    purchase_url: str
    stock_country: str
    delivery_days_min: int
    delivery_days_max: int
    content_amount: int | None
    content_unit: str | None
    variants: tuple[DemoVariant, ...]
    pictures: tuple[Picture, ...]

    @property
    def picture(self) -> Picture:
        return self.pictures[0]


@dataclass(frozen=True, slots=True)
class DemoBrand:
    key: str
    name: str
    tagline: Words
    story: Words
    sector: Sector
    accent: str
    country: str
    city: str
    seller: DemoSeller
    purchase_domain: str
    avatar: Picture
    cover: Picture


@dataclass(frozen=True, slots=True)
class DemoTag:
    """A product's dot on one of a post's pictures. Units: shares of width and height, read when drawn."""

    product_key: str
    image_index: int
    picture: Picture

    @property
    def x(self) -> float:
        return self.picture.spots()[self.product_key][0]

    @property
    def y(self) -> float:
        return self.picture.spots()[self.product_key][1]


@dataclass(frozen=True, slots=True)
class DemoPost:
    """A post; a promotion has the span in which its price holds."""

    key: str
    brand_key: str
    kind: Literal["promotion", "story"]
    text: Words
    published_at: datetime
    pictures: tuple[Picture, ...]
    tags: tuple[DemoTag, ...]
    promotion_starts_at: datetime | None
    promotion_ends_at: datetime | None
    pinned: bool

    @property
    def product_keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tag.product_key for tag in self.tags))


@dataclass(frozen=True, slots=True)
class DemoShopper:
    key: str
    display_name: str
    email: str
    locale: Literal["fr", "en"]
    market: Market
    city: str
    joined_at: datetime
    follows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoComment:
    """What a shopper wrote, or a brand answered (then `shopper_key` is None)."""

    key: str
    post_key: str
    shopper_key: str | None
    language: Literal["fr", "en"]
    text: str
    written_at: datetime
    reply_to: str | None


@dataclass(frozen=True, slots=True)
class DemoReaction:
    post_key: str
    shopper_key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DemoShop:
    brands: tuple[DemoBrand, ...]
    products: tuple[DemoProduct, ...]
    posts: tuple[DemoPost, ...]
    shoppers: tuple[DemoShopper, ...]
    comments: tuple[DemoComment, ...]
    likes: tuple[DemoReaction, ...]
    saves: tuple[DemoReaction, ...]

    def pictures(self) -> tuple[Picture, ...]:
        """Every distinct picture, brands first, then products, then posts."""
        found: dict[str, Picture] = {}
        for brand in self.brands:
            found.setdefault(brand.avatar.key, brand.avatar)
            found.setdefault(brand.cover.key, brand.cover)
        for product in self.products:
            for picture in product.pictures:
                found.setdefault(picture.key, picture)
        for post in self.posts:
            for picture in post.pictures:
                found.setdefault(picture.key, picture)
        return tuple(found.values())
