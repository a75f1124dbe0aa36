"""A forgotten password: the link works once, and ends what was open before."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.people import KnownPerson, link_in
from tests.factories.sessions import bearer, log_in

Post = Callable[..., TestResponse]
MailsTo = Callable[[str], list[EmailMessage]]
NEW = "eleven quiet lanterns"


def test_reset_by_mail_ends_sessions_tokens_and_the_link(
    app: Flask, client: FlaskClient, post: Post, ana: KnownPerson, mails_to: MailsTo
) -> None:
    elsewhere = log_in(app.test_client(), ana.id)
    token = bearer(client, ana.id)
    post("/reset", email=ana.email)
    link = link_in(mails_to(ana.email)[0])
    assert client.get(link).status_code == 200
    assert post(link, password="password1234").status_code == 422
    assert post(link, password=NEW).location == "/login"

    assert client.get(link).status_code == 410, "a link works once"
    assert post(link, password="another good one").status_code == 410
    assert elsewhere.get("/you").status_code == 302
    assert app.test_client().get("/", headers=token).status_code in (302, 401)
    assert post("/login", email=ana.email, password=ana.password).status_code == 422
    assert post("/login", email=ana.email, password=NEW).status_code == 303
    assert mails_to(ana.email)[-1]["Subject"] == "Your password was changed"


def test_an_unknown_address_is_answered_the_same(post: Post, ana: KnownPerson, mails_to: MailsTo) -> None:
    known = post("/reset", email=ana.email)
    unknown = post("/reset", email="nobody-" + ana.email)
    assert (known.status_code, known.location, known.text) == (
        unknown.status_code,
        unknown.location,
        unknown.text,
    )
    assert len(mails_to(ana.email)) == 1
    assert mails_to("nobody-" + ana.email) == []
    assert mails_to("nobody@vitrine.example") == []


def test_an_old_link_is_dead(
    app: Flask, client: FlaskClient, post: Post, ana: KnownPerson, mails_to: MailsTo
) -> None:
    post("/reset", email=ana.email)
    link = link_in(mails_to(ana.email)[0])
    before = app.config["SECURITY_RESET_PASSWORD_WITHIN"]
    app.config["SECURITY_RESET_PASSWORD_WITHIN"] = timedelta(seconds=-1)
    try:
        assert client.get(link).status_code == 410
    finally:
        app.config["SECURITY_RESET_PASSWORD_WITHIN"] = before
    assert client.get(link).status_code == 200
