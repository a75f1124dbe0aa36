"""Reads of posts, always through `policy.visible_to` or for the brand that owns them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from app.domain.accounts.viewer import Viewer
from app.domain.brands.models import Brand
from app.domain.posts.errors import PostNotFound
from app.domain.posts.models import Post, PostImage, PostProduct
from app.domain.posts.policy import previewed_in, visible_to
from app.kernel.paging import Page
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ImageRef:
    """A picture on a post."""

    asset_id: int
    alt: dict[str, str]


@dataclass(frozen=True, slots=True)
class TagRef:
    """A product on a post. Units: x and y from 0 to 1; None without a place on a picture."""

    product_id: int
    image_index: int | None
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A post's own data; cards add products, pictures and counts."""

    id: int
    brand_id: int
    kind: str
    text: dict[str, str]
    labels: tuple[str, ...]
    published_at: datetime
    hidden_at: datetime | None
    withdrawn_at: datetime | None
    images: tuple[ImageRef, ...]
    tags: tuple[TagRef, ...]


def visible_ids(viewer: Viewer) -> Select[int]:
    """The ids of the posts a viewer may see, to be narrowed and ordered by the caller."""
    return select(Post.id).join(Brand, Brand.id == Post.brand_id).where(visible_to(viewer))


def gone_among(tx: Transaction, viewer: Viewer, ids: Sequence[int]) -> list[int]:
    """Those of these posts that the viewer may not see, or not any more."""
    seen = set(tx.session.scalars(visible_ids(viewer).where(Post.id.in_(set(ids))))) if ids else set()
    return [post_id for post_id in ids if post_id not in seen]


def visible_posts(tx: Transaction, viewer: Viewer, ids: Sequence[int]) -> list[PostRecord]:
    """Those of these posts that the viewer may see, in the order asked for."""
    if not ids:
        return []
    query = select(Post).join(Brand, Brand.id == Post.brand_id)
    posts = tx.session.scalars(query.where(Post.id.in_(set(ids)), visible_to(viewer))).all()
    records = {record.id: record for record in _records(tx, posts)}
    return [records[post_id] for post_id in ids if post_id in records]


def get_visible_post(tx: Transaction, viewer: Viewer, post_id: int) -> PostRecord:
    """One post the viewer may see.

    Raises: PostNotFound.
    """
    found = visible_posts(tx, viewer, [post_id])
    if not found:
        raise PostNotFound
    return found[0]


def visible_ids_of_brand(
    tx: Transaction, viewer: Viewer, brand_id: int, *, before: int | None = None, limit: int = 20
) -> list[int]:
    """A brand's posts as a shopper sees them, newest first."""
    query = visible_ids(viewer).where(Post.brand_id == brand_id)
    if before is not None:
        query = query.where(Post.id < before)
    return list(tx.session.scalars(query.order_by(Post.id.desc()).limit(limit)))


def posts_of_preview(tx: Transaction, brand_id: int, *, limit: int = 12) -> list[PostRecord]:
    """A brand's newest posts as its page will show them, for those who may look at it before it opens."""
    query = select(Post).join(Brand, Brand.id == Post.brand_id)
    query = query.where(Post.brand_id == brand_id, previewed_in(tx.scope))
    return _records(tx, tx.session.scalars(query.order_by(Post.id.desc()).limit(limit)).all())


def posts_of_brand(
    tx: Transaction, brand_id: int, *, before: int | None = None, limit: int = 20
) -> Page[PostRecord]:
    """A brand's own posts as its members see them: hidden and withdrawn ones too."""
    query = select(Post).where(Post.brand_id == brand_id)
    if before is not None:
        query = query.where(Post.id < before)
    posts = tx.session.scalars(query.order_by(Post.id.desc()).limit(limit + 1)).all()
    records = _records(tx, posts[:limit])
    return Page(records, records[-1].id if len(posts) > limit else None)


def get_post_as_overseer(tx: Transaction, post_id: int) -> PostRecord:
    """One post whatever its state, for its brand or a moderator: row-level security keeps others out.

    Raises: PostNotFound.
    """
    post = tx.session.get(Post, post_id)
    if post is None:
        raise PostNotFound
    return _records(tx, [post])[0]


def posts_as_overseer(tx: Transaction, ids: Sequence[int]) -> list[PostRecord]:
    """These posts whatever their state, in the order asked for, for a moderator."""
    found = {record.id: record for record in _records(tx, tx.session.scalars(_by_ids(ids)).all())}
    return [found[post_id] for post_id in ids if post_id in found]


def _by_ids(ids: Sequence[int]) -> Select[Post]:
    return select(Post).where(Post.id.in_(set(ids)))


def brands_of_posts(tx: Transaction, ids: Sequence[int]) -> dict[int, int]:
    """Whose these posts are, whatever their state: for those who keep copies, not for readers."""
    query = select(Post.id, Post.brand_id).where(Post.id.in_(set(ids)))
    return {row.id: row.brand_id for row in tx.session.execute(query)}


def post_ids_showing_product(tx: Transaction, viewer: Viewer, product_id: int, limit: int = 12) -> list[int]:
    """The newest visible posts that tag a product."""
    query = visible_ids(viewer).join(PostProduct, PostProduct.post_id == Post.id)
    query = query.where(PostProduct.product_id == product_id).order_by(Post.id.desc()).limit(limit)
    return list(tx.session.scalars(query))


def _records(tx: Transaction, posts: Sequence[Post]) -> list[PostRecord]:
    ids = [post.id for post in posts]
    if not ids:
        return []
    images: dict[int, list[ImageRef]] = {}
    for image in tx.session.scalars(
        select(PostImage).where(PostImage.post_id.in_(ids)).order_by(PostImage.post_id, PostImage.position)
    ):
        images.setdefault(image.post_id, []).append(ImageRef(image.asset_id, dict(image.alt)))
    tags: dict[int, list[TagRef]] = {}
    for tag in tx.session.scalars(
        select(PostProduct)
        .where(PostProduct.post_id.in_(ids))
        .order_by(PostProduct.post_id, PostProduct.position)
    ):
        tags.setdefault(tag.post_id, []).append(_tag(tag))
    return [
        PostRecord(
            id=post.id,
            brand_id=post.brand_id,
            kind=post.kind,
            text=dict(post.text),
            labels=tuple(post.labels),
            published_at=post.published_at,
            hidden_at=post.hidden_at,
            withdrawn_at=post.withdrawn_at,
            images=tuple(images.get(post.id, ())),
            tags=tuple(tags.get(post.id, ())),
        )
        for post in posts
    ]


def _tag(tag: PostProduct) -> TagRef:
    if tag.image_position is None:
        return TagRef(tag.product_id, None, None, None)
    return TagRef(
        tag.product_id, tag.image_position, (tag.x_permyriad or 0) / 10_000, (tag.y_permyriad or 0) / 10_000
    )


def post_id_published_at(tx: Transaction, brand_id: int, moment: datetime) -> int | None:
    """A brand's post of exactly this moment, for loading that goes on where it was."""
    return tx.session.scalar(select(Post.id).where(Post.brand_id == brand_id, Post.published_at == moment))
