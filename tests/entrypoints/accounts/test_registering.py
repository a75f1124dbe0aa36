"""From the register form to the first log-in, and what registering does not give away."""

import dataclasses
import secrets
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.resources.container import EXTENSION
from config import SmtpServer
from tests.factories.people import KnownPerson, link_in

Post = Callable[..., TestResponse]
MailsTo = Callable[[str], list[EmailMessage]]
GOOD = "seven green bicycles"


def _address() -> str:
    return f"new-{secrets.token_hex(6)}@people.example"


def test_register_confirm_log_in_log_out(client: FlaskClient, post: Post, mails_to: MailsTo) -> None:
    address = _address()
    registered = post("/register", email=address.upper(), display_name="Zoé", password=GOOD)
    assert (registered.status_code, registered.location) == (303, "/confirm")

    unconfirmed = post("/login", email=address, password=GOOD)
    assert unconfirmed.location == "/confirm"
    assert client.get("/you").status_code == 302

    link = link_in(mails_to(address)[0])
    assert client.get(link).location == "/login"
    assert client.get(link).location == "/login", "a link followed twice does no harm"

    entered = post("/login", email=address, password=GOOD, next="/discover")
    assert (entered.status_code, entered.location) == (303, "/discover")
    page = client.get("/you").text
    assert "Zoé" in page
    assert "@zoe" in page

    assert post("/logout").status_code == 303
    assert client.get("/you").location.startswith("/login?next=")


def test_a_demo_copy_says_where_its_mails_lie_and_no_other_does(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources = app.extensions[EXTENSION]
    folder, smtp = str(resources.settings.mail_dir), SmtpServer("127.0.0.1", 25, False, "", "", None)

    def pages(**changes: object) -> str:
        settings = dataclasses.replace(resources.settings, **changes)
        monkeypatch.setitem(app.extensions, EXTENSION, dataclasses.replace(resources, settings=settings))
        return client.get("/confirm").text + client.get("/reset").text

    assert pages(demo=True).count(folder) == 2
    assert folder not in pages(demo=False)
    assert folder not in pages(demo=True, smtp=smtp)


def test_a_short_password_is_refused_without_saying_the_hint_twice(client: FlaskClient, post: Post) -> None:
    client.set_cookie("vitrine_locale", "en")
    page = post("/register", email=_address(), display_name="Zoé", password="short")
    assert page.status_code == 422
    assert "This password is too short." in page.text
    assert page.text.count("A few unrelated words work well") == 1


def test_mail_is_written_in_the_readers_language(client: FlaskClient, post: Post, mails_to: MailsTo) -> None:
    for language, subject in (
        ("fr", "Confirmez votre adresse e-mail"),
        ("en", "Confirm your e-mail address"),
    ):
        address = _address()
        client.set_cookie("vitrine_locale", language)
        post("/register", email=address, display_name="<b>Win a prize</b>", password=GOOD)
        (mail,) = mails_to(address)
        assert mail["Subject"] == subject
        assert mail.get_content_type() == "multipart/alternative"
        assert "prize" not in mail.as_string(), "a stranger's words must not be mailed to anybody"


def test_a_taken_address_is_answered_the_same_and_its_owner_told(
    post: Post, ana: KnownPerson, mails_to: MailsTo
) -> None:
    taken = post("/register", email=ana.email, display_name="Eve", password=GOOD)
    free = post("/register", email=_address(), display_name="Eve", password=GOOD)
    assert (taken.status_code, taken.location) == (free.status_code, free.location)
    (mail,) = mails_to(ana.email)
    assert "/login" in link_in(mail)
    assert post("/login", email=ana.email, password=GOOD).status_code == 422
    assert post("/login", email=ana.email, password=ana.password).status_code == 303


def test_who_registers_anothers_address_first_keeps_no_password_on_it(
    client: FlaskClient, post: Post, mails_to: MailsTo
) -> None:
    address = _address()
    post("/register", email=address, display_name="Eve", password="eve was here first")
    post("/register", email=address, display_name="Zoe", password=GOOD)
    first, second = (link_in(mail) for mail in mails_to(address))
    assert client.get(first).status_code == 410
    assert client.get(second).location == "/login"
    assert post("/login", email=address, password="eve was here first").status_code == 422
    assert post("/login", email=address, password=GOOD).status_code == 303


@pytest.mark.parametrize(
    "password",
    [
        "shrt!",
        "password123",
        "P4ssw0rd!!",
        "azertyuiop",
        "1234567890",
        "aaaaaaaaaaaa",
        "soleilsoleil",
        "vitrine2026",
        "ana.durand1",
    ],
)
def test_weak_passwords_are_refused_at_their_field(post: Post, password: str) -> None:
    answer = post("/register", email="ana.durand@people.example", display_name="Ana", password=password)
    assert answer.status_code == 422
    assert 'id="password-error"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert f'value="{password}"' not in answer.text


def test_every_fault_is_named_at_once_and_what_was_typed_stays(post: Post) -> None:
    answer = post("/register", email="nobody", display_name=" \u200b ", password="x")
    assert answer.status_code == 422
    for field in ("email", "display_name", "password"):
        assert f'id="{field}-error"' in answer.text
    assert 'value="nobody"' in answer.text


@pytest.mark.parametrize(
    ("token", "status"),
    # An address that holds a NUL is not there, on every door.
    [("x", 410), ("a.b.c", 410), ("é", 410), ("W10.aaaa.bbbb", 410), ("%00", 404)],
)
def test_a_forged_link_is_a_page(client: FlaskClient, token: str, status: int) -> None:
    for kind in ("confirm", "reset"):
        answer = client.get(f"/{kind}/{token}")
        assert (answer.status_code, answer.mimetype) == (status, "text/html")
