"""The true prior price, from the ledger and nothing else.

Source: Directive 98/6 art. 6a: the lowest price of the 30 days before the reduction. CJEU C-330/23: a percentage
is computed from that price, never typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from app.kernel.money import Money
from app.kernel.transaction import Transaction

PRIOR_DAYS = 30


@dataclass(frozen=True, slots=True)
class PriorPrice:
    """What the variant cost at least in the 30 days before the promotion began, and since when that is known."""

    price: Money
    known_since: datetime
    promotion_began: datetime


# The promotion began when the price now in force was set: the variant's last ledger entry. The prior price is the
# lowest of the one in force when the 30 days before that moment opened, and of every one set inside them.
_PRIOR = text(
    "SELECT last.variant_id, seen.price_minor, seen.currency, seen.known_since, last.recorded_at AS began"
    " FROM (SELECT DISTINCT ON (variant_id) variant_id, recorded_at FROM price_ledger"
    "       WHERE variant_id = ANY(:variant_ids) AND market = :market"
    "       ORDER BY variant_id, recorded_at DESC) AS last"
    " CROSS JOIN LATERAL ("
    "   SELECT min(price_minor) AS price_minor, min(currency) AS currency, min(recorded_at) AS known_since"
    "   FROM ((SELECT price_minor, currency, recorded_at FROM price_ledger l"
    "            WHERE l.variant_id = last.variant_id AND l.market = :market"
    "              AND l.recorded_at <= last.recorded_at - make_interval(days => :days)"
    "            ORDER BY l.recorded_at DESC LIMIT 1)"
    "         UNION ALL"
    "         (SELECT price_minor, currency, recorded_at FROM price_ledger l"
    "            WHERE l.variant_id = last.variant_id AND l.market = :market"
    "              AND l.recorded_at > last.recorded_at - make_interval(days => :days)"
    "              AND l.recorded_at < last.recorded_at)) AS inside"
    "   HAVING count(*) > 0 AND count(DISTINCT currency) = 1) AS seen"
)


def prior_prices(tx: Transaction, variant_ids: Sequence[int], market: str) -> dict[int, PriorPrice]:
    """The prior price of each variant in a market; one whose price never moved is absent.

    A card strikes it through only where the price now is lower. Where prices changed currency there is none.
    """
    if not variant_ids:
        return {}
    values = {"variant_ids": list(set(variant_ids)), "market": market, "days": PRIOR_DAYS}
    rows = tx.session.execute(_PRIOR, values)
    return {
        row.variant_id: PriorPrice(Money(row.price_minor, row.currency), row.known_since, row.began)
        for row in rows
    }
