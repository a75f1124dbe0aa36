"""Deleting one's account from its own page, and what the outside sees of it."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.pusher import Pusher
from tests.entrypoints.api.conftest import Callers
from tests.factories import shop
from tests.factories.people import KnownPerson, link_in, make_person
from tests.factories.sessions import bearer, log_in

Post = Callable[..., TestResponse]
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def closed_sockets(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The accounts whose sockets were closed."""
    closed: list[int] = []
    monkeypatch.setattr(Pusher, "disconnect_account", lambda _self, account_id: closed.append(account_id))
    return closed


def test_an_account_is_deleted_for_good_and_its_address_is_free(
    app: Flask,
    client: FlaskClient,
    post: Post,
    ana: KnownPerson,
    closed_sockets: list[int],
    mails_to: Callable[[str], list[EmailMessage]],
) -> None:
    elsewhere = log_in(app.test_client(), ana.id)
    robot = bearer(app.test_client(), ana.id)
    log_in(client, ana.id)
    assert "/you/delete" in client.get("/you").text
    page = client.get("/you/delete").text
    assert "What is deleted" in page and "What stays, without your name" in page
    assert post("/you/delete", current_password="not mine").status_code == 422
    assert client.get("/you").status_code == 200
    answer = post("/you/delete", current_password=ana.password)
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Your account is deleted" in client.get("/", headers=ENGLISH).text
    assert closed_sockets == [ana.id]
    assert client.get("/you").status_code == elsewhere.get("/you").status_code == 302
    headers = {**robot, "Accept": "application/json"}
    assert app.test_client().get("/api/v1/me", headers=headers).status_code == 401
    assert post("/login", email=ana.email, password=ana.password).status_code == 422
    assert mails_to(ana.email)[-1]["Subject"] == "Your account is deleted"
    post("/register", email=ana.email, display_name="Ana again", password="seven green parrots")
    confirm = mails_to(ana.email)[-1]
    assert client.get(link_in(confirm)).location == "/login"
    assert post("/login", email=ana.email, password="seven green parrots").status_code == 303


def test_the_only_owner_is_told_what_to_do_first(
    app: Flask, client: FlaskClient, post: Post, ana: KnownPerson, engine: Engine
) -> None:
    brand = shop.make_brand(engine, name="Maison <Lune>", owner_id=ana.id)
    log_in(client, ana.id)
    page = client.get("/you/delete").text
    assert f'href="/console/{brand.slug}/settings#closing"' in page
    assert "Close Maison &lt;Lune&gt;" in page
    assert post("/you/delete", current_password=ana.password).status_code == 409
    assert client.get("/you").status_code == 200
    assert 'id="closing"' in client.get(f"/console/{brand.slug}/settings").text
    closing = f"/console/{brand.slug}/settings/close"
    assert post(closing, close="something", current_password=ana.password).status_code == 422
    assert post(closing, close=brand.slug, current_password="wrong").status_code == 422
    assert app.test_client().get(f"/brands/{brand.slug}").status_code == 200
    assert post(closing, close=brand.slug, current_password=ana.password).status_code == 303
    assert app.test_client().get(f"/brands/{brand.slug}").status_code == 404
    assert "You closed this brand" in client.get(f"/console/{brand.slug}/").text
    assert post("/you/delete", current_password=ana.password).location == "/"


def test_who_has_a_co_owner_may_go(client: FlaskClient, post: Post, ana: KnownPerson, engine: Engine) -> None:
    brand = shop.make_brand(engine)
    with transaction(engine, Scope.system()) as tx:
        row = {"brand": brand.id, "account": ana.id}
        tx.session.execute(text("INSERT INTO brand_members VALUES (:brand, :account, 'owner', now())"), row)
    log_in(client, ana.id)
    assert 'name="current_password"' in client.get("/you/delete").text
    assert post("/you/delete", current_password=ana.password).location == "/"


def test_a_second_factor_is_asked_for_first(app: Flask, client: FlaskClient, post: Post) -> None:
    person = make_person(app, second_factor=True)
    log_in(client, person.id)
    answer = post("/you/delete", current_password=person.password)
    assert answer.location == "/two-factor?next=/you/delete"
    assert client.get("/you").status_code == 200


def test_the_api_deletes_an_account_in_a_session_with_the_password(
    app: Flask, engine: Engine, ana: KnownPerson
) -> None:
    callers = Callers(app, engine)
    body = {"current_password": ana.password}
    assert callers.token(ana.id)("POST", "/me/delete", body).json["code"] == "session-only"
    caller = callers.session(ana.id)
    assert caller("POST", "/me/delete", {}).status_code == 422
    wrong = caller("POST", "/me/delete", {"current_password": "not mine"})
    assert wrong.json["errors"][0]["field"] == "current_password"
    assert caller("POST", "/me/delete", body).status_code == 204
    assert caller("GET", "/me").status_code == 401
