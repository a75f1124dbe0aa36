"""The reference says what the API does: every route, every parameter, every answer; and a page shows it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.entrypoints.api.operations import OPERATIONS
from app.wire.request_fields import read_body
from tests.entrypoints.api.conftest import Callers
from tests.factories import shop

METHODS = ("get", "put", "post", "delete", "patch")


@pytest.fixture
def document(callers: Callers) -> dict[str, Any]:
    found: dict[str, Any] = callers.nobody()("GET", "/openapi.json").json
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        assert set(item) <= set(METHODS), path
        for method, entry in item.items():
            yield path, method, entry


def test_every_route_is_described_and_nothing_else(app: Flask, document: dict[str, Any]) -> None:
    routes = {
        (re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for path, method, _ in operations(document)} == routes


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def test_the_document_is_whole(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    schemas = document["components"]["schemas"]
    for node in walk(document):
        if "$ref" in node:
            assert node["$ref"].removeprefix("#/components/schemas/") in schemas
    for name, schema in schemas.items():
        assert schema["description"], name
        assert schema["type"] == "object"
    used = {node["$ref"].rpartition("/")[2] for node in walk(document) if "$ref" in node}
    assert used == set(schemas)
    schemes = document["components"]["securitySchemes"]
    names = [entry["operationId"] for _, _, entry in operations(document)]
    assert len(names) == len(set(names))
    for path, method, entry in operations(document):
        assert entry["summary"], path
        assert {name for way in entry["security"] for name in way} <= set(schemes)
        in_path = {one["name"] for one in entry["parameters"] if one["in"] == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", path))
        assert all(one["required"] for one in entry["parameters"] if one["in"] == "path")
        assert any(status[0] == "2" for status in entry["responses"])
        assert ("Idempotency-Key" in {one["name"] for one in entry["parameters"]}) == (
            method == "post" and entry["operationId"] not in ("make_token", "delete_me")
        )
        for status, answer in entry["responses"].items():
            assert answer["description"]
            if status[0] in "45":
                assert list(answer["content"]) == ["application/problem+json"]


def test_examples_fit_what_they_are_examples_of(document: dict[str, Any]) -> None:
    by_name = {one.name: one for one in OPERATIONS.values()}
    for _, _, entry in operations(document):
        described = by_name[entry["operationId"]]
        if described.takes is not None:
            body = entry["requestBody"]["content"]["application/json"]["examples"]["plain"]["value"]
            read_body(described.takes, body)
        if described.returns is not None:
            answer = entry["responses"][str(described.status)]["content"]["application/json"]
            value = answer["examples"]["plain"]["value"]
            msgspec.json.decode(json.dumps(value).encode(), type=described.returns)


def test_schemas_of_bodies_close_the_door(document: dict[str, Any]) -> None:
    bodies = {one.takes.__name__ for one in OPERATIONS.values() if one.takes is not None}
    for name in bodies:
        assert document["components"]["schemas"][name]["additionalProperties"] is False, name


def test_the_page_shows_every_operation_and_needs_nothing_from_elsewhere(
    app: Flask, document: dict[str, Any]
) -> None:
    page = app.test_client().get("/api/docs", headers={"Accept-Language": "fr"})
    assert page.status_code == 200
    for _, _, entry in operations(document):
        assert f'id="{entry["operationId"]}"' in page.text
    assert "Référence de l’API" in page.text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', page.text):
        assert target in ids


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["1", "FR", "story"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PATH_VALUES = st.sampled_from(
    ["1", "0", "x", "-1", "9" * 19, "9" * 40, "%00", "%2e%2e", "é", "a b", "'", "%F0%9F"]
)


@pytest.fixture
def fuzzed(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> dict[str, Any]:
    return {
        "nobody": callers.nobody(),
        "owner": callers.session(brand.owner_id),
        "moderator": callers.moderator(),
        "slug": brand.slug,
        "post": str(shop.make_post(engine, brand)),
        "product": str(shop.make_product(engine, brand.id)),
    }


@pytest.mark.usefixtures("unlimited")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_sent_is_answered_as_the_reference_says(
    document: dict[str, Any], fuzzed: dict[str, Any], data: st.DataObject
) -> None:
    """A fuzz from the reference: real and absurd addresses, parameters and bodies never break it, nor surprise."""
    path, method, entry = data.draw(st.sampled_from(list(operations(document))), label="operation")
    known = {"slug": "slug", "brand_slug": "slug", "post_id": "post", "product_id": "product"}
    address = path.removeprefix("/api/v1")
    for parameter in entry["parameters"]:
        if parameter["in"] != "path":
            continue
        name = parameter["name"]
        choices = PATH_VALUES | st.sampled_from(
            parameter["schema"].get("enum", [fuzzed[known[name]] if name in known else "7"])
        )
        address = address.replace(f"{{{name}}}", data.draw(choices, label=name))
    query = {
        one["name"]: data.draw(st.text(max_size=12) | st.sampled_from(["1", "fr", "live"]), label=one["name"])
        for one in entry["parameters"]
        if one["in"] == "query" and data.draw(st.integers(0, 4)) == 0
    }
    if any("\ud800" <= char <= "\udfff" for value in query.values() for char in value):
        return
    body = _body(document, entry, data)
    caller = fuzzed[data.draw(st.sampled_from(["nobody", "owner", "moderator"]))]
    answer = caller(
        method.upper(),
        address,
        data=body,
        content_type="application/json" if body else None,
        query_string=query,
    )
    assert answer.status_code < 500
    if answer.status_code == 405 or "%2e" in address:
        return
    assert str(answer.status_code) in {*entry["responses"], "404"}, answer.text
    if answer.status_code >= 400:
        assert answer.mimetype == "application/problem+json"


def _body(document: dict[str, Any], entry: dict[str, Any], data: st.DataObject) -> bytes | None:
    content = entry.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
    good = content["application/json"]["examples"]["plain"]["value"]
    fields = list(document["components"]["schemas"][name].get("properties", {}))
    changed = data.draw(st.dictionaries(st.sampled_from([*fields, "x"]), JSON, max_size=2), label="body")
    return json.dumps({**good, **changed}).encode()
