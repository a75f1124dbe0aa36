"""How a form's work is answered: a redirect for a page, an empty success for a script that asked."""

from urllib.parse import unquote, urlsplit

from flask import current_app, flash, make_response, redirect, request
from werkzeug import Response
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect


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
    """The path of the page the form was on, when it is one of ours. A refused form's own address is none."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:  # "http://[": no address at all
        return None
    if parts.netloc != request.host:
        return None
    return page_path(parts.path + (f"?{parts.query}" if parts.query else ""))


def this_page() -> str:
    """The page that is being drawn, to come back to; where a form was refused, the page the form was on."""
    return page_path(request.path) or safe_referrer() or "/"


def page_path(address: str | None) -> str | None:
    """An address when it is one of this site's pages, else None: what only takes forms cannot be gone back to."""
    local = local_path(address)
    if local is None:
        return None
    try:
        current_app.url_map.bind("").match(unquote(urlsplit(local).path), method="GET")
    except RequestRedirect:
        return local  # a page under a slightly other spelling
    except (NotFound, MethodNotAllowed):
        return None
    return local


def page_above() -> str:
    """The page that a form's own address lies under, for whom comes to it by hand: there the form stands."""
    path, query = request.path.rstrip("/"), request.query_string.decode("ascii", "ignore")
    while path := path.rpartition("/")[0]:
        if (found := page_path(f"{path}?{query}" if query else path)) is not None:
            return found
    return "/"


def local_path(address: str | None) -> str | None:
    """An address when it is a path on this site, else None: nobody is sent elsewhere by a parameter."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if any(ord(char) < 32 or char == "\\" for char in address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address
