"""An import's remarks as a spreadsheet file. A feed's own words are in it, so no cell may run as a formula.

Source: OWASP, CSV injection.
"""

import csv
import io

from flask_babel import gettext

from app.domain.catalog.import_queries import list_remarks
from app.kernel.transaction import Transaction

BATCH = 1_000
_BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def remarks_csv(tx: Transaction, brand_id: int, import_id: int, locale: str, severity: str | None) -> str:
    """Every remark of an import, or those of one severity, in the file's order.

    Raises: ImportNotFound.
    """
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)  # spreadsheets take the file for UTF-8 only with it
    writer = csv.writer(out)
    writer.writerow(
        [gettext("Severity"), gettext("Line"), gettext("Item"), gettext("Field"), gettext("Message")]
    )
    after = None
    while True:
        page = list_remarks(
            tx, brand_id, import_id, locale=locale, severity=severity, after=after, limit=BATCH
        )
        for remark in page.items:
            line = "" if remark.line is None else str(remark.line)
            words = (remark.severity, line, remark.item_ref, remark.field, remark.message)
            writer.writerow([inert(word) for word in words])
        if page.next_after is None:
            return out.getvalue()
        after = page.next_after


def inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
