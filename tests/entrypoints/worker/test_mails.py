"""From a form on a page to the SMTP server, by the worker's task."""

import dataclasses
from pathlib import Path

import pytest
import structlog
from flask import Flask

from app.entrypoints.worker.celery_app import BEAT, QUICK_QUEUES
from app.entrypoints.worker.mails import send_mails
from app.resources.container import EXTENSION
from config import SmtpServer
from tests.factories.people import fresh_address, make_person
from tests.factories.sessions import csrf_token
from tests.support.smtp import Mailbox, smtp_server


def _ask_for_reset(app: Flask, email: str) -> None:
    client = app.test_client()
    fields = {"email": email, "csrf_token": csrf_token(client)}
    answer = client.post("/reset", data=fields, environ_overrides={"REMOTE_ADDR": fresh_address()})
    assert answer.status_code in (200, 303)


def _with(app: Flask, monkeypatch: pytest.MonkeyPatch, folder: Path, smtp: SmtpServer | None) -> None:
    resources = app.extensions[EXTENSION]
    settings = dataclasses.replace(resources.settings, mail_dir=folder, smtp=smtp)
    monkeypatch.setitem(app.extensions, EXTENSION, dataclasses.replace(resources, settings=settings))


def test_a_reset_link_reaches_its_reader_and_no_address_reaches_the_log(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = make_person(app)
    with smtp_server(Mailbox()) as box, structlog.testing.capture_logs() as logged:
        _with(app, monkeypatch, tmp_path, SmtpServer("127.0.0.1", box.port, False, "", "", None))
        _ask_for_reset(app, person.email)
        assert len(list(tmp_path.glob("*.eml"))) == 1, (
            "the request writes it; it does not wait for the server"
        )
        with app.app_context():
            send_mails.run()
            send_mails.run()
    ((_, recipients, text),) = box.mails
    assert recipients == [person.email] and "/reset/" in text
    assert len(list((tmp_path / "sent").glob("*.eml"))) == 1
    assert {"event": "mails sent", "recipients": 1, "log_level": "info"} in logged
    assert person.email not in str(logged)


def test_without_a_server_the_folder_is_left_alone(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = make_person(app)
    _with(app, monkeypatch, tmp_path, None)
    _ask_for_reset(app, person.email)
    before = sorted(tmp_path.iterdir())
    with app.app_context():
        send_mails.run()
    assert sorted(tmp_path.iterdir()) == before and len(before) == 1


def test_beat_sends_at_least_once_a_minute_where_nothing_long_waits() -> None:
    entry = BEAT["mail.send"]
    assert float(str(entry["schedule"])) <= 60
    assert entry["options"]["queue"] in QUICK_QUEUES  # type: ignore[index]
