"""A data folder that goes when its user is done, at a place the database's user can reach when the caller is root."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def throwaway_data_dir() -> Iterator[Path]:
    """Give a path for a data folder and remove whatever is there at the end. Stop what runs on it before."""
    parent = Path(tempfile.mkdtemp(prefix="vitrine-"))
    parent.chmod(0o711)
    try:
        yield parent / "data"
    finally:
        shutil.rmtree(parent, ignore_errors=True)
