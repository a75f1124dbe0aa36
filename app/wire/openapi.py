"""The reference of the JSON door as an OpenAPI 3.1 document, built from the operations and the schemas they name.

No library writes it: the one at hand brings its own parsing and its own errors, and its pages load scripts from
elsewhere; here each operation is described once, and its route, its checks and this document follow from that.
Source: OpenAPI 3.1.0; JSON Schema 2020-12; RFC 9457.
"""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import msgspec

from app.wire.operations import EVERYWHERE, Operation, Param
from app.wire.problems import TITLES
from app.wire.request_fields import schema_of
from app.wire.resources import Problem
from app.wire.samples import sample

SCHEMAS = "#/components/schemas/{name}"
BASE = "/api/v1"
_JSON, _PROBLEM = "application/json", "application/problem+json"
_READS = ("GET",)
ID_PATTERN = "^[0-9]{1,19}$"

ABOUT = (
    (
        "Who is asking",
        (
            "Send `Authorization: Bearer vtr_…` (make a token on the page “API tokens”), or use the session cookie of a"
            " logged-in browser; then every write also needs the page's CSRF token in `X-CSRFToken`. A token cannot"
            " moderate, make other tokens or change the account."
        ),
    ),
    (
        "Bodies",
        (
            "JSON as RFC 8259 has it, in UTF-8, with `Content-Type: application/json`. A field that an operation does not"
            " know, a name that stands twice, `NaN` and a byte order mark are refused. Ids are decimal text. Money is in"
            " minor units with its currency."
        ),
    ),
    (
        "Pages",
        (
            'Lists answer `items` and `next`, the address of the next page (also as `Link: <…>; rel="next"`). Cursors are'
            " signed and good for seven days."
        ),
    ),
    (
        "Repeats",
        (
            "A POST may carry an `Idempotency-Key`. Within 24 hours the same request under the same key answers the same"
            " again, with `Idempotency-Replayed: true`, and does nothing. Another request under that key is refused with"
            " 422; while the first is still being answered, with 409 and `Retry-After`. A refused write changed nothing and"
            " is not kept: its key may be used again."
        ),
    ),
    (
        "Limits",
        (
            "Reads and writes are counted apart, for a person or, without one, an address: see `X-RateLimit-Limit`,"
            " `X-RateLimit-Remaining`, `X-RateLimit-Reset` (Unix seconds), `X-RateLimit-Reset-After`"
            " (seconds), and `Retry-After` with a 429."
        ),
    ),
    (
        "Refusals and caching",
        (
            "Every refusal is `application/problem+json`: `code` is stable, `errors` names the faulty fields. Every read has"
            " an `ETag`; send it back in `If-None-Match` for a 304. Other sites' scripts may not call this API: there is no"
            " CORS."
        ),
    ),
)
"""What holds for every operation: titles and words, code between backquotes."""


def openapi_document(operations: Sequence[tuple[Operation, str]], server_url: str) -> dict[str, Any]:
    """The whole document.

    Shapes: each operation with its access: public, signed_in, brand or moderator.
    """
    components = _schemas([operation for operation, _ in operations])
    paths: dict[str, dict[str, Any]] = {}
    for operation, access in operations:
        entry = _operation(operation, access, components, server_url)
        paths.setdefault(BASE + operation.path, {})[operation.method.lower()] = entry
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vitrine API",
            "version": "1",
            "summary": "Feeds, brands, products and moderation.",
            "description": "\n\n".join(f"**{title}.** {words}" for title, words in ABOUT),
        },
        "servers": [{"url": server_url}],
        "tags": [{"name": tag} for tag in dict.fromkeys(operation.tag for operation, _ in operations)],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token of the person's own."},
                "session": {"type": "apiKey", "in": "cookie", "name": "vitrine_session"},
                "csrf": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-CSRFToken",
                    "description": "With a session, on every write: the value of a page's `csrf-token` meta element.",
                },
            },
        },
    }


def _schemas(operations: Sequence[Operation]) -> dict[str, Any]:
    answers = [operation.returns for operation in operations if operation.returns is not None]
    _, components = msgspec.json.schema_components([Problem, *dict.fromkeys(answers)], ref_template=SCHEMAS)
    for body in dict.fromkeys(operation.takes for operation in operations if operation.takes is not None):
        schema = schema_of(body)
        parts = schema.pop("$defs", {}) | {body.__name__: schema}
        for name, part in parts.items():
            if components.setdefault(name, part) != part:
                raise ValueError(f"two schemas are called {name}")
    return dict(sorted(components.items()))


def _operation(operation: Operation, access: str, components: dict[str, Any], server: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
        "security": _security(operation, access),
        "parameters": _parameters(operation),
        "responses": _responses(operation, access, components),
    }
    body = _body(operation, components)
    if body:
        entry["requestBody"] = body
    entry["x-codeSamples"] = [{"lang": "Shell", "source": _curl(operation, access, components, server)}]
    return entry


