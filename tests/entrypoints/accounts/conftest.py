"""A browser at an address of its own, its forms, and the mailbox."""

import email
import os
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config import Settings
from tests.factories.people import KnownPerson, fresh_address, make_person
from tests.factories.sessions import csrf_token


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies, at an address of its own, so that tests do not share their limits."""
    made = app.test_client()
    made.environ_base = {**made.environ_base, "REMOTE_ADDR": fresh_address()}
    return made


@pytest.fixture
def post(client: FlaskClient) -> Callable[..., TestResponse]:
    """Send a form as its page would: with the token."""

    def send(path: str, **fields: str) -> TestResponse:
        return client.post(path, data={"csrf_token": csrf_token(client), **fields})

    return send


@pytest.fixture
def mails_to(settings: Settings) -> Callable[[str], list[EmailMessage]]:
    """The mails to an address, oldest first."""

    def read(address: str) -> list[EmailMessage]:
        paths = sorted(settings.mail_dir.glob("*.eml")) if settings.mail_dir.exists() else []
        mails = [email.message_from_bytes(path.read_bytes(), policy=default) for path in paths]
        return [mail for mail in mails if mail["To"] == address]  # type: ignore[misc]

    return read


@pytest.fixture
def ana(app: Flask) -> KnownPerson:
    """A shopper with the known password."""
    return make_person(app)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data, where there is one."""
    folder = Path(os.environ.get("VITRINE_REAL_DATA") or Path(__file__).parents[3] / ".." / "shared" / "data")
    if not (folder / "conformance").is_dir():
        pytest.skip(f"no real data at {folder} (set VITRINE_REAL_DATA)")
    return folder
