"""The reference: the OpenAPI document, and a page to read it that needs nothing from elsewhere and no script."""

import json
import re
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup, escape

from app.entrypoints.api.blueprint import api
from app.entrypoints.api.operations import OPERATIONS, operation
from app.resources.container import current
from app.web.access import Access, access, declared_access
from app.wire.openapi import ABOUT, openapi_document

_EXTENSION = "vitrine.openapi"
_ORDER = ("Feed", "Posts", "Brands", "Products", "You", "Console", "Moderation", "Reference")


def _document() -> dict[str, Any]:
    """The document, made once a process."""
    if _EXTENSION not in current_app.extensions:
        found = sorted(OPERATIONS.items(), key=lambda item: _ORDER.index(item[1].tag.partition(":")[0]))
        described = [(one, str(declared_access(current_app, endpoint))) for endpoint, one in found]
        document = openapi_document(described, current().settings.public_url)
        current_app.extensions[_EXTENSION] = document
    made: dict[str, Any] = current_app.extensions[_EXTENSION]
    return made


@operation("GET", "/openapi.json", tag="Reference", without_database=True)
@access(Access.PUBLIC)
def get_openapi() -> dict[str, Any]:
    """This reference as an OpenAPI 3.1 document."""
    return _document()


@api.get("/docs", endpoint="docs")
@access(Access.PUBLIC)
def docs() -> str:
    """The reference for people."""
    return render_template("api/docs.html", **_page(_document()))


def _page(document: dict[str, Any]) -> dict[str, Any]:
    by_tag: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, entry in methods.items():
            by_tag[entry["tags"][0]].append({**entry, "method": method.upper(), "path": path})
    return {
        "about": ABOUT,
        "groups": list(by_tag.items()),
        "schemas": document["components"]["schemas"],
        "code": _code,
        "kind": _kind,
        "pretty": _pretty,
    }


def _code(text: str) -> Markup:
    """Words with what stands between backquotes set as code."""
    return Markup(_BACKQUOTED.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704  (escaped before)


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _kind(schema: dict[str, Any]) -> str:
    """What a schema takes, in a few words: "list of Post", "text or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " · ".join(str(one) for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if schema.get("format") == "date-time":
        return "time"
    return _KINDS.get(schema.get("type", ""), "any")


_BACKQUOTED = re.compile(r"`([^`]+)`")
_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
}
_KINDS |= {"null": "null"}
