"""Writes of the catalogue: asking for an import, and the console's edits of prices and availability."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.catalog.applying import lock_products
from app.domain.catalog.errors import FeedTooLarge, FilesAway, OfferNotFound
from app.domain.catalog.events import ImportRequested, ProductChanged
from app.domain.catalog.import_options import read_options
from app.domain.catalog.models import Availability, CatalogImport, Offer, Product, Variant
from app.kernel import clock
from app.kernel.errors import InvalidInput
from app.kernel.ids import new_id
from app.kernel.money import MAX_MINOR
from app.kernel.outbox import record
from app.kernel.transaction import Transaction
from media.contract import Storage
from media.errors import StorageUnavailable
from media.keys import quarantine_prefix

MAX_FILE_BYTES = 19 * 1024 * 1024
"""Of a feed sent through a form: a little less than a request may hold."""


def import_source_key(brand_id: int, import_id: int) -> str:
    """Where an import's file waits in storage."""
    return f"{quarantine_prefix(brand_id)}imports/{import_id}"


def request_import(
    tx: Transaction,
    brand_id: int,
    account_id: int | None,
    *,
    filename: str,
    source_key: str,
    feed_format: str = "",
    options: Mapping[str, str] | None = None,
    import_id: int | None = None,
) -> int:
    """Ask for a stored file to be imported; answers the import's id. It begins when the transaction commits.

    Shapes: `options` as `import_options.read_options` takes them; `feed_format` "" sniffs it.
    Raises: InvalidInput naming every faulty option.
    """
    if not source_key.startswith(quarantine_prefix(brand_id)):
        raise ValueError("an import reads its own brand's files only")
    wanted = read_options(options or {}, feed_format)
    run = CatalogImport(
        id=import_id or new_id(),
        brand_id=brand_id,
        requested_by=account_id,
        filename=clean_filename(filename),
        source_key=source_key,
        format=feed_format,
        options=wanted.to_stored(),
    )
    tx.session.add(run)
    tx.session.flush()
    record(tx, ImportRequested(run.id, brand_id))
    return run.id


def upload_and_request_import(
    tx: Transaction,
    storage: Storage,
    brand_id: int,
    account_id: int | None,
    *,
    filename: str,
    data: bytes,
    feed_format: str = "",
    options: Mapping[str, str] | None = None,
) -> int:
    """Store a file that came with a form, and ask for its import; answers the import's id.

    Raises: InvalidInput for no file or faulty options; FeedTooLarge; FilesAway.
    """
    read_options(options or {}, feed_format)
    if not data:
        raise InvalidInput(fields={"file": "Choose a file: Google XML or CSV, or Shopify CSV."})
    if len(data) > MAX_FILE_BYTES:
        raise FeedTooLarge
    import_id = new_id()
    key = import_source_key(brand_id, import_id)
    try:
        storage.put_bytes(key, data, "application/octet-stream")
    except StorageUnavailable as error:
        raise FilesAway(retry_after_seconds=30) from error
    return request_import(
        tx,
        brand_id,
        account_id,
        filename=filename,
        source_key=key,
        feed_format=feed_format,
        options=options,
        import_id=import_id,
    )


def clean_filename(filename: str) -> str:
    """The last part of a file's name, printable and at most 255 characters; for showing, never for opening."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[:255]


@dataclass(frozen=True, slots=True)
class OfferChange:
    """What to change of an offer; None leaves it. Units: minor units of its currency."""

    price_minor: int | None = None
    availability: str | None = None

    def faults(self) -> dict[str, str]:
        """What is wrong with it, by field."""
        found = {}
        if self.price_minor is not None and not 0 <= self.price_minor <= MAX_MINOR:
            found["price"] = "Write a price of zero or more."
        if self.availability is not None and self.availability not in {word.value for word in Availability}:
            found["availability"] = "Choose in stock, out of stock, pre-order or back order."
        return found


def set_offer(
    tx: Transaction,
    brand_id: int,
    offer_id: int,
    *,
    price_minor: int | None = None,
    availability: str | None = None,
) -> bool:
    """Change an offer's price, its availability or both; open cards follow. Answers whether anything changed.

    The next import of a file that names this offer has the last word again. Units: minor units of its currency.
    Raises: OfferNotFound, InvalidInput.
    """
    change = OfferChange(price_minor, availability)
    if faults := change.faults():
        raise InvalidInput(fields=faults)
    query = select(Variant.product_id).join(Offer, Offer.variant_id == Variant.id)
    product_id = tx.session.scalar(query.where(Offer.id == offer_id, Offer.brand_id == brand_id))
    if product_id is None:
        raise OfferNotFound
    return set_offers(tx, brand_id, product_id, {offer_id: change}) == 1


def set_offers(tx: Transaction, brand_id: int, product_id: int, changes: Mapping[int, OfferChange]) -> int:
    """Change several offers of one product, all of them or none; open cards follow. Answers how many truly changed.

    Raises: OfferNotFound where one is not this product's; InvalidInput with fields "<offer id>.<field>".
    """
    faults = {
        f"{offer_id}.{name}": words
        for offer_id, change in changes.items()
        for name, words in change.faults().items()
    }
    if faults:
        raise InvalidInput(fields=faults)
    if not changes:
        return 0
    product, offers = _held_offers(tx, brand_id, product_id, changes)
    now = clock.utcnow()
    changed = sum(_change_offer(offers[offer_id], change, now) for offer_id, change in changes.items())
    if changed:
        product.updated_at, product.content_sha256 = now, ""
        record(tx, ProductChanged(product.id, brand_id))
    return changed


def _change_offer(offer: Offer, change: OfferChange, now: datetime) -> bool:
    price_minor = offer.price_minor if change.price_minor is None else change.price_minor
    availability = change.availability or offer.availability
    if (price_minor, availability) == (offer.price_minor, offer.availability):
        return False
    offer.price_minor, offer.availability, offer.updated_at = price_minor, availability, now
    if offer.claimed_price_minor is not None and offer.claimed_price_minor <= price_minor:
        offer.claimed_price_minor = None
    return True


def _held_offers(
    tx: Transaction, brand_id: int, product_id: int, offer_ids: Collection[int]
) -> tuple[Product, dict[int, Offer]]:
    """A brand's product and some of its offers, as they are now, until this transaction ends. Raises: OfferNotFound."""
    held = [product for product in lock_products(tx, [product_id]) if product.brand_id == brand_id]
    query = select(Offer).join(Variant, Variant.id == Offer.variant_id)
    query = query.where(Variant.product_id == product_id, Offer.id.in_(offer_ids))
    found = tx.session.scalars(query.execution_options(populate_existing=True)).all()
    offers = {offer.id: offer for offer in found}
    if not held or offers.keys() != set(offer_ids):
        raise OfferNotFound
    return held[0], offers
