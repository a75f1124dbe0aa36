"""Tables of products, their variants, what each costs in each market, and the imports that filled them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.kernel.ids import new_id
from app.kernel.touched import Thing


class Availability(StrEnum):
    """Google's four words; Meta's spellings with spaces are read as these."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    BACKORDER = "backorder"


class Product(Base):
    """Something a brand sells. `external_id` is the brand's own id: an import finds the product again by it."""

    __tablename__ = "products"
    touches = (Thing.PRODUCT, "id")
    __table_args__ = (
        UniqueConstraint("brand_id", "external_id"),
        Index("ix_products_brand_id_listed", "brand_id", "id", postgresql_where=text("listed")),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    external_id: Mapped[str] = mapped_column(String(255))
    title: Mapped[dict[str, str]]
    """Text by locale; the key "" holds a feed's text when its language is not known."""
    description: Mapped[dict[str, str]] = mapped_column(default=dict)
    product_type: Mapped[str] = mapped_column(String(300), default="")
    maker: Mapped[str] = mapped_column(String(120), default="")
    condition: Mapped[str] = mapped_column(String(12), default="new")
    image_links: Mapped[list[str]] = mapped_column(default=list)
    """Picture addresses as the feed gave them; shown only once they were fetched into assets."""
    listed: Mapped[bool] = mapped_column(default=True)
    content_sha256: Mapped[str] = mapped_column(String(64), default="")
    """Of everything an import brought: the same hash again means nothing to do."""
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=clock.utcnow)


class ProductImage(Base):
    """A processed picture of a product, in order."""

    __tablename__ = "product_images"
    touches = (Thing.PRODUCT, "product_id")

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    asset_id: Mapped[int]


class Variant(Base):
    """One size or colour of a product."""

    __tablename__ = "variants"
    touches = (Thing.PRODUCT, "product_id")
    __table_args__ = (
        UniqueConstraint("product_id", "external_id"),
        Index("ix_variants_brand_id", "brand_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    external_id: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(300), default="")
    options: Mapped[dict[str, str]] = mapped_column(default=dict)
    gtin: Mapped[str | None] = mapped_column(String(14))
    mpn: Mapped[str | None] = mapped_column(String(70))
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)


class Offer(Base):
    """What a variant costs in a market, whether it is there, and where to buy it.

    Every insert and every change of price is copied into `price_ledger` by a trigger: no code path can forget it.
    """

    __tablename__ = "offers"
    __table_args__ = (
        UniqueConstraint("variant_id", "market"),
        Index("ix_offers_brand_id", "brand_id"),
        CheckConstraint("price_minor >= 0", name="price"),
        CheckConstraint(
            "availability IN ('in_stock','out_of_stock','preorder','backorder')", name="availability"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id", ondelete="CASCADE"))
    market: Mapped[str] = mapped_column(String(2))
    price_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    claimed_price_minor: Mapped[int | None]
    """What the feed calls the price before: the brand's claim, never the legal prior price."""
    availability: Mapped[str] = mapped_column(String(12))
    stock_country: Mapped[str | None] = mapped_column(String(2))
    delivery_days_min: Mapped[int | None] = mapped_column(SmallInteger)
    delivery_days_max: Mapped[int | None] = mapped_column(SmallInteger)
    purchase_url: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(default=clock.utcnow)


class CatalogImport(Base):
    """One run of one feed file, with its counts; private to the brand."""

    __tablename__ = "catalog_imports"
    __table_args__ = (
        Index("ix_catalog_imports_brand_id", "brand_id", "id"),
        Index("ix_catalog_imports_open", "id", postgresql_where=text("status IN ('waiting', 'running')")),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    requested_by: Mapped[int | None]
    filename: Mapped[str] = mapped_column(String(255))
    source_key: Mapped[str] = mapped_column(String(255), default="")
    """Where the uploaded bytes wait in storage, under the quarantine prefix."""
    format: Mapped[str] = mapped_column(String(20), default="")
    options: Mapped[dict[str, str]] = mapped_column(default=dict)
    status: Mapped[str] = mapped_column(String(12), default="waiting")
    """waiting, running, done, failed."""
    items_total: Mapped[int] = mapped_column(default=0)
    """The file's items, refused ones too: what is not created, updated or unchanged of them was refused."""
    created_count: Mapped[int] = mapped_column(default=0)
    updated_count: Mapped[int] = mapped_column(default=0)
    unchanged_count: Mapped[int] = mapped_column(default=0)
    error_count: Mapped[int] = mapped_column(default=0)
    warning_count: Mapped[int] = mapped_column(default=0)
    info_count: Mapped[int] = mapped_column(default=0)
    bytes_total: Mapped[int] = mapped_column(default=0)
    bytes_read: Mapped[int] = mapped_column(default=0)
    units_done: Mapped[int] = mapped_column(default=0)
    """How far the file has been applied: what the parser delivers is counted, and the count is where to resume."""
    attempts: Mapped[int] = mapped_column(default=0)
    """Starts since something was last achieved."""
    fence: Mapped[int] = mapped_column(default=0)
    """Grows with every start: a worker that lost its lease finds another number here and stops."""
    lease_until: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(Text, default="")
    """Why it failed, as an English sentence that is a translation key."""
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class ImportDiagnostic(Base):
    """What an import has to say of one item or line; private to the brand."""

    __tablename__ = "import_diagnostics"
    __table_args__ = (Index("ix_import_diagnostics_import_id", "import_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    import_id: Mapped[int] = mapped_column(ForeignKey("catalog_imports.id", ondelete="CASCADE"))
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    severity: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(60))
    line: Mapped[int | None]
    item_ref: Mapped[str] = mapped_column(String(255), default="")
    field: Mapped[str] = mapped_column(String(80), default="")
    message: Mapped[str] = mapped_column(Text)
    params: Mapped[dict[str, str]] = mapped_column(default=dict)
