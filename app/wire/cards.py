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
from app.domain.pricing.shown import OfferT, ShownPrice, percent_off
from app.domain.timelines.cards import Card, ProductCard
from app.kernel.money import Money
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
MOST_NAMED, NAMES_LENGTH = 3, 32
"""Reduced variants are named as long as a card has room for them."""
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
class PartView:
    """A reduction of some variants, told with what it holds for: by their names, or else as `words`."""

    names: str
    amount: str
    prior: str
    words: str


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price in words. `prior` only from the ledger, `discount_pct` computed from it; both hold for all on sale.

    `qualifier`: "from", where others cost more. `part`: a reduction that does not hold alike for all.
    """

    amount: str
    qualifier: str | None = None
    prior: str | None = None
    discount_pct: int | None = None
    part: PartView | None = None

    @property
    def current(self) -> str:
        """The price with its "from"."""
        return f"{self.qualifier} {self.amount}" if self.qualifier else self.amount


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


def price_view(price: ShownPrice[OfferT], show: Presentation) -> PriceView:
    """A product's price: nothing is crossed out that does not hold for all of it that is on sale."""
    now = price.offer.price
    return PriceView(
        amount=show.money(now),
        qualifier=show.translate("from") if price.is_from else None,
        prior=show.money(price.prior.price) if price.prior else None,
        discount_pct=percent_off(price.prior, now) or None if price.prior else None,
        part=_part_view(price, show),
    )


def variant_price_view(amount: Money, prior: PriorPrice | None, show: Presentation) -> PriceView:
    """One variant's own price."""
    return PriceView(
        amount=show.money(amount),
        prior=show.money(prior.price) if prior else None,
        discount_pct=percent_off(prior, amount) or None if prior else None,
    )


def reduction_words(price: ShownPrice[OfferT], show: Presentation) -> str | None:
    """A reduction that is not the whole product's, in one sentence. None without one worth a percent."""
    if not price.partly_reduced or not price.partly_reduced[0].percent:
        return None
    sentence = (
        "Up to −%(percent)s%%, depending on size or colour"
        if price.all_reduced
        else "Up to −%(percent)s%% on some sizes or colours"
    )
    return show.translate(sentence) % {"percent": price.partly_reduced[0].percent}


def _part_view(price: ShownPrice[OfferT], show: Presentation) -> PartView | None:
    """Named where the reduced are few and cost the same; else how far it goes, and the product's page tells each."""
    reduced = price.partly_reduced
    if not reduced:
        return None
    named = [one.offer.name for one in reduced]
    names = ", ".join(named)
    alike = len({(one.offer.price, one.prior.price) for one in reduced}) == 1
    if alike and price.tells_apart(named) and len(named) <= MOST_NAMED and len(names) <= NAMES_LENGTH:
        amount, prior = show.money(reduced[0].offer.price), show.money(reduced[0].prior.price)
        return PartView(names, amount, prior, "")
    words = reduction_words(price, show)
    return PartView("", "", "", words) if words else None


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
    product = card.product
    if card.price is None:
        return None
    offer = card.price.offer
    token = sign_link(show.link_keys, LinkTarget(post_id, product.id), show.now)
    return TaggedProductView(
        id=str(product.id),
        title=product.title,
        url=f"/products/{product.id}",
        go_url=f"/go/{token}",
        image=image_view(card.picture, show, product.title) if card.picture else None,
        price=price_view(card.price, show),
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
