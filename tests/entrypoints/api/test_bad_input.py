"""What is wrong with a request is said, with what and where; nothing breaks and nothing is half done."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.entrypoints.api.conftest import Caller, Callers
from tests.factories import shop

pytestmark = pytest.mark.usefixtures("unlimited")


def refused(answer: object, status: int, code: str | None = None) -> dict[str, object]:
    """The problem document of a refusal."""
    assert answer.status_code == status, answer.text  # type: ignore[attr-defined]
    assert answer.mimetype == "application/problem+json"  # type: ignore[attr-defined]
    document: dict[str, object] = answer.json  # type: ignore[attr-defined]
    assert {"type", "title", "status", "code", "detail", "instance", "request_id"} <= set(document)
    assert document["status"] == status
    assert code is None or document["code"] == code
    return document


@pytest.fixture
def comments(engine: Engine, brand: shop.MadeBrand) -> str:
    return f"/posts/{shop.make_post(engine, brand)}/comments"


def raw(caller: Caller, path: str, body: bytes, kind: str = "application/json") -> object:
    return caller("POST", path, data=body, content_type=kind)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{\n "body": tru}', "line 2, column 10"),
        (b"", "empty"),
        (b"  \n", "empty"),
        (b'{"body": "x"} extra', "line 1, column 15"),
        (b'{"body": NaN}', "NaN"),
        (b'{"body": -Infinity}', "Infinity"),
        (b'\xef\xbb\xbf{"body": "x"}', "byte order mark"),
        ('{"body": "x"}'.encode("utf-16"), "UTF-8"),
        (b'{"body": "\xff"}', "byte 10"),
        (b'{"body": "a", "body": "b"}', "stands twice"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"body": ' + b"9" * 100_000 + b"}", "too many digits"),
        (b'{"body": "\n"}', "line 1"),
    ],
)
def test_what_is_no_json_says_where(callers: Callers, comments: str, body: bytes, words: str) -> None:
    assert words in str(refused(raw(callers.token(), comments, body), 400, "malformed-json")["detail"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], "body"),
        (None, "body"),
        ("text", "body"),
        ({}, "body"),
        ({"body": 5}, "body"),
        ({"body": None}, "body"),
        ({"body": ["x"]}, "body"),
        ({"body": "x\x00y"}, "body"),
        ({"body": "x\ud800"}, "body"),
        ({"body": "x" * 1001}, "body"),
        ({"body": "x" * 100_000}, "body"),
        ({"body": "x", "post_id": "1"}, "post_id"),
        ({"body": "x", "\ud800": "1"}, "body"),
        ({"body": "x", "k" * 5000: "1"}, "k" * 100),
    ],
)
def test_the_wrong_shape_names_the_field(callers: Callers, comments: str, body: object, field: str) -> None:
    document = refused(raw(callers.token(), comments, json.dumps(body).encode()), 422, "invalid-input")
    assert field in {one["field"] for one in document["errors"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; charset=latin-1",
    ],
)
def test_other_media_are_refused(callers: Callers, comments: str, kind: str) -> None:
    refused(raw(callers.token(), comments, b'{"body": "x"}', kind), 415, "unsupported-media-type")


def test_too_much_is_refused(callers: Callers, comments: str) -> None:
    refused(raw(callers.token(), comments, b'{"body": "' + b"x" * 300_000 + b'"}'), 413)


def test_a_refusal_speaks_the_readers_language(callers: Callers, comments: str) -> None:
    answer = callers.token()("POST", f"{comments}?lang=fr", {"body": 5})
    assert answer.json["errors"][0]["message"] == "Écrivez du texte ici."


def test_writes_without_a_body_take_nothing_else(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id, caller = shop.make_post(engine, brand), callers.token()
    assert caller("PUT", f"/posts/{post_id}/like", {}).status_code == 204
    refused(caller("PUT", f"/posts/{post_id}/like", {"account_id": "1"}), 422)
    refused(caller("DELETE", f"/posts/{post_id}/like", data=b"x", content_type="text/plain"), 415)


PRIVILEGED = ("id", "brand_id", "account_id", "author_account_id", "is_moderator", "status", "role", "approved_at",
              "hidden_at", "published_at", "created_at", "password", "email", "fs_uniquifier", "__class__")  # fmt: skip


def writes(
    brand: shop.MadeBrand, post_id: int, asset_id: int, product_id: int
) -> list[tuple[str, str, str, dict[str, object]]]:
    """Every write that takes a body: who, method, path, a good body."""
    console, legal = f"/console/{brand.slug}", {"name": "x"}
    post = {"kind": "story", "text": {"fr": "x"}, "images": [{"asset_id": str(asset_id)}]}
    return [
        ("owner", "POST", f"/posts/{post_id}/comments", {"body": "x"}),
        ("owner", "PATCH", "/me", {"locale": "en"}),
        ("owner", "POST", "/me/tokens", {"name": "x"}),
        ("owner", "POST", "/brands", {"slug": "some-brand", "name": "Some", "country": "FR", "legal": legal}),
        ("owner", "PUT", f"{console}/details", {"name": "Some", "country": "FR", "legal": legal}),
        ("owner", "PUT", f"{console}/pictures/cover", {"asset_id": str(asset_id)}),
        ("owner", "POST", f"{console}/domains", {"host": "more.example"}),
        ("owner", "POST", f"{console}/posts", post),
        ("owner", "PATCH", f"{console}/offers/{product_id}", {"price_minor": 1}),
        ("owner", "POST", f"{console}/uploads", {"content_type": "image/png", "size_bytes": 1}),
        ("moderator", "POST", f"/moderation/posts/{post_id}/hide", {"reason": "spam"}),
        ("moderator", "POST", f"/moderation/posts/{post_id}/restore", {"explanation": "x"}),
        ("moderator", "POST", f"/moderation/brands/{brand.id}/approve", {"explanation": "x"}),
        ("moderator", "POST", f"/moderation/brands/{brand.id}/suspend", {"reason": "spam"}),
    ]


def state(engine: Engine, brand: shop.MadeBrand) -> object:
    with transaction(engine, Scope.system()) as tx:
        queries = ("SELECT * FROM accounts ORDER BY id", "SELECT * FROM brands ORDER BY id", "SELECT * FROM posts ORDER BY id",
                   "SELECT * FROM comments ORDER BY id", "SELECT * FROM decisions ORDER BY id", "SELECT count(*) FROM api_tokens",
                   "SELECT count(*) FROM assets", "SELECT * FROM brand_domains ORDER BY id")  # fmt: skip
        return [tx.session.execute(text(query)).all() for query in queries]


def test_no_privileged_field_passes_in_any_write(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    """Mass assignment: every write, top level and nested, with fields that only the server may set."""
    who = {"owner": callers.session(brand.owner_id), "moderator": callers.moderator()}
    post_id, asset_id = shop.make_post(engine, brand), shop.make_picture(engine, brand.id)
    product_id = shop.make_product(engine, brand.id)
    before = state(engine, brand)
    for name, method, path, body in writes(brand, post_id, asset_id, product_id):
        for field in PRIVILEGED:
            if field in body:
                continue
            document = refused(who[name](method, path, {**body, field: "1"}), 422, "invalid-input")
            assert {"field": field, "message": "There is no such field here."} in document["errors"]  # type: ignore[operator]
            for part in ("text", "legal", "images"):
                if part in body and field not in ("id", "email"):
                    inner = body[part]
                    wrong = [{**inner[0], field: "1"}] if isinstance(inner, list) else {**inner, field: "1"}  # type: ignore[dict-item]
                    refused(who[name](method, path, {**body, part: wrong}), 422, "invalid-input")
    assert state(engine, brand) == before


@pytest.mark.parametrize("path", ["/posts/1%00", "/brands/%00", "/products/%00/", "/console/%00", "/posts/99999999999999999999",
                                  "/posts/-1", "/posts/0", "/posts/x", "/posts/%F0%9F", "/products/1e5", "/brands/" + "x" * 3000])  # fmt: skip
def test_addresses_of_nothing(callers: Callers, path: str) -> None:
    refused(callers.token()("GET", path), 404)


@pytest.mark.parametrize(
    ("query", "field"),
    [("limit=0", "limit"), ("limit=51", "limit"), ("limit=x", "limit"), ("limit=", "limit"), ("limit=²", "limit"),
     ("limit=1&limit=2", "limit"), ("page=2", "page"), ("before=a%00", "before")],
)  # fmt: skip
def test_parameters_that_cannot_be(callers: Callers, query: str, field: str) -> None:
    document = refused(callers.nobody()("GET", f"/feed?{query}"), 422, "invalid-input")
    assert [one["field"] for one in document["errors"]] == [field]  # type: ignore[attr-defined]


def test_cursors_are_signed_and_of_one_list(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    for _ in range(3):
        shop.make_post(engine, brand)
    nobody = callers.nobody()
    cursor = nobody("GET", "/discover?limit=1").json["next"].partition("before=")[2]
    for wrong in ("x", "é", cursor[:-1], "A" * 5000, cursor.swapcase()):
        refused(nobody("GET", "/discover", query_string={"before": wrong}), 422, "cursor-invalid")
    refused(nobody("GET", "/feed", query_string={"before": cursor}), 422, "cursor-invalid")


def test_wrong_methods_and_paths(callers: Callers) -> None:
    wrong = callers.nobody()("DELETE", "/feed")
    refused(wrong, 405)
    assert set(wrong.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    refused(callers.nobody()("GET", "/nothing/here"), 404)


def test_a_session_needs_its_csrf_token_and_a_bearer_none(callers: Callers, brand: shop.MadeBrand) -> None:
    session = callers.session()
    session.headers = {}
    refused(session("PUT", f"/brands/{brand.slug}/follow"), 403, "csrf")
    assert callers.token()("PUT", f"/brands/{brand.slug}/follow").status_code == 204
    refused(callers.nobody()("PUT", f"/brands/{brand.slug}/follow"), 401)


def test_json_test_suite_against_every_kind_of_write(
    callers: Callers, engine: Engine, brand: shop.MadeBrand, comments: str, real_data: Path
) -> None:
    files = sorted((real_data / "conformance" / "json-test-suite" / "test_parsing").glob("*.json"))
    if not files:
        pytest.skip("no JSONTestSuite among the real data")
    owner = callers.token(brand.owner_id)
    paths = [comments, f"/console/{brand.slug}/posts", f"/console/{brand.slug}/uploads", "/brands"]
    before = state(engine, brand)
    for file in files:
        for path in paths:
            answer = raw(owner, path, file.read_bytes())
            assert 400 <= answer.status_code < 500, f"{file.name} at {path}: {answer.status_code}"  # type: ignore[attr-defined]
            if file.name.startswith("n_"):
                refused(answer, 400, "malformed-json")
            elif file.name.startswith("y_") and "duplicated" not in file.name:
                refused(answer, 422, "invalid-input")
    assert state(engine, brand) == before


def naughty(real_data: Path) -> list[str]:
    file = real_data / "conformance" / "blns" / "blns.json"
    if not file.is_file():
        pytest.skip("no naughty strings among the real data")
    found: list[str] = json.loads(file.read_text(encoding="utf-8"))
    return [*found, "\x01\x1f\x7f\x85", "\u202eabc\u202c", "a\u0000b", "\ud83d", "\U0010ffff"]


def test_naughty_strings_come_back_as_they_went(
    callers: Callers, engine: Engine, brand: shop.MadeBrand, comments: str, real_data: Path
) -> None:
    owner, kept = callers.token(brand.owner_id), 0
    asset_id, console = shop.make_picture(engine, brand.id), f"/console/{brand.slug}"
    for words in naughty(real_data):
        made = raw(owner, comments, json.dumps({"body": words}).encode())
        if made.status_code == 201:  # type: ignore[attr-defined]
            assert made.json["body"] == words.replace("\r\n", "\n").strip()  # type: ignore[attr-defined]
            kept += 1
        else:
            refused(made, 422, "invalid-input")
        post = {
            "kind": "story",
            "text": {"en": words},
            "images": [{"asset_id": str(asset_id), "alt": {"fr": words}}],
        }
        made = raw(owner, f"{console}/posts", json.dumps(post).encode())
        if made.status_code == 201:  # type: ignore[attr-defined]
            assert made.json["text"] == {"en": words.strip()}  # type: ignore[attr-defined]
            assert made.json["images"][0]["alt"] == {"fr": words}  # type: ignore[attr-defined]
            seen = callers.nobody()("GET", f"/posts/{made.json['id']}")  # type: ignore[attr-defined]
            assert seen.json["text"] == words.strip()
        else:
            refused(made, 422, "invalid-input")
    assert kept > 450


def send(caller: Caller, method: str, path: str, body: object) -> object:
    return caller(method, path, data=json.dumps(body).encode(), content_type="application/json")


def test_naughty_strings_in_every_other_text(
    callers: Callers, brand: shop.MadeBrand, engine: Engine, real_data: Path
) -> None:
    """Each string in a quarter of the other fields, in turn: all of them in all fields takes minutes."""
    owner, moderator, nobody = callers.session(brand.owner_id), callers.moderator(), callers.nobody()
    post_id, console = shop.make_post(engine, brand), f"/console/{brand.slug}"
    legal = {
        "name": "x",
        "address": "x",
        "phone": "+33 1 23 45 67 89",
        "email": "a@b.example",
        "certified": True,
    }

    def describe(words: str) -> None:
        body = {"name": words, "country": "FR", "city": words, "tagline": {"fr": words}, "legal": legal}
        answer = send(owner, "PUT", f"{console}/details", body)
        if refused_or_done(answer):
            assert answer.json["tagline"].get("fr", "") == words.strip().replace("\r\n", "\n")  # type: ignore[attr-defined]

    def hide(words: str) -> None:
        answer = send(
            moderator, "POST", f"/moderation/posts/{post_id}/hide", {"reason": "other", "explanation": words}
        )
        if refused_or_done(answer):
            assert answer.json["decisions"][0]["explanation"] == words.strip()  # type: ignore[attr-defined]
            assert send(moderator, "POST", f"/moderation/posts/{post_id}/restore", {}).status_code == 200  # type: ignore[attr-defined]

    upload = {"content_type": "image/png", "size_bytes": 9}
    fields = (
        describe,
        hide,
        lambda words: refused_or_done(send(owner, "PATCH", "/me", {"display_name": words})),
        lambda words: refused_or_done(
            send(
                owner,
                "PUT",
                f"{console}/details",
                {"name": "x", "country": words, "accent": words, "legal": {"vat": words}},
            )
        ),
        lambda words: refused_or_done(send(owner, "POST", f"{console}/domains", {"host": words})),
        lambda words: refused_or_done(
            send(owner, "POST", f"{console}/uploads", {"filename": words, **upload})
        ),
        lambda words: refused_or_done(nobody("GET", "/search", query_string={"q": askable(words)})),
        lambda words: refused_or_done(
            owner("GET", f"{console}/products", query_string={"q": askable(words)})
        ),
    )
    for number, words in enumerate(naughty(real_data)):
        for place, try_field in enumerate(fields):
            if (number + place) % 4 == 0:
                try_field(words)


def askable(words: str) -> str:
    """What of a text can stand in an address at all."""
    return words.encode("utf-8", "replace").decode()


def refused_or_done(answer: object) -> bool:
    """Whether it was done; when not, that it was refused in order."""
    status: int = answer.status_code  # type: ignore[attr-defined]
    if status < 300:
        return True
    assert 400 <= status < 500
    refused(answer, status)
    return False
