"""An application that is wired and never asked: enough to look at its routes. Starts no server."""

import pytest
from flask import Flask

import config
from app.factory import create_app

DUMMY = {
    "VITRINE_ENV": "test",
    "VITRINE_SECRET_KEY": "k" * 40,
    "VITRINE_PASSWORD_SALT": "s" * 20,
    "VITRINE_TOTP_KEY": "t" * 44,
    "VITRINE_CLICK_KEYS": "k1:" + "ab" * 32,
    "VITRINE_DATABASE_URL": "postgresql+psycopg://vitrine_app:x@127.0.0.1:9/vitrine",
    "VITRINE_BROKER_URL": "redis://127.0.0.1:9/0",
    "VITRINE_TIMELINES_URL": "redis://127.0.0.1:9/0",
    "VITRINE_S3_ENDPOINT": "http://127.0.0.1:9",
    "VITRINE_S3_ACCESS_KEY": "a",
    "VITRINE_S3_SECRET_KEY": "s",
    "VITRINE_S3_BUCKET": "media",
    "VITRINE_PUBLIC_URL": "http://localhost:9",
    "VITRINE_MEDIA_URL": "http://127.0.0.1:9",
    "VITRINE_MAIL_DIR": "mail",
}


@pytest.fixture(scope="session")
def wired_app() -> Flask:
    """The application with addresses where nothing listens."""
    return create_app(config.load(DUMMY))
