"""What shoppers meet before they follow anyone: the newest posts of every open brand, and brands to meet."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Text, cast, func, select
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlalchemy.orm import aliased

from app.domain.accounts.viewer import Viewer
from app.domain.brands.models import Brand, BrandStatus, Follow
from app.domain.brands.policy import open_to_shoppers
from app.domain.brands.queries import BrandView, brands_by_ids, followed_among
from app.domain.catalog.models import Availability, Product, Variant
from app.domain.catalog.policy import visible_to_shoppers
from app.domain.catalog.queries import products_by_ids
from app.domain.posts.models import Post
from app.domain.posts.policy import visible_to
from app.domain.posts.queries import visible_ids
from app.domain.pricing.models import PriceLedgerEntry
from app.domain.timelines.cards import ProductCard, product_cards
from app.kernel import clock
from app.kernel.transaction import Transaction

MOVED_DAYS = 30


def newest_ids(
    tx: Transaction, viewer: Viewer, *, before: int | None = None, after: int | None = None, limit: int = 20
) -> list[int]:
    """Every open brand's posts, newest first: the feed of somebody who follows nobody, and of Discover."""
    query = visible_ids(viewer)
    if before is not None:
        query = query.where(Post.id < before)
    if after is not None:
        query = query.where(Post.id > after)
    return list(tx.session.scalars(query.order_by(Post.id.desc()).limit(limit)))


def popular_brand_ids(tx: Transaction, viewer: Viewer, *, limit: int = 60) -> list[int]:
    """Open brands with something to show, most followed first. The same for everybody: worth remembering a while."""
    counts = select(Follow.brand_id, func.count().label("n")).group_by(Follow.brand_id).subquery()
    shown = select(Post.id).where(visible_to(viewer)).correlate(Brand).exists()
    query = select(Brand.id).outerjoin(counts, counts.c.brand_id == Brand.id).where(open_to_shoppers(), shown)
    return list(
        tx.session.scalars(query.order_by(func.coalesce(counts.c.n, 0).desc(), Brand.id).limit(limit))
    )


def brands_to_meet(
    tx: Transaction, viewer: Viewer, *, among: Sequence[int] | None = None, limit: int = 8
) -> list[BrandView]:
    """Popular brands the viewer does not follow yet; `among` is a remembered answer of `popular_brand_ids`."""
    ids = popular_brand_ids(tx, viewer) if among is None else among
    followed = followed_among(tx, viewer, ids)
    wanted = [brand_id for brand_id in ids if brand_id not in followed][:limit]
    views = brands_by_ids(tx, viewer, wanted)
    return [
        view for brand_id in wanted if (view := views.get(brand_id)) and view.status == BrandStatus.APPROVED
    ]


def moved_product_ids(tx: Transaction, viewer: Viewer, *, limit: int = 32) -> list[int]:
    """Products whose price moved in the last month, most recent first. The same for everybody in a market."""
    moved = (
        select(PriceLedgerEntry.variant_id, func.max(PriceLedgerEntry.recorded_at).label("moved"))
        .where(
            PriceLedgerEntry.market == viewer.market,
            PriceLedgerEntry.recorded_at > clock.utcnow() - timedelta(days=MOVED_DAYS),
        )
        .group_by(PriceLedgerEntry.variant_id)
        .subquery()
    )
    before = aliased(PriceLedgerEntry)
    had_a_price = (
        select(before.id)
        .where(
            before.variant_id == moved.c.variant_id,
            before.market == viewer.market,
            before.recorded_at < moved.c.moved,
        )
        .exists()
    )
    query = (
        select(Variant.product_id)
        .join(moved, moved.c.variant_id == Variant.id)
        .where(had_a_price)
        .group_by(Variant.product_id)
        .order_by(func.max(moved.c.moved).desc())
        .limit(limit)
    )
    return list(tx.session.scalars(query))


def price_drops(
    tx: Transaction, viewer: Viewer, *, among: Sequence[int] | None = None, limit: int = 4
) -> list[tuple[ProductCard, str]]:
    """Products of which all that can be bought truly became cheaper, with their brand's name.

    One of which some sizes only are reduced is not among them. `among` is a remembered answer of `moved_product_ids`; the prices themselves are always read anew.
    """
    ids = moved_product_ids(tx, viewer) if among is None else among
    cards = product_cards(tx, list(products_by_ids(tx, viewer, ids).values()))
    brands = brands_by_ids(tx, viewer, [card.product.brand_id for card in cards.values()])
    lower = [cards[i] for i in ids if i in cards and _is_cheaper(cards[i])]
    return [(card, brands[card.product.brand_id].name) for card in lower[:limit]]


def _is_cheaper(card: ProductCard) -> bool:
    price = card.price
    return price is not None and price.all_reduced and price.offer.availability != Availability.OUT_OF_STOCK


def search_brands(tx: Transaction, viewer: Viewer, words: str, *, limit: int = 12) -> list[BrandView]:
    """Open brands whose name holds these words, whatever the accents and capitals."""
    needle = _needle(words)
    if not needle:
        return []
    query = select(Brand.id).where(open_to_shoppers(), func.unaccent(Brand.name).ilike(func.unaccent(needle)))
    ids = list(tx.session.scalars(query.order_by(Brand.name).limit(limit)))
    views = brands_by_ids(tx, viewer, ids)
    return [views[brand_id] for brand_id in ids]


def search_product_ids(tx: Transaction, viewer: Viewer, words: str, *, limit: int = 24) -> list[int]:
    """Visible products whose title holds these words in any language."""
    needle = _needle(words)
    if not needle:
        return []
    query = select(Product.id).join(Brand, Brand.id == Product.brand_id).where(visible_to_shoppers())
    texts = func.unaccent(cast(func.jsonb_path_query_array(Product.title, cast("$.*", JSONPATH)), Text))
    query = query.where(texts.ilike(func.unaccent(needle)))
    return list(tx.session.scalars(query.order_by(Product.id.desc()).limit(limit)))


def _needle(words: str) -> str:
    words = words.replace("\x00", "").strip()[:80]
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%" if escaped else ""
