"""The presentation of the request being answered, and signed cursors for its pages."""

from flask_babel import gettext

from app.kernel import clock
from app.kernel.errors import AppError, Kind
from app.resources.container import current
from app.web.viewer import current_locale, current_market
from app.wire.presentation import Presentation
from feeds.cursor import Cursor, decode_cursor, encode_cursor
from feeds.errors import BadCursor, CursorFault

CURSOR_DAYS = 7


class CursorRefused(AppError):
    """The page's address continues from nowhere we know."""

    kind = Kind.INVALID
    slug = "cursor-invalid"
    message = "This page's address is not complete. Start again from the top."


class CursorExpired(AppError):
    """The page's address is too old."""

    kind = Kind.GONE
    slug = "cursor-expired"
    message = "This page was left open for too long. Start again from the top."


def presentation() -> Presentation:
    """How this answer speaks."""
    settings = current().settings
    return Presentation(
        locale=current_locale(),
        market=current_market(),
        media_url=settings.media_url,
        link_keys=settings.click_keys,
        now=clock.utcnow(),
        translate=gettext,
    )


def _key() -> bytes:
    return current().settings.secret_key.encode()


def write_cursor(before_id: int | None, kind: str) -> str | None:
    """A signed cursor to continue below an id in one kind of feed; None at the end."""
    if before_id is None:
        return None
    hour = (
        int(clock.utcnow().timestamp()) // 3_600 * 3_600
    )  # so that a page that did not change reads the same
    return encode_cursor(_key(), Cursor(before_id, kind, hour))


def read_cursor(text: str | None, kind: str) -> int | None:
    """The id to continue below, or None without a cursor.

    Raises: CursorRefused, CursorExpired.
    """
    if not text:
        return None
    try:
        now = int(clock.utcnow().timestamp())
        return decode_cursor(_key(), text, kind=kind, now=now, max_age_seconds=CURSOR_DAYS * 86_400).before_id
    except BadCursor as error:
        raise (CursorExpired if error.reason is CursorFault.EXPIRED else CursorRefused) from error
