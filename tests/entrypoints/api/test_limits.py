"""Limits, caching and headers."""

from flask import Flask
from sqlalchemy import Engine

from app.entrypoints.api.operations import WRITES
from tests.entrypoints.api.conftest import Callers
from tests.factories import shop


def test_reads_and_writes_are_counted_apart_and_told(callers: Callers, brand: shop.MadeBrand) -> None:
    caller = callers.token()
    read, more = caller("GET", "/brands"), caller("GET", "/feed")
    wrote = caller("PUT", f"/brands/{brand.slug}/follow")
    assert read.headers["X-RateLimit-Limit"] == "600"
    assert int(more.headers["X-RateLimit-Remaining"]) == int(read.headers["X-RateLimit-Remaining"]) - 1
    assert wrote.headers["X-RateLimit-Limit"] == "120"
    assert int(wrote.headers["X-RateLimit-Remaining"]) == 119
    assert 0 <= int(wrote.headers["X-RateLimit-Reset-After"]) <= 60
    assert "X-RateLimit-Reset" in wrote.headers
    assert "Retry-After" not in wrote.headers


def test_too_many_writes_wait_while_reads_go_on(callers: Callers, brand: shop.MadeBrand) -> None:
    caller = callers.token()
    for _ in range(int(WRITES.partition(" ")[0])):
        caller("PUT", f"/brands/{brand.slug}/follow")
    late = caller("DELETE", f"/brands/{brand.slug}/follow")
    assert (late.status_code, late.json["code"]) == (429, "too-many-requests")
    assert late.mimetype == "application/problem+json"
    assert 0 < int(late.headers["Retry-After"]) <= 60
    assert late.headers["X-RateLimit-Remaining"] == "0"
    page = caller("GET", f"/brands/{brand.slug}")
    assert page.json["followed"] is True
    assert callers.token()("PUT", f"/brands/{brand.slug}/follow").status_code == 204


def test_an_unchanged_page_is_not_sent_again(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    nobody = callers.nobody()
    path = f"/brands/{brand.slug}"
    first = nobody("GET", path)
    same = nobody("GET", path, headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")
    shop.follow(engine, shop.make_account(engine), brand)
    assert nobody("GET", path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert {"Authorization", "Accept-Language", "Cookie"} <= set(
        ", ".join(first.headers.getlist("Vary")).split(", ")
    )


def test_head_answers_like_get_without_a_body(callers: Callers, brand: shop.MadeBrand) -> None:
    nobody = callers.nobody()
    got, head = nobody("GET", f"/brands/{brand.slug}"), nobody("HEAD", f"/brands/{brand.slug}")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]


def test_other_sites_may_not_call(app: Flask) -> None:
    client = app.test_client()
    for method in ("GET", "OPTIONS"):
        answer = client.open("/api/v1/feed", method=method, headers={"Origin": "https://evil.example"})
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]
