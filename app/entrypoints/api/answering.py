"""An operation's value as a response: JSON, an ETag on reads, the Location of what was made, the link to the next page."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
from flask import Response, request

from app.wire.operations import Operation

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Created:
    """Something that was made, and where it is read."""

    value: Any
    location: str


def answer(operation: Operation, value: Any) -> Response:
    """The response to an operation that went well."""
    location = value.location if isinstance(value, Created) else None
    value = value.value if isinstance(value, Created) else value
    if value is None:
        return Response(status=204)
    response = Response(_encoder.encode(value), status=operation.status, mimetype="application/json")
    following = getattr(value, "next", None)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    if location:
        response.headers["Location"] = location
    if operation.method == "GET":
        response.set_etag(sha256(response.get_data()).hexdigest()[:32], weak=True)
        response.make_conditional(request)
    return response
