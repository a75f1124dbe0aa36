"""The secrets of one data folder: made once, kept in a file only its owner can read."""

import json
import os
import secrets
from pathlib import Path


def load_or_make_secrets(file: Path) -> dict[str, str]:
    """Return every secret the copy needs by name, making those that are missing.

    Raises: ValueError when the file is there but is not a JSON object of strings.
    """
    stored: dict[str, str] = {}
    if file.exists():
        try:
            stored = dict(json.loads(file.read_text()))
        except ValueError as error:
            raise ValueError(
                f"{file} is damaged ({error}); restore it, or start again with --fresh"
            ) from error
    wanted = {
        "secret_key": secrets.token_hex(32),
        "password_salt": secrets.token_hex(16),
        "totp_key": secrets.token_hex(32),
        "click_keys": f"k1:{secrets.token_hex(32)}",
        "postgres_password": secrets.token_hex(16),
        "owner_password": secrets.token_hex(16),
        "app_password": secrets.token_hex(16),
        "broker_password": secrets.token_hex(16),
        "timelines_password": secrets.token_hex(16),
        "s3_access_key": "VT" + secrets.token_hex(9).upper(),
        "s3_secret_key": secrets.token_hex(20),
        "s3_internal_key": secrets.token_hex(20),
        "stickiness_key": secrets.token_hex(16),
    }
    complete = wanted | stored
    if complete != stored:
        write_private(file, json.dumps(complete, indent=1))
    return complete


def write_private(file: Path, text: str, owner: int | None = None) -> None:
    """Write a file that only its owner (this user, or the given user id) may read."""
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    if owner is not None:
        os.chown(file, owner, owner)
