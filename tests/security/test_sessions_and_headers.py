"""Sessions that cannot be fixed or stolen by a page, and answers that no cache keeps for another person."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

import config
from app.factory import create_app
from app.resources.container import EXTENSION
from app.web.access import Access
from app.web.throttling import network_of
from tests.architecture.conftest import DUMMY
from tests.factories.people import fresh_address, make_person
from tests.factories.sessions import bearer, csrf_token
from tests.security.walking import calls, send
from tests.security.world import World, browser_of, make_world


@pytest.fixture
def world(app: Flask) -> World:
    """A world of the test's own."""
    return make_world(app)


def log_in_by_form(client: FlaskClient, email: str, password: str) -> None:
    address = {"REMOTE_ADDR": fresh_address()}
    fields = {"email": email, "password": password, "csrf_token": csrf_token(client)}
    assert client.post("/login", data=fields, environ_base=address).status_code == 303


def test_logging_in_keeps_nothing_that_was_planted_before(app: Flask) -> None:
    person, victim = make_person(app), app.test_client()
    with victim.session_transaction() as session:
        session["planted"], session["sid"], session["second_factor"] = "x", "fixed-by-a-stranger", True
    before = csrf_token(victim)
    stolen = victim.get_cookie("vitrine_session")
    log_in_by_form(victim, person.email, person.password)
    with victim.session_transaction() as session:
        assert "planted" not in session
        assert session["sid"] != "fixed-by-a-stranger"
        assert session["second_factor"] is False
    stranger = app.test_client()
    assert stolen is not None
    stranger.set_cookie("vitrine_session", stolen.value)
    assert stranger.get("/you").status_code == 302
    assert victim.post("/you/name", data={"display_name": "B", "csrf_token": before}).status_code == 403


def test_a_logged_out_cookie_opens_nothing_and_copies_die_with_it(app: Flask) -> None:
    client = browser_of(app, make_person(app).id)
    copy = client.get_cookie("vitrine_session")
    client.post("/logout", data={"csrf_token": csrf_token(client)})
    thief = app.test_client()
    assert copy is not None
    thief.set_cookie("vitrine_session", copy.value)
    assert thief.get("/you").status_code == 302


@pytest.mark.parametrize("forge", ["eyJhIjoxfQ.aaaa.bbbb", "", "null", "a.b.c", "." * 90])
def test_a_forged_session_is_nobodys(app: Flask, forge: str) -> None:
    client = app.test_client()
    client.set_cookie("vitrine_session", forge)
    assert client.get("/you").status_code == 302


def test_cookies_are_kept_from_scripts_and_other_sites(app: Flask) -> None:
    client = app.test_client()
    seen = client.get("/login").headers.getlist("Set-Cookie") + client.get(
        "/preferences?lang=fr&market=FR&theme=dark"
    ).headers.getlist("Set-Cookie")
    assert len(seen) >= 4
    for cookie in seen:
        name, flags = cookie.partition("=")[0], cookie.lower()
        assert "samesite=lax" in flags, name
        assert "domain=" not in flags, name
        assert ("httponly" in flags) is (name != "theme"), name


def test_over_tls_cookies_are_secure_and_the_browser_stays_there() -> None:
    secure = create_app(config.load({**DUMMY, "VITRINE_PUBLIC_URL": "https://shop.example"}))
    answer = secure.test_client().get(
        "/preferences?lang=fr&market=FR&theme=dark", base_url="https://shop.example"
    )
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    assert all("; secure" in cookie.lower() for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert secure.config["SESSION_COOKIE_SECURE"] is True


def test_private_answers_are_stored_nowhere_and_public_ones_by_nobody_else(app: Flask, world: World) -> None:
    people = {Access.BRAND: "member_a", Access.MODERATOR: "moderator", Access.SIGNED_IN: "shopper"}
    checked = 0
    for call in (one for one in calls(app, world) if one.method == "GET" and one.endpoint != "static"):
        name = people.get(call.level)
        client = browser_of(app, world.people[name] if name else None, second_factor=name == "moderator")
        response = send(client, call)
        control = response.headers["Cache-Control"]
        wanted = {"no-store"} if call.level is not Access.PUBLIC else {"no-store", "private, no-cache"}
        assert control in wanted, f"{call}: {control}"
        vary = {word.strip() for word in ", ".join(response.headers.getlist("Vary")).split(",")}
        assert {"Cookie", "Authorization", "Accept-Language", "X-Fragment"} <= vary, f"{call}: {vary}"
        checked += 1
    assert checked > 80


def test_every_answer_bears_the_security_headers(app: Flask, world: World) -> None:
    for path in ("/", "/nowhere", f"/console/{world.a.slug}/", "/api/v1/feed", "/health/live", "/go/forged"):
        headers = app.test_client().get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["Referrer-Policy"], path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert "Access-Control-Allow-Origin" not in headers, path


def test_a_nonce_is_used_once(client: FlaskClient) -> None:
    seen = {client.get("/how-the-feed-works").headers["Content-Security-Policy"] for _ in range(5)}
    assert len(seen) == 5


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", "evil.example:80"])
def test_mailed_links_lead_home_whatever_host_was_asked(app: Flask, host: str) -> None:
    person, client = make_person(app), app.test_client()
    folder = app.extensions[EXTENSION].settings.mail_dir
    before = set(folder.glob("*.eml"))
    client.post(
        "/reset",
        data={"email": person.email, "csrf_token": csrf_token(client)},
        headers={"X-Forwarded-Host": host, "Forwarded": f"host={host}"},
        environ_overrides={"HTTP_HOST": host, "REMOTE_ADDR": fresh_address()},
    )
    for mail in set(folder.glob("*.eml")) - before:
        assert "evil.example" not in mail.read_text()


def test_head_reads_and_clicks_nothing(app: Flask, world: World) -> None:
    client = app.test_client()
    response = client.head(f"/go/{world.link}")
    assert response.status_code == 204
    assert "Location" not in response.headers


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("", "unknown"),
        ("forged", "unknown"),
    ],
)
def test_a_household_is_counted_as_one(address: str, counted: str) -> None:
    assert network_of(address) == counted


def _token_routes(app: Flask, world: World) -> Iterator[str]:
    for call in calls(app, world):
        if call.level is Access.MODERATOR:
            yield f"{call.method} {call.path}"


def test_a_moderators_token_is_one_factor(app: Flask, world: World) -> None:
    headers = bearer(app.test_client(), world.people["moderator"])
    for spelt in _token_routes(app, world):
        method, path = spelt.split(" ", 1)
        response = app.test_client().open(path, method=method, headers=headers)
        assert response.status_code == 403, spelt
