"""Hostile input gets a clear refusal: never a fault of ours, never a header or an address of the sender's making."""

import io
import json
import random
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.attribution.tokens import LinkTarget, read_link, sign_link
from app.entrypoints.api.operations import OPERATIONS
from app.kernel import clock
from app.kernel.errors import AppError
from app.web.access import Access
from app.web.answers import local_path
from feeds.cursor import Cursor, encode_cursor
from tests.factories.sessions import csrf_token
from tests.security.corpora import BREAKERS, NASTY, naughty_strings, payloads
from tests.security.forms import Form, forms
from tests.security.walking import Call, calls, tell
from tests.security.world import World, browser_of, make_world

QUERY = (
    "lang", "market", "theme", "next", "before", "after", "ids", "q", "state", "brand", "severity", "availability",
    "order", "vtr_click", "limit", "email",
)  # fmt: skip
PLACES = (
    "post_id",
    "product_id",
    "import_id",
    "asset_id",
    "offer_id",
    "comment_id",
    "domain_id",
    "brand_id",
    "token_id",
)


@pytest.fixture
def world(app: Flask) -> World:
    """A world of the test's own, since some of what arrives is accepted."""
    return make_world(app)


class Senders:
    """A browser with its form token for each who sends, kept for many requests."""

    def __init__(self, app: Flask, world: World) -> None:
        self._app, self._world = app, world
        self._kept: dict[str | None, tuple[FlaskClient, str]] = {}

    def of(self, name: str | None) -> tuple[FlaskClient, str]:
        """The browser and its token."""
        if name not in self._kept:
            account_id = self._world.people[name] if name else None
            client = browser_of(self._app, account_id, second_factor=name == "moderator")
            self._kept[name] = client, csrf_token(client)
        return self._kept[name]

    def post(self, form: Form, fields: dict[str, str]) -> TestResponse:
        """Send a form."""
        client, token = self.of(form.sender)
        response = client.post(form.path, data=fields, headers={"X-CSRFToken": token}, buffered=True)
        if response.status_code < 400 and form.endpoint.startswith("accounts."):
            self._kept.pop(form.sender, None)  # its session may be another now
        return response

    def get(self, call: Call, path: str = "", query: str = "", **more: object) -> TestResponse:
        """Read an address, spelt exactly so."""
        client, _ = self.of(_reader(call))
        return raw_get(client, path or call.path, query, **more)


def raw_get(client: FlaskClient, path: str, query: str = "", **headers: object) -> TestResponse:
    """A GET whose path and query arrive byte by byte as given (percent signs decoded, as a server does)."""
    from urllib.parse import unquote_to_bytes

    overrides = {
        "PATH_INFO": unquote_to_bytes(path.encode()).decode("latin-1"),
        "QUERY_STRING": query.encode().decode("latin-1"),
        **headers,
    }
    return client.get("/", environ_overrides=overrides, buffered=True)


def _reader(call: Call) -> str | None:
    return {Access.BRAND: "member_a", Access.MODERATOR: "moderator", Access.SIGNED_IN: "shopper"}.get(
        call.level
    )


@pytest.fixture
def senders(app: Flask, world: World) -> Senders:
    """Everybody's browsers."""
    return Senders(app, world)


def broke(response: TestResponse) -> bool:
    """Whether it is our fault."""
    return response.status_code >= 500


SHARE = 8


def test_every_field_of_every_form_takes_every_nasty_string(
    app: Flask, world: World, senders: Senders
) -> None:
    sent, wrong = 0, set()
    for form in forms(app, world):
        for name in form.fields:
            for text in BREAKERS:
                sent += 1
                response = senders.post(form, {**form.fields, name: text})
                if broke(response):
                    wrong.add(f"{form.endpoint} {name}={text[:30]!r}: {response.status_code}")
                assert "owned" not in str(response.headers)
    tell(f"hostile: {sent} forms with one nasty field")
    assert not wrong, "\n".join(sorted(wrong))


