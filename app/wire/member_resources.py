"""What the JSON door answers to a brand's members and to moderators. Shoppers' resources are in `resources`."""

from typing import Annotated

from msgspec import Meta, Struct

from app.wire.resources import Brand, Id, Image, Moment, NextLink, Post, Price, Tag


class Numbers(Struct, frozen=True):
    """A brand's counts at this moment. Clicks are taps on purchase links."""

    followers: int
    products: int
    posts_shown: int
    posts_total: int
    clicks_7_days: int
    clicks_7_days_before: int
    clicks_30_days: int


class Overview(Struct, frozen=True):
    """Where a brand stands. `status`: pending, approved, suspended or closed (by its owner)."""

    brand_id: Id
    slug: str
    name: str
    role: str
    status: str
    numbers: Numbers


class Domain(Struct, frozen=True):
    """A host that purchase links may lead to, once a moderator approved it."""

    id: Id
    host: Annotated[str, Meta(examples=["shop.maison-lune.example"])]
    approved: bool


class Details(Struct, frozen=True):
    """A brand's own description in every language."""

    name: str
    country: str
    city: str
    tagline: dict[str, str]
    story: dict[str, str]
    accent: str
    legal: dict[str, str]
    domains: list[Domain]


class NewBrandAnswer(Struct, frozen=True):
    """A brand that was opened. It waits for a moderator."""

    id: Id
    slug: str
    status: str


class ImageWithTexts(Struct, frozen=True):
    """A picture of a post and its alternative text by language; `image` null while it is not ready."""

    asset_id: Id
    alt: dict[str, str]
    image: Image | None


class TaggedProduct(Struct, frozen=True):
    """A product on a post, with its place on a picture where it has one."""

    product_id: Id
    tag: Tag | None


class ConsolePost(Struct, frozen=True):
    """A post as its brand sees it.

    `state`: live, waiting (for the brand's approval), hidden (with the moderator's `reason`), withdrawn.
    """

    id: Id
    kind: str
    text: dict[str, str]
    labels: list[str]
    state: str
    reason: str
    explanation: str
    images: list[ImageWithTexts]
    products: list[TaggedProduct]
    published_at: Moment
    click_count: int
    like_count: int
    comment_count: int
    url: str


class ConsolePostPage(Struct, frozen=True):
    """A brand's posts, newest first."""

    items: list[ConsolePost]
    next: NextLink


class ConsoleOffer(Struct, frozen=True):
    """A variant's offer. `claimed_price`: the brand's own claim, never shown as a prior price."""

    id: Id
    variant_id: Id
    variant_title: str
    variant_external_id: str
    market: str
    price: Price
    claimed_price: Price | None
    availability: str
    stock_country: str | None
    purchase_url: str
    is_open: Annotated[bool, Meta(description="Its purchase link leads to an approved host.")]
    updated_at: Moment


class ConsoleProduct(Struct, frozen=True):
    """A product as its brand sees it, with every market's offers."""

    id: Id
    external_id: str
    title: str
    product_type: str
    maker: str
    listed: bool
    variant_count: int
    images: list[Image]
    image_links: list[str]
    offers: list[ConsoleOffer]
    updated_at: Moment


class ConsoleProductPage(Struct, frozen=True):
    """A brand's products, newest first; `total` is how many the filter leaves."""

    items: list[ConsoleProduct]
    total: int
    next: NextLink


class OfferOutcome(Struct, frozen=True):
    """Whether an offer is other than before."""

    changed: bool


class SignedUpload(Struct, frozen=True):
    """Where to send a picture: a POST form with these fields, and the file in the last field, `file`."""

    id: Id
    url: str
    fields: dict[str, str]
    max_bytes: int
    expires_seconds: int


class Upload(Struct, frozen=True):
    """How far a picture is. `status`: awaiting, uploaded, ready, rejected."""

    id: Id
    status: str
    filename: str
    rejection: Annotated[str, Meta(description="Why it was refused, in the reader's language.")]
    image: Image | None


class Import(Struct, frozen=True):
    """One import of a product feed. `status`: waiting, running, done, failed.

    `items_total` is the sum of created, updated, unchanged and refused.
    """

    id: Id
    filename: str
    format: str
    options: dict[str, str]
    status: str
    failure: str
    percent: int
    items_total: int
    created_count: int
    updated_count: int
    unchanged_count: int
    refused_count: int
    error_count: int
    warning_count: int
    info_count: int
    created_at: Moment
    started_at: Moment | None
    finished_at: Moment | None


class ImportPage(Struct, frozen=True):
    """A brand's imports, newest first."""

    items: list[Import]
    next: NextLink


class Diagnostic(Struct, frozen=True):
    """What an import had to say of one line or item; `line` null: of the whole file."""

    id: Id
    severity: Annotated[str, Meta(description="error, warning or info.")]
    code: str
    line: int | None
    item_ref: str
    field: str
    message: str


class DiagnosticPage(Struct, frozen=True):
    """Diagnostics in the file's order."""

    items: list[Diagnostic]
    next: NextLink


class Decision(Struct, frozen=True):
    """What a moderator decided, of which post or brand, and why. Never changed: a reversal is a new one."""

    id: Id
    subject_kind: Annotated[str, Meta(description="post or brand.")]
    subject_id: Id
    subject_name: str
    action: str
    reason: str
    explanation: str
    moderator_name: str
    created_at: Moment


class DecisionPage(Struct, frozen=True):
    """Decisions, newest first."""

    items: list[Decision]
    next: NextLink


class DeskPost(Struct, frozen=True):
    """A post as moderators see it. `state`: live, hidden or withdrawn."""

    post: Post
    brand_status: str
    state: str
    hidden_at: Moment | None
    withdrawn_at: Moment | None
    decisions: list[Decision]


class DeskPostPage(Struct, frozen=True):
    """Posts, newest first."""

    items: list[DeskPost]
    next: NextLink


class BrandRecord(Struct, frozen=True):
    """What a brand did so far, in numbers."""

    post_count: int
    hidden_count: int
    withdrawn_count: int


class DeskBrand(Struct, frozen=True):
    """A brand as moderators see it. `status`: pending, approved, suspended or closed (by its owner)."""

    brand: Brand
    status: str
    domains: list[Domain]
    record: BrandRecord
    decisions: list[Decision]


class DeskBrandPage(Struct, frozen=True):
    """Brands, who waited longest first."""

    items: list[DeskBrand]
    next: NextLink
