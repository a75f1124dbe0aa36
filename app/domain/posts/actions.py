"""Writes of posts: publish, withdraw, hide, restore. Records what happened; commits nothing."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.domain.assets.models import Asset, AssetStatus
from app.domain.brands.models import Brand, BrandStatus
from app.domain.catalog.models import Product
from app.domain.posts.errors import (
    BrandIsClosed,
    BrandNotActive,
    PostAlreadyHidden,
    PostNotFound,
    PostNotHidden,
)
from app.domain.posts.events import PostHidden, PostPublished, PostRestored, PostWithdrawn
from app.domain.posts.models import Post, PostImage, PostKind, PostProduct
from app.kernel import clock
from app.kernel.errors import InvalidInput
from app.kernel.outbox import record
from app.kernel.touched import ANY, Thing
from app.kernel.transaction import Transaction

LOCALES = ("fr", "en")
LABELS = ("publicite", "collaboration_commerciale", "images_retouchees", "images_virtuelles")
MAX_TEXT = 2_200
MAX_IMAGES = 4
MAX_ALT = 300
MAX_TAGS = 12


@dataclass(frozen=True, slots=True)
class ImageDraft:
    """A ready picture and its alternative text by locale."""

    asset_id: int
    alt: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TagDraft:
    """A product, with a place on a picture or without. Units: x and y from 0 to 1, of the picture's size."""

    product_id: int
    image_index: int | None = None
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class PostDraft:
    """What a composer sends. Shapes: `text` by locale; 1 to 4 images; at most 12 tags."""

    kind: str
    text: dict[str, str]
    images: tuple[ImageDraft, ...]
    tags: tuple[TagDraft, ...] = ()
    labels: tuple[str, ...] = ("publicite",)


def publish_post(tx: Transaction, brand_id: int, author_account_id: int | None, draft: PostDraft) -> int:
    """Publish now. Answers the post's id; its travel begins when the transaction commits.

    A brand that waits for approval may publish: nobody sees the post until a moderator approves the brand.
    Raises: InvalidInput naming every faulty field; BrandNotActive.
    """
    brand = tx.session.get(Brand, brand_id)
    if brand is None or brand.status == BrandStatus.SUSPENDED.value:
        raise BrandNotActive
    if brand.status == BrandStatus.CLOSED.value:
        raise BrandIsClosed
    faults = _shape_faults(draft) | _reference_faults(tx, brand_id, draft)
    if faults:
        raise InvalidInput(fields=faults)
    post = Post(
        brand_id=brand_id,
        author_account_id=author_account_id,
        kind=draft.kind,
        text={locale: words.strip() for locale, words in draft.text.items() if words.strip()},
        labels=list(dict.fromkeys(draft.labels)),
        published_at=clock.utcnow(),
    )
    tx.session.add(post)
    tx.session.flush()
    _attach(tx, post, draft)
    record(tx, PostPublished(post.id, brand_id))
    tx.touch(Thing.POST, ANY)
    return post.id


def _attach(tx: Transaction, post: Post, draft: PostDraft) -> None:
    for position, image in enumerate(draft.images):
        tx.session.add(
            PostImage(
                post_id=post.id,
                position=position,
                brand_id=post.brand_id,
                asset_id=image.asset_id,
                alt=image.alt,
            )
        )
    for position, tag in enumerate(draft.tags):
        placed = tag.image_index is not None
        tx.session.add(
            PostProduct(
                post_id=post.id,
                position=position,
                brand_id=post.brand_id,
                product_id=tag.product_id,
                image_position=tag.image_index,
                x_permyriad=round((tag.x or 0) * 10_000) if placed else None,
                y_permyriad=round((tag.y or 0) * 10_000) if placed else None,
            )
        )


