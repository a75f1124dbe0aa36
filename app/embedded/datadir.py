"""A data folder: recognised by a marker, held by one copy at a time, described by `run.json` while it runs.

Never empties a folder that Vitrine did not make.
"""

import fcntl
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

MARKER = "VITRINE_DATA"
MARKER_TEXT = "This folder belongs to Vitrine (format 1). Vitrine may rewrite or remove what is in it.\n"


class DataDirRefused(Exception):
    """The folder cannot be used; the message says which and why."""


class DataDir:
    """One data folder and the lock on it."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._lock: IO[str] | None = None

    def open(self) -> None:
        """Make the folder where needed and hold it. Raises: DataDirRefused."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not (self.path / MARKER).exists():
                if any(self.path.iterdir()):
                    raise DataDirRefused(
                        f"{self.path} holds files that are not Vitrine's; name an empty or new folder"
                    )
                # A root-run database is another user's process and has to pass through; secrets are 0600.
                self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
                (self.path / MARKER).write_text(MARKER_TEXT)
            self._lock = (self.path / "lock").open("a")
        except OSError as error:
            raise DataDirRefused(f"{self.path} cannot be used as data folder: {error.strerror}") from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.close()
            holder = self.read_state().get("supervisor_pid")
            by = f" (process {holder})" if holder else ""
            message = f"Vitrine already runs on {self.path}{by}; stop it, or name another folder with --data"
            raise DataDirRefused(message) from error

    @property
    def is_open(self) -> bool:
        """Whether this object holds the folder."""
        return self._lock is not None

    def close(self) -> None:
        """Let go of the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def empty(self) -> None:
        """Remove everything in the folder but its marker and lock, and the database kept elsewhere for it."""
        note = self.path / "postgres-location.json"
        if note.exists():
            with suppress(ValueError, KeyError):
                shutil.rmtree(json.loads(note.read_text())["folder"], ignore_errors=True)
        for entry in self.path.iterdir():
            if entry.name in (MARKER, "lock"):
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def read_state(self) -> dict[str, Any]:
        """Return what the running (or last) copy wrote about itself; empty when there is nothing readable."""
        try:
            state = json.loads((self.path / "run.json").read_text())
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def write_state(self, state: dict[str, Any]) -> None:
        """Replace `run.json` in one step."""
        draft = self.path / "run.json.new"
        draft.write_text(json.dumps(state, indent=1))
        draft.replace(self.path / "run.json")
