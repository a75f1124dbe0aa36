"""The API's blueprint: how large a body may be, and headers that every answer bears."""

from flask import Blueprint, Response, request

from app.domain.catalog.actions import MAX_FILE_BYTES

MAX_JSON_BYTES = 256 * 1024

api = Blueprint("api", __name__, url_prefix="/api")

file_endpoints: set[str] = set()
"""Endpoints that take a file as their body rather than JSON."""


@api.url_value_preprocessor
def _limit_body(endpoint: str | None, _values: dict[str, str] | None) -> None:
    # Before anything reads the body.
    request.max_content_length = MAX_FILE_BYTES + 1 if endpoint in file_endpoints else MAX_JSON_BYTES


@api.after_request
def _say_how(response: Response) -> Response:
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Vitrine"'
    return response
