"""The request id: taken from the proxy when it looks sane, made here otherwise, answered back in a header."""

import re
import secrets
import time

import structlog
from flask import Flask, Response, g, request

from app.kernel.errors import NotFound
from app.kernel.transaction import request_id_var

HEADER = "X-Request-Id"
_SANE = re.compile(r"[A-Za-z0-9_.-]{8,64}")
_log = structlog.get_logger("vitrine.access")


def init_requests(app: Flask) -> None:
    """Give each request its id, refuse addresses of nothing, and write one line when it is answered."""

    @app.before_request
    def begin() -> None:
        offered = request.headers.get(HEADER, "")
        g.request_id = offered if _SANE.fullmatch(offered) else secrets.token_hex(8)
        g.started = time.perf_counter()
        request_id_var.set(g.request_id)
        if any("\x00" in str(value) for value in (request.view_args or {}).values()):
            raise NotFound  # no name holds a NUL, and the database cannot even be asked for one

    @app.after_request
    def answered(response: Response) -> Response:
        response.headers[HEADER] = g.get("request_id", "")
        if not request.path.startswith(("/static/", "/health/")):
            _log.info(
                "answered",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
            )
        return response
