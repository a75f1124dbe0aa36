"""From the rooms' views to the JSON door's resources: words in the reader's language, links signed."""

from collections.abc import Sequence

from app.domain.accounts.viewer import say
from app.domain.assets.queries import Picture
from app.domain.attribution.tokens import LinkTarget, sign_link
from app.domain.brands.queries import BrandView
from app.domain.catalog.queries import OfferView, ProductView
from app.domain.engagement.queries import CommentView
from app.domain.posts.queries import TagRef
from app.domain.pricing.queries import PriorPrice
from app.domain.pricing.shown import ShownPrice, percent_off
from app.domain.timelines.cards import Card
from app.domain.timelines.cards import ProductCard as ProductCardView
from app.kernel.money import Money
from app.wire import resources as r
from app.wire.cards import price_view, reduction_words
from app.wire.presentation import Presentation


def image(picture: Picture, show: Presentation, alt: str = "") -> r.Image:
    """A picture with its renditions, smallest first."""
    return r.Image(
        asset_id=str(picture.asset_id),
        alt=alt,
        width=picture.width,
        height=picture.height,
        color=picture.color,
        thumbhash=picture.thumbhash,
        renditions=[
            r.Rendition(kind, width, height, f"{show.media_url}/{key}")
            for kind, width, height, key in sorted(picture.renditions)
        ],
    )


def brand_summary(brand: BrandView, avatar: Picture | None, show: Presentation) -> r.BrandSummary:
    """A brand for cards and lists."""
    return r.BrandSummary(
        id=str(brand.id),
        slug=brand.slug,
        name=brand.name,
        tagline=brand.tagline,
        country=brand.country,
        city=brand.city,
        accent=brand.accent,
        avatar=image(avatar, show, brand.name) if avatar else None,
        followed=brand.followed,
        url=f"/brands/{brand.slug}",
    )


def brand(view: BrandView, avatar: Picture | None, cover: Picture | None, show: Presentation) -> r.Brand:
    """A brand's page."""
    summary = brand_summary(view, avatar, show)
    return r.Brand(
        id=summary.id,
        slug=summary.slug,
        name=summary.name,
        tagline=summary.tagline,
        country=summary.country,
        city=summary.city,
        accent=summary.accent,
        avatar=summary.avatar,
        followed=summary.followed,
        url=summary.url,
        story=view.story,
        cover=image(cover, show) if cover else None,
        legal=view.legal,
        follower_count=view.follower_count,
    )


def money(amount: Money, show: Presentation, before: PriorPrice | None = None) -> r.Price:
    """A price on its own, or one variant's."""
    written = show.money(amount)
    return r.Price(
        amount.amount_minor,
        amount.currency,
        written,
        text=written,
        prior=_prior(before, amount, show) if before else None,
    )


def price(shown: ShownPrice[OfferView], show: Presentation) -> r.Price:
    """A product's price, with its true prior price where that holds for all of it."""
    now = shown.offer.price
    return r.Price(
        amount_minor=now.amount_minor,
        currency=now.currency,
        formatted=show.money(now),
        is_from=shown.is_from,
        text=price_view(shown, show).current,
        prior=_prior(shown.prior, now, show) if shown.prior else None,
        reduction=_reduction(shown, show),
    )


def _prior(before: PriorPrice, now: Money, show: Presentation) -> r.Prior:
    return r.Prior(
        amount_minor=before.price.amount_minor,
        formatted=show.money(before.price),
        discount_pct=percent_off(before, now) or None,
        known_since=before.known_since,
        promotion_began=before.promotion_began,
    )


def _reduction(shown: ShownPrice[OfferView], show: Presentation) -> r.PartReduction | None:
    reduced = shown.partly_reduced
    if not reduced:
        return None
    return r.PartReduction(
        variant_ids=[str(one.offer.variant_id) for one in reduced],
        all_variants=shown.all_reduced,
        max_discount_pct=reduced[0].percent,
        text=reduction_words(shown, show),
    )


