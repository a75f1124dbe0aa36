"""The price ledger. Filled by a trigger on offers; the application's role may only insert and read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base
from app.kernel.ids import new_id


class PriceLedgerEntry(Base):
    """From this moment on, this variant cost this much in this market."""

    __tablename__ = "price_ledger"
    __table_args__ = (
        Index("ix_price_ledger_variant_market_time", "variant_id", "market", "recorded_at"),
        Index("ix_price_ledger_market_recorded_at", "market", "recorded_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="RESTRICT"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id", ondelete="RESTRICT"))
    market: Mapped[str] = mapped_column(String(2))
    price_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    recorded_at: Mapped[datetime]
