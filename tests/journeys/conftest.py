"""A real browser for journeys: the system's Chromium. Skipped with a reason where there is none, a failure in CI."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from app.entrypoints.cli.chromium import HINT, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One headless Chromium for the session; open a context of your own in it for every person who plays a part."""
    executable = find_chromium()
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail(f"{HINT}; CI is set, so its absence is a failure")
        pytest.skip(HINT)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield chromium
        chromium.close()
