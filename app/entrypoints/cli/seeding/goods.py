"""The demo's products, each with sixty days of prices: written one moment after the other, as they happened."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Engine

from app.domain.catalog.applying import apply_products
from app.domain.catalog.pictures import is_stocked, product_id_of, set_pictures
from app.domain.catalog.wanted import WantedOffer, WantedProduct, WantedVariant
from app.entrypoints.cli.demo.content.shapes import DemoProduct, DemoVariant, Words
from app.kernel import clock
from app.kernel.scope import Scope
from app.kernel.transaction import transaction

MARKET_OF_LOCALE = ("fr", "en")
_AVAILABILITY = {
    "in_stock": "in_stock",
    "low_stock": "in_stock",
    "out_of_stock": "out_of_stock",
    "preorder": "preorder",
}


def put_product(
    engine: Engine,
    brand_id: int,
    brand_name: str,
    product: DemoProduct,
    assets: Mapping[tuple[int, str], int],
    purchase_url: str,
) -> int:
    """Store a product as it became what it is; answers its id. A repeat finds everything in place."""
    moments = sorted({point.since for variant in product.variants for point in variant.prices})
    # In the system's name: only it may write a price into the past. All of a product or nothing: its ledger is
    # never begun twice.
    with transaction(engine, Scope.system()) as tx:
        if not is_stocked(tx, brand_id, product.key):
            for moment in moments:
                for locale in MARKET_OF_LOCALE:
                    wanted = _wanted(product, brand_name, locale, moment, purchase_url)
                    with clock.frozen(moment):
                        apply_products(tx, brand_id, [wanted])
                        tx.session.flush()
    with transaction(engine, Scope.brand(None, brand_id)) as tx:
        product_id = product_id_of(tx, brand_id, product.key)
        set_pictures(
            tx, brand_id, product_id, [assets[brand_id, picture.key] for picture in product.pictures]
        )
    return product_id


def _wanted(
    product: DemoProduct, brand_name: str, locale: str, moment: datetime, purchase_url: str
) -> WantedProduct:
    return WantedProduct(
        external_id=product.key,
        locale=locale,
        title=_say(product.title, locale),
        description=_say(product.description, locale),
        product_type=product.category,
        maker=brand_name,
        condition="new",
        image_links=(),
        listed=True,
        variants=tuple(
            _variant(product, one, position, moment, purchase_url)
            for position, one in enumerate(product.variants)
        ),
        countries=frozenset(point.market for variant in product.variants for point in variant.prices),
        partial=False,
        is_complete=True,
        line=0,
        content_sha256=sha256(f"{product.key} {locale} {moment.isoformat()}".encode()).hexdigest(),
    )


def _variant(
    product: DemoProduct, variant: DemoVariant, position: int, moment: datetime, purchase_url: str
) -> WantedVariant:
    in_force = {point.market: point for point in variant.prices if point.since <= moment}
    return WantedVariant(
        external_id=variant.key,
        title=" · ".join(_say(value, "fr") for _, value in variant.options),
        options={_say(name, "fr"): _say(value, "fr") for name, value in variant.options},
        gtin=variant.gtin or None,
        mpn=None,
        position=position,
        offers=tuple(
            WantedOffer(
                market=point.market,
                price_minor=point.price_minor,
                currency=point.currency,
                claimed_price_minor=None,
                availability=_AVAILABILITY[variant.availability],
                purchase_url=purchase_url,
                stock_country=product.stock_country,
                delivery_days_min=product.delivery_days_min,
                delivery_days_max=product.delivery_days_max,
            )
            for point in in_force.values()
        ),
    )


def _say(words: Words, locale: str) -> str:
    return words.fr if locale == "fr" else words.en
