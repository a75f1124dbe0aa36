"""The true prior price, from the ledger and nothing else.

Source: Directive 98/6 art. 6a: the lowest price of the 30 days before the reduction; while a price falls step by step,
of the 30 days before the first step. CJEU C-330/23: a percentage is computed from that price, never typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import TextClause, text

from app.kernel import clock
from app.kernel.money import Money
from app.kernel.transaction import Transaction

PRIOR = timedelta(days=30)
"""How long before a reduction prices must be known, and for how long afterwards it may be called one."""


@dataclass(frozen=True, slots=True)
class PriorPrice:
    """What the variant cost at least in the 30 days before the reduction began, and since when that is known."""

    price: Money
    known_since: datetime
    promotion_began: datetime


class Why(StrEnum):
    """Why no prior price may be crossed out."""

    NOT_KNOWN = "not_known"
    """The 30 days before the reduction, or before today, are not all in the ledger."""
    NOT_LOWER = "not_lower"
    """The price was reduced, and is no lower than it was within the 30 days before (or its currency changed)."""
    NOT_REDUCED = "not_reduced"
    """No reduction began in the last 30 days."""


@dataclass(frozen=True, slots=True)
class NotStruck:
    """Why no prior price may be crossed out, and since when the ledger knows this price."""

    why: Why
    known_since: datetime


@dataclass(frozen=True, slots=True)
class _Step:
    """From this moment on the variant cost this much."""

    price_minor: int
    currency: str
    recorded_at: datetime


# No reduction that still counts began before the last 30 days, so nothing older than the price in force 60 days ago
# can matter.
_STEPS = (
    "SELECT wanted.id AS variant_id, step.price_minor, step.currency, step.recorded_at"
    " FROM unnest(CAST(:variant_ids AS bigint[])) AS wanted(id)"
    " CROSS JOIN LATERAL ("
    "   (SELECT id, price_minor, currency, recorded_at FROM price_ledger l"
    "      WHERE l.variant_id = wanted.id AND l.market = :market AND l.recorded_at <= :horizon"
    "      ORDER BY l.recorded_at DESC, l.id DESC LIMIT 1)"
    "   UNION ALL"
    "   (SELECT id, price_minor, currency, recorded_at FROM price_ledger l"
    "      WHERE l.variant_id = wanted.id AND l.market = :market AND l.recorded_at > :horizon)) AS step{which}"
    " ORDER BY wanted.id, step.recorded_at, step.id"
)
_ALL = text(_STEPS.format(which=""))
_MOVED = text(
    _STEPS.format(
        which=" WHERE EXISTS (SELECT FROM price_ledger l"
        " WHERE l.variant_id = wanted.id AND l.market = :market AND l.recorded_at > :recent)"
    )
)
"""Without prices that did not move in the last 30 days: they have no prior price."""


def prior_prices(tx: Transaction, variant_ids: Sequence[int], market: str) -> dict[int, PriorPrice]:
    """The prior price of each variant whose price in a market was truly reduced in the last 30 days.

    Absent: one not reduced; one whose price is no lower than in the 30 days before; one whose prices in those 30 days
    are not all known (a new product, a new market) or changed currency; and one reduced 30 days ago or longer, whose
    price has by then become its lowest of 30 days.
    """
    now = clock.utcnow()
    steps = _steps(tx, _MOVED, variant_ids, market, now)
    found = {variant_id: _prior(of_variant, now) for variant_id, of_variant in steps.items()}
    return {variant_id: prior for variant_id, prior in found.items() if prior is not None}


def why_nothing_is_struck(tx: Transaction, variant_ids: Sequence[int], market: str) -> dict[int, NotStruck]:
    """Why the ledger allows no prior price for these variants in a market; absent where it does allow one."""
    now = clock.utcnow()
    steps = _steps(tx, _ALL, variant_ids, market, now)
    found = {variant_id: _why_not(of_variant, now) for variant_id, of_variant in steps.items()}
    return {variant_id: why for variant_id, why in found.items() if why is not None}


def _steps(
    tx: Transaction, ledger: TextClause, variant_ids: Sequence[int], market: str, now: datetime
) -> dict[int, list[_Step]]:
    """What the ledger holds of the last 60 days and of the price before, oldest first."""
    if not variant_ids:
        return {}
    values = {
        "variant_ids": sorted(set(variant_ids)),
        "market": market,
        "recent": now - PRIOR,
        "horizon": now - 2 * PRIOR,
    }
    steps: dict[int, list[_Step]] = {}
    for row in tx.session.execute(ledger, values):
        steps.setdefault(row.variant_id, []).append(_Step(row.price_minor, row.currency, row.recorded_at))
    return steps


def _why_not(steps: Sequence[_Step], now: datetime) -> NotStruck | None:
    if _prior(steps, now) is not None:
        return None
    began = [steps[at].recorded_at for at in _cuts(steps, now)]
    known = [moment for moment in began or [now] if steps[0].recorded_at <= moment - PRIOR]
    if not known:
        return NotStruck(Why.NOT_KNOWN, steps[0].recorded_at)
    return NotStruck(Why.NOT_LOWER if began else Why.NOT_REDUCED, steps[0].recorded_at)


def _prior(steps: Sequence[_Step], now: datetime) -> PriorPrice | None:
    """The prior price that these steps, oldest first, allow: of the first recent cut whose 30 days are known."""
    for at in _cuts(steps, now):
        began = steps[at].recorded_at
        opening = max((i for i in range(at) if steps[i].recorded_at <= began - PRIOR), default=None)
        if opening is None:
            continue
        inside = steps[opening:at]
        lowest = min(step.price_minor for step in inside)
        if {step.currency for step in inside} != {steps[-1].currency} or lowest <= steps[-1].price_minor:
            return None
        return PriorPrice(Money(lowest, steps[-1].currency), inside[0].recorded_at, began)
    return None


def _cuts(steps: Sequence[_Step], now: datetime) -> range:
    """Where the price fell to what it is now: the unbroken run of cuts in the last 30 days, oldest first."""
    first = len(steps)
    while first > 1 and steps[first - 1].recorded_at > now - PRIOR:
        if steps[first - 1].price_minor >= steps[first - 2].price_minor:
            break
        first -= 1
    return range(first, len(steps))
