"""The request itself, and its id: taken from the proxy when it looks sane, else made here; told in a header."""

import re
import secrets
import time

import structlog
from flask import Flask, Request, Response, g, request
from werkzeug.exceptions import BadRequest

from app.kernel.errors import NotFound
from app.kernel.transaction import request_id_var

HEADER = "X-Request-Id"
_SANE = re.compile(r"[A-Za-z0-9_.-]{8,64}")
_log = structlog.get_logger("vitrine.access")


class StrictRequest(Request):
    """A request whose form, when it cannot be read, is the sender's fault."""

    def _load_form_data(self) -> None:
        try:
            super()._load_form_data()
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise BadRequest from error
        parts = (*self.__dict__.get("form", ()), *self.__dict__.get("files", ()))
        if any(
            name is None for name in parts
        ):  # a part without a name reads well, and breaks whoever looks at it
            raise BadRequest


def init_requests(app: Flask) -> None:
    """Give each request its id, refuse addresses of nothing, and write one line when it is answered."""
    app.request_class = StrictRequest

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
