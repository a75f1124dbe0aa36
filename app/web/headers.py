"""Security headers: a strict content policy with nonces, no inline script or style, and what else ASVS asks for."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g

from app.resources.container import current


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
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        if current().settings.secure_cookies:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if response.mimetype in ("text/html", "application/json", "application/problem+json"):
            headers.setdefault("Cache-Control", "private, no-cache")
            headers.add("Vary", "Cookie")
        return response
