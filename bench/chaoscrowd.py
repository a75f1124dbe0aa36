"""The people of a chaos run: brands with older posts, shoppers, and who follows whom, by SQL alone."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, insert, text

from app.domain.assets.models import Asset
from app.domain.brands.models import Brand
from app.domain.posts.models import Post
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from bench.endtoend import ADD_ACCOUNTS

ROWS_A_STATEMENT = 1_000


@dataclass(frozen=True)
class Crowd:
    """The brand at a place of `brand_ids` has the picture at the same place of `asset_ids`."""

    brand_ids: range
    asset_ids: range
    account_ids: range


_FOLLOWS = text(
    "INSERT INTO follows (account_id, brand_id, created_at)"
    " SELECT a, CAST(:brand AS bigint) + (a * 7 + k * CAST(:step AS bigint)) % CAST(:brands AS bigint), now()"
    " FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS a,"
    " generate_series(0, CAST(:follows AS bigint) - 1) AS k ON CONFLICT DO NOTHING"
)


def make_crowd(
    engine: Engine, brands: int, shoppers: int, follows: int, history: int, say: Callable[[str], None]
) -> Crowd:
    """Insert them; each brand gets `history` posts that are older than the run."""
    older = new_id() - brands * history - 1
    first_brand, first_asset, first_account = new_id(), new_id() + brands, new_id() + 2 * brands
    crowd = Crowd(
        range(first_brand, first_brand + brands),
        range(first_asset, first_asset + brands),
        range(first_account, first_account + shoppers),
    )
    _make_brands(engine, crowd, older, history)
    step = max(1, brands // max(1, follows))
    for first in range(first_account, first_account + shoppers, ROWS_A_STATEMENT):
        last = min(first + ROWS_A_STATEMENT, first_account + shoppers) - 1
        span = {"first": first, "last": last}
        with transaction(engine, Scope.system()) as tx:
            tx.session.execute(text("SET LOCAL statement_timeout = 0"))
            tx.session.execute(ADD_ACCOUNTS, span)
            tx.session.execute(
                _FOLLOWS,
                span
                | {"brand": first_brand, "brands": brands, "step": step, "follows": min(follows, brands)},
            )
        say(f"  {last + 1 - first_account:,} of {shoppers:,} shoppers")
    return crowd


def _make_brands(engine: Engine, crowd: Crowd, older: int, history: int) -> None:
    brands = [
        {"id": n, "slug": f"b{n}", "name": "Brand", "country": "FR", "status": "approved"}
        for n in crowd.brand_ids
    ]
    pictures = [
        {"id": asset, "brand_id": brand, "status": "ready", "content_type": "image/jpeg"}
        for brand, asset in zip(crowd.brand_ids, crowd.asset_ids, strict=True)
    ]
    posts = [
        {
            "id": older + at,
            "brand_id": crowd.brand_ids[at % len(brands)],
            "kind": "story",
            "text": {"fr": "Avant"},
        }
        for at in range(len(brands) * history)
    ]
    with transaction(engine, Scope.system()) as tx:
        tx.session.execute(text("SET LOCAL statement_timeout = 0"))
        for model, rows in ((Brand, brands), (Asset, pictures), (Post, posts)):
            if rows:
                tx.session.execute(insert(model), rows)
