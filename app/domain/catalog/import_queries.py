"""Reads of imports: how far they are, what came of them, what they had to say. Private to the brand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.catalog.errors import ImportNotFound
from app.domain.catalog.import_words import describe_remark
from app.domain.catalog.models import CatalogImport, ImportDiagnostic
from app.kernel.paging import Page
from app.kernel.transaction import Transaction

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class ImportView:
    """One import. `status`: waiting, running, done, failed; `percent` of the file that was read.

    `items_total` is every item of the file, and the sum of created, updated, unchanged and refused.

    `failure` is an English sentence that is a translation key, "" unless failed.
    """

    id: int
    filename: str
    format: str
    options: dict[str, str]
    status: str
    failure: str
    percent: int
    items_total: int
    created_count: int
    updated_count: int
    unchanged_count: int
    error_count: int
    warning_count: int
    info_count: int
    requested_by: int | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def taken_count(self) -> int:
        """The file's items that are in the catalogue now."""
        return self.created_count + self.updated_count + self.unchanged_count

    @property
    def refused_count(self) -> int:
        """The file's items that could not be taken; the remarks say why."""
        return self.items_total - self.taken_count

    @property
    def is_over(self) -> bool:
        """Nothing about it will change any more."""
        return self.status in ("done", "failed")


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What an import had to say of one line or item, in the reader's language. `line` None: the whole file."""

    id: int
    severity: str
    code: str
    line: int | None
    item_ref: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """Remarks in the file's order; `next_after` is the id to ask above for the next page, or None at the end."""

    items: Sequence[RemarkView]
    next_after: int | None = None


def _view(run: CatalogImport) -> ImportView:
    over = run.status in ("done", "failed")
    return ImportView(
        id=run.id,
        filename=run.filename,
        format=run.format,
        options=dict(run.options),
        status=run.status,
        failure=run.failure,
        percent=100 if over else min(99, 100 * run.bytes_read // max(run.bytes_total, 1)),
        items_total=run.items_total,
        created_count=run.created_count,
        updated_count=run.updated_count,
        unchanged_count=run.unchanged_count,
        error_count=run.error_count,
        warning_count=run.warning_count,
        info_count=run.info_count,
        requested_by=run.requested_by,
        created_at=run.created_at,
        started_at=run.started_at,
        finished_at=run.finished_at,
    )


def list_imports(
    tx: Transaction, brand_id: int, *, before: int | None = None, limit: int = 20
) -> Page[ImportView]:
    """A brand's imports, newest first."""
    query = select(CatalogImport).where(CatalogImport.brand_id == brand_id)
    if before is not None:
        query = query.where(CatalogImport.id < before)
    runs = tx.session.scalars(query.order_by(CatalogImport.id.desc()).limit(limit + 1)).all()
    views = [_view(run) for run in runs[:limit]]
    return Page(views, views[-1].id if len(runs) > limit else None)


def get_import(tx: Transaction, brand_id: int, import_id: int) -> ImportView:
    """One import of a brand.

    Raises: ImportNotFound.
    """
    query = select(CatalogImport).where(CatalogImport.id == import_id, CatalogImport.brand_id == brand_id)
    run = tx.session.scalar(query)
    if run is None:
        raise ImportNotFound
    return _view(run)


def list_remarks(
    tx: Transaction,
    brand_id: int,
    import_id: int,
    *,
    locale: str = "en",
    severity: str | None = None,
    after: int | None = None,
    limit: int = 50,
) -> RemarkPage:
    """What an import had to say, in the file's order, all or of one severity.

    Raises: ImportNotFound.
    """
    get_import(tx, brand_id, import_id)
    query = select(ImportDiagnostic).where(
        ImportDiagnostic.import_id == import_id, ImportDiagnostic.brand_id == brand_id
    )
    if severity in SEVERITIES:
        query = query.where(ImportDiagnostic.severity == severity)
    if after is not None:
        query = query.where(ImportDiagnostic.id > after)
    rows = tx.session.scalars(query.order_by(ImportDiagnostic.id).limit(limit + 1)).all()
    views = [
        RemarkView(
            id=row.id,
            severity=row.severity,
            code=row.code,
            line=row.line,
            item_ref=row.item_ref,
            field=row.field,
            message=describe_remark(row.code, dict(row.params), locale),
        )
        for row in rows[:limit]
    ]
    return RemarkPage(views, views[-1].id if len(rows) > limit else None)
