"""Whoever runs a copy makes its moderators; the person then sets up a second factor and finds the desk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyotp
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.entrypoints.cli.main import main
from app.resources.container import EXTENSION
from app.resources.pusher import Pusher
from tests.factories.people import fresh_address, make_person
from tests.factories.sessions import log_in, post_form

ENGLISH = {"Accept-Language": "en"}


@dataclass
class Desk:
    """The job, and whose sockets it closed."""

    app: Flask
    closed: list[int] = field(default_factory=list)

    def run(self, *words: str) -> Result:
        return self.app.test_cli_runner().invoke(args=["make-moderator", *words])


@pytest.fixture
def desk(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(app)
    monkeypatch.setattr(Pusher, "disconnect_account", lambda self, account_id: made.closed.append(account_id))
    return made


def browser(app: Flask) -> FlaskClient:
    made = app.test_client()
    made.environ_base = {**made.environ_base, "REMOTE_ADDR": fresh_address()}
    return made


def test_a_shopper_becomes_a_moderator_sets_up_the_factor_and_stands_at_the_desk(
    app: Flask, desk: Desk
) -> None:
    person, client = make_person(app), browser(app)
    log_in(client, person.id)
    assert client.get("/moderation/").status_code == 404
    outcome = desk.run(person.email.upper())
    assert outcome.exit_code == 0, outcome.output
    assert "/moderation/" in outcome.output

    refused = client.get("/moderation/", headers=ENGLISH)
    assert refused.status_code == 403
    way_on = re.search(r'href="(/two-factor\?next=[^"]+)"', refused.text)
    assert way_on is not None
    assert client.get(way_on[1]).location == "/two-factor/set-up"
    key = re.search(r'<code class="auth-key">([A-Z2-7 -]+)</code>', client.get("/two-factor/set-up").text)
    assert key is not None
    secret = re.sub(r"[^A-Z2-7]", "", key[1])
    codes = post_form(client, "/two-factor/set-up", code=pyotp.TOTP(secret).now())
    assert 'href="/moderation/"' in codes.text
    assert client.get("/moderation/").status_code == 200


def test_a_moderator_whose_session_gave_no_code_gives_it_and_lands_where_they_were_going(app: Flask) -> None:
    person, client = make_person(app, moderator=True, second_factor=True), browser(app)
    log_in(client, person.id)
    way_on = re.search(r'href="(/two-factor\?next=[^"]+)"', client.get("/moderation/brands").text)
    assert way_on is not None
    assert client.get(way_on[1]).status_code == 200
    assert post_form(client, way_on[1], code=person.code()).location == "/moderation/brands"
    assert client.get("/moderation/brands").status_code == 200


def test_revoking_ends_every_session_and_socket_and_closes_the_desk(app: Flask, desk: Desk) -> None:
    person, client = make_person(app, moderator=True, second_factor=True), browser(app)
    log_in(client, person.id, second_factor=True)
    assert client.get("/moderation/").status_code == 200
    outcome = desk.run(person.email, "--revoke")
    assert outcome.exit_code == 0, outcome.output
    assert desk.closed == [person.id]
    assert client.get("/moderation/").status_code == 302, "logged out"
    log_in(client, person.id, second_factor=True)
    assert client.get("/moderation/").status_code == 404


def test_what_cannot_be_done_is_said_and_changes_nothing(app: Flask, desk: Desk, engine: Engine) -> None:
    plain, twice, waiting, banned = (make_person(app) for _ in range(4))
    with engine.begin() as connection:
        change = "UPDATE accounts SET {} WHERE id = :id"
        connection.execute(text(change.format("confirmed_at = NULL")), {"id": waiting.id})
        connection.execute(text(change.format("active = false")), {"id": banned.id})
    assert desk.run(twice.email).exit_code == 0
    for words, complaint in (
        (("nobody@people.example",), "no such account"),
        ((waiting.email,), "not confirmed"),
        ((banned.email,), "suspended"),
        ((twice.email,), "moderator already"),
        ((plain.email, "--revoke"), "no moderator"),
        (("nobody@people.example", "--revoke"), "no such account"),
    ):
        outcome = desk.run(*words)
        assert outcome.exit_code == 1 and complaint in outcome.output and words[0] in outcome.output
    assert desk.closed == []
    query = text("SELECT count(*) FROM accounts WHERE is_moderator AND id = ANY(:ids)")
    with engine.connect() as connection:
        assert connection.scalar(query, {"ids": [plain.id, waiting.id, banned.id]}) == 0


def test_the_launcher_runs_the_job_in_the_copy_of_its_folder(
    app: Flask, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    person = make_person(app)
    monkeypatch.setattr("app.entrypoints.cli.state.read_running", lambda folder: {"status": "running"})
    monkeypatch.setattr("app.entrypoints.cli.state.read_environment", lambda folder: environment)
    for words, is_moderator in ((), True), (("--revoke",), False):
        outcome = CliRunner().invoke(main, ["moderator", person.email, *words, "--data", str(tmp_path)])
        assert outcome.exit_code == 0
        with app.extensions[EXTENSION].engine.connect() as connection:
            query = text("SELECT is_moderator FROM accounts WHERE id = :id")
            assert connection.scalar(query, {"id": person.id}) is is_moderator


def test_the_launcher_says_when_nothing_runs_there_and_explains_itself(tmp_path) -> None:
    outcome = CliRunner().invoke(main, ["moderator", "ana@people.example", "--data", str(tmp_path)])
    assert outcome.exit_code == 1 and f"nothing runs on {tmp_path}" in outcome.output
    assert "--revoke" in CliRunner().invoke(main, ["moderator", "--help"]).output
    assert "moderator" in CliRunner().invoke(main, []).output
