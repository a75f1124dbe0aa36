"""Fixtures of the security tests: rate limits out of the way, unless a test is about them."""

from collections.abc import Iterator

import pytest
from flask import Flask
from limits import parse

from app.web.identity import limits
from app.web.throttling import limiter


@pytest.fixture(autouse=True)
def no_limits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody is told to slow down: a refusal must come from the guard that is being tested."""
    monkeypatch.setattr(limits, "TRIES", parse("1000000 per 5 minutes"))
    monkeypatch.setattr(limiter, "enabled", False)
    app.config["PICTURE_WAIT_SECONDS"] = 0
    yield