def test_every_form_takes_the_naughty_strings(app: Flask, world: World, senders: Senders) -> None:
    strings, sent, wrong = (*NASTY, *naughty_strings()), 0, set()
    for number, form in enumerate(forms(app, world)):
        names = list(form.fields)
        # Each form takes every eighth batch, each another eighth: the suite stays short and no string is left out.
        for start in range(number % SHARE * len(names), len(strings), SHARE * len(names)):
            sent += 1
            batch = dict(zip(names, strings[start : start + len(names)], strict=False))
            response = senders.post(form, {**form.fields, **batch})
            if broke(response):
                wrong.add(f"{form.endpoint} {batch!r}")
    tell(f"hostile: {sent} forms of naughty strings")
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize("kind", ["sqli", "xss", "traversal", "csv-injection", "ssrf"])
def test_fields_that_are_kept_take_attacks(app: Flask, world: World, senders: Senders, kind: str) -> None:
    wanted = {
        "shop.comment": "body", "accounts.rename": "display_name", "console.save_settings": "story-en",
        "console.add_domain": "domain", "accounts.log_in": "email", "console.import_feed": "shop_url",
    }  # fmt: skip
    wrong = set()
    for form in forms(app, world):
        name = wanted.get(form.endpoint)
        for text in payloads(kind)[::SHARE] if name else ():
            response = senders.post(form, {**form.fields, str(name): text})
            if broke(response):
                wrong.add(f"{form.endpoint} {name}={text[:60]!r}")
    assert not wrong, "\n".join(sorted(wrong))


def test_every_parameter_of_every_page_takes_every_nasty_string(
    app: Flask, world: World, senders: Senders
) -> None:
    sent, wrong = 0, set()
    pages = [call for call in calls(app, world) if call.method == "GET" and not call.secret]
    spelt = [quote(text[:4_000], safe="") for text in NASTY] + [
        "%",
        "%zz",
        "%ff%fe",
        "%ed%a0%80",
        "%c0%ae",
        "%00",
    ]
    worst = len(BREAKERS)
    for number, call in enumerate(pages):
        # What breaks programs goes everywhere; of the rest each page takes a third, in turn.
        for text in (*spelt[:worst], *spelt[worst + number % 3 :: 3]):
            for query in _queries(call, text):
                sent += 1
                response = senders.get(call, query=query)
                if broke(response):
                    wrong.add(f"{call.rule}?{query[:60]}: {response.status_code}")
    tell(f"hostile: {sent} pages asked with nasty parameters")
    assert not wrong, "\n".join(sorted(wrong))


def _queries(call: Call, text: str) -> list[str]:
    """Pages ignore what they do not know, so all at once; the JSON door refuses that, so one by one."""
    if not call.is_api:
        return ["&".join(f"{name}={text}" for name in QUERY)]
    operation = OPERATIONS.get(call.endpoint)
    return [f"{param.name}={text}" for param in operation.query] if operation else []


def test_search_takes_every_corpus(app: Flask, senders: Senders, world: World) -> None:
    client, _ = senders.of("member_a")
    wrong = []
    paths = ("/search", f"/console/{world.a.slug}/catalogue", "/api/v1/search")
    for number, text in enumerate((*naughty_strings(), *payloads("sqli"), *payloads("xss"))):
        for path in paths[number % 3 : number % 3 + 1]:
            response = raw_get(client, path, f"q={quote(text, safe='')}")
            if broke(response):
                wrong.append(f"{path} {text[:60]!r}")
    assert not wrong, "\n".join(wrong)


WELL_FORMED = str(2**63 - 1)
"""An id as far as anybody can tell; nothing bears it."""


def _hostile_segments() -> Iterator[str]:
    yield from (
        "%00", "a%00b", "%ff%fe", "%ed%a0%80", "%c0%ae%c0%ae", "%0d%0aX-Owned:%201", "0", "-1", "+1", "1.0", "1e3",
        WELL_FORMED, str(2**63), str(2**64), "9" * 4_000, "%d9%a3%d9%a4", "%c2%b2", "%f0%9d%9f%99", " 1", "1%20",
        "A" * 8_000, "'", "%3Cscript%3E", "..", "%2e%2e", "%5c..%5c", "null", "undefined", "%7B%7B7*7%7D%7D",
    )  # fmt: skip


def test_every_part_of_every_address_takes_anything(app: Flask, world: World) -> None:
    sent, wrong, senders = 0, set(), Senders(app, world)
    ids, segments = {world.ids[name] for name in PLACES}, tuple(_hostile_segments())
    filled = [
        one for one in calls(app, world) if not one.secret and "<" in one.rule and one.endpoint != "static"
    ]
    for number, call in enumerate(one for one in filled if one.method != "HEAD"):
        for part in {*world.ids.values(), world.link, "not-a-token"}:
            if f"/{part}" not in call.path:
                continue
            for segment in (*segments[:8], *segments[8 + number % 2 :: 2]):
                sent += 1
                client, token = senders.of(_reader(call))
                path = call.path.replace(f"/{part}", f"/{segment}")
                response = _open_raw(client, call, path, token)
                if broke(response) or "X-Owned" in response.headers:
                    wrong.add(f"{call.method} {call.rule} with {segment[:40]}: {response.status_code}")
                if response.status_code < 400 and part in ids and segment != WELL_FORMED:
                    wrong.add(f"{call.method} {call.rule} with {segment[:40]} was answered")
    tell(f"hostile: {sent} addresses with one hostile part")
    assert not wrong, "\n".join(sorted(wrong))


