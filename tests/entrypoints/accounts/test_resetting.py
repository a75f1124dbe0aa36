"""A forgotten password: the link works once, and ends what was open before."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.people import KnownPerson, link_in, make_person
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


@pytest.mark.parametrize("moderates", [True, False], ids=["moderator", "shopper"])
@pytest.mark.parametrize("proven", [True, False], ids=["own-factor-given", "no-factor"])
def test_another_person_who_opens_the_link_is_not_signed_in_by_it(
    app: Flask,
    client: FlaskClient,
    post: Post,
    ana: KnownPerson,
    mails_to: MailsTo,
    moderates: bool,
    proven: bool,
) -> None:
    owner = make_person(app, moderator=moderates, second_factor=True)
    post("/reset", email=owner.email)
    link = link_in(mails_to(owner.email)[0])
    log_in(client, ana.id, second_factor=proven)
    answer = post(link, password=NEW)
    assert answer.location == "/login"
    for page in ("/you", "/you/two-factor", "/two-factor/set-up", "/moderation/"):
        refused = client.get(page)
        assert (refused.status_code, refused.location) == (302, f"/login?next={page.replace('/', '%2F')}"), (
            page
        )
    assert post("/login", email=owner.email, password=NEW).location == "/two-factor", "the code is asked for"
    assert client.get("/you").status_code == 302


def test_ones_own_browser_logs_in_anew_after_a_reset(
    app: Flask, client: FlaskClient, post: Post, mails_to: MailsTo
) -> None:
    owner = make_person(app, second_factor=True)
    log_in(client, owner.id, second_factor=True)
    post("/reset", email=owner.email)
    assert post(link_in(mails_to(owner.email)[0]), password=NEW).location == "/login"
    assert client.get("/you").status_code == 302


@pytest.mark.parametrize("moderates", [True, False], ids=["moderator", "shopper"])
def test_a_session_that_gave_no_code_touches_no_second_factor(
    app: Flask, client: FlaskClient, post: Post, moderates: bool
) -> None:
    owner = make_person(app, moderator=moderates, second_factor=True)
    log_in(client, owner.id)
    refused = client.get("/two-factor/set-up")
    assert (refused.status_code, refused.location) == (303, "/two-factor?next=/you/two-factor")
    assert "auth-key" not in refused.text
    bare = make_person(app)
    begun = re.search(
        r'class="auth-key">([A-Z2-7 -]+)<', log_in(client, bare.id).get("/two-factor/set-up").text
    )
    assert begun is not None
    with client.session_transaction() as session:
        sealed = session["second_factor_set_up"]
    log_in(client, owner.id)
    with client.session_transaction() as session:
        session["second_factor_set_up"] = sealed
    code = pyotp.TOTP(re.sub(r"[^A-Z2-7]", "", begun[1])).now()
    for path in ("/two-factor/set-up", "/you/two-factor/recovery-codes", "/you/two-factor/off"):
        answer = post(path, code=code, current_password=owner.password)
        assert (answer.status_code, answer.location) == (303, "/two-factor?next=/you/two-factor"), path
    assert post("/two-factor", code=owner.code(), next="/you/two-factor").location == "/you/two-factor"
    assert 'class="auth-key"' in client.get("/two-factor/set-up").text
