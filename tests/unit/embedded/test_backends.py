"""The servers are real, and the media origin gives away nothing but what is public."""

from contextlib import suppress

import boto3
import psycopg
import pytest
import redis
import requests
from botocore.config import Config

from app.embedded.backends import Backends

ORIGIN_HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy")


@pytest.fixture(scope="module")
def s3(environment: dict[str, str]):
    return boto3.client(
        "s3",
        endpoint_url=environment["VITRINE_S3_ENDPOINT"],
        aws_access_key_id=environment["VITRINE_S3_ACCESS_KEY"],
        aws_secret_access_key=environment["VITRINE_S3_SECRET_KEY"],
        region_name="us-east-1",
        config=Config(signature_version="s3v4"),
    )


def post_conditions(key: str, largest: int = 1_000) -> dict:
    return {
        "Bucket": "media",
        "Key": key,
        "Fields": {"Content-Type": "image/png"},
        "Conditions": [{"Content-Type": "image/png"}, ["content-length-range", 1, largest]],
        "ExpiresIn": 300,
    }


def upload(environment: dict[str, str], fields: dict[str, str], body: bytes) -> requests.Response:
    return requests.post(
        environment["VITRINE_MEDIA_URL"] + "/upload",
        data=fields,
        files={"file": ("photo.png", body, fields.get("Content-Type"))},
        headers={"Origin": environment["VITRINE_PUBLIC_URL"]},
        timeout=10,
        allow_redirects=False,
    )


def libpq(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def test_the_product_role_cannot_pass_row_level_security_or_create_tables(environment):
    with psycopg.connect(libpq(environment["VITRINE_DATABASE_URL"])) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert row == (False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE sneaky (id int)")


def test_the_owner_role_migrates_and_has_the_extensions(environment):
    with psycopg.connect(libpq(environment["VITRINE_DATABASE_OWNER_URL"])) as connection:
        connection.execute("CREATE TABLE probe (id int)")
        present = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
        assert {"pg_trgm", "unaccent", "citext", "btree_gin", "vector"} <= present
        connection.rollback()


def test_the_broker_never_evicts_and_both_servers_ask_for_a_password(environment):
    broker = redis.Redis.from_url(environment["VITRINE_BROKER_URL"])
    assert broker.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert broker.config_get("appendonly") == {"appendonly": "yes"}
    for name in ("VITRINE_BROKER_URL", "VITRINE_TIMELINES_URL"):
        bare = "redis://" + environment[name].rpartition("@")[2]
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(bare).ping()
    broker.close()


def test_a_presigned_post_through_the_media_origin_lands_in_the_bucket(environment, s3):
    post = s3.generate_presigned_post(**post_conditions("quarantine/one"))
    answer = upload(environment, post["fields"], b"png bytes")
    assert answer.status_code == 204, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == environment["VITRINE_PUBLIC_URL"]
    stored = s3.get_object(Bucket="media", Key="quarantine/one")
    assert (stored["Body"].read(), stored["ContentType"]) == (b"png bytes", "image/png")


@pytest.mark.parametrize(
    ("change", "body"),
    [
        ({}, b"x" * 1_001),
        ({}, b""),
        ({"Content-Type": "text/html"}, b"x"),
        ({"key": "public/taken-over"}, b"x"),
        ({"x-amz-meta-extra": "1"}, b"x"),
        ({"x-amz-signature": "0" * 64}, b"x"),
        ({"policy": "eyJleHBpcmF0aW9uIjoiMjA5OS0wMS0wMVQwMDowMDowMFoiLCJjb25kaXRpb25zIjpbXX0="}, b"x"),
    ],
    ids=["too-large", "empty", "other-type", "other-key", "extra-field", "forged", "own-policy"],
)
def test_a_presigned_post_holds_its_conditions(environment, s3, change, body):
    post = s3.generate_presigned_post(**post_conditions("quarantine/two"))
    answer = upload(environment, post["fields"] | change, body)
    assert 400 <= answer.status_code < 500, answer.text
    kept = s3.list_objects_v2(Bucket="media").get("Contents", [])
    assert {entry["Key"] for entry in kept}.isdisjoint({"quarantine/two", "public/taken-over"})


def test_a_presigned_post_cannot_redirect_or_open_the_object_to_everyone(environment, s3):
    post = s3.generate_presigned_post(**post_conditions("quarantine/three"))
    change = {"success_action_redirect": "https://evil.example/", "acl": "public-read"}
    answer = upload(environment, post["fields"] | change, b"hush")
    assert "Location" not in answer.headers and answer.status_code in (204, 403)
    direct = requests.get(environment["VITRINE_S3_ENDPOINT"] + "/media/quarantine/three", timeout=5)
    assert direct.status_code in (403, 404)


def test_uploads_past_the_cap_are_cut_off_before_s3(environment, s3):
    post = s3.generate_presigned_post(**post_conditions("quarantine/big", largest=100_000_000))
    with suppress(requests.ConnectionError):  # the proxy may hang up while the client still sends
        assert upload(environment, post["fields"], b"x" * 17_000_000).status_code in (400, 413)
    assert s3.list_objects_v2(Bucket="media", Prefix="quarantine/big")["KeyCount"] == 0


def test_a_browser_of_the_shop_may_post_and_no_other_origin_is_named(environment):
    answer = requests.options(
        environment["VITRINE_MEDIA_URL"] + "/upload",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
        timeout=5,
    )
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == environment["VITRINE_PUBLIC_URL"]
    assert answer.headers["Access-Control-Allow-Methods"] == "POST"


def test_public_objects_are_served_inert_and_cached(environment, s3):
    s3.put_object(Bucket="media", Key="public/ab/cd-640.webp", Body=b"0123456789", ContentType="image/webp")
    url = environment["VITRINE_MEDIA_URL"] + "/public/ab/cd-640.webp"
    answer = requests.get(url + "?response-content-type=text/html", timeout=5)
    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (
        200,
        b"0123456789",
        "image/webp",
    )
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Server" not in answer.headers and not any(name.startswith("X-Amz") for name in answer.headers)
    part = requests.get(url, headers={"Range": "bytes=2-4"}, timeout=5)
    assert (part.status_code, part.content) == (206, b"234")
    again = requests.get(url, headers={"If-None-Match": answer.headers["ETag"]}, timeout=5)
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/quarantine/secret",
        "/media/quarantine/secret",
        "/public/../quarantine/secret",
        "/public/%2e%2e/quarantine/secret",
        "/public%2f..%2fquarantine%2fsecret",
        "/public/..%2fquarantine/secret",
        "/public//../quarantine/secret",
        "/public/",
        "/public",
        "/",
        "/?list-type=2",
        "/public/?list-type=2",
        "/upload",
        "/upload?list-type=2",
    ],
)
def test_nothing_outside_public_can_be_read(environment, s3, path):
    s3.put_object(Bucket="media", Key="quarantine/secret", Body=b"hush")
    session = requests.Session()
    request = requests.Request("GET", environment["VITRINE_MEDIA_URL"]).prepare()
    request.url = environment["VITRINE_MEDIA_URL"] + path  # as is: no client-side cleaning of dots
    answer = session.send(request, timeout=5)
    assert answer.status_code == 404
    assert b"hush" not in answer.content and b"<" not in answer.content
    assert all(name in answer.headers for name in ORIGIN_HEADERS)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "PATCH"])
