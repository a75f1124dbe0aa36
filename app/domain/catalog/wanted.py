"""What the catalogue should hold after an import: a parsed product with its market, language and moment decided."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from app.domain.catalog.grouping import Gathered
from app.domain.catalog.import_options import ImportOptions
from app.domain.catalog.importing.types import ParsedOffer, ParsedProduct, ParsedShipping, ParsedVariant
from app.kernel.money import Money

RECIPE = "1"
"""Part of every content hash: raise it when the same file should be looked at anew."""


@dataclass(frozen=True, slots=True)
class WantedOffer:
    """An offer as the feed has it. None for stock country and delivery: the feed does not say, so nothing changes."""

    market: str
    price_minor: int
    currency: str
    claimed_price_minor: int | None
    availability: str
    purchase_url: str
    stock_country: str | None
    delivery_days_min: int | None
    delivery_days_max: int | None


@dataclass(frozen=True, slots=True)
class WantedVariant:
    """A variant as the feed has it."""

    external_id: str
    title: str
    options: dict[str, str]
    gtin: str | None
    mpn: str | None
    position: int
    offers: tuple[WantedOffer, ...]


@dataclass(frozen=True, slots=True)
class WantedProduct:
    """A product as the feed has it.

    `partial`: only these variants are spoken of, nothing else of the product. `is_complete`: what is not among these
    variants is no longer sold in `countries`. `items` of the file made it. `content_sha256` is of all that could be stored.
    """

    external_id: str
    locale: str
    title: str
    description: str
    product_type: str
    maker: str
    condition: str
    image_links: tuple[str, ...]
    listed: bool
    variants: tuple[WantedVariant, ...]
    countries: frozenset[str]
    partial: bool
    is_complete: bool
    line: int
    items: int = 1
    content_sha256: str = ""


def want(gathered: Gathered, options: ImportOptions, now: datetime) -> WantedProduct:
    """Decide what a parsed product comes to, at this moment, for these options."""
    product = gathered.product
    variants = tuple(_variant(product, one, at, options, now) for at, one in enumerate(product.variants))
    content = {
        "external_id": product.external_id,
        "locale": options.locale,
        "title": product.title,
        "description": product.description_text,
        "product_type": product.product_type[:300],
        "maker": product.brand[:120],
        "condition": product.condition[:12],
        "image_links": product.image_links,
        "listed": product.listed and (product.expires_at is None or product.expires_at > now),
    }
    countries = sorted(options.countries)
    whole = [RECIPE, content, countries, [asdict(one) for one in variants]]
    digest = hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return WantedProduct(
        **content,  # type: ignore[arg-type]
        variants=variants,
        countries=options.countries,
        partial=gathered.partial,
        is_complete=not gathered.is_group,
        line=product.line,
        items=gathered.items,
        content_sha256=digest,
    )


def _variant(
    product: ParsedProduct, variant: ParsedVariant, position: int, options: ImportOptions, now: datetime
) -> WantedVariant:
    offers = {one.market or options.market: one for one in variant.offers}
    return WantedVariant(
        external_id=variant.external_id[:255],
        title=variant.title[:300],
        options=dict(variant.options),
        gtin=variant.gtin or None,
        mpn=variant.mpn[:70] or None,
        position=position,
        offers=tuple(
            _offer(offer, market, options, now)
            for market, offer in offers.items()
            if market not in product.excluded_markets
        ),
    )


def _offer(offer: ParsedOffer, market: str, options: ImportOptions, now: datetime) -> WantedOffer:
    price, claim = offer.price_at(now)
    days_min, days_max = _delivery_days(offer.shipping, market)
    return WantedOffer(
        market=market,
        price_minor=price.amount_minor,
        currency=price.currency,
        claimed_price_minor=_claim(claim, price),
        availability=offer.availability,
        purchase_url=offer.purchase_url,
        stock_country=options.stock_country or None,
        delivery_days_min=days_min,
        delivery_days_max=days_max,
    )


def _claim(claim: Money | None, price: Money) -> int | None:
    """Only a claim in the same currency and above the price can mean anything."""
    if claim is None or claim.currency != price.currency or claim.amount_minor <= price.amount_minor:
        return None
    return claim.amount_minor


def _delivery_days(shipping: Iterable[ParsedShipping], market: str) -> tuple[int | None, int | None]:
    """Days of the cheapest delivery to this market that says how long it takes."""
    fitting = [
        one
        for one in shipping
        if one.country in ("", market) and (one.min_days is not None or one.max_days is not None)
    ]
    if not fitting:
        return None, None
    cheapest = min(fitting, key=lambda one: one.price.amount_minor if one.price is not None else 0)
    return cheapest.min_days, cheapest.max_days


def host_of(address: str) -> str:
    """The host that an address leads to, with its port where one is written; "" for what is no address."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        return f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return ""
