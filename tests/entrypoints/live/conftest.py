"""The running product, and pages that listen to it."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from app.embedded.backends import Backends
from tests.entrypoints.live.listening import Page
from tests.support.product import RunningProduct, running_product


@pytest.fixture(scope="session")
def product(app: Flask, backends: Backends) -> Iterator[RunningProduct]:
    """Two web processes behind the proxy, relay, workers, beat; the tables are there since `app` is."""
    with running_product(backends) as started:
        yield started


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(app: Flask, product: RunningProduct) -> Iterator[OpenPage]:
    """Opens pages: `open_page(account_id=None, transport="websocket", web=None)`; all are closed after the test."""
    pages: list[Page] = []

    def make(
        account_id: int | None = None,
        *,
        transport: str = "websocket",
        web: int | None = None,
        origin: str | None = None,
    ) -> Page:
        url = product.url if web is None else product.web_urls[web]
        page = Page(app, url, origin or product.url, account_id, transport)
        pages.append(page)
        page.connect()
        return page

    yield make
    for page in pages:
        page.close()