def test_nothing_can_be_written_but_by_presigned_post(environment, s3, method):
    s3.put_object(Bucket="media", Key="public/kept.webp", Body=b"kept")
    for path in ("/public/kept.webp", "/public/new.webp", "/upload"):
        answer = requests.request(method, environment["VITRINE_MEDIA_URL"] + path, data=b"x", timeout=5)
        assert 400 <= answer.status_code < 500
    assert s3.get_object(Bucket="media", Key="public/kept.webp")["Body"].read() == b"kept"
    assert s3.list_objects_v2(Bucket="media", Prefix="public/new")["KeyCount"] == 0


def test_s3_itself_refuses_strangers_everything_but_public_reads(environment, s3):
    s3.put_object(Bucket="media", Key="quarantine/secret", Body=b"hush")
    bucket = environment["VITRINE_S3_ENDPOINT"] + "/media"
    for path in ("/quarantine/secret", "", "?list-type=2", "/publicly"):
        assert requests.get(bucket + path, timeout=5).status_code == 403
    assert requests.put(bucket + "/public/x", data=b"x", timeout=5).status_code == 403


def test_a_host_name_that_is_not_the_shop_is_not_served(environment, backends: Backends):
    answer = requests.get(backends.public_url, headers={"Host": "evil.example"}, timeout=5)
    assert answer.status_code == 421
    port = backends.public_url.rpartition(":")[2]
    moved = requests.get(f"http://127.0.0.1:{port}/x?y=1", allow_redirects=False, timeout=5)
    assert moved.headers["Location"] == f"{backends.public_url}/x?y=1"
