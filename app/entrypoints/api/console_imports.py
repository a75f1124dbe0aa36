"""A brand's catalogue imports for its members: send a file, see how far it is, read what it had to say."""

from app.domain.catalog.actions import upload_and_request_import
from app.domain.catalog.import_options import FORMATS
from app.domain.catalog.import_queries import SEVERITIES, list_imports, list_remarks
from app.domain.catalog.import_queries import get_import as find_import
from app.entrypoints.api.answering import Created
from app.entrypoints.api.console_brand import membership
from app.entrypoints.api.operations import asked, asker_id, operation, own_path
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.transaction import Transaction
from app.resources.container import current
from app.web.access import Access, access
from app.web.presenting import presentation
from app.web.viewer import current_locale
from app.wire import member_makers as make
from app.wire import member_resources as m
from app.wire.operations import LIMIT, PAGED, Param

TAG = "Console: imports"
FILE_TYPES = ("application/xml", "text/xml", "text/csv", "text/plain", "application/octet-stream")
OPTIONS = (
    Param("feed_market", "The country the file's prices are for, two letters; FR unless told.", example="FR"),
    Param("currency", "The currency of prices that name none; a Shopify file needs it.", example="EUR"),
    Param("shop_url", "The shop's address; a Shopify file needs it."),
    Param("locale", "The language of the texts, two letters."),
    Param("stock_country", "The country the stock is in, two letters."),
    Param("full", "What is not in the file is no longer sold.", ("true", "false")),
    Param("markets", "JSON that names the countries and the currency of each `Price / <Market>` column."),
)
_STORED_NAMES = {"feed_market": "market"}


@operation(
    "POST",
    "/console/<brand_slug>/imports",
    tag=TAG,
    takes_file=FILE_TYPES,
    returns=m.Import,
    status=201,
    query=(
        Param("filename", "What the file is called.", example="feed.xml"),
        Param("format", "Found out from the file unless told.", FORMATS),
        *OPTIONS,
    ),
    limits=("60 per hour",),
)
@access(Access.BRAND)
def request_import(tx: Transaction, data: bytes) -> Created:
    """Import a product feed.

    The body is the file itself, at most 19 MB: Google Merchant XML or CSV, or Shopify CSV. It is read by the worker; a bad
    item never stops the rest, and the same file again changes nothing.
    """
    brand = membership()
    options = {_STORED_NAMES.get(one.name, one.name): asked(one.name) for one in OPTIONS if asked(one.name)}
    import_id = upload_and_request_import(
        tx,
        current().storage,
        brand.brand_id,
        asker_id(),
        filename=asked("filename")[:1_000],
        data=data,
        feed_format=asked("format"),
        options=options,
    )
    made = make.catalog_import(find_import(tx, brand.brand_id, import_id), presentation())
    return Created(made, own_path(f"/console/{brand.slug}/imports/{import_id}"))


@operation("GET", "/console/<brand_slug>/imports", tag=TAG, returns=m.ImportPage, query=PAGED)
@access(Access.BRAND)
def list_own_imports(tx: Transaction) -> m.ImportPage:
    """The brand's imports, newest first."""
    show = presentation()
    before, limit = asked_page("imports")
    page = list_imports(tx, membership().brand_id, before=before, limit=limit)
    items = [make.catalog_import(one, show) for one in page.items]
    return m.ImportPage(items, next_link(page.next_before, "imports"))


@operation("GET", "/console/<brand_slug>/imports/<import_id>", tag=TAG, returns=m.Import)
@access(Access.BRAND)
def get_import(tx: Transaction, import_id: int) -> m.Import:
    """How far an import is, and what came of it."""
    return make.catalog_import(find_import(tx, membership().brand_id, import_id), presentation())


@operation(
    "GET",
    "/console/<brand_slug>/imports/<import_id>/diagnostics",
    tag=TAG,
    returns=m.DiagnosticPage,
    query=(
        Param("severity", "Only these.", SEVERITIES),
        Param("after", "Where to continue: the cursor in the page's `next` link."),
        LIMIT,
    ),
)
@access(Access.BRAND)
def list_diagnostics(tx: Transaction, import_id: int) -> m.DiagnosticPage:
    """What an import had to say, in the file's order, with line numbers."""
    severity = asked("severity") or None
    kind = f"remarks-{severity or 'all'}"
    after, limit = asked_page(kind, "after")
    page = list_remarks(
        tx,
        membership().brand_id,
        import_id,
        locale=current_locale(),
        severity=severity,
        after=after,
        limit=limit,
    )
    items = [make.diagnostic(one) for one in page.items]
    return m.DiagnosticPage(items, next_link(page.next_after, kind, "after"))
