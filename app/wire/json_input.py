"""JSON as it comes from outside, read strictly: RFC 8259 and nothing beyond it. Knows no schema.

Refused, with line and column: what is no JSON, NaN and infinities, a byte order mark, other encodings than UTF-8,
a name that stands twice in one object (readers disagree on which counts), and nesting or numbers without reason.
"""

import json
from typing import Any, NoReturn

from app.kernel.errors import AppError, Kind


class MalformedJson(AppError):
    """The body is not a JSON document; the message says where it stops being one."""

    kind = Kind.MALFORMED
    slug = "malformed-json"
    message = "The body is not valid JSON."


class _Fault(ValueError):
    """What a hook of the reader found wrong."""


def read_json(body: bytes) -> object:
    """The document in a request's body.

    Raises: MalformedJson.
    """
    text = _decode(body)
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise MalformedJson(
            "The body is not valid JSON: line %(line)s, column %(column)s: %(why)s.",
            params={"line": error.lineno, "column": error.colno, "why": error.msg},
        ) from error
    except _Fault as error:
        raise MalformedJson("The body is not valid JSON: %(why)s.", params={"why": str(error)}) from error
    except RecursionError as error:
        raise MalformedJson("The body is nested too deeply.") from error


def _decode(body: bytes) -> str:
    if not body.strip():
        raise MalformedJson("The body is empty: a JSON object was expected.")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedJson(
            "The body is not UTF-8 text: byte %(byte)s.", params={"byte": error.start}
        ) from error
    if text.startswith("\ufeff"):
        raise MalformedJson("The body begins with a byte order mark; JSON has none.")
    return text


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise _Fault(f"the name {json.dumps(twice[:80])} stands twice in one object")
    return found


def _constant(word: str) -> NoReturn:
    raise _Fault(f"{word} is not a JSON value")


def _integer(digits: str) -> int:
    if (
        len(digits) > 400
    ):  # far beyond any number an API means; converting huge ones costs time that grows squared
        raise _Fault("a number has too many digits")
    return int(digits)
