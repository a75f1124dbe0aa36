"""A brand's catalogue for its members: products, prices, and pictures on their way in."""

from app.domain.assets.actions import complete_upload as complete
from app.domain.assets.actions import sign_upload as sign
from app.domain.assets.queries import asset_status, pictures_by_ids
from app.domain.catalog.actions import set_offer
from app.domain.catalog.member_queries import (
    ProductFilter,
    count_products_as_member,
    get_product_as_member,
    list_products_as_member,
)
from app.entrypoints.api.answering import Created
from app.entrypoints.api.console_brand import membership
from app.entrypoints.api.operations import asked, operation, own_path
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.errors import InvalidInput
from app.kernel.transaction import Transaction
from app.resources.container import current
from app.web.access import Access, access
from app.web.presenting import presentation
from app.web.viewer import current_locale
from app.wire import member_makers as make
from app.wire import member_resources as m
from app.wire.operations import PAGED, Param
from app.wire.requests import NewUpload, OfferChanges

TAG = "Console: catalogue"
AVAILABILITIES = ("in_stock", "out_of_stock", "preorder", "backorder")
FILTERS = (
    Param("q", "Words of a title, or one of the brand's own ids."),
    Param("availability", "Only products with such an offer.", AVAILABILITIES),
    Param("offers_in", "Only products with an offer in this market, two letters, and only those offers."),
    Param("listed", "Only listed products, or only others.", ("true", "false")),
)


@operation(
    "GET", "/console/<brand_slug>/products", tag=TAG, returns=m.ConsoleProductPage, query=(*FILTERS, *PAGED)
)
@access(Access.BRAND)
def list_own_products(tx: Transaction) -> m.ConsoleProductPage:
    """The brand's products, newest first, listed or not, with every market's offers."""
    brand_id, show = membership().brand_id, presentation()
    before, limit = asked_page("console-products")
    narrow = ProductFilter(
        search=asked("q"),
        availability=asked("availability"),
        market=asked("offers_in").upper(),
        listed={"true": True, "false": False}.get(asked("listed")),
    )
    page = list_products_as_member(tx, brand_id, current_locale(), narrow=narrow, before=before, limit=limit)
    pictures = pictures_by_ids(tx, [asset_id for one in page.items for asset_id in one.asset_ids])
    return m.ConsoleProductPage(
        items=[make.console_product(one, pictures, show) for one in page.items],
        total=count_products_as_member(tx, brand_id, narrow),
        next=next_link(page.next_before, "console-products"),
    )


@operation("GET", "/console/<brand_slug>/products/<product_id>", tag=TAG, returns=m.ConsoleProduct)
@access(Access.BRAND)
def get_own_product(tx: Transaction, product_id: int) -> m.ConsoleProduct:
    """One product of the brand."""
    found = get_product_as_member(tx, membership().brand_id, current_locale(), product_id)
    return make.console_product(found, pictures_by_ids(tx, found.asset_ids), presentation())


@operation(
    "PATCH", "/console/<brand_slug>/offers/<offer_id>", tag=TAG, takes=OfferChanges, returns=m.OfferOutcome
)
@access(Access.BRAND)
def change_offer(tx: Transaction, offer_id: int, body: OfferChanges) -> m.OfferOutcome:
    """Change a price, an availability or both.

    Open cards follow, and the price ledger notes it. The next import of a file that names this offer has the last word.
    """
    try:
        changed = set_offer(
            tx,
            membership().brand_id,
            offer_id,
            price_minor=body.price_minor,
            availability=body.availability,
        )
    except InvalidInput as refusal:
        fields = {"price_minor" if name == "price" else name: text for name, text in refusal.fields.items()}
        raise InvalidInput(fields=fields) from refusal
    return m.OfferOutcome(changed)


@operation(
    "POST",
    "/console/<brand_slug>/uploads",
    tag=TAG,
    takes=NewUpload,
    returns=m.SignedUpload,
    status=201,
    limits=("240 per hour",),
)
@access(Access.BRAND)
def sign_upload(tx: Transaction, body: NewUpload) -> Created:
    """Ask for a form that takes one picture's bytes.

    Send a POST form to `url` within `expires_seconds`, with every one of `fields` and the file last, as `file`; then say
    so with `complete`. JPEG, PNG, WebP, AVIF, HEIC and GIF, at most 15 MB.
    """
    brand = membership()
    signed = sign(
        tx,
        current().uploads,
        brand.brand_id,
        filename=body.filename,
        content_type=body.content_type,
        size_bytes=body.size_bytes,
    )
    return Created(make.signed_upload(signed), own_path(f"/console/{brand.slug}/uploads/{signed.asset_id}"))


@operation("POST", "/console/<brand_slug>/uploads/<asset_id>/complete", tag=TAG, returns=m.Upload)
@access(Access.BRAND)
def complete_upload(tx: Transaction, asset_id: int) -> m.Upload:
    """Say that the bytes were sent: they are looked at now. Harmless to repeat."""
    complete(tx, membership().brand_id, asset_id)
    tx.session.flush()
    return _upload(tx, asset_id)


@operation("GET", "/console/<brand_slug>/uploads/<asset_id>", tag=TAG, returns=m.Upload)
@access(Access.BRAND)
def get_upload(tx: Transaction, asset_id: int) -> m.Upload:
    """How far a picture is."""
    return _upload(tx, asset_id)


def _upload(tx: Transaction, asset_id: int) -> m.Upload:
    return make.upload(asset_status(tx, membership().brand_id, asset_id), presentation())
