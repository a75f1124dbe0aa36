"""Security headers: a strict content policy with nonces, no inline script or style, and what else ASVS asks for."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

from app.resources.container import EXTENSION, Resources
from app.web.access import Access, declared_access

DEPENDS_ON = ("Cookie", "Authorization", "Accept-Language", "X-Fragment")
"""What of a request changes an answer: no cache may give one person's, or a fragment, for another's page."""

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""For what is no page: shown by itself it loads nothing."""
_NONCE = "NONCE"


def csp_nonce() -> str:
    """This answer's nonce, for the script and style elements that templates write."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def init_headers(app: Flask) -> None:
    """Add the headers to every answer."""
    resources: Resources = app.extensions[EXTENSION]
    settings = resources.settings
    policy = _page_policy(settings.public_url, settings.media_url, secure=settings.secure_cookies)
    fixed = dict(FIXED)
    if settings.secure_cookies:
        fixed["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    depends_on = ", ".join(DEPENDS_ON)

    @app.after_request
    def secure(response: Response) -> Response:
        # On every answer, so without the many look-ups of the comfortable ways to set a header.
        headers = response.headers
        present = {name.lower() for name in headers.keys()}  # noqa: SIM118 (iterating gives pairs)
        is_page = response.mimetype == "text/html"
        wanted = fixed | {
            "Content-Security-Policy": policy.replace(_NONCE, csp_nonce()) if is_page else DATA_POLICY
        }
        if request.endpoint != "static":
            wanted["Cache-Control"] = "private, no-cache" if _is_open() else "no-store"
            if "vary" in present:
                response.vary.update(DEPENDS_ON)
            else:
                wanted["Vary"] = depends_on
        for name, value in wanted.items():
            if name.lower() not in present:
                headers.add(name, value)
        return response


def _page_policy(public_url: str, media_url: str, *, secure: bool) -> str:
    socket = f"{'wss' if secure else 'ws'}://{urlsplit(public_url).netloc}"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{_NONCE}'",
            f"style-src 'self' 'nonce-{_NONCE}'",
            f"img-src 'self' data: blob: {media_url}",
            f"media-src 'self' {media_url}",
            "font-src 'self'",
            f"connect-src 'self' {socket} {media_url}",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "manifest-src 'self'",
            "object-src 'none'",
        )
    )


def _is_open() -> bool:
    """Whether the answer is for anyone; all else leaves no copy on the reader's disk."""
    level = declared_access(current_app, request.endpoint) if request.endpoint else Access.PUBLIC
    return level is Access.PUBLIC
