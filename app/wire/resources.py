"""What the JSON door answers to shoppers, as msgspec structs: written fast, and their schemas are the published ones.

Ids are decimal text; money is minor units with its currency, and the same in the reader's words; times are UTC.
Built from the rooms' views in `resource_makers`. What brands and moderators read is in `member_resources`.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

Id = Annotated[str, Meta(pattern="^[0-9]{1,19}$", examples=["1731650816401408"])]
Moment = Annotated[datetime, Meta(tz=True)]
Unit = Annotated[float, Meta(ge=0, le=1)]
NextLink = Annotated[
    str | None, Meta(description="The address of the next page, or null at the end. Also in the Link header.")
]


class Rendition(Struct, frozen=True):
    """One size and format of a picture."""

    format: Annotated[str, Meta(examples=["avif"])]
    width: int
    height: int
    url: Annotated[str, Meta(examples=["https://media.example/public/a/1/640.avif"])]


class Image(Struct, frozen=True):
    """A picture: what to show while it loads, and its renditions."""

    asset_id: Id
    alt: str
    width: int
    height: int
    color: Annotated[str, Meta(examples=["#c8b6a6"])]
    thumbhash: str
    renditions: list[Rendition]


class BrandSummary(Struct, frozen=True):
    """A brand as it stands on cards and in lists."""

    id: Id
    slug: Annotated[str, Meta(examples=["maison-lune"])]
    name: str
    tagline: str
    country: Annotated[str, Meta(examples=["FR"])]
    city: str
    accent: str | None
    avatar: Image | None
    followed: bool
    url: Annotated[str, Meta(description="Its page on this site.", examples=["/brands/maison-lune"])]


class Brand(BrandSummary, frozen=True):
    """A brand's page: its story, its seller, and how many follow it."""

    story: str
    cover: Image | None
    legal: Annotated[dict[str, str], Meta(description="The trader's details: name, address, e-mail ...")]
    follower_count: int


class Prior(Struct, frozen=True):
    """The true prior price: the lowest of the 30 days before the reduction, from the price ledger.

    A price that falls step by step keeps the one of before its first step.
    """

    amount_minor: int
    formatted: str
    discount_pct: Annotated[int | None, Meta(description="Computed from it, rounded down.")]
    known_since: Moment
    promotion_began: Moment


class PartReduction(Struct, frozen=True):
    """A reduction that does not hold alike for all of a product that is on sale: never to be said of the whole.

    Each variant's own prior price stands in the product's `offers`.
    """

    variant_ids: Annotated[list[Id], Meta(description="The variants that became cheaper, most first.")]
    all_variants: Annotated[
        bool, Meta(description="Everything on sale became cheaper, though not from and to the same price.")
    ]
    max_discount_pct: int
    text: Annotated[
        str | None,
        Meta(
            description="What may be said of it; null below one percent.",
            examples=["Up to −34% on some sizes or colours"],
        ),
    ]


class Price(Struct, frozen=True):
    """A price. Of a product: the lowest among its variants that can be bought (of all, once nothing can).

    `prior` only where the price is truly lower, for 30 days, where those before are all known and, of a product, where
    price and prior price are the same for every variant on sale. What is reduced in part is in `reduction`.
    """

    amount_minor: Annotated[int, Meta(description="In minor units: cents of a euro.")]
    currency: Annotated[str, Meta(examples=["EUR"])]
    formatted: Annotated[str, Meta(description="The bare amount.", examples=["€199.00"])]
    text: Annotated[str, Meta(description="The price as it may be shown.", examples=["from €199.00"])]
    is_from: Annotated[
        bool, Meta(description="Other variants on sale cost more: say “from”, as `text` does.")
    ] = False
    prior: Prior | None = None
    reduction: PartReduction | None = None


class Offer(Struct, frozen=True):
    """What one variant costs in the reader's market, and how it is delivered."""

    id: Id
    variant_id: Id
    title: str
    options: dict[str, str]
    market: Annotated[str, Meta(examples=["FR"])]
    price: Price
    availability: Annotated[str, Meta(description="in_stock, out_of_stock, preorder or backorder.")]
    stock_country: str | None
    delivery_days_min: int | None
    delivery_days_max: int | None


class Tag(Struct, frozen=True):
    """Where a product stands on a post's picture. Units: 0 to 1 of its width and height."""

    image_index: int
    x: Unit
    y: Unit


