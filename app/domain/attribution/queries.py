"""A brand's numbers: who follows, what is shown, how many taps its purchase links got. Counted now, from the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from app.domain.attribution.models import Click
from app.domain.brands.queries import count_followers
from app.domain.catalog.models import Product
from app.domain.posts.models import Post
from app.kernel import clock
from app.kernel.ids import id_at
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BrandNumbers:
    """Counts for the console's first page. Units: clicks are taps on purchase links, in whole days back from now."""

    followers: int
    products: int
    posts_shown: int
    posts_total: int
    clicks_7_days: int
    clicks_7_days_before: int
    clicks_30_days: int


def numbers_of_brand(tx: Transaction, brand_id: int) -> BrandNumbers:
    """The brand's counts at this moment."""
    shown = Post.hidden_at.is_(None) & Post.withdrawn_at.is_(None)
    posts = select(func.count(), func.count().filter(shown)).where(Post.brand_id == brand_id)
    posts_total, posts_shown = tx.session.execute(posts).one()
    now = clock.utcnow()
    week, two_weeks, month = (id_at(now - timedelta(days=days)) for days in (7, 14, 30))
    clicks = select(
        func.count().filter(Click.id >= week),
        func.count().filter((Click.id >= two_weeks) & (Click.id < week)),
        func.count(),
    ).where(Click.brand_id == brand_id, Click.id >= month)
    clicks_7, clicks_7_before, clicks_30 = tx.session.execute(clicks).one()
    listed = select(func.count()).where(Product.brand_id == brand_id, Product.listed)
    products = tx.session.scalar(listed) or 0
    followers = count_followers(tx, brand_id)
    return BrandNumbers(followers, products, posts_shown, posts_total, clicks_7, clicks_7_before, clicks_30)


def clicks_by_post(tx: Transaction, brand_id: int, post_ids: Sequence[int]) -> dict[int, int]:
    """How often each of a brand's posts led to a purchase page, since it was published; 0 is left out."""
    if not post_ids:
        return {}
    query = (
        select(Click.post_id, func.count())
        .where(Click.brand_id == brand_id, Click.post_id.in_(set(post_ids)))
        .group_by(Click.post_id)
    )
    return {int(post_id): count for post_id, count in tx.session.execute(query) if post_id is not None}
