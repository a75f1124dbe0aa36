"""Whom a session and a token stand for, and when they stop."""

from flask import Flask
from flask.testing import FlaskClient

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
