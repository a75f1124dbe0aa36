"""Security headers: a strict content policy with nonces, no inline script or style, and what else ASVS asks for."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

from app.resources.container import current
from app.web.access import Access, declared_access

DEPENDS_ON = ("Cookie", "Authorization", "Accept-Language", "X-Fragment")
"""What of a request changes an answer: no cache may give one person's, or a fragment, for another's page."""


def csp_nonce() -> str:
    """This answer's nonce, for the script and style elements that templates write."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def _policy() -> str:
    settings = current().settings
    media = settings.media_url
    host = urlsplit(settings.public_url).netloc
    socket = f"{'wss' if settings.secure_cookies else 'ws'}://{host}"
    nonce = csp_nonce()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            f"img-src 'self' data: blob: {media}",
            f"media-src 'self' {media}",
            "font-src 'self'",
            f"connect-src 'self' {socket} {media}",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "manifest-src 'self'",
            "object-src 'none'",
        )
    )


def init_headers(app: Flask) -> None:
    """Add the headers to every answer."""

    @app.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _policy())
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        if current().settings.secure_cookies:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if request.endpoint != "static":
            headers.setdefault("Cache-Control", "private, no-cache" if _is_open() else "no-store")
            response.vary.update(DEPENDS_ON)
        return response


def _is_open() -> bool:
    """Whether the answer is for anyone; all else leaves no copy on the reader's disk."""
    level = declared_access(current_app, request.endpoint) if request.endpoint else Access.PUBLIC
    return level is Access.PUBLIC
