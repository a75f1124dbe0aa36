"""How a form's work is answered: a redirect for a page, an empty success for a script that asked."""

from urllib.parse import urlsplit

from flask import flash, make_response, redirect, request
from werkzeug import Response


def asked_by_script() -> bool:
    """Whether our own JavaScript sent this form and only wants to know that it worked."""
    return request.headers.get("X-Requested-With") == "fetch"


def done(fallback: str) -> Response:
    """Nothing to say: back to the page the form was on, or 204 for a script."""
    if asked_by_script():
        return make_response("", 204)
    return redirect(safe_referrer() or fallback, 303)


def go_back(address: str, words: str, tone: str = "success") -> Response:
    """Say what was done on the next page."""
    flash(words, tone)
    return redirect(address, 303)


def safe_referrer() -> str | None:
    """The path of the page the form was on, when it is one of ours."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:  # "http://[": no address at all
        return None
    if parts.netloc != request.host:
        return None
    return local_path(parts.path + (f"?{parts.query}" if parts.query else ""))


def local_path(address: str | None) -> str | None:
    """An address when it is a path on this site, else None: nobody is sent elsewhere by a parameter."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if any(ord(char) < 32 or char == "\\" for char in address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address
