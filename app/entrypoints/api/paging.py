"""Pages by signed cursor: where the asker wants to continue, and the address of the page after."""

from urllib.parse import urlencode

from flask import request

from app.web.presenting import read_cursor, write_cursor
from app.wire.operations import LIMIT


def asked_page(kind: str, name: str = "before") -> tuple[int | None, int]:
    """The id to continue from, and how many are wanted.

    Raises: CursorRefused, CursorExpired.
    """
    return read_cursor(request.args.get(name), f"api-{kind}"), int(request.args.get("limit") or LIMIT.default)


def next_link(last_id: int | None, kind: str, name: str = "before") -> str | None:
    """The address of the next page: this one's with a new cursor; None at the end."""
    cursor = write_cursor(last_id, f"api-{kind}")
    if cursor is None:
        return None
    kept = [(key, value) for key, value in request.args.items() if key != name]
    return f"{request.path}?{urlencode([*kept, (name, cursor)])}"
