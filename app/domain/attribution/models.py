"""The table of clicks: every redirect to a purchase page stands here once."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.kernel.ids import new_id


class Click(Base):
    """One tap on a purchase link. `click_id` is what the brand's shop received and may send back."""

    __tablename__ = "clicks"
    __table_args__ = (Index("ix_clicks_brand_id", "brand_id", "id"), Index("ix_clicks_post_id", "post_id"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    click_id: Mapped[str] = mapped_column(String(120), unique=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    post_id: Mapped[int | None]
    product_id: Mapped[int]
    offer_id: Mapped[int]
    account_id: Mapped[int | None]
    market: Mapped[str] = mapped_column(String(2))
    price_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    destination: Mapped[str] = mapped_column(Text)
    request_id: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.utcnow)
