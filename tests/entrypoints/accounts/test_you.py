"""A person's own page: name, preferences, password, tokens."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from tests.factories import shop
from tests.factories.people import KnownPerson, make_person
from tests.factories.sessions import bearer, csrf_token, log_in

Post = Callable[..., TestResponse]


def test_naughty_names_are_shown_as_written_or_refused(
    client: FlaskClient, post: Post, ana: KnownPerson, real_data: Path
) -> None:
    log_in(client, ana.id)
    names = json.loads((real_data / "conformance" / "blns" / "blns.json").read_text())
    kept = 0
    for name in names:
        answer = post("/you/name", display_name=name)
        assert answer.status_code in (303, 422), name
        if answer.status_code == 303:
            kept += 1
            shown = re.search(r'name="display_name"[^>]* value="([^"]*)"', client.get("/you").text)
            assert shown is not None, name
            assert "<" not in shown[1]
            assert html.unescape(shown[1]).split() == name.split() or not name.isascii(), name
    assert kept > 300


def test_preferences_are_kept_with_the_account_and_speak_on_the_next_device(
    app: Flask, client: FlaskClient, post: Post, ana: KnownPerson
) -> None:
    log_in(client, ana.id)
    post("/preferences", lang="fr", market="BE", theme="dark")
    assert 'data-theme="dark"' in client.get("/you").text
    elsewhere = log_in(app.test_client(), ana.id).get("/you").text
    assert '<html lang="fr"' in elsewhere
    assert 'data-market="BE"' in elsewhere
    assert 'data-theme="dark"' in elsewhere
    assert 'value="dark" checked' in elsewhere
    post("/preferences", lang="tlh", market="XX", theme="<script>")
    assert '<html lang="fr"' in log_in(app.test_client(), ana.id).get("/you").text


def test_the_switch_keeps_the_theme_with_the_account_and_nothing_else(
    app: Flask, client: FlaskClient, ana: KnownPerson
) -> None:
    log_in(client, ana.id)
    client.get("/preferences?lang=fr")
    client.set_cookie("theme", "dark")
    headers = {"X-Requested-With": "fetch", "X-CSRFToken": csrf_token(client)}
    assert client.post("/preferences", data={"theme": "dark"}, headers=headers).status_code == 204
    assert client.get_cookie("theme") is None, "the account speaks from now on"
    assert 'data-theme="dark"' in client.get("/").text
    assert '<html lang="fr"' in client.get("/").text
    elsewhere = log_in(app.test_client(), ana.id)
    assert '<html lang="en" data-theme="dark"' in elsewhere.get("/you").text
    headers = {"X-Requested-With": "fetch", "X-CSRFToken": csrf_token(elsewhere)}
    elsewhere.post("/preferences", data={"theme": "system"}, headers=headers)
    assert "data-theme=" not in client.get("/").text


def test_what_was_chosen_in_this_browser_goes_with_who_logs_in(
    app: Flask, client: FlaskClient, post: Post, ana: KnownPerson
) -> None:
    client.get("/preferences?lang=fr&theme=dark")
    post("/login", email=ana.email, password=ana.password)
    assert '<html lang="fr" data-theme="dark" data-market="FR"' in client.get("/you").text
    elsewhere = log_in(app.test_client(), ana.id)
    assert '<html lang="fr" data-theme="dark"' in elsewhere.get("/you").text
    post("/preferences", lang="en", theme="light")
    assert '<html lang="en" data-theme="light"' in elsewhere.get("/you").text
    client.post("/logout", data={"csrf_token": csrf_token(client)})
    post("/login", email=ana.email, password=ana.password)
    french = {"Accept-Language": "fr"}
    assert '<html lang="en" data-theme="light"' in client.get("/you", headers=french).text, "none was chosen"


def test_the_choice_survives_the_second_factor(app: Flask, client: FlaskClient, post: Post) -> None:
    person = make_person(app, second_factor=True)
    client.get("/preferences?lang=fr")
    post("/login", email=person.email, password=person.password)
    assert post("/two-factor", code=person.code()).status_code == 303
    assert '<html lang="fr"' in log_in(app.test_client(), person.id).get("/discover").text


def test_who_has_no_brand_finds_the_way_to_open_one(
    client: FlaskClient, ana: KnownPerson, engine: Engine
) -> None:
    assert 'href="/console/"' in client.get("/").text, "for strangers too, at the foot"
    log_in(client, ana.id)
    assert 'href="/console/"' in client.get("/you").text
    assert client.get("/console/").status_code == 200
    brand = shop.make_brand(engine, owner_id=ana.id)
    page = client.get("/you").text
    assert 'href="/console/"' not in page
    assert f'href="/console/{brand.slug}/"' in page


def test_a_link_changes_this_browser_only(app: Flask, client: FlaskClient, ana: KnownPerson) -> None:
    log_in(client, ana.id)
    assert client.get("/preferences?lang=fr&next=/discover").location == "/discover"
    assert '<html lang="fr"' in client.get("/you").text
    assert '<html lang="en"' in log_in(app.test_client(), ana.id).get("/you").text


def test_a_new_password_ends_every_other_session(
    app: Flask, client: FlaskClient, post: Post, ana: KnownPerson
) -> None:
    elsewhere = log_in(app.test_client(), ana.id)
    log_in(client, ana.id)
    assert post("/you/password", current_password="wrong", password="nine tall windows").status_code == 422
    assert post("/you/password", current_password=ana.password, password="password1!").status_code == 422
    assert (
        post("/you/password", current_password=ana.password, password="nine tall windows").location == "/you"
    )
    assert client.get("/you").status_code == 200
    assert elsewhere.get("/you").status_code == 302


def test_log_out_everywhere_else(app: Flask, client: FlaskClient, post: Post, ana: KnownPerson) -> None:
    elsewhere = log_in(app.test_client(), ana.id)
    log_in(client, ana.id, second_factor=True)
    assert post("/you/log-out-elsewhere").location == "/you"
    assert elsewhere.get("/you").status_code == 302
    with client.session_transaction() as session:
        assert session["second_factor"] is True


def test_a_token_is_shown_once_and_revoked_at_once(
    app: Flask, client: FlaskClient, post: Post, ana: KnownPerson
) -> None:
    log_in(client, ana.id)
    made = post("/you/tokens", name="Mon robot")
    secret = re.search(r"vtr_[\w-]{40}", made.text)
    assert secret is not None
    page = client.get("/you/tokens").text
    assert secret[0] not in page
    assert "Mon robot" in page
    headers = {"Authorization": f"Bearer {secret[0]}", "Accept": "application/json"}
    robot = app.test_client()
    assert robot.get("/health/live", headers=headers).status_code == 200
    token_id = re.search(r"/you/tokens/(\d+)/revoke", page)
    assert token_id is not None
    stranger = log_in(app.test_client(), make_person(app).id)
    assert stranger.post(f"/you/tokens/{token_id[1]}/revoke").status_code == 403
    assert post(f"/you/tokens/{token_id[1]}/revoke").status_code == 303
    assert robot.get("/health/live", headers=headers).status_code == 401
    assert post(f"/you/tokens/{token_id[1]}/revoke").status_code == 404
    assert post("/you/tokens/x/revoke").status_code == 404


def test_tokens_of_others_cannot_be_revoked(
    app: Flask, client: FlaskClient, post: Post, ana: KnownPerson
) -> None:
    log_in(client, ana.id)
    post("/you/tokens", name="mine")
    token_id = re.search(r"/you/tokens/(\d+)/revoke", client.get("/you/tokens").text)
    assert token_id is not None
    log_in(client, make_person(app).id)
    assert post(f"/you/tokens/{token_id[1]}/revoke").status_code == 404


def test_a_token_changes_nothing_of_the_account(app: Flask, ana: KnownPerson) -> None:
    robot = app.test_client()
    headers = bearer(robot, ana.id)
    for path in ("/you/name", "/you/password", "/you/tokens", "/two-factor/set-up", "/you/two-factor/off"):
        assert robot.post(path, headers=headers, data={"display_name": "Eve"}).status_code == 403, path
    assert robot.get("/you", headers=headers).status_code == 403
