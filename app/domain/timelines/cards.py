"""Hydration: ids become everything a card shows, in a fixed number of queries, through the rooms' policies."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.accounts.viewer import Viewer
from app.domain.assets.queries import Picture, pictures_by_ids
from app.domain.brands.queries import BrandView, brands_by_ids
from app.domain.catalog.queries import OfferView, ProductView, products_as_overseer, products_by_ids
from app.domain.engagement.queries import Engagement, engagement_of
from app.domain.posts.queries import PostRecord, TagRef, visible_posts
from app.domain.pricing.shown import ShownPrice, shown_prices
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product as a card shows it. `price`: what may be said of its price; None where it is not sold."""

    product: ProductView
    picture: Picture | None
    price: ShownPrice[OfferView] | None
    tag: TagRef | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A post with all that a reader sees of it. Pictures are (picture, alternative texts by locale)."""

    post: PostRecord
    brand: BrandView
    avatar: Picture | None
    pictures: tuple[tuple[Picture, dict[str, str]], ...]
    products: tuple[ProductCard, ...]
    engagement: Engagement


def cards_for(tx: Transaction, viewer: Viewer, post_ids: Sequence[int]) -> list[Card]:
    """Cards for those of these posts that the viewer may see, in the order asked for."""
    records = visible_posts(tx, viewer, post_ids)
    return _cards(tx, viewer, records, products_by_ids(tx, viewer, _tagged(records)))


def cards_as_overseer(tx: Transaction, viewer: Viewer, records: Sequence[PostRecord]) -> list[Card]:
    """Cards for posts that a moderator looks at, with every product: also of a brand that shoppers cannot see."""
    return _cards(tx, viewer, records, products_as_overseer(tx, viewer, _tagged(records)))


def _tagged(records: Sequence[PostRecord]) -> list[int]:
    return [tag.product_id for record in records for tag in record.tags]


def _cards(
    tx: Transaction, viewer: Viewer, records: Sequence[PostRecord], products: dict[int, ProductView]
) -> list[Card]:
    if not records:
        return []
    brands = brands_by_ids(tx, viewer, [record.brand_id for record in records])
    engagement = engagement_of(tx, viewer, [record.id for record in records])
    asset_ids = [image.asset_id for record in records for image in record.images]
    asset_ids += [brand.avatar_asset_id for brand in brands.values() if brand.avatar_asset_id]
    asset_ids += [product.asset_ids[0] for product in products.values() if product.asset_ids]
    pictures = pictures_by_ids(tx, asset_ids)
    cards = product_cards(tx, list(products.values()), pictures)
    return [
        _card(record, brands[record.brand_id], pictures, cards, engagement[record.id]) for record in records
    ]


def _card(
    record: PostRecord,
    brand: BrandView,
    pictures: dict[int, Picture],
    products: dict[int, ProductCard],
    engagement: Engagement,
) -> Card:
    tagged = (
        ProductCard(found.product, found.picture, found.price, tag)
        for tag in record.tags
        if (found := products.get(tag.product_id)) is not None
    )
    return Card(
        post=record,
        brand=brand,
        avatar=pictures.get(brand.avatar_asset_id or 0),
        pictures=tuple(
            (pictures[image.asset_id], image.alt) for image in record.images if image.asset_id in pictures
        ),
        products=tuple(tagged),
        engagement=engagement,
    )


def product_cards(
    tx: Transaction, products: Sequence[ProductView], pictures: dict[int, Picture] | None = None
) -> dict[int, ProductCard]:
    """Cards of products by id, each with what may be said of its price."""
    if pictures is None:
        pictures = pictures_by_ids(tx, [p.asset_ids[0] for p in products if p.asset_ids])
    prices = shown_prices(tx, {product.id: product.offers for product in products})
    return {
        product.id: ProductCard(
            product=product,
            picture=pictures.get(product.asset_ids[0]) if product.asset_ids else None,
            price=prices.get(product.id),
        )
        for product in products
    }
