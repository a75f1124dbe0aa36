"""CSRF: a token on every form and unsafe request that a cookie authenticates; bearer tokens need none."""

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

from app.kernel.errors import Forbidden
from app.web.viewer import current_person


class CsrfRefused(Forbidden):
    """The form's token is missing or stale."""

    slug = "csrf"
    message = (
        "This form was open for too long, or came from elsewhere. Nothing was changed. Load the page again."
    )


class Csrf(CSRFProtect):
    """The library's check, told as this application tells refusals."""

    def _error_response(self, reason: str) -> None:
        raise CsrfRefused(params={"reason": reason})


csrf = Csrf()


def init_csrf(app: Flask) -> None:
    """Check every unsafe request unless its person came by bearer token."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = 12 * 3600
    app.config["WTF_CSRF_SSL_STRICT"] = False
    csrf.init_app(app)

    @app.before_request
    def protect() -> None:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE") or request.endpoint is None:
            return
        person = current_person()
        if person is not None and person.by_token:
            return
        csrf.protect()