class ProductCard(Struct, frozen=True):
    """A product as it stands on cards. `go_url` is the only way to buy: it counts the tap, then leads to the shop."""

    id: Id
    title: str
    image: Image | None
    price: Price
    availability: str
    stock_country: str | None
    delivery_days_max: int | None
    brand_slug: str
    brand_name: str
    tag: Tag | None
    url: str
    go_url: str


class Product(Struct, frozen=True):
    """A product with every offer in the reader's market, and the newest posts that show it."""

    id: Id
    title: str
    description: str
    product_type: str
    maker: str
    brand: BrandSummary
    images: list[Image]
    price: Annotated[Price | None, Meta(description="Null where it is not sold in the reader's market.")]
    availability: str | None
    offers: list[Offer]
    post_ids: list[Id]
    updated_at: Moment
    url: str
    go_url: str | None


class Post(Struct, frozen=True):
    """A post with all that a reader sees of it, words in the reader's language."""

    id: Id
    kind: Annotated[str, Meta(description="promotion or story.")]
    brand: BrandSummary
    published_at: Moment
    text: str
    images: list[Image]
    products: list[ProductCard]
    labels: Annotated[list[str], Meta(description="What the law asks to say, such as `publicite`.")]
    liked: bool
    saved: bool
    like_count: int
    comment_count: int
    url: str


class Comment(Struct, frozen=True):
    """Somebody's words under a post, plain text. `mine`: one may delete it."""

    id: Id
    post_id: Id
    author_name: str
    author_handle: str
    body: str
    created_at: Moment
    mine: bool
    by_brand: bool


class PostPage(Struct, frozen=True):
    """Posts, newest first."""

    items: list[Post]
    next: NextLink


class Feed(PostPage, frozen=True):
    """The home feed. `following` false: nobody is followed yet, so it holds every brand's posts."""

    following: bool
    cursor: Annotated[str, Meta(description="Give it to `/feed/new` to learn what came since.")]


class News(Struct, frozen=True):
    """What came since a cursor: ids only, newest first, and the cursor to ask with next time."""

    post_ids: list[Id]
    cursor: str


class CommentPage(Struct, frozen=True):
    """Comments, newest first."""

    items: list[Comment]
    next: NextLink


class BrandPage(Struct, frozen=True):
    """Brands."""

    items: list[BrandSummary]
    next: NextLink


class ProductPage(Struct, frozen=True):
    """Products, newest first; those not sold in the reader's market are left out."""

    items: list[ProductCard]
    next: NextLink


class Found(Struct, frozen=True):
    """What a search found."""

    brands: list[BrandSummary]
    products: list[ProductCard]


class Membership(Struct, frozen=True):
    """A brand that the person may act for."""

    brand_id: Id
    slug: str
    name: str
    role: str
    status: str


class Account(Struct, frozen=True):
    """The person asking. `by_token`: known by a bearer token rather than a session."""

    id: Id
    display_name: str
    handle: str
    email: str
    locale: str
    market: str
    is_moderator: bool
    second_factor: bool
    by_token: bool
    brands: list[Membership]


class Token(Struct, frozen=True):
    """A bearer token as its owner sees it: never the secret."""

    id: Id
    name: str
    created_at: Moment
    last_used_at: Moment | None


class MadeToken(Struct, frozen=True):
    """A token just made. `secret` is shown this once."""

    id: Id
    secret: Annotated[str, Meta(examples=["vtr_8qJm1p0b3nZrTgYcVx5WlKdAeUhSoIfQ2w7R4y6t"])]


class TokenList(Struct, frozen=True):
    """A person's tokens that still open the API, newest first."""

    items: list[Token]


class FieldFault(Struct, frozen=True):
    """What is wrong with one field."""

    field: Annotated[str, Meta(examples=["tags.0.x"])]
    message: str


class Problem(Struct, frozen=True, omit_defaults=True):
    """Why something was refused. `code` is stable; `detail` is for people. Source: RFC 9457."""

    type: Annotated[str, Meta(examples=["/problems/invalid-input"])]
    title: str
    status: Annotated[int, Meta(examples=[422])]
    code: Annotated[str, Meta(examples=["invalid-input"])]
    detail: str
    instance: Annotated[str, Meta(examples=["/api/v1/feed"])]
    request_id: str
    errors: list[FieldFault] = []
