"""What a request says: its body and its parameters, checked against the operation before any work begins."""

from flask import request

from app.kernel.errors import AppError, InvalidInput, Kind
from app.kernel.ids import parse_id
from app.wire.json_input import read_json
from app.wire.operations import EVERYWHERE, Operation, Param
from app.wire.request_fields import Body, read_body

_COMMON = frozenset(param.name for param in EVERYWHERE)


class UnsupportedMedia(AppError):
    """The body is of another kind than the operation takes."""

    kind = Kind.UNSUPPORTED
    slug = "unsupported-media-type"
    message = "Send the body as %(wanted)s."


def body_of(operation: Operation) -> Body:
    """The JSON body.

    Raises: UnsupportedMedia, MalformedJson, InvalidInput.
    """
    assert operation.takes is not None
    data = request.get_data(cache=True)
    if operation.body_optional and not data:
        return operation.takes()
    if request.mimetype != "application/json":
        raise UnsupportedMedia(params={"wanted": "application/json"})
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise UnsupportedMedia(params={"wanted": "application/json, in UTF-8"})
    return read_body(operation.takes, read_json(data))


def file_of(operation: Operation) -> bytes:
    """The file that is the body.

    Raises: UnsupportedMedia.
    """
    if request.mimetype not in operation.takes_file:
        raise UnsupportedMedia(params={"wanted": ", ".join(operation.takes_file)})
    return request.get_data(cache=True)


def check_query(operation: Operation) -> None:
    """Refuse parameters that the operation does not know, repeated ones, and values that cannot be.

    Raises: InvalidInput.
    """
    faults: dict[str, str] = {}
    known = {param.name: param for param in operation.query}
    for name, values in request.args.lists():
        if name not in known and name not in _COMMON:
            faults[name[:100]] = "There is no such parameter here."
        elif len(values) > 1:
            faults[name] = "Give this parameter once."
        elif name in known and not _fits(known[name], values[0]):
            faults[name] = "This is none of the values offered."
    if faults:
        raise InvalidInput(fields=faults)


def _fits(param: Param, value: str) -> bool:
    if "\x00" in value:
        return False
    if param.choices:
        return value in param.choices
    if param.is_id:
        return parse_id(value) is not None
    if param.minimum is None or param.maximum is None:
        return True
    return (
        value.isascii()
        and value.isdigit()
        and len(value) < 10
        and param.minimum <= int(value) <= param.maximum
    )
