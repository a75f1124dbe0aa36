"""Cards as templates read them: words already in the reader's language, addresses already signed.

The shapes are those that `templates/_components` document; the JSON door has its own in `wire.resources`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.accounts.viewer import say
from app.domain.assets.queries import Picture
from app.domain.attribution.tokens import LinkTarget, sign_link
from app.domain.brands.queries import BrandView
from app.domain.catalog.queries import OfferView
from app.domain.posts.queries import TagRef
from app.domain.pricing.queries import PriorPrice
from app.domain.timelines.cards import Card, ProductCard
from app.wire.presentation import Presentation

LABEL_TEXTS = {
    "publicite": "Advertising",
    "collaboration_commerciale": "Paid partnership",
    "images_retouchees": "Retouched pictures",
    "images_virtuelles": "Virtual pictures",
}
AVAILABILITY_TEXTS = {
    "in_stock": "In stock",
    "out_of_stock": "Sold out",
    "preorder": "Pre-order",
    "backorder": "On back order",
}
_MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class SourceView:
    """One format of a picture, for <source>."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture for <picture>: never shifts the page, light while it loads."""

    alt: str
    width: int
    height: int
    thumbhash: str
    color: str
    sources: tuple[SourceView, ...]
    src: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price in words. `prior` only from the ledger; `discount_pct` computed from it."""

    current: str
    prior: str | None
    discount_pct: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class DotView:
    """A place on a picture. Units: x and y from 0 to 1."""

    image_index: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TaggedProductView:
    """A product on a card."""

    id: str
    title: str
    url: str
    go_url: str
    image: ImageView | None
    price: PriceView
    availability: str
    availability_label: str
    delivery_label: str | None
    dot: DotView | None
    brand_id: str
    brand_name: str


@dataclass(frozen=True, slots=True)
class BrandRef:
    """A brand on a card or tile."""

    id: str
    slug: str
    name: str
    avatar: ImageView | None
    accent: str | None
    country: str
    tagline: str
    followed: bool
    url: str


@dataclass(frozen=True, slots=True)
class PostCardView:
    """A post on a page."""

    id: str
    kind: str
    brand: BrandRef
    published_at: datetime
    text: str
    images: tuple[ImageView, ...]
    products: tuple[TaggedProductView, ...]
    labels: tuple[str, ...]
    liked: bool
    saved: bool
    like_count: int
    comment_count: int
    why: str
    url: str


def image_view(picture: Picture, show: Presentation, alt: str = "", flags: tuple[str, ...] = ()) -> ImageView:
    """A picture with one <source> a format, widths ascending; `src` is a middling JPEG for old browsers."""
    by_format: dict[str, list[tuple[int, str]]] = {}
    for kind, width, _height, key in picture.renditions:
        by_format.setdefault(kind, []).append((width, f"{show.media_url}/{key}"))
    sources = tuple(
        SourceView(_MEDIA_TYPES[kind], ", ".join(f"{url} {width}w" for width, url in sorted(by_format[kind])))
        for kind in ("avif", "webp", "jpeg")
        if kind in by_format
    )
    jpegs = sorted(by_format.get("jpeg", []))
    src = next((url for width, url in jpegs if width >= 640), jpegs[-1][1] if jpegs else "")
    return ImageView(
        alt, picture.width, picture.height, picture.thumbhash, picture.color, sources[:2], src, flags
    )


def brand_ref(brand: BrandView, avatar: Picture | None, show: Presentation) -> BrandRef:
    """A brand for a card or tile."""
    return BrandRef(
        id=str(brand.id),
        slug=brand.slug,
        name=brand.name,
        avatar=image_view(avatar, show) if avatar else None,
        accent=brand.accent,
        country=show.country(brand.country),
        tagline=brand.tagline,
        followed=brand.followed,
        url=f"/brands/{brand.slug}",
    )


def price_view(offer: OfferView, prior: PriorPrice | None, show: Presentation) -> PriceView:
    """A price, with its true prior price where there is one. The percentage is rounded down: never flattering."""
    percent = None
    if prior is not None:
        before, now = prior.price.amount_minor, offer.price.amount_minor
        percent = (before - now) * 100 // before
    return PriceView(
        current=show.money(offer.price),
        prior=show.money(prior.price) if prior else None,
        discount_pct=percent or None,
        currency=offer.price.currency,
    )


def delivery_label(offer: OfferView, show: Presentation) -> str | None:
    """Where the stock is and how fast it comes: "In stock in France · 48 h". None when unknown."""
    if offer.availability != "in_stock" or offer.stock_country is None:
        return None
    place = show.translate("In stock %(in_country)s") % {"in_country": show.in_country(offer.stock_country)}
    days = offer.delivery_days_max
    if days is None:
        return place
    speed = (
        show.translate("%(n)s h") % {"n": days * 24}
        if days <= 2
        else show.translate("%(n)s days") % {"n": days}
    )
    return f"{place} · {speed}"


def product_view(
    card: ProductCard, brand_name: str, show: Presentation, post_id: int | None
) -> TaggedProductView | None:
    """A product for a card; None where it is not sold in the viewer's market."""
    product, offer = card.product, card.product.lead
    if offer is None:
        return None
    token = sign_link(show.link_keys, LinkTarget(post_id, product.id), show.now)
    return TaggedProductView(
        id=str(product.id),
        title=product.title,
        url=f"/products/{product.id}",
        go_url=f"/go/{token}",
        image=image_view(card.picture, show, product.title) if card.picture else None,
        price=price_view(offer, card.prior, show),
        availability=offer.availability,
        availability_label=show.translate(AVAILABILITY_TEXTS[offer.availability]),
        delivery_label=delivery_label(offer, show),
        dot=_dot(card.tag),
        brand_id=str(product.brand_id),
        brand_name=brand_name,
    )


def _dot(tag: TagRef | None) -> DotView | None:
    if tag is None or tag.image_index is None or tag.x is None or tag.y is None:
        return None
    return DotView(tag.image_index, tag.x, tag.y)


def post_card(card: Card, show: Presentation) -> PostCardView:
    """A post for a page. `why` states the honest reason this post is here."""
    products = (product_view(p, card.brand.name, show, card.post.id) for p in card.products)
    if card.brand.followed:
        why = show.translate("You follow %(brand)s. Posts are shown newest first; nothing is ranked.")
    else:
        why = show.translate("This is everything brands publish on Vitrine, newest first; nothing is ranked.")
    flags = tuple(
        show.translate(LABEL_TEXTS[label]) for label in card.post.labels if label.startswith("images_")
    )
    return PostCardView(
        id=str(card.post.id),
        kind=card.post.kind,
        brand=brand_ref(card.brand, card.avatar, show),
        published_at=card.post.published_at,
        text=say(card.post.text, show.locale),
        images=tuple(image_view(p, show, say(alt, show.locale), flags) for p, alt in card.pictures),
        products=tuple(view for view in products if view is not None),
        labels=tuple(
            show.translate(LABEL_TEXTS[label])
            for label in card.post.labels
            if not label.startswith("images_")
        ),
        liked=card.engagement.liked,
        saved=card.engagement.saved,
        like_count=card.engagement.like_count,
        comment_count=card.engagement.comment_count,
        why=why % {"brand": card.brand.name} if "%(brand)s" in why else why,
        url=f"/posts/{card.post.id}",
    )


def post_cards(cards: Sequence[Card], show: Presentation) -> list[PostCardView]:
    """Posts for a page, in order."""
    return [post_card(card, show) for card in cards]
