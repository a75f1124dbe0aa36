"""Callers of the API: by token, by session; and real data where it is present."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from app.web.throttling import limiter
from tests.factories import shop
from tests.factories.sessions import bearer, csrf_token, log_in

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Caller:
    """Somebody who calls the API with the same headers each time. In English, so that words can be compared."""

    client: Any
    headers: dict[str, str]
    account_id: int | None = None

    def __call__(self, method: str, path: str, json: object = None, **more: Any) -> TestResponse:
        headers = {"Accept-Language": "en", **self.headers, **more.pop("headers", {})}
        if json is not None:
            more["json"] = json
        return self.client.open(f"/api/v1{path}", method=method, headers=headers, **more)


class Callers:
    """Makes callers."""

    def __init__(self, app: Flask, engine: Engine) -> None:
        self.app, self.engine = app, engine

    def nobody(self) -> Caller:
        return Caller(self.app.test_client(), {})

    def token(self, account_id: int | None = None) -> Caller:
        client = self.app.test_client()
        account_id = account_id or shop.make_account(self.engine)
        return Caller(client, bearer(client, account_id), account_id)

    def session(self, account_id: int | None = None, *, second_factor: bool = False) -> Caller:
        account_id = account_id or shop.make_account(self.engine)
        client = log_in(self.app.test_client(), account_id, second_factor)
        return Caller(client, {"X-CSRFToken": csrf_token(client)}, account_id)

    def moderator(self) -> Caller:
        return self.session(shop.make_account(self.engine, moderator=True), second_factor=True)


@pytest.fixture
def callers(app: Flask, engine: Engine) -> Callers:
    return Callers(app, engine)


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine)


@pytest.fixture
def unlimited() -> Iterator[None]:
    """No rate limits, for tests that knock hundreds of times and mean what comes after the limit."""
    limiter.enabled = False
    yield
    limiter.enabled = True


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; tests that need it are skipped, with the reason, where it is absent."""
    folder = Path(os.environ.get("VITRINE_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder} (VITRINE_REAL_DATA)")
    return folder
