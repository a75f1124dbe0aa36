"""A brand's own products as its console shows them: in the catalogue's table and in the composer's picker."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from app.domain.assets.queries import pictures_by_ids
from app.domain.catalog.member_queries import MemberOffer, MemberProduct
from app.kernel.money import Money
from app.kernel.transaction import Transaction
from app.web.presenting import presentation
from app.web.viewer import current_locale, current_market
from app.wire.cards import AVAILABILITY_TEXTS, ImageView, image_view

_BUYABLE = {"in_stock": 0, "backorder": 1, "preorder": 1, "out_of_stock": 2}


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
class CurrentPrice:
    """What the picker's macro reads of a price."""

    current: str


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product. `price` is its lead offer's in the reader's market, else in any; None without an offer."""

    id: str
    title: str
    external_id: str
    image: ImageView | None
    listed: bool
    price: CurrentPrice
    availability: str
    availability_label: str
    offers: tuple[OfferRow, ...]
    unfetched: tuple[str, ...] = ()
    """Where the feed says its pictures are, when it shows none."""


def product_rows(tx: Transaction, products: Sequence[MemberProduct]) -> list[ProductRow]:
    """Products with their first picture and every price in words."""
    show = presentation()
    pictures = pictures_by_ids(tx, [product.asset_ids[0] for product in products if product.asset_ids])
    rows = []
    for product in products:
        picture = pictures.get(product.asset_ids[0]) if product.asset_ids else None
        lead = _lead(product.offers)
        rows.append(
            ProductRow(
                id=str(product.id),
                title=product.title or product.external_id,
                external_id=product.external_id,
                image=image_view(picture, show) if picture else None,
                listed=product.listed,
                price=CurrentPrice(show.money(lead.price) if lead else gettext("no price")),
                availability=lead.availability if lead else "",
                availability_label=_availability(lead.availability) if lead else gettext("not sold"),
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


def _lead(offers: Sequence[MemberOffer]) -> MemberOffer | None:
    here = [offer for offer in offers if offer.market == current_market()] or list(offers)
    return min(here, key=lambda o: (_BUYABLE[o.availability], o.price.amount_minor), default=None)


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
