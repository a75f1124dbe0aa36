"""Two-step log-in: moderators must, others may; a code opens once."""

import re
from collections.abc import Callable

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.web.access import Access, declared_access
from tests.factories.people import KnownPerson, make_person
from tests.factories.sessions import bearer, log_in

Post = Callable[..., TestResponse]


@pytest.fixture
def moderator(app: Flask) -> KnownPerson:
    """A moderator with an authenticator app."""
    return make_person(app, moderator=True, second_factor=True)


def _desk(app: Flask) -> list[str]:
    """Every page of the moderation desk that needs nothing in its address."""
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if declared_access(app, rule.endpoint) is Access.MODERATOR
        and not rule.arguments
        and "GET" in (rule.methods or ())
    ]


def test_the_password_alone_signs_nobody_in_who_has_a_second_factor(
    client: FlaskClient, post: Post, moderator: KnownPerson
) -> None:
    assert post("/login", email=moderator.email, password=moderator.password).location == "/two-factor"
    assert client.get("/you").status_code == 302


def test_a_moderator_gets_to_the_desk_with_the_code_only(
    app: Flask, client: FlaskClient, post: Post, moderator: KnownPerson
) -> None:
    by_password_only = log_in(app.test_client(), moderator.id)
    by_token = {"headers": bearer(client, moderator.id)}
    for page in _desk(app):
        assert by_password_only.get(page).status_code == 403, page
        assert app.test_client().get(page, **by_token).status_code == 403, page
    post("/login", email=moderator.email, password=moderator.password, next="/you")
    assert post("/two-factor", code=moderator.code()).location == "/you"
    for page in _desk(app):
        assert client.get(page).status_code == 200, page


def test_a_code_opens_once(app: Flask, post: Post, client: FlaskClient, moderator: KnownPerson) -> None:
    code = moderator.code()
    post("/login", email=moderator.email, password=moderator.password)
    assert post("/two-factor", code=code).status_code == 303
    post("/logout")
    post("/login", email=moderator.email, password=moderator.password)
    replayed = post("/two-factor", code=code)
    assert replayed.status_code == 422
    assert 'id="code-error"' in replayed.text
    assert post("/two-factor", code=moderator.code(steps_ahead=1)).status_code == 303


def test_codes_are_limited(post: Post, moderator: KnownPerson) -> None:
    post("/login", email=moderator.email, password=moderator.password)
    answers = [post("/two-factor", code="000000").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    assert post("/two-factor", code=moderator.code()).status_code == 429


def test_set_up_from_the_page_then_recovery_codes_once_each(
    client: FlaskClient, post: Post, ana: KnownPerson
) -> None:
    post("/login", email=ana.email, password=ana.password)
    page = client.get("/two-factor/set-up").text
    assert 'src="data:image/svg+xml;base64,' in page
    key = re.search(r'<code class="auth-key">([A-Z2-7 -]+)</code>', page)
    assert key is not None
    secret = re.sub(r"[^A-Z2-7]", "", key[1])
    assert post("/two-factor/set-up", code="123456").status_code == 422
    shown = post("/two-factor/set-up", code=pyotp.TOTP(secret).now())
    codes = re.findall(r"<li><code>([0-9a-f-]{19})</code>", shown.text)
    assert len(set(codes)) == 10
    assert client.get("/you").status_code == 200, "the session that set it up goes on"

    for code, status in ((codes[0], 303), (codes[0], 422), (codes[1].upper().replace("-", " "), 303)):
        post("/logout")
        assert post("/login", email=ana.email, password=ana.password).location == "/two-factor"
        assert post("/two-factor", code=code).status_code == status
    post("/you/two-factor/off", current_password=ana.password)
    post("/logout")
    assert post("/login", email=ana.email, password=ana.password).location == "/"


def test_a_moderator_without_one_is_led_to_set_it_up_and_cannot_switch_it_off(
    app: Flask, client: FlaskClient, post: Post, moderator: KnownPerson
) -> None:
    bare = make_person(app, moderator=True)
    assert post("/login", email=bare.email, password=bare.password).location == "/two-factor/set-up"
    log_in(client, moderator.id, second_factor=True)
    assert post("/you/two-factor/off").status_code == 409
    assert post("/logout").status_code == 303
    assert post("/login", email=moderator.email, password=moderator.password).location == "/two-factor"


def test_old_sessions_are_asked_for_the_password_before_a_change(
    client: FlaskClient, post: Post, ana: KnownPerson
) -> None:
    log_in(client, ana.id)
    with client.session_transaction() as session:
        session["fs_paa"] = 0
    assert 'name="current_password"' in client.get("/you/tokens").text
    assert post("/you/tokens", name="robot").status_code == 422
    assert post("/you/tokens", name="robot", current_password="wrong").status_code == 422
    assert post("/you/tokens", name="robot", current_password=ana.password).status_code == 200
