"""Whatever is refused is refused in French too."""

import pytest

from app.domain.assets import errors as asset_errors
from app.domain.assets.processing import GAVE_UP
from app.domain.catalog import errors as catalog_errors
from app.domain.catalog.import_leases import GAVE_UP as IMPORT_GAVE_UP
from app.domain.catalog.import_running import FILE_GONE, NOTHING_READ
from app.kernel.errors import AppError
from app.web.locale import load_translations
from media.errors import ImageRefused, list_slugs
from media.probing import sniff_format

FOREIGN = (b"%PDF", b"II*\0", b"BM", b"PK\3\4", b"<svg", b"<html", b"\x1a\x45\xdf\xa3", b"\0\0\0\x18ftypqt  ")


def sentences() -> list[str]:
    found = [
        kind.default_detail
        for kind in list_slugs().values()
        if not kind.retryable and kind.slug != "media-error"
    ]
    for module in (asset_errors, catalog_errors):
        kinds = [
            kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, AppError)
        ]
        found += [kind.message for kind in kinds if kind.__module__ == module.__name__]
    for head in FOREIGN:
        with pytest.raises(ImageRefused) as refused:
            sniff_format(head)
        found.append(refused.value.detail)
    return [*found, GAVE_UP, IMPORT_GAVE_UP, FILE_GONE, NOTHING_READ]


def test_refusals_are_said_in_french() -> None:
    french = load_translations("fr")
    assert [text for text in sentences() if french.gettext(text) == text] == []