def offer(view: OfferView, before: PriorPrice | None, show: Presentation) -> r.Offer:
    """One variant's offer, with its own prior price."""
    return r.Offer(
        id=str(view.id),
        variant_id=str(view.variant_id),
        title=view.name,
        options=view.options,
        market=view.market,
        price=money(view.price, show, before),
        availability=view.availability,
        stock_country=view.stock_country,
        delivery_days_min=view.delivery_days_min,
        delivery_days_max=view.delivery_days_max,
    )


def go_url(product_id: int, post_id: int | None, show: Presentation) -> str:
    """The signed purchase link."""
    return f"/go/{sign_link(show.link_keys, LinkTarget(post_id, product_id), show.now)}"


def product_card(
    card: ProductCardView, seller: BrandView, show: Presentation, post_id: int | None = None
) -> r.ProductCard | None:
    """A product for a card; None where it is not sold in the viewer's market."""
    product = card.product
    if card.price is None:
        return None
    lead = card.price.offer
    return r.ProductCard(
        id=str(product.id),
        title=product.title,
        image=image(card.picture, show, product.title) if card.picture else None,
        price=price(card.price, show),
        availability=lead.availability,
        stock_country=lead.stock_country,
        delivery_days_max=lead.delivery_days_max,
        brand_slug=seller.slug,
        brand_name=seller.name,
        tag=_tag(card.tag),
        url=f"/products/{product.id}",
        go_url=go_url(product.id, post_id, show),
    )


def _tag(tag: TagRef | None) -> r.Tag | None:
    if tag is None or tag.image_index is None or tag.x is None or tag.y is None:
        return None
    return r.Tag(tag.image_index, tag.x, tag.y)


def product(
    card: ProductCardView,
    seller: r.BrandSummary,
    pictures: Sequence[Picture],
    post_ids: Sequence[int],
    show: Presentation,
) -> r.Product:
    """A product's page."""
    view: ProductView = card.product
    shown = card.price
    return r.Product(
        id=str(view.id),
        title=view.title,
        description=view.description,
        product_type=view.product_type,
        maker=view.maker,
        brand=seller,
        images=[image(picture, show, view.title) for picture in pictures],
        price=price(shown, show) if shown else None,
        availability=view.lead.availability if view.lead else None,
        offers=[offer(one, shown.prior_of(one.variant_id) if shown else None, show) for one in view.offers],
        post_ids=[str(post_id) for post_id in post_ids],
        updated_at=view.updated_at,
        url=f"/products/{view.id}",
        go_url=go_url(view.id, None, show) if view.lead else None,
    )


def post(card: Card, show: Presentation) -> r.Post:
    """A post."""
    products = (product_card(one, card.brand, show, card.post.id) for one in card.products)
    return r.Post(
        id=str(card.post.id),
        kind=card.post.kind,
        brand=brand_summary(card.brand, card.avatar, show),
        published_at=card.post.published_at,
        text=say(card.post.text, show.locale),
        images=[image(picture, show, say(alt, show.locale)) for picture, alt in card.pictures],
        products=[one for one in products if one is not None],
        labels=list(card.post.labels),
        liked=card.engagement.liked,
        saved=card.engagement.saved,
        like_count=card.engagement.like_count,
        comment_count=card.engagement.comment_count,
        url=f"/posts/{card.post.id}",
    )


def posts(cards: Sequence[Card], show: Presentation) -> list[r.Post]:
    """Posts, in order."""
    return [post(card, show) for card in cards]


def comment(view: CommentView) -> r.Comment:
    """A comment."""
    return r.Comment(
        id=str(view.id),
        post_id=str(view.post_id),
        author_name=view.author_name,
        author_handle=view.author_handle,
        body=view.body,
        created_at=view.created_at,
        mine=view.own,
        by_brand=view.by_brand,
    )
