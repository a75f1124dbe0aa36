"""A product's offers as its page shows them, and as schema.org says them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.brands.queries import BrandView
from app.domain.catalog.queries import OfferView, ProductView
from app.domain.timelines.cards import ProductCard
from app.wire.cards import (
    AVAILABILITY_TEXTS,
    ImageView,
    PriceView,
    delivery_label,
    variant_price_view,
)
from app.wire.presentation import Presentation

_SCHEMA = {
    "in_stock": "https://schema.org/InStock",
    "out_of_stock": "https://schema.org/OutOfStock",
    "preorder": "https://schema.org/PreOrder",
    "backorder": "https://schema.org/BackOrder",
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One size or colour on a product's page."""

    title: str
    price: PriceView
    availability: str
    availability_label: str
    delivery_label: str | None


def delivery_sentence(offer: OfferView, show: Presentation) -> str:
    """What is known of the way to the door, in one sentence; never a promise that the brand did not make."""
    shortest, longest = offer.delivery_days_min, offer.delivery_days_max
    if offer.availability != "in_stock" or longest is None:
        return show.translate("How soon it can be with you is said in the brand's shop.")
    if longest <= 1:
        return show.translate("With you within a day.")
    if shortest is None or shortest >= longest:
        return show.translate("With you within %(longest)s days.") % {"longest": longest}
    return show.translate("With you in %(shortest)s to %(longest)s days.") % {
        "shortest": shortest,
        "longest": longest,
    }


def offer_rows(card: ProductCard, show: Presentation) -> list[OfferRow]:
    """Every variant sold in the viewer's market, in the brand's order, each with its own true prior price."""
    price = card.price
    return [
        OfferRow(
            title=offer.name,
            price=variant_price_view(offer.price, price.prior_of(offer.variant_id) if price else None, show),
            availability=offer.availability,
            availability_label=show.translate(AVAILABILITY_TEXTS[offer.availability]),
            delivery_label=delivery_label(offer, show),
        )
        for offer in card.product.offers
    ]


def are_alike(rows: Sequence[OfferRow]) -> bool:
    """Whether the product's own price says all of its variants' that can be bought: their names are then enough."""
    open_rows = [row for row in rows if row.availability != "out_of_stock"] or rows
    return len({row.price for row in open_rows}) == 1 and all(row.title for row in rows)


def product_json_ld(
    product: ProductView, brand: BrandView, pictures: Sequence[ImageView], public_url: str
) -> dict[str, object]:
    """schema.org Product with its offers, for search engines."""
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "description": product.description,
        "brand": {"@type": "Brand", "name": brand.name},
        "url": f"{public_url}/products/{product.id}",
        "image": [picture.src for picture in pictures],
        "offers": [
            {
                "@type": "Offer",
                "price": str(offer.price.amount),
                "priceCurrency": offer.price.currency,
                "availability": _SCHEMA[offer.availability],
                "url": f"{public_url}/products/{product.id}",
                "areaServed": offer.market,
            }
            for offer in product.offers
        ],
    }
