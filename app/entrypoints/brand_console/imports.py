"""Catalogue files: sending one, watching it, and reading what it had to say."""

from flask import request
from flask_babel import gettext
from werkzeug import Response

from app.domain.catalog.actions import upload_and_request_import
from app.domain.catalog.errors import FeedTooLarge, FilesAway
from app.domain.catalog.import_queries import SEVERITIES, get_import, list_imports, list_remarks
from app.entrypoints.brand_console.blueprint import console
from app.entrypoints.brand_console.brand_form import country_options
from app.entrypoints.brand_console.remarks_csv import remarks_csv
from app.entrypoints.brand_console.views import by_field, console_page, here, membership, own_id
from app.kernel.errors import InvalidInput
from app.resources.container import current
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.presenting import presentation, read_cursor, write_cursor
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import MARKETS, current_locale, current_market, current_person
from app.wire.problems import status_of

PAGE = 15
REMARKS = 50
FIELDS = ("format", "market", "currency", "shop_url", "locale", "stock_country", "full")


@console.get("/<brand_slug>/imports", endpoint="imports")
@access(Access.BRAND)
def imports(brand_slug: str) -> str:
    """The files sent before, and the form to send another."""
    return _render({"market": current_market(), "currency": "EUR"}, {})


@console.post("/<brand_slug>/imports", endpoint="import_feed")
@access(Access.BRAND)
@limiter.limit("60 per hour")
def import_feed(brand_slug: str) -> Response | tuple[str, int]:
    """Take a catalogue file and have it read by the worker."""
    typed = {name: request.form.get(name, "").strip()[:300] for name in FIELDS}
    file, person = request.files.get("file"), current_person()
    options = {name: value for name, value in typed.items() if value and name != "format"}
    try:
        with unit() as tx:
            import_id = upload_and_request_import(
                tx,
                current().storage,
                membership().brand_id,
                person.account_id if person else None,
                filename=(file.filename or "") if file else "",
                data=file.read() if file else b"",
                feed_format=typed["format"],
                options=options,
            )
    except InvalidInput as refusal:
        return _render(typed, refusal.fields), 422
    except (FeedTooLarge, FilesAway) as refusal:
        return _render(typed, {"file": refusal.message}), status_of(refusal)
    return go_back(
        here("import_run", import_id=import_id), gettext("The file is here. It is being read now.")
    )


@console.get("/<brand_slug>/imports/<import_id>", endpoint="import_run")
@access(Access.BRAND)
def import_run(brand_slug: str, import_id: str) -> str:
    """How far an import is, what came of it, and what it had to say."""
    run_id, brand_id = own_id(import_id), membership().brand_id
    wished = request.args.get("severity", "")
    severity = wished if wished in SEVERITIES else None
    kind = f"remarks-{severity or 'all'}"
    after = read_cursor(request.args.get("after"), kind)
    with unit() as tx:
        run = get_import(tx, brand_id, run_id)
        page = list_remarks(
            tx, brand_id, run_id, locale=current_locale(), severity=severity, after=after, limit=REMARKS
        )
    cursor = write_cursor(page.next_after, kind)
    kept = {"severity": severity} if severity else {}
    return console_page(
        "import.html",
        "imports",
        run=run,
        market_name=presentation().country(run.options.get("market", "FR")),
        remarks=page.items,
        severity=severity,
        first_href=here("import_run", import_id=run_id, **kept) if after else None,
        next_href=here("import_run", import_id=run_id, after=cursor, **kept) if cursor else None,
        csv_href=here("import_csv", import_id=run_id, **kept),
    )


@console.get("/<brand_slug>/imports/<import_id>/remarks.csv", endpoint="import_csv")
@access(Access.BRAND)
def import_csv(brand_slug: str, import_id: str) -> Response:
    """Everything an import had to say, for a spreadsheet: no cell is taken for a formula."""
    wished = request.args.get("severity", "")
    run_id, severity = own_id(import_id), wished if wished in SEVERITIES else None
    with unit() as tx:
        text = remarks_csv(tx, membership().brand_id, run_id, current_locale(), severity)
    headers = {"Content-Disposition": f'attachment; filename="import-{run_id}.csv"'}
    return Response(text, mimetype="text/csv", headers=headers)


def _render(typed: dict[str, str], faults: dict[str, str]) -> str:
    before = read_cursor(request.args.get("before"), "imports")
    with unit() as tx:
        page = list_imports(tx, membership().brand_id, before=before, limit=PAGE)
    cursor = write_cursor(page.next_before, "imports")
    show = presentation()
    return console_page(
        "imports.html",
        "imports",
        runs=page.items,
        form=typed,
        errors=by_field(faults),
        markets=[(code, show.country(code)) for code in MARKETS],
        countries=country_options(),
        first_href=here("imports") if before else None,
        next_href=here("imports", before=cursor) if cursor else None,
    )
