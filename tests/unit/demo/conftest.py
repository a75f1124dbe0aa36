"""One demo shop for all tests of it."""

import pytest

from app.entrypoints.cli.demo.content.building import build_demo
from app.entrypoints.cli.demo.content.shapes import DemoShop
from tests.unit.demo.rendering import NOW


@pytest.fixture(scope="session")
def shop() -> DemoShop:
    return build_demo(NOW, seed=7)
