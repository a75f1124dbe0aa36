"""Whom a session and a token stand for, and when they stop."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.resources.container import Resources
from app.web.viewer import Person, current_person
from tests.factories.sessions import bearer, csrf_token, log_in
from tests.factories.shop import make_account


def _person_of(client: FlaskClient, **request: object) -> Person | None:
    with client.application.app_context(), client:
        client.get("/health/live", **request)
        return current_person()


def test_a_signed_in_client_is_that_person(client: FlaskClient, resources: Resources) -> None:
    account_id = make_account(resources.engine, name="Zoe")
    person = _person_of(log_in(client, account_id))
    assert person is not None
    assert (person.account_id, person.second_factor, person.by_token) == (account_id, False, False)


def test_a_bearer_token_is_that_person_without_a_second_factor(
    app: Flask, client: FlaskClient, resources: Resources
) -> None:
    account_id = make_account(resources.engine, moderator=True)
    person = _person_of(client, headers=bearer(client, account_id))
    assert person is not None
    assert (person.account_id, person.second_factor, person.by_token) == (account_id, False, True)


def test_csrf_token_is_accepted_by_the_check(client: FlaskClient, resources: Resources) -> None:
    log_in(client, make_account(resources.engine))
    refused = client.post("/logout")
    assert refused.status_code in (403, 404)
    assert csrf_token(client)


def test_a_file_is_served_without_reading_the_account(client: FlaskClient, resources: Resources) -> None:
    log_in(client, make_account(resources.engine))
    statements: list[str] = []

    def note(*args: object) -> None:
        statements.append(str(args[2]))

    event.listen(resources.engine, "before_cursor_execute", note)
    try:
        answer = client.get("/static/css/base.css")
        assert answer.status_code == 200
        answer.close()
    finally:
        event.remove(resources.engine, "before_cursor_execute", note)
    assert statements == []


def test_the_session_cookie_is_for_this_site_and_two_weeks(client: FlaskClient, resources: Resources) -> None:
    answer = log_in(client, make_account(resources.engine)).get("/you")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("vitrine_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie


def test_a_dead_token_is_told_so(client: FlaskClient) -> None:
    for value in ("vtr_unknown", "", "é", "vtr_" + "a" * 5_000):
        headers = {"Authorization": f"Bearer {value}", "Accept": "application/json"}
        answer = client.get("/health/live", headers=headers)
        assert answer.status_code == 401, value
        assert answer.json["code"] == "api-token-refused"


def test_logging_out_elsewhere_is_no_proof_of_the_password(client: FlaskClient, resources: Resources) -> None:
    log_in(client, make_account(resources.engine))
    with client.session_transaction() as session:
        session["fs_paa"] = 0
    assert client.post("/you/log-out-elsewhere", data={"csrf_token": csrf_token(client)}).status_code == 303
    assert 'name="current_password"' in client.get("/you/tokens").text
