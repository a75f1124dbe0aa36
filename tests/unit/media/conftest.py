"""The folder of real pictures, for the tests that look at them."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_images() -> Path:
    """Awkward, hostile and ordinary pictures from elsewhere; the test is skipped where they are missing."""
    beside = Path(__file__).resolve().parents[4] / "shared" / "data"
    folder = Path(os.environ.get("VITRINE_REAL_DATA") or beside)
    if not (folder / "images").is_dir():
        pytest.skip(f"no real pictures in {folder}: set VITRINE_REAL_DATA")
    return folder / "images"