def _open_raw(client: FlaskClient, call: Call, path: str, token: str) -> TestResponse:
    from urllib.parse import unquote_to_bytes

    more = {"json": {}} if call.is_api and call.unsafe else {}
    return client.open(
        "/",
        method=call.method,
        environ_overrides={"PATH_INFO": unquote_to_bytes(path.encode()).decode("latin-1")},
        headers={"X-CSRFToken": token},
        buffered=True,
        **more,
    )


ODD_HEADERS = {
    "HTTP_COOKIE": (
        "vitrine_session=\xff\xfe\x00", "vitrine_session=" + "a" * 60_000, "vitrine_session=.eJx.x.x", "=;;;=",
        "vitrine_locale=\xff; vitrine_market=\x00; theme=\"><script>", "vitrine_session=" + "." * 1_000,
    ),
    "HTTP_ACCEPT_LANGUAGE": ("\xff", "x" * 20_000, "fr;q=nan, en;q=1e999", ",;=,;=", "fr-\x00", "*;q=-1"),
    "HTTP_ACCEPT": ("\xff/\xfe", "text/html;q=abc", "*" * 10_000, "application/json;q=\x00"),
    "HTTP_AUTHORIZATION": (
        "Bearer", "Bearer ", "Bearer \xff\xfe", "Bearer " + "a" * 50_000, "Basic \xff", "Digest x=y, ,=", "bearer \x00",
        "Bearer \ud83d".encode("utf-8", "surrogatepass").decode("latin-1"),
    ),
    "HTTP_REFERER": ("http://[", "\xff", "http://localhost:99999999/", "//", "http://localhost/\\evil", "javascript:1"),
    "HTTP_IF_NONE_MATCH": ("\xff", '"' * 9_000, "W/", "*"),
    "HTTP_IF_MODIFIED_SINCE": ("\xff", "Thu, 99 Foo 99999", "0"),
    "HTTP_RANGE": ("bytes=-", "bytes=9-1", "bytes=" + "1-2," * 2_000, "\xff"),
    "HTTP_X_REQUEST_ID": ("\xff", "a\x00b" * 9, "x" * 9_000),
    "HTTP_X_FORWARDED_FOR": ("\xff", "not an address", "::ffff:1.2.3.4%eth0", "1.2.3.4," * 900, ""),
    "HTTP_X_FORWARDED_PROTO": ("javascript", "\xff", "https,http"),
    "HTTP_IDEMPOTENCY_KEY": ("\xff", "", "a" * 9_000, "\x00"),
    "HTTP_X_FRAGMENT": ("\xff", "1"),
    "HTTP_ORIGIN": ("http://[", "null", "\xff"),
    "HTTP_HOST": ("evil.example", "localhost:99999999", "[::1", "a\xff", "", "localhost/evil"),
}  # fmt: skip


