"""Who gets in, what the others learn, and how often they may try."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.accounts.actions import suspend_account
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from app.web.identity import limits, signing_in
from tests.factories.people import KnownPerson, fresh_address, make_person
from tests.factories.sessions import csrf_token, log_in

Post = Callable[..., TestResponse]


def _without_tokens(page: TestResponse) -> str:
    """A page's words, without what differs on every answer."""
    lines = page.text.splitlines()
    return "\n".join(line for line in lines if "csrf" not in line and "nonce" not in line)


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(
    post: Post, ana: KnownPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    real = signing_in.verify_password
    monkeypatch.setattr(
        signing_in, "verify_password", lambda given, known: checked.append(known) or real(given, known)
    )
    wrong = post("/login", email=ana.email, password="not the password")
    assert checked == []
    unknown = post("/login", email="x" + ana.email[1:], password="not the password")
    assert len(checked) == 1, "an unknown address must cost a hash as well"
    assert wrong.status_code == unknown.status_code == 422
    assert _without_tokens(wrong).replace(ana.email, "") == _without_tokens(unknown).replace(
        "x" + ana.email[1:], ""
    )


def test_the_address_may_be_typed_in_any_case(post: Post, ana: KnownPerson) -> None:
    assert post("/login", email=f" {ana.email.upper()} ", password=ana.password).location == "/"


def test_a_form_without_its_token_does_nothing(client: FlaskClient, ana: KnownPerson) -> None:
    for path in ("/login", "/register", "/reset", "/confirm", "/logout", "/two-factor", "/preferences"):
        answer = client.post(path, data={"email": ana.email, "password": ana.password})
        assert answer.status_code == 403, path
    log_in(client, ana.id)
    for path in (
        "/you/name",
        "/you/password",
        "/you/tokens",
        "/you/two-factor/off",
        "/you/log-out-elsewhere",
    ):
        assert client.post(path, data={"csrf_token": "forged"}).status_code == 403, path


def test_ten_tries_for_an_account_from_wherever_they_come(
    client: FlaskClient, post: Post, ana: KnownPerson
) -> None:
    for _ in range(10):
        client.environ_base["REMOTE_ADDR"] = fresh_address()
        assert post("/login", email=ana.email, password="guess guess").status_code == 422
    client.environ_base["REMOTE_ADDR"] = fresh_address()
    refused = post("/login", email=ana.email, password=ana.password)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 300
    assert "<h1" in refused.text


def test_ten_tries_from_an_address_whatever_the_account(post: Post, ana: KnownPerson) -> None:
    for number in range(10):
        assert post("/login", email=f"{number}{ana.email}", password="guess guess").status_code == 422
    assert post("/login", email=ana.email, password=ana.password).status_code == 429


def test_tries_that_were_right_do_not_count(client: FlaskClient, post: Post, ana: KnownPerson) -> None:
    for _ in range(12):
        assert post("/login", email=ana.email, password=ana.password).status_code == 303
        client.delete_cookie("vitrine_session")


def test_a_household_of_ipv6_addresses_is_one(client: FlaskClient, post: Post, ana: KnownPerson) -> None:
    for number in range(10):
        client.environ_base["REMOTE_ADDR"] = f"2001:db8:{ana.id % 65_000:x}:1::{number:x}"
        post("/login", email=f"{number}{ana.email}", password="guess guess")
    client.environ_base["REMOTE_ADDR"] = f"2001:db8:{ana.id % 65_000:x}:1:ffff::1"
    assert post("/login", email=ana.email, password=ana.password).status_code == 429


def test_limits_hold_while_the_counting_server_is_away(
    post: Post, ana: KnownPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_kwargs: object) -> bool:
        raise ConnectionError

    monkeypatch.setattr(limits.limiter.limiter, "hit", away)
    monkeypatch.setattr(limits.limiter.limiter, "get_window_stats", away)
    answers = [post("/login", email=ana.email, password="guess guess").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_registering_and_resetting_are_limited_too(post: Post) -> None:
    for path in ("/reset", "/confirm"):
        # Twice ten at most: a counting server that stalls for a moment hands over to a count that begins anew.
        answers = [post(path, email=f"n{n}@people.example").status_code for n in range(21)]
        assert answers[:10] == [303] * 10 and 429 in answers, path


def test_a_suspended_account_stays_out_and_its_sessions_end(
    client: FlaskClient, post: Post, ana: KnownPerson, resources: Resources
) -> None:
    log_in(client, ana.id)
    assert client.get("/you").status_code == 200
    with transaction(resources.engine, Scope.system()) as tx:
        suspend_account(tx, ana.id)
    assert client.get("/you").status_code == 302
    assert post("/login", email=ana.email, password=ana.password).status_code == 422


def test_a_copied_cookie_opens_nothing_after_log_out(
    app: Flask, client: FlaskClient, ana: KnownPerson
) -> None:
    log_in(client, ana.id)
    copy = client.get_cookie("vitrine_session")
    assert copy is not None
    client.post("/logout", data={"csrf_token": csrf_token(client)})
    thief = app.test_client()
    thief.set_cookie("vitrine_session", copy.value)
    assert thief.get("/you").status_code == 302


def test_a_new_session_forgets_the_one_before(client: FlaskClient, post: Post, ana: KnownPerson) -> None:
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["sid"] = "known"
    post("/login", email=ana.email, password=ana.password)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["sid"] != "known"
        assert session.permanent


def test_next_leads_nowhere_else(client: FlaskClient, post: Post, app: Flask, real_data: Path) -> None:
    corpus = real_data / "conformance" / "payloads-dev" / "open-redirect" / "Open-Redirect-payloads.txt"
    wishes = corpus.read_text(errors="replace").splitlines()
    wishes += [
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https:evil.example",
        "\\\\evil.example",
    ]
    person = make_person(app)
    log_in(client, person.id)
    for wish in wishes:
        location = client.get("/login", query_string={"next": wish}).location
        assert location.startswith("/"), wish
        assert not location.startswith(("//", "/\\")), wish
        assert "\t" not in location, wish
        prefers = client.get("/preferences", query_string={"lang": "fr", "next": wish}).location
        assert not prefers.startswith(("//", "/\\", "http")), wish


def test_next_is_kept_through_the_log_in(post: Post, ana: KnownPerson) -> None:
    wish = "/brands/lune?x=1"
    assert post("/login", email=ana.email, password=ana.password, next=wish).location == wish


def test_pages_are_drawn_in_french_and_english(client: FlaskClient) -> None:
    for path in ("/login", "/register", "/reset", "/confirm"):
        client.set_cookie("vitrine_locale", "fr")
        french = client.get(path).text
        client.set_cookie("vitrine_locale", "en")
        english = client.get(path).text
        assert '<html lang="fr"' in french
        assert '<html lang="en"' in english
        assert french != english
