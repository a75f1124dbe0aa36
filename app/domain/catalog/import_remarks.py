"""Stores what an import has to say, up to a cap; beyond it remarks are only counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text

from app.domain.catalog.import_words import describe_remark
from app.domain.catalog.importing.messages import words_of
from app.domain.catalog.importing.types import Diagnostic
from app.domain.catalog.models import ImportDiagnostic
from app.kernel.ids import new_id
from app.kernel.transaction import Transaction

MAX_STORED = 5_000

_TOLD = text(
    "SELECT error_count + warning_count + info_count AS told FROM catalog_imports WHERE id = :import_id"
)


@dataclass(slots=True)
class Remarks:
    """One import's remarks; `count` is how many are stored and committed."""

    import_id: int
    brand_id: int
    count: int

    @classmethod
    def resume(cls, tx: Transaction, import_id: int, brand_id: int) -> "Remarks":
        """Go on where an earlier try stopped."""
        query = (
            select(func.count()).select_from(ImportDiagnostic).where(ImportDiagnostic.import_id == import_id)
        )
        return cls(import_id, brand_id, tx.session.scalar(query) or 0)

    def store(self, tx: Transaction, remarks: Sequence[Diagnostic]) -> int:
        """Store as many as there is room for; how many that was."""
        rows = [self._row(one) for one in remarks[: max(0, MAX_STORED - self.count)]]
        tx.session.add_all(rows)
        tx.session.flush()
        return len(rows)

    def store_last(self, tx: Transaction, remarks: Sequence[Diagnostic]) -> None:
        """Store the closing remarks whatever the cap, and how many others are not listed."""
        told = tx.session.scalar(_TOLD, {"import_id": self.import_id}) or 0
        hidden = told - self.count
        closing = list(remarks)
        if hidden > 0:
            closing.append(Diagnostic("info", "more_not_listed", params={"count": str(hidden)}))
        tx.session.add_all([self._row(one) for one in closing])
        tx.session.flush()

    def _row(self, remark: Diagnostic) -> ImportDiagnostic:
        words = words_of(remark)
        return ImportDiagnostic(
            id=new_id(),
            import_id=self.import_id,
            brand_id=self.brand_id,
            severity=remark.severity,
            code=remark.code,
            line=remark.line or None,
            item_ref=remark.item_ref[:255],
            field=remark.field[:80],
            message=describe_remark(remark.code, words),
            params=words,
        )
