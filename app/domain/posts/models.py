"""Tables of posts, their pictures, and the products tagged on them. A post's id orders every timeline."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.kernel.ids import new_id
from app.kernel.touched import Thing


class PostKind(StrEnum):
    """A promotion names products and prices; a story tells."""

    PROMOTION = "promotion"
    STORY = "story"


class Post(Base):
    """Something a brand published. Hidden by a moderator: `hidden_at`; withdrawn by the brand: `withdrawn_at`.

    Both are read when a page is made, so entries delivered long ago obey them.
    """

    __tablename__ = "posts"
    touches = (Thing.POST, "id")
    __table_args__ = (
        Index("ix_posts_brand_id_id", "brand_id", text("id DESC")),
        CheckConstraint("kind IN ('promotion','story')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    author_account_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[dict[str, str]]
    """By locale: {"fr": …, "en": …}; at least one of them."""
    labels: Mapped[list[str]] = mapped_column(default=list)
    """Of: "publicite", "collaboration_commerciale", "images_retouchees", "images_virtuelles"."""
    published_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
    hidden_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class PostImage(Base):
    """A picture of a post, in order, with its alternative text by locale."""

    __tablename__ = "post_images"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    alt: Mapped[dict[str, str]] = mapped_column(default=dict)


class PostProduct(Base):
    """A product tagged on a post; with a place on a picture when `image_position` is set.

    Units: `x_permyriad`, `y_permyriad` are ten-thousandths of the picture's width and height.
    """

    __tablename__ = "post_products"
    __table_args__ = (Index("ix_post_products_product_id", "product_id"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    image_position: Mapped[int | None] = mapped_column(SmallInteger)
    x_permyriad: Mapped[int | None] = mapped_column(SmallInteger)
    y_permyriad: Mapped[int | None] = mapped_column(SmallInteger)