def _security(operation: Operation, access: str) -> list[dict[str, list[str]]]:
    session: dict[str, list[str]] = {"session": []}
    if operation.method not in _READS:
        session["csrf"] = []
    ways: list[dict[str, list[str]]] = [session]
    if not operation.session_only:
        ways.insert(0, {"token": []})
    return [*ways, {}] if access == "public" else ways


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found = [
        {"name": name, "in": "path", "required": True, "schema": _path_schema(operation, name)}
        for name in _path_names(operation.path)
    ]
    for param in (*operation.query, *EVERYWHERE):
        found.append(
            {
                "name": param.name,
                "in": "query",
                "description": param.description,
                "schema": _query_schema(param),
            }
        )
    if operation.keeps_answers:
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "description": "Marks this write, so that a repeat does nothing and answers the same.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            }
        )
    return found


def _path_names(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def _path_schema(operation: Operation, name: str) -> dict[str, Any]:
    if name in operation.path_choices:
        return {"type": "string", "enum": list(operation.path_choices[name])}
    if name.endswith("_id"):
        return {"type": "string", "pattern": ID_PATTERN}
    return {"type": "string"}


def _query_schema(param: Param) -> dict[str, Any]:
    if param.minimum is not None:
        schema: dict[str, Any] = {"type": "integer", "minimum": param.minimum, "maximum": param.maximum}
        return schema | ({"default": int(param.default)} if param.default else {})
    schema = {"type": "string"}
    if param.is_id:
        schema["pattern"] = ID_PATTERN
    if param.choices:
        schema["enum"] = list(param.choices)
    if param.default:
        schema["default"] = param.default
    return schema | ({"examples": [param.example]} if param.example else {})


def _body(operation: Operation, components: dict[str, Any]) -> dict[str, Any] | None:
    if operation.takes is not None:
        schema = {"$ref": f"#/components/schemas/{operation.takes.__name__}"}
        example = sample(schema, components)
        return {
            "required": not operation.body_optional,
            "content": {_JSON: {"schema": schema, "examples": {"plain": {"value": example}}}},
        }
    if operation.takes_file:
        return {"required": True, "content": {kind: {} for kind in operation.takes_file}}
    return None


def statuses(operation: Operation, access: str) -> list[int]:
    """Every status that an operation may answer beside its own, ascending."""
    found = {429, 500, 503, 422, *operation.may}
    if operation.method in _READS and operation.returns is not None:
        found.add(304)
    if access != "public":
        found |= {401, 403}
    if "{" in operation.path or access in ("brand", "moderator"):
        found.add(404)
    if operation.takes is not None or operation.takes_file:
        found |= {400, 413, 415}
    if operation.keeps_answers:
        found.add(409)
    if any(param.name in ("before", "after") for param in operation.query):
        found.add(410)
    # A dead token is refused everywhere, and unsafe requests of a session without its CSRF token too.
    return sorted(found | {401})


def _responses(operation: Operation, access: str, components: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {str(operation.status): _success(operation, components)}
    for status in statuses(operation, access):
        if status == 304:
            found["304"] = {"description": "Nothing changed since the ETag that was sent."}
            continue
        found[str(status)] = {
            "description": TITLES.get(status, HTTPStatus(status).phrase),
            "content": {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return dict(sorted(found.items()))


def _success(operation: Operation, components: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": HTTPStatus(operation.status).phrase}
    if operation.returns is not None:
        schema = {"$ref": f"#/components/schemas/{operation.returns.__name__}"}
        example = {"plain": {"value": sample(schema, components)}}
        answer["content"] = {_JSON: {"schema": schema, "examples": example}}
    elif operation.status != 204:
        answer["content"] = {_JSON: {"schema": {"type": "object"}}}
    if operation.keeps_answers:
        answer["headers"] = {"Idempotency-Replayed": {"schema": {"const": "true"}}}
    return answer


def _curl(operation: Operation, access: str, components: dict[str, Any], server: str) -> str:
    path = BASE + operation.path
    for name in _path_names(operation.path):
        choices = operation.path_choices.get(name)
        example = choices[0] if choices else _PATH_EXAMPLES.get(name, "1731650816401408")
        path = path.replace(f"{{{name}}}", example)
    needed = [f"{param.name}={param.example}" for param in operation.query if param.example]
    address = f"{server}{path}" + (f"?{'&'.join(needed)}" if needed else "")
    lines = [f"curl '{address}'" if operation.method == "GET" else f"curl -X {operation.method} '{address}'"]
    if operation.session_only:
        lines.append('-H "Cookie: vitrine_session=$SESSION"')
        lines += ['-H "X-CSRFToken: $CSRF"'] if operation.method not in _READS else []
    elif access != "public":
        lines.append('-H "Authorization: Bearer $VITRINE_TOKEN"')
    if operation.keeps_answers:
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    if operation.takes_file:
        lines += [f"-H 'Content-Type: {operation.takes_file[0]}'", "--data-binary @feed.xml"]
    elif operation.takes is not None and not operation.body_optional:
        body = sample({"$ref": f"#/components/schemas/{operation.takes.__name__}"}, components)
        lines += ["-H 'Content-Type: application/json'", f"-d '{_shell(body)}'"]
    return " \\\n  ".join(lines)


def _shell(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("'", "'\\''")


_PATH_EXAMPLES = {"brand_slug": "maison-lune", "slug": "maison-lune"}
