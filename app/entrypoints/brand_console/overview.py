"""A brand's first page: where it stands, its numbers, its latest import and posts, and the next step."""

from app.domain.attribution.queries import numbers_of_brand
from app.domain.catalog.import_queries import list_imports
from app.domain.posts.queries import posts_of_brand
from app.entrypoints.brand_console.blueprint import console
from app.entrypoints.brand_console.views import Closure, closure_of, console_page, membership, post_rows
from app.web.access import Access, access
from app.web.unit import unit

LATEST = 5


@console.get("/<brand_slug>/", endpoint="overview")
@access(Access.BRAND)
def overview(brand_slug: str) -> str:
    """Status, counts, latest import and posts."""
    brand_id = membership().brand_id
    with unit() as tx:
        numbers = numbers_of_brand(tx, brand_id)
        rows = post_rows(tx, list(posts_of_brand(tx, brand_id, limit=LATEST).items))
        imports = list_imports(tx, brand_id, limit=1).items
        closure = closure_of(tx) if membership().status == "suspended" else Closure()
    last_import = imports[0] if imports else None
    return console_page(
        "overview.html", "overview", numbers=numbers, rows=rows, closure=closure, last_import=last_import
    )
