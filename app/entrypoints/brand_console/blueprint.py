"""The console's blueprint; the modules beside it add its routes. Says how large a form each route reads."""

from flask import Blueprint, request

MIB = 1024 * 1024
FORM_OVERHEAD = 64 * 1024
LARGEST_FEED_BYTES = 20 * MIB
LARGEST_PICTURES_BYTES = 80 * MIB
_BODY_BYTES = {
    "console.import_feed": LARGEST_FEED_BYTES + FORM_OVERHEAD,
    "console.publish": LARGEST_PICTURES_BYTES + FORM_OVERHEAD,
    "console.save_picture": LARGEST_FEED_BYTES + FORM_OVERHEAD,
}

console = Blueprint("console", __name__, url_prefix="/console")


@console.url_value_preprocessor
def _admit_files(endpoint: str | None, values: dict[str, str] | None) -> None:
    # Before anything reads the form (the CSRF check does), and only where a file may come with it.
    if endpoint in _BODY_BYTES:
        request.max_content_length = _BODY_BYTES[endpoint]