@pytest.mark.parametrize("header", ODD_HEADERS)
def test_headers_may_hold_anything(app: Flask, world: World, senders: Senders, header: str) -> None:
    wrong = []
    for value in ODD_HEADERS[header]:
        for path in (
            "/",
            "/you",
            "/search",
            "/api/v1/feed",
            "/api/v1/me",
            "/nowhere",
            "/static/img/favicon.svg",
        ):
            client, _ = senders.of(None if header == "HTTP_COOKIE" else "shopper")
            response = raw_get(client, path, **{header: value})
            if broke(response):
                wrong.append(f"{path} {value[:40]!r}: {response.status_code}")
        client, token = senders.of("shopper")
        response = client.post(
            f"/posts/{world.ids['post_id']}/like",
            headers={"X-CSRFToken": token},
            environ_overrides={} if header == "HTTP_COOKIE" else {header: value},
            buffered=True,
        )
        if broke(response):
            wrong.append(f"POST {value[:40]!r}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


BODIES: tuple[tuple[str, bytes], ...] = (
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=", b"--\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n--x--\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 40_000),
    ("multipart/form-data; boundary=x",
     b"--x\r\nContent-Disposition: form-data; name=\"images\"; filename=\"\xff\xfe\x00\"\r\n\r\n\xff\r\n--x--\r\n"),
    ("multipart/form-data; boundary=x",
     b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=utf-16''%ff%fe%00\r\n\r\n<\r\n--x--\r\n"),
    ("multipart/form-data; boundary=x",
     b"".join(b"--x\r\nContent-Disposition: form-data; name=\"f%d\"\r\n\r\n1\r\n" % n for n in range(2_000)) + b"--x--"),
    ("multipart/form-data; boundary=" + "x" * 9_000, b"--x"),
    ("multipart/form-data; boundary=\xff", b"--\xff"),
    ("application/x-www-form-urlencoded", b"%=%&=&&&=%zz%00=\xff"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfea\x00=\x00b\x00"),
    ("application/x-www-form-urlencoded", b"a=" + b"b" * 3_000_000),
    ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(20_000))),
    ("application/json", b'{"a":'),
    ("application/json", b"[" * 100_000),
    ("application/json", b'{"filename": "\\ud800\\u0000", "content_type": "image/jpeg", "size_bytes": 5}'),
    ("application/json", b'{"filename": "a", "content_type": "\\ud800", "size_bytes": 5}'),
    ("application/json", b'{"filename": "a", "content_type": "image/jpeg", "size_bytes": 1e400}'),
    ("application/json", b'{"size_bytes": ' + b"9" * 5_000 + b"}"),
    ("application/json; charset=utf-7", b"+AHs-"),
    ("application/json", b"\xef\xbb\xbf{}"),
    ("text/xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
    ("", b"\x00\x01\x02"),
    ("text/plain;;;;=", b"a=b"),
    ("\xff/\xff", b"\xff"),
)  # fmt: skip


def test_every_unsafe_route_takes_any_body(app: Flask, world: World) -> None:
    sent, wrong, senders = 0, set(), Senders(app, world)
    skipped = {"accounts.log_out", "accounts.log_out_elsewhere"}
    for call in (
        one for one in calls(app, world) if one.unsafe and not one.secret and one.endpoint not in skipped
    ):
        for content_type, body in BODIES:
            sent += 1
            client, token = senders.of(_reader(call))
            response = client.open(
                call.path,
                method=call.method,
                headers={"X-CSRFToken": token},
                input_stream=io.BytesIO(body),
                environ_overrides={"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body))},
                buffered=True,
            )
            if broke(response):
                wrong.add(f"{call} {content_type[:50]} {body[:60]!r}: {response.status_code}")
    tell(f"hostile: {sent} odd bodies")
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize("length", ["-1", "abc", "99999999999999999999", "1e3", "+5", ""])
def test_a_length_that_lies_is_refused(senders: Senders, length: str) -> None:
    client, token = senders.of("shopper")
    response = client.post(
        "/you/name",
        headers={"X-CSRFToken": token},
        input_stream=io.BytesIO(b"display_name=x"),
        environ_overrides={"CONTENT_LENGTH": length, "CONTENT_TYPE": "application/x-www-form-urlencoded"},
    )
    assert not broke(response)


@pytest.mark.parametrize(
    "method", ["TRACE", "PROPFIND", "CONNECT", "TRACK", "DEBUG", "POST\x00", "X" * 3_000]
)
def test_unknown_methods_are_refused(app: Flask, world: World, senders: Senders, method: str) -> None:
    for path in (
        "/",
        "/login",
        f"/console/{world.a.slug}/",
        "/api/v1/feed",
        "/static/img/favicon.svg",
        "/nowhere",
    ):
        client, token = senders.of("shopper")
        response = client.open(
            path, environ_overrides={"REQUEST_METHOD": method}, headers={"X-CSRFToken": token}
        )
        assert response.status_code in (404, 405, 400), f"{path}: {response.status_code}"


def test_options_say_nothing_to_outsiders(app: Flask, world: World) -> None:
    client = app.test_client()
    for path in (f"/console/{world.a.slug}/", "/moderation/", "/api/v1/moderation/posts", "/you"):
        response = client.options(path)
        assert response.status_code == 401, path
        assert "Access-Control-Allow-Origin" not in response.headers
    for path in ("/", "/api/v1/feed", "/login"):
        response = client.options(path, headers={"Origin": "https://evil.example"})
        assert "Access-Control-Allow-Origin" not in response.headers, path


def test_ten_thousand_mutated_purchase_links_open_nothing(app: Flask, world: World) -> None:
    from app.resources.container import EXTENSION

    keys = app.extensions[EXTENSION].settings.click_keys
    chance = random.Random(20_260_301)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ %\x00é"
    now = clock.utcnow()
    good = [
        sign_link(keys, LinkTarget(chance.randrange(1 << 62), chance.randrange(1, 1 << 62)), now)
        for _ in range(50)
    ]
    accepted = tried = 0
    while tried < 10_000:
        token = _mutated(chance.choice(good), chance, letters, good)
        if token in good:
            continue
        tried += 1
        try:
            read_link(keys, token, now)
            accepted += 1
        except AppError:
            pass
    assert (tried, accepted) == (10_000, 0)


def _mutated(token: str, chance: random.Random, letters: str, others: list[str]) -> str:
    place = chance.randrange(len(token))
    match chance.randrange(7):
        case 0:
            return token[:place] + chance.choice(letters) + token[place + 1 :]
        case 1:
            return token[:place] + token[place + 1 :]
        case 2:
            return token[:place] + chance.choice(letters) + token[place:]
        case 3:
            other = chance.choice(others)
            return token[:place] + other[place:]
        case 4:
            return token[::-1] if chance.random() < 0.1 else token[:place]
        case 5:
            return token.swapcase() if chance.random() < 0.1 else token + chance.choice(letters)
        case _:
            mixed = list(token)
            for _ in range(4):
                mixed[chance.randrange(len(mixed))] = chance.choice(letters)
            return "".join(mixed)


def test_forged_links_get_a_page_and_never_a_redirect(app: Flask, world: World, client: FlaskClient) -> None:
    chance = random.Random(7)
    letters = "ABCabc019-_."
    for _ in range(200):
        token = _mutated(world.link, chance, letters, [world.link[::-1] + "A" * 9])
        if token == world.link or not token.strip("."):
            continue
        response = client.get(f"/go/{quote(token, safe='')}")
        assert 400 <= response.status_code < 500, token
        assert "Location" not in response.headers


def _bad_cursors(app: Flask) -> Iterator[str]:
    key = str(app.secret_key).encode()
    now = int(clock.utcnow().timestamp())
    yield encode_cursor(key, Cursor(5, "home", now - 30 * 86_400))
    yield encode_cursor(b"another key, and long enough", Cursor(5, "home", now))
    yield encode_cursor(key, Cursor(5, "another-kind", now))
    good = encode_cursor(key, Cursor(5, "home", now))
    chance = random.Random(3)
    for _ in range(300):
        mutated = _mutated(good, chance, "ABCabc019-_", [good[::-1]])
        if mutated not in (good, ""):
            yield mutated
    yield from ("0", "-1", str(2**63), "%00", "A" * 5_000)


def test_forged_and_expired_cursors_are_told_so(app: Flask, world: World, client: FlaskClient) -> None:
    for cursor in _bad_cursors(app):
        for path in ("/", "/discover", f"/brands/{world.a.slug}"):
            response = raw_get(client, path, f"before={cursor}")
            assert response.status_code in (410, 422), f"{path} {cursor[:60]}: {response.status_code}"


def _stays(location: str) -> bool:
    """Whether a browser that follows this stays on our origin."""
    plain = location.strip().replace("\\", "/")
    parts = urlsplit(plain)
    return plain.startswith("/") and not plain.startswith("//") and not parts.netloc and not parts.scheme


def _redirect_payloads() -> tuple[str, ...]:
    return (
        *payloads("open-redirect"), "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "\\\\evil.example",
        "/%5cevil.example", "https:evil.example", "javascript:alert(1)", "data:text/html,x", " //evil.example",
        "\x00//evil.example", "/\x00/evil.example", "/\u2028/evil.example", "http:\\\\evil.example", "/..//evil.example",
        "///\\evil.example", "/;@evil.example", "////evil.example", "/\r\nSet-Cookie: owned=1", "http://[", "//[",
        "/" * 3_000,
    )  # fmt: skip


def test_no_parameter_sends_anybody_elsewhere(app: Flask, world: World, senders: Senders) -> None:
    wrong = []
    for text in _redirect_payloads():
        client, token = senders.of("shopper")
        spelt = quote(text, safe="")
        answers = [
            raw_get(client, path, f"next={spelt}")
            for path in ("/login", "/preferences", "/register", "/two-factor")
        ]
        answers.append(client.post("/preferences", data={"next": text}, headers={"X-CSRFToken": token}))
        for response in answers:
            location = response.headers.get("Location", "/")
            if broke(response) or not _stays(location) or "owned" in str(response.headers):
                wrong.append(f"{text!r}: {response.status_code} {location!r}")
    assert not wrong, "\n".join(wrong)


def test_no_referrer_sends_anybody_elsewhere(app: Flask, world: World, senders: Senders) -> None:
    wrong = []
    client, token = senders.of("shopper")
    for text in (
        *_redirect_payloads(),
        "http://localhost//evil.example",
        "http://localhost/\\evil.example",
        "http://localhost",
    ):
        for offered in (text, f"http://localhost{text}"):
            if any(char in offered for char in "\r\n\x00") or not offered.isascii():
                continue  # no such header reaches an application
            response = client.post(
                f"/posts/{world.ids['post_id']}/like", headers={"X-CSRFToken": token, "Referer": offered}
            )
            if broke(response) or not _stays(response.headers.get("Location", "")):
                wrong.append(f"{offered!r}: {response.status_code} {response.headers.get('Location')!r}")
    assert not wrong, "\n".join(wrong)


def test_local_paths_are_what_browsers_keep_here() -> None:
    for text in _redirect_payloads():
        found = local_path(text)
        assert found is None or _stays(found), text
    assert local_path("/brands/maison?x=1#top") == "/brands/maison?x=1#top"


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example/%2e%2e", "/\\evil.example", "///console"]
)
def test_odd_slashes_lead_nowhere_else(client: FlaskClient, path: str) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": path.replace("%2e", ".")})
    location = response.headers.get("Location")
    assert response.status_code < 500
    assert location is None or _stays(location) or urlsplit(location).netloc == "localhost"


def test_files_are_served_from_one_folder_only(client: FlaskClient) -> None:
    secret = ("root:", "VITRINE_", "[project]", "Flask")
    for text in (
        *payloads("traversal"),
        "../factory.py",
        "%2e%2e/factory.py",
        "..%5cfactory.py",
        "css/../../factory.py",
    ):
        response = raw_get(client, f"/static/{text.lstrip('/')}")
        assert response.status_code < 500, text
        if response.status_code == 200:
            assert not any(word in response.get_data(as_text=True) for word in secret), text


def test_json_suite_never_breaks_the_console_door(app: Flask, world: World, senders: Senders) -> None:
    from tests.security.corpora import folder

    client, token = senders.of("member_a")
    files = sorted((folder() / "json-test-suite" / "test_parsing").glob("*.json"))
    assert len(files) > 300
    for path in files:
        response = client.post(
            f"/console/{world.a.slug}/uploads",
            data=path.read_bytes(),
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )
        assert 400 <= response.status_code < 500, path.name


def test_privileged_fields_in_forms_are_not_read(app: Flask, world: World, senders: Senders) -> None:
    """Mass assignment: what a form does not show cannot be set by sending it."""
    from sqlalchemy import text

    from app.kernel.scope import Scope
    from app.kernel.transaction import transaction
    from app.resources.container import EXTENSION

    extra = {
        "is_moderator": "1", "active": "1", "role": "owner", "status": "approved", "approved_at": "2026-01-01",
        "brand_id": str(world.b.id), "account_id": str(world.people["moderator"]), "id": "1", "fs_uniquifier": "x",
        "confirmed_at": "2026-01-01", "author_account_id": "1", "hidden_at": "", "published_at": "2020-01-01",
        "second_factor": "1", "tf_primary_method": "", "claimed_price_minor": "1", "prior_price": "1",
    }  # fmt: skip
    for form in forms(app, world):
        if form.endpoint.startswith(("shop.", "console.")) or form.endpoint == "accounts.rename":
            senders.post(form, {**form.fields, **extra})
    with transaction(app.extensions[EXTENSION].engine, Scope.system()) as tx:
        moderators = text("SELECT count(*) FROM accounts WHERE is_moderator AND id = ANY(:ids)")
        ids = [world.people["shopper"], world.people["member_a"]]
        assert tx.session.execute(moderators, {"ids": ids}).scalar_one() == 0
        approved = text(
            "SELECT count(*) FROM brand_domains WHERE brand_id = :id AND approved_at > '2025-12-31' AND host = 'maison.example'"
        )
        assert tx.session.execute(approved, {"id": world.a.id}).scalar_one() == 0
        old = text("SELECT count(*) FROM posts WHERE published_at < '2021-01-01'")
        assert tx.session.execute(old).scalar_one() == 0
    assert json.dumps(extra)
