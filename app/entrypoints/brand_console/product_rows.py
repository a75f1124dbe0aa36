"""A brand's own products as its console shows them: in the catalogue's table and in the composer's picker."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from app.domain.assets.queries import pictures_by_ids
from app.domain.catalog.member_queries import MemberOffer, MemberProduct
from app.domain.pricing.shown import shown_prices
from app.kernel.money import Money
from app.kernel.transaction import Transaction
from app.web.presenting import presentation
from app.web.viewer import current_locale, current_market
from app.wire.cards import AVAILABILITY_TEXTS, ImageView, PriceView, image_view, price_view


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One price. `amount` is the plain decimal that stands in the field; `is_open`: its link may be followed."""

    id: str
    variant_id: str
    variant: str
    market: str
    market_name: str
    price: str
    amount: str
    currency: str
    availability: str
    availability_label: str
    purchase_url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product. `price` is what shoppers are shown in the reader's market, else in another where it is sold."""

    id: str
    title: str
    external_id: str
    image: ImageView | None
    listed: bool
    price: PriceView
    availability: str
    availability_label: str
    offers: tuple[OfferRow, ...]
    unfetched: tuple[str, ...] = ()
    """Where the feed says its pictures are, when it shows none."""


def product_rows(tx: Transaction, products: Sequence[MemberProduct]) -> list[ProductRow]:
    """Products with their first picture and every price in words."""
    show = presentation()
    pictures = pictures_by_ids(tx, [product.asset_ids[0] for product in products if product.asset_ids])
    prices = shown_prices(tx, {product.id: _in_one_market(product.offers) for product in products})
    rows = []
    for product in products:
        picture = pictures.get(product.asset_ids[0]) if product.asset_ids else None
        shown = prices.get(product.id)
        word = shown.offer.availability if shown else ""
        rows.append(
            ProductRow(
                id=str(product.id),
                title=product.title or product.external_id,
                external_id=product.external_id,
                image=image_view(picture, show) if picture else None,
                listed=product.listed,
                price=price_view(shown, show) if shown else PriceView(gettext("no price")),
                availability=word,
                availability_label=_availability(word) if word else gettext("not sold"),
                offers=tuple(_offer_row(offer) for offer in product.offers),
                unfetched=() if product.asset_ids else product.image_links,
            )
        )
    return rows


def availability_options() -> list[tuple[str, str]]:
    """The four words, as the reader says them."""
    return [(word, gettext(text)) for word, text in AVAILABILITY_TEXTS.items()]


def _availability(word: str) -> str:
    return str(gettext(AVAILABILITY_TEXTS[word]))


def _in_one_market(offers: Sequence[MemberOffer]) -> list[MemberOffer]:
    """Those of the reader's market, or of another where nothing is sold here: prices of two are not compared."""
    markets = {offer.market for offer in offers}
    market = current_market() if current_market() in markets else min(markets, default="")
    return [offer for offer in offers if offer.market == market]


def _plain(price: Money) -> str:
    """The amount as one would type it here: no sign, no thousands."""
    return f"{price.amount:f}".replace(".", "," if current_locale() == "fr" else ".")


def _offer_row(offer: MemberOffer) -> OfferRow:
    show = presentation()
    return OfferRow(
        id=str(offer.id),
        variant_id=str(offer.variant_id),
        variant=offer.variant_title,
        market=offer.market,
        market_name=show.country(offer.market),
        price=show.money(offer.price),
        amount=_plain(offer.price),
        currency=offer.price.currency,
        availability=offer.availability,
        availability_label=_availability(offer.availability),
        purchase_url=offer.purchase_url,
        is_open=offer.is_open,
    )
