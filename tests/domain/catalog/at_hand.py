"""Imports as a brand's console starts them and the worker carries them, and looks at what they left."""

from dataclasses import dataclass

from sqlalchemy import Engine, func, select, text

from app.domain.catalog.actions import upload_and_request_import
from app.domain.catalog.import_queries import ImportView, RemarkView, get_import, list_remarks
from app.domain.catalog.models import Offer, Product, Variant
from app.domain.pricing.models import PriceLedgerEntry
from app.entrypoints.worker.imports import run_import
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from tests.factories.shop import MadeBrand, make_brand

GOOGLE = {"market": "FR", "locale": "fr"}
SHOPIFY = {"market": "FR", "currency": "EUR", "shop_url": "https://shop.example.com", "locale": "fr"}


@dataclass
class Shop:
    """One brand and its imports."""

    resources: Resources
    brand: MadeBrand

    @property
    def engine(self) -> Engine:
        return self.resources.engine

    @property
    def scope(self) -> Scope:
        return Scope.brand(self.brand.owner_id, self.brand.id)

    def request(self, data: bytes, options: dict[str, str] | None = None, feed_format: str = "") -> int:
        """Upload a file and ask for its import; nothing has run yet."""
        with transaction(self.engine, self.scope) as tx:
            return upload_and_request_import(
                tx,
                self.resources.storage,
                self.brand.id,
                self.brand.owner_id,
                filename="feed.xml",
                data=data,
                options=options or GOOGLE,
                feed_format=feed_format,
            )

    def run(self, data: bytes, options: dict[str, str] | None = None, feed_format: str = "") -> ImportView:
        """Upload a file and import it."""
        import_id = self.request(data, options, feed_format)
        run_import(str(import_id))
        return self.see(import_id)

    def see(self, import_id: int) -> ImportView:
        with transaction(self.engine, self.scope) as tx:
            return get_import(tx, self.brand.id, import_id)

    def remarks(self, import_id: int, locale: str = "en") -> list[RemarkView]:
        with transaction(self.engine, self.scope) as tx:
            return list(list_remarks(tx, self.brand.id, import_id, locale=locale, limit=10_000).items)

    def codes(self, import_id: int) -> list[str]:
        return [one.code for one in self.remarks(import_id)]

    def count(self, table: type[Product] | type[Variant] | type[Offer] | type[PriceLedgerEntry]) -> int:
        with transaction(self.engine, self.scope) as tx:
            query = select(func.count()).select_from(table).where(table.brand_id == self.brand.id)
            return tx.session.scalar(query) or 0

    def product(self, external_id: str) -> Product:
        with transaction(self.engine, self.scope) as tx:
            query = select(Product).where(
                Product.brand_id == self.brand.id, Product.external_id == external_id
            )
            return tx.session.scalars(query).one()

    def offers(self, external_id: str) -> dict[str, Offer]:
        """A product's offers by its variants' ids."""
        with transaction(self.engine, self.scope) as tx:
            query = (
                select(Variant.external_id, Offer)
                .join(Offer, Offer.variant_id == Variant.id)
                .join(Product, Product.id == Variant.product_id)
                .where(Product.brand_id == self.brand.id, Product.external_id == external_id)
                .order_by(Variant.position)
            )
            return {row.external_id: row.Offer for row in tx.session.execute(query)}

    def announced(self) -> list[str]:
        """The products whose change was recorded, oldest first."""
        query = text(
            "SELECT payload->>'product_id' FROM outbox WHERE name = 'product.changed'"
            " AND payload->>'brand_id' = :brand ORDER BY id"
        )
        with transaction(self.engine, Scope.system()) as tx:
            return list(tx.session.scalars(query, {"brand": str(self.brand.id)}))

    def announced_as_a_whole(self) -> int:
        """How often the catalogue as a whole was recorded as changed."""
        query = text(
            "SELECT count(*) FROM outbox WHERE name = 'catalog.changed' AND payload->>'brand_id' = :brand"
        )
        with transaction(self.engine, Scope.system()) as tx:
            return tx.session.scalar(query, {"brand": str(self.brand.id)}) or 0

    def everything(self) -> list[object]:
        """Every stored value of the catalogue, to compare before and after."""
        found: list[object] = []
        with transaction(self.engine, self.scope) as tx:
            for table in ("products", "variants", "offers", "price_ledger"):
                rows = tx.session.execute(
                    text(f"SELECT to_jsonb(t) FROM {table} t WHERE brand_id = :brand ORDER BY id"),
                    {"brand": self.brand.id},
                )
                found += list(rows.scalars())
        return found


def open_shop(resources: Resources, *domains: str) -> Shop:
    """A shop of a fresh brand."""
    return Shop(resources, make_brand(resources.engine, domains=domains or ("shop.example",)))