def _shape_faults(draft: PostDraft) -> dict[str, str]:
    faults: dict[str, str] = {}
    if draft.kind not in {kind.value for kind in PostKind}:
        faults["kind"] = "Choose promotion or story."
    if not any(words.strip() for words in draft.text.values()):
        faults["text"] = "Write a few words in French or in English."
    for locale, words in draft.text.items():
        if locale not in LOCALES:
            faults[f"text.{locale}"] = "This language is not offered."
        elif len(words) > MAX_TEXT:
            faults[f"text.{locale}"] = "This text is too long: 2,200 characters at most."
        elif "\x00" in words:
            faults[f"text.{locale}"] = "This text holds a character that cannot be kept."
    if not 1 <= len(draft.images) <= MAX_IMAGES:
        faults["images"] = "Add 1 to 4 pictures."
    for index, image in enumerate(draft.images):
        if any(len(words) > MAX_ALT or "\x00" in words for words in image.alt.values()):
            faults[f"images.{index}.alt"] = (
                "Describe a picture in at most 300 characters, without control characters."
            )
    if len(draft.tags) > MAX_TAGS:
        faults["tags"] = "Tag at most 12 products."
    if draft.kind == PostKind.PROMOTION and not draft.tags:
        faults["tags"] = "A promotion shows at least one product."
    if set(draft.labels) - set(LABELS):
        faults["labels"] = "One of these labels does not exist."
    for index, tag in enumerate(draft.tags):
        if tag.image_index is None:
            continue
        if not 0 <= tag.image_index < len(draft.images):
            faults[f"tags.{index}.image_index"] = "This picture is not part of the post."
        elif not (tag.x is not None and tag.y is not None and 0 <= tag.x <= 1 and 0 <= tag.y <= 1):
            faults[f"tags.{index}"] = "A tag's place lies outside its picture."
    return faults


def _reference_faults(tx: Transaction, brand_id: int, draft: PostDraft) -> dict[str, str]:
    faults: dict[str, str] = {}
    asset_ids = [image.asset_id for image in draft.images]
    query = select(Asset.id, Asset.status).where(Asset.id.in_(asset_ids), Asset.brand_id == brand_id)
    statuses: dict[int, str] = {row.id: row.status for row in tx.session.execute(query)}
    for index, asset_id in enumerate(asset_ids):
        if statuses.get(asset_id) != AssetStatus.READY.value:
            known = asset_id in statuses
            faults[f"images.{index}"] = (
                "This picture is not ready yet." if known else "This picture is not one of yours."
            )
    if len(set(asset_ids)) != len(asset_ids):
        faults["images"] = "The same picture stands here twice."
    product_ids = [tag.product_id for tag in draft.tags]
    own = set(
        tx.session.scalars(
            select(Product.id).where(Product.id.in_(product_ids), Product.brand_id == brand_id)
        )
    )
    for index, product_id in enumerate(product_ids):
        if product_id not in own:
            faults[f"tags.{index}.product_id"] = "This product is not one of yours."
    if len(set(product_ids)) != len(product_ids):
        faults["tags"] = "The same product is tagged twice."
    return faults


def withdraw_post(tx: Transaction, brand_id: int, post_id: int) -> None:
    """The brand takes its own post away. Harmless to repeat.

    Raises: PostNotFound.
    """
    post = tx.session.get(Post, post_id, with_for_update=True)
    if post is None or post.brand_id != brand_id:
        raise PostNotFound
    if post.withdrawn_at is None:
        post.withdrawn_at = clock.utcnow()
        record(tx, PostWithdrawn(post.id, post.brand_id))


def hide_post(tx: Transaction, post_id: int) -> int:
    """Take a post out of every timeline, by a moderator's decision. Answers its brand's id.

    Raises: PostNotFound, PostAlreadyHidden.
    """
    post = tx.session.get(Post, post_id, with_for_update=True)
    if post is None:
        raise PostNotFound
    if post.hidden_at is not None:
        raise PostAlreadyHidden
    post.hidden_at = clock.utcnow()
    record(tx, PostHidden(post.id, post.brand_id))
    return post.brand_id


def restore_post(tx: Transaction, post_id: int) -> int:
    """Give a hidden post back, in its old place. Answers its brand's id.

    Raises: PostNotFound, PostNotHidden.
    """
    post = tx.session.get(Post, post_id, with_for_update=True)
    if post is None:
        raise PostNotFound
    if post.hidden_at is None:
        raise PostNotHidden
    post.hidden_at = None
    record(tx, PostRestored(post.id, post.brand_id))
    tx.touch(Thing.POST, ANY)
    return post.brand_id
