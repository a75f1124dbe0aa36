"""The access matrix: every route x method x person, made from the routes themselves. A new route is in it at once."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from app.web.access import Access
from tests.factories.sessions import bearer, csrf_token, post_form
from tests.security.walking import Call, calls, send, tell
from tests.security.world import CLICKS, World, browser_of, make_world, state_of

CLICKS_SHOWN = re.compile(r"(?<![\w-])7[,.\s\u202f\u00a0]?391(?![\w-])")
OUTSIDERS = ("anonymous", "shopper", "member_b", "member_pending", "moderator_one_factor")


@dataclass(frozen=True)
class Someone:
    """Who looks: the account, whether they gave their second factor, whether they come by token."""

    name: str
    account: str | None
    second_factor: bool = False
    by_token: bool = False


PEOPLE = {
    one.name: one
    for one in (
        Someone("anonymous", None),
        Someone("shopper", "shopper"),
        Someone("member_a", "member_a"),
        Someone("member_b", "member_b"),
        Someone("member_pending", "member_pending"),
        Someone("moderator", "moderator", second_factor=True),
        Someone("moderator_one_factor", "moderator"),
        Someone("shopper_token", "shopper", by_token=True),
        Someone("member_a_token", "member_a", by_token=True),
        Someone("member_b_token", "member_b", by_token=True),
        Someone("moderator_token", "moderator", by_token=True),
    )
}
COOKIE_PEOPLE = tuple(name for name, one in PEOPLE.items() if not one.by_token)


def ask(app: Flask, world: World, someone: Someone, call: Call, *, with_csrf: bool = True) -> TestResponse:
    """Make a call as somebody, in a browser (or with a token) of its own."""
    account_id = world.people[someone.account] if someone.account else None
    if someone.by_token:
        client = app.test_client()
        assert account_id is not None
        return send(client, call, with_csrf=False, headers=_bearer(app, account_id))
    client = browser_of(app, account_id, second_factor=someone.second_factor)
    return send(client, call, with_csrf=with_csrf)


_tokens: dict[int, dict[str, str]] = {}


def _bearer(app: Flask, account_id: int) -> dict[str, str]:
    if account_id not in _tokens:
        _tokens[account_id] = bearer(app.test_client(), account_id)
    return _tokens[account_id]


def verdict(someone: Someone, call: Call, response: TestResponse) -> str | None:
    """What is wrong with an answer, or None. The class of answer follows from the declared access alone."""
    status = response.status_code
    if status >= 500:
        return "broke"
    if someone.by_token and not call.is_api:
        return None if call.level is not Access.MODERATOR or status in (403, 404) else "a token at the desk"
    if call.level is Access.PUBLIC:
        return "refused to somebody" if status in (401, 403) else None
    if someone.account is None:
        return None if _asks_to_log_in(call, response) else "answered a stranger"
    if call.level is Access.SIGNED_IN:
        return _signed_in(someone, call, status)
    if call.level is Access.BRAND:
        inside = someone.account == "member_a"
        if not inside:
            return None if status == 404 else "answered an outsider"
        return "refused to a member" if status in (401, 403) else None
    if someone.account != "moderator":
        return None if status == 404 else "answered who is no moderator"
    if not someone.second_factor:
        return None if status == 403 else "answered without the second factor"
    return "refused to a moderator" if status in (401, 403) else None


def _asks_to_log_in(call: Call, response: TestResponse) -> bool:
    if call.method in ("GET", "HEAD") and not call.is_api:
        return response.status_code == 302 and response.headers["Location"].startswith("/login?next=")
    return response.status_code == 401


def _signed_in(someone: Someone, call: Call, status: int) -> str | None:
    if someone.by_token and status == 403:
        return None  # what only a person, logged in, may do
    return "refused to somebody signed in" if status in (401, 403) else None


def leaks(world: World, someone: Someone, response: TestResponse) -> list[str]:
    """Which secrets stand in an answer to somebody who must not read them."""
    body = response.get_data(as_text=True) + str(response.headers)
    insider = someone.account == "member_a"
    own_pending = someone.account == "member_pending"
    desk = someone.account == "moderator" and someone.second_factor
    found = []
    for word, marker in world.markers.items():
        own = word == "token-name" and someone.account == "shopper"
        overseen = desk and word in (
            "hidden-text", "withdrawn-text", "pending-post", "pending-product", "waiting-domain", "explanation",
        )  # fmt: skip
        private_to_a = insider and not word.startswith("pending")
        previewed = own_pending and word.startswith("pending")
        if marker in body and not (own or overseen or private_to_a or previewed):
            found.append(word)
    if not insider and not desk and CLICKS_SHOWN.search(body):
        found.append("clicks")
    for name, email in world.emails.items():
        if email in body and someone.account != name:
            found.append(f"e-mail of {name}")
    return found


def secret_names_answered(call: Call, someone: Someone, response: TestResponse) -> bool:
    """Whether a hidden, withdrawn or pending thing was answered with its page to somebody from outside."""
    reads = call.secret and call.method in ("GET", "HEAD") and call.level is Access.PUBLIC
    return reads and response.status_code == 200 and not may_preview(call, someone)


def may_preview(call: Call, someone: Someone) -> bool:
    """Whether this is a brand's page before it is open, asked for by a member of it or at the moderators' desk."""
    desk = someone.account == "moderator" and someone.second_factor
    return call.rule == "/brands/<slug>" and (desk or someone.account == "member_pending")


def test_the_matrix_knows_the_planted_number() -> None:
    assert CLICKS == 7_391, "the pattern in leaks() looks for this number"


def test_the_planted_secrets_are_read_by_those_they_belong_to(app: Flask) -> None:
    """Otherwise their absence elsewhere would prove nothing."""
    world = make_world(app)
    seen: set[str] = set()
    for name, account in (
        ("member_a", "member_a"),
        ("member_pending", "member_pending"),
        ("moderator", "moderator"),
        ("shopper", "shopper"),
    ):
        for call in calls(app, world):
            if not call.unsafe:
                body = ask(app, world, PEOPLE[name], call).get_data(as_text=True)
                seen |= {word for word, marker in world.markers.items() if marker in body}
                seen |= {"clicks"} if CLICKS_SHOWN.search(body) else set()
                seen |= {"e-mail"} if world.emails[account] in body else set()
    never = {*world.markers, "clicks", "e-mail"} - seen
    # No page shows what a click id or a refused picture's file was called, to anybody.
    assert never <= {"click-id", "rejected-file"}, never


def test_a_page_that_is_not_open_is_previewed_by_its_members_and_moderators_only(app: Flask) -> None:
    world = make_world(app)
    page = next(call for call in calls(app, world) if call.rule == "/brands/<slug>" and call.secret)
    answers = {name: ask(app, world, someone, page) for name, someone in PEOPLE.items()}
    seen = {name for name, answer in answers.items() if answer.status_code == 200}
    assert seen == {"member_pending", "moderator"}
    assert {answer.status_code for name, answer in answers.items() if name not in seen} == {404}
    for name in seen:
        body = answers[name].get_data(as_text=True)
        assert "until it is approved" in body
        assert world.markers["pending-post"] in body and world.markers["pending-product"] in body
        assert answers[name].headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", OUTSIDERS)
def test_outsiders_reach_nothing_and_change_nothing(app: Flask, engine: Engine, name: str) -> None:
    world, someone = make_world(app), PEOPLE[name]
    before = state_of(engine, world.a.id), state_of(engine, world.pending.id)
    wrong = faults(app, world, someone, calls(app, world))
    assert not wrong, "\n".join(wrong)
    assert (state_of(engine, world.a.id), state_of(engine, world.pending.id)) == before


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in OUTSIDERS])
def test_insiders_read_what_is_theirs_and_no_more(app: Flask, name: str) -> None:
    world = make_world(app)
    wrong = faults(app, world, PEOPLE[name], (call for call in calls(app, world) if not call.unsafe))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in OUTSIDERS])
def test_insiders_may_ask_for_what_is_theirs(app: Flask, name: str) -> None:
    """Each call has a world of its own, since what an insider asks may well happen."""
    world, checked, wrong = make_world(app), 0, []
    count = len([call for call in calls(app, world) if call.unsafe])
    for index in range(count):
        call = [call for call in calls(app, world) if call.unsafe][index]
        checked += 1
        response = ask(app, world, PEOPLE[name], call)
        wrong += _faults(world, PEOPLE[name], call, response)
        if response.status_code < 400:
            world = make_world(app)
    tell(f"matrix: {name}: {checked} unsafe calls")
    assert not wrong, "\n".join(wrong)


def faults(app: Flask, world: World, someone: Someone, made: Iterable[Call]) -> list[str]:
    """What is wrong with the answers to these calls."""
    checked, wrong = 0, []
    for call in made:
        checked += 1
        wrong += _faults(world, someone, call, ask(app, world, someone, call))
    tell(f"matrix: {someone.name}: {checked} calls")
    return wrong


def _faults(world: World, someone: Someone, call: Call, response: TestResponse) -> list[str]:
    told = f"{someone.name}: {call}: {response.status_code}"
    fault = verdict(someone, call, response)
    found = [f"{told}: {fault}"] if fault else []
    found += [f"{told}: leaks {what}" for what in leaks(world, someone, response)]
    if secret_names_answered(call, someone, response):
        found.append(f"{told}: shows what is hidden or pending")
    return found


@pytest.mark.parametrize("name", COOKIE_PEOPLE)
def test_no_unsafe_call_by_cookie_passes_without_its_token(app: Flask, engine: Engine, name: str) -> None:
    world = make_world(app)
    before = state_of(engine, world.a.id)
    checked, wrong = unguarded(app, world, PEOPLE[name], calls(app, world))
    tell(f"matrix: {name}: {checked} unsafe calls without a token, each in three ways")
    assert checked >= 8
    assert not wrong, "\n".join(wrong)
    assert state_of(engine, world.a.id) == before


def unguarded(app: Flask, world: World, someone: Someone, made: Iterable[Call]) -> tuple[int, list[str]]:
    """How many unsafe calls this person may make, and those that pass without the token of their forms."""
    checked, wrong = 0, []
    for call in made:
        if not call.unsafe or verdict(someone, call, _refusal(403)) not in _ADMITTED:
            continue  # refused before anybody looks at a token
        checked += 1
        for how, response in _without_token(app, world, someone, call):
            if response.status_code != 403 or not _is_csrf(call, response):
                wrong.append(f"{someone.name}: {call}: {how}: {response.status_code}")
    return checked, wrong


_ADMITTED = {
    "refused to somebody",
    "refused to somebody signed in",
    "refused to a member",
    "refused to a moderator",
}


def _refusal(status: int) -> TestResponse:
    return TestResponse((), str(status), {}, None)  # type: ignore[arg-type]


def _is_csrf(call: Call, response: TestResponse) -> bool:
    if call.is_api:
        return bool(response.is_json and response.json and response.json.get("code") == "csrf")
    return "Nothing was changed" in response.get_data(as_text=True)


def _without_token(
    app: Flask, world: World, someone: Someone, call: Call
) -> Iterable[tuple[str, TestResponse]]:
    yield "no token", ask(app, world, someone, call, with_csrf=False)
    for how, token in (("a stranger's token", _strangers_token(app)), ("an invented token", "x" * 90)):
        account_id = world.people[someone.account] if someone.account else None
        client = browser_of(app, account_id, second_factor=someone.second_factor)
        yield how, send(client, call, with_csrf=False, headers={"X-CSRFToken": token})


def _strangers_token(app: Flask) -> str:
    return csrf_token(app.test_client())


def test_a_bearer_token_needs_no_form_token(app: Flask) -> None:
    world, wrong = make_world(app), []
    for call in calls(app, world):
        if call.unsafe and call.is_api and call.level is not Access.MODERATOR:
            response = ask(app, world, PEOPLE["member_a_token"], call)
            if response.status_code >= 500 or _is_csrf(call, response):
                wrong.append(f"{call}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_a_dead_token_is_told_so_even_beside_a_good_cookie(app: Flask) -> None:
    world = make_world(app)
    client = browser_of(app, world.people["shopper"])
    for path in ("/api/v1/me", "/api/v1/feed", "/saved", "/"):
        response = client.get(path, headers={"Authorization": "Bearer vtr_dead"})
        assert response.status_code in (401, 302), path


Mixture = Callable[[World], tuple[str, str, dict[str, object]]]

FORM_MIXTURES: dict[str, Mixture] = {
    "foreign picture in the composer": lambda w: (
        "POST",
        f"/console/{w.b.slug}/posts/new",
        {"kind": "story", "text-en": "x", "once": "k1", "label": "publicite", "asset_id": w.ids["asset_id"]},
    ),
    "foreign product in the composer": lambda w: (
        "POST",
        f"/console/{w.b.slug}/posts/new",
        {
            "kind": "promotion", "text-en": "x", "once": "k2", "label": "publicite",
            "asset_id": w.foreign["asset"], "product_id": w.ids["product_id"],
        },
    ),
    "foreign post withdrawn": lambda w: (
        "POST", f"/console/{w.b.slug}/posts/{w.ids['post_id']}/withdraw", {},
    ),
    "foreign post looked at": lambda w: (
        "GET", f"/console/{w.b.slug}/posts/{w.ids['post_id']}/withdraw", {},
    ),
    "foreign import": lambda w: ("GET", f"/console/{w.b.slug}/imports/{w.ids['import_id']}", {}),
    "foreign import's remarks": lambda w: (
        "GET", f"/console/{w.b.slug}/imports/{w.ids['import_id']}/remarks.csv", {},
    ),
    "foreign product": lambda w: ("GET", f"/console/{w.b.slug}/catalogue/{w.ids['product_id']}", {}),
    "foreign product's prices": lambda w: (
        "POST",
        f"/console/{w.b.slug}/catalogue/{w.ids['product_id']}",
        {f"price-{w.ids['offer_id']}": "1.00", f"stock-{w.ids['offer_id']}": "in_stock"},
    ),
    "foreign offer": lambda w: (
        "POST",
        f"/console/{w.b.slug}/catalogue/{w.ids['product_id']}/offers/{w.ids['offer_id']}",
        {"price": "1.00", "availability": "in_stock"},
    ),
    "foreign offer under an own product": lambda w: (
        "POST",
        f"/console/{w.b.slug}/catalogue/{w.foreign['product']}/offers/{w.ids['offer_id']}",
        {"price": "1.00", "availability": "in_stock"},
    ),
    "foreign picture as avatar": lambda w: (
        "POST", f"/console/{w.b.slug}/settings/picture", {"place": "avatar", "asset_id": w.ids["asset_id"]},
    ),
    "foreign upload completed": lambda w: (
        "POST", f"/console/{w.b.slug}/uploads/{w.ids['asset_id']}/complete", {},
    ),
    "foreign upload's state": lambda w: ("GET", f"/console/{w.b.slug}/uploads/{w.rejected_asset}", {}),
}  # fmt: skip

API_MIXTURES: dict[str, Mixture] = {
    "foreign picture in a post": lambda w: (
        "POST",
        "posts",
        {"kind": "story", "text": {"en": "x"}, "images": [{"asset_id": w.ids["asset_id"]}]},
    ),
    "foreign product on a post": lambda w: (
        "POST",
        "posts",
        {
            "kind": "promotion", "text": {"en": "x"}, "images": [{"asset_id": str(w.foreign["asset"])}],
            "tags": [{"product_id": w.ids["product_id"]}],
        },
    ),
    "foreign post": lambda w: ("GET", f"posts/{w.ids['post_id']}", {}),
    "foreign post withdrawn": lambda w: ("POST", f"posts/{w.ids['post_id']}/withdraw", {}),
    "foreign import": lambda w: ("GET", f"imports/{w.ids['import_id']}", {}),
    "foreign diagnostics": lambda w: ("GET", f"imports/{w.ids['import_id']}/diagnostics", {}),
    "foreign product": lambda w: ("GET", f"products/{w.ids['product_id']}", {}),
    "foreign offer": lambda w: ("PATCH", f"offers/{w.ids['offer_id']}", {"price_minor": 1}),
    "foreign picture as cover": lambda w: ("PUT", "pictures/cover", {"asset_id": w.ids["asset_id"]}),
    "foreign upload completed": lambda w: ("POST", f"uploads/{w.ids['asset_id']}/complete", {}),
    "foreign upload's state": lambda w: ("GET", f"uploads/{w.rejected_asset}", {}),
}  # fmt: skip


@pytest.mark.parametrize("what", FORM_MIXTURES)
def test_a_brand_cannot_use_anothers_objects_in_its_own_console(
    app: Flask, engine: Engine, what: str
) -> None:
    world = make_world(app)
    before = state_of(engine, world.a.id), state_of(engine, world.b.id)
    method, path, fields = FORM_MIXTURES[what](world)
    client = browser_of(app, world.people["member_b"])
    sent = {"data": {"csrf_token": csrf_token(client), **fields}} if method == "POST" else {}
    response = client.open(path, method=method, **sent)
    assert response.status_code in (404, 422), response.status_code
    assert not leaks(world, PEOPLE["member_b"], response)
    assert (state_of(engine, world.a.id), state_of(engine, world.b.id)) == before


@pytest.mark.parametrize("what", API_MIXTURES)
def test_nor_by_the_json_door(app: Flask, engine: Engine, what: str) -> None:
    world = make_world(app)
    before = state_of(engine, world.a.id), state_of(engine, world.b.id)
    method, path, body = API_MIXTURES[what](world)
    sent = {"json": body} if body else {}
    headers = _bearer(app, world.people["member_b"])
    response = app.test_client().open(
        f"/api/v1/console/{world.b.slug}/{path}", method=method, headers=headers, **sent
    )
    assert response.status_code in (404, 422), response.get_data(as_text=True)
    assert not leaks(world, PEOPLE["member_b"], response)
    assert (state_of(engine, world.a.id), state_of(engine, world.b.id)) == before


def test_a_foreign_shop_address_stays(app: Flask, engine: Engine) -> None:
    world = make_world(app)
    before = state_of(engine, world.a.id)
    client = browser_of(app, world.people["member_b"])
    post_form(client, f"/console/{world.b.slug}/settings/domains/{world.ids['domain_id']}/remove")
    headers = _bearer(app, world.people["member_b"])
    app.test_client().delete(
        f"/api/v1/console/{world.b.slug}/domains/{world.ids['domain_id']}", headers=headers
    )
    assert state_of(engine, world.a.id) == before
