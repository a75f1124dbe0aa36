"""What happens to products."""

from dataclasses import dataclass
from typing import ClassVar

from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ProductChanged(Event):
    """A product's price, availability or name changed: open cards that show it are out of date."""

    name: ClassVar[str] = "product.changed"
    product_id: int
    brand_id: int


@dataclass(frozen=True, slots=True)
class CatalogChanged(Event):
    """Many of a brand's products changed at once: one word for all of them, so that it holds up nobody's post."""

    name: ClassVar[str] = "catalog.changed"
    brand_id: int


@dataclass(frozen=True, slots=True)
class ImportRequested(Event):
    """A feed file waits to be imported."""

    name: ClassVar[str] = "import.requested"
    import_id: int
    brand_id: int
