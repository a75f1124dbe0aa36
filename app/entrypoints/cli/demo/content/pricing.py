"""The demo's price ledger: sixty days of prices by market, so that a prior price is a true one."""

from datetime import datetime, timedelta

from app.entrypoints.cli.demo.content.recipes import ProductRecipe
from app.entrypoints.cli.demo.content.shapes import DemoPricePoint, Market

LEDGER_DAYS = 60
OLDER_ENDS_DAYS = 40
CURRENCIES: dict[Market, str] = {"FR": "EUR", "GB": "GBP", "CH": "CHF"}
# Shop prices abroad, not exchange rates: the euro price times this, to a whole pound or franc.
_FACTORS: dict[Market, float] = {"FR": 1.0, "GB": 0.87, "CH": 0.98}


def price_abroad(price_minor: int, market: Market) -> int:
    """The price a brand asks in a market, in minor units."""
    if market == "FR":
        return price_minor
    return max(100, round(price_minor * _FACTORS[market] / 100) * 100)


def ledger(product: ProductRecipe, now: datetime) -> tuple[DemoPricePoint, ...]:
    """Every price of the last sixty days, oldest first, in each market where the product is sold."""
    steps: list[tuple[int, datetime]] = []
    opened = now - timedelta(days=LEDGER_DAYS)
    if product.was is None:
        steps.append((product.price, opened))
    else:
        if product.older is not None:
            steps.append((product.older, opened))
            steps.append((product.was, now - timedelta(days=OLDER_ENDS_DAYS)))
        else:
            steps.append((product.was, opened))
        steps.append((product.price, cut_time(product, now)))
    markets: tuple[Market, ...] = ("FR", "GB", "CH") if product.abroad else ("FR",)
    return tuple(
        DemoPricePoint(market, CURRENCIES[market], price_abroad(price, market), since)
        for market in markets
        for price, since in steps
    )


def cut_time(product: ProductRecipe, now: datetime) -> datetime:
    """When a product's promotion began."""
    return now - timedelta(days=product.cut_days)


def prior_price(prices: tuple[DemoPricePoint, ...], market: Market, starts_at: datetime) -> int:
    """The lowest price in the 30 days before a promotion. Source: Directive 98/6/EC art. 6a."""
    points = sorted((point for point in prices if point.market == market), key=lambda point: point.since)
    window = starts_at - timedelta(days=30)
    lowest: list[int] = []
    for index, point in enumerate(points):
        ends = points[index + 1].since if index + 1 < len(points) else None
        if point.since < starts_at and (ends is None or ends > window):
            lowest.append(point.price_minor)
    return min(lowest)
