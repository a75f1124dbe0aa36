"""Presigned forms against the real S3 server: it lets in the promised file and nothing else."""

import dataclasses
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage

import pytest
import requests

from media.errors import ObjectMissing, TooLarge, UnsupportedFormat
from media.probing import MAX_BYTES
from media.publishing import publish_image
from media.storage import S3Storage, make_client
from media.types import PresignedUpload
from media.uploads import ACCEPTED_TYPES, presign_upload
from tests.unit.media import pictures

KEY = "quarantine/3/77"
WAYS = ("/", "/public/", "/public/../", "/public/%2e%2e/", "/upload/")
BODY = b"\xff\xd8\xff" + bytes(500)


@pytest.fixture
def client(environment):
    return make_client(
        environment["VITRINE_S3_ENDPOINT"],
        environment["VITRINE_S3_ACCESS_KEY"],
        environment["VITRINE_S3_SECRET_KEY"],
        read_timeout_seconds=20.0,
    )


@pytest.fixture
def storage(client, environment) -> Iterator[S3Storage]:
    made = S3Storage(client, environment["VITRINE_S3_BUCKET"])
    yield made
    for prefix in ("quarantine/", "public/"):
        made.delete_prefix(prefix)


@pytest.fixture(params=["store", "media origin"])
def url(request, environment) -> str:
    """Both the store itself and the way that browsers take, through the proxy."""
    if request.param == "store":
        return f"{environment['VITRINE_S3_ENDPOINT']}/{environment['VITRINE_S3_BUCKET']}"
    return f"{environment['VITRINE_MEDIA_URL']}/upload"


@pytest.fixture
def form(client, environment, url) -> PresignedUpload:
    return presign_upload(
        client,
        environment["VITRINE_S3_BUCKET"],
        url=url,
        key=KEY,
        content_type="image/jpeg",
        max_bytes=10_000,
    )


def post(form: PresignedUpload, body: bytes = BODY, **changed: str) -> requests.Response:
    fields = {**form.fields, **{name.replace("_", "-"): value for name, value in changed.items()}}
    with requests.Session() as session:
        session.trust_env = False
        return session.post(form.url, data=fields, files={"file": ("any.jpg", body)}, timeout=30)


def get(address: str) -> tuple[int, bytes, HTTPMessage]:
    """Status, body and headers; the path travels as written, dots and all."""
    host, _, path = address.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=30)
    try:
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def public_addresses(environment, key: str) -> list[str]:
    """Every address that somebody without credentials could try for an object."""
    bucket = f"{environment['VITRINE_S3_ENDPOINT']}/{environment['VITRINE_S3_BUCKET']}"
    return [f"{bucket}/{key}", *(f"{environment['VITRINE_MEDIA_URL']}{way}{key}" for way in WAYS)]


def assert_refused(answer, storage, key=KEY):
    assert 400 <= answer.status_code < 500, answer.text
    with pytest.raises(ObjectMissing):
        storage.head(key)


def test_the_promised_file_is_let_in(form, storage):
    assert post(form).status_code in (200, 201, 204)
    assert storage.get_bytes(KEY, 10_000) == BODY
    assert storage.head(KEY).content_type == "image/jpeg"


def test_a_file_at_the_limit_is_let_in_and_one_byte_more_is_not(form, storage):
    assert_refused(post(form, BODY.ljust(10_001, b"\0")), storage)
    assert post(form, BODY.ljust(10_000, b"\0")).status_code in (200, 201, 204)


def test_an_empty_file_is_refused(form, storage):
    assert_refused(post(form, b""), storage)


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "image/png", "image/jpeg; charset=x"])
def test_another_type_is_refused(form, storage, content_type):
    assert_refused(post(form, Content_Type=content_type), storage)


@pytest.mark.parametrize("key", ["quarantine/3/78", "public/a/1/640-x.jpg", "quarantine/3/77/x", KEY + "x"])
def test_another_key_is_refused(form, storage, key):
    assert_refused(post(form, key=key), storage, key)


def test_a_field_left_out_is_refused(form, storage):
    for name in ("Content-Type", "policy", "x-amz-signature"):
        fields = {key: value for key, value in form.fields.items() if key != name}
        assert_refused(post(dataclasses.replace(form, fields=fields)), storage)


def test_a_field_that_was_not_promised_opens_nothing(form, storage, environment):
    """AWS refuses such a field, SeaweedFS passes it over: either way nobody may read the upload."""
    post(form, acl="public-read", x_amz_acl="public-read")
    for address in public_addresses(environment, KEY):
        status, body, _ = get(address)
        assert BODY not in body, address
        assert 400 <= status < 500, address


@pytest.mark.parametrize("last", [True, False])
def test_a_second_key_changes_nothing(form, storage, last):
    other = "public/a/1/640-x.jpg"
    promised = list(form.fields.items())
    parts = [*promised, ("key", other)] if last else [("key", other), *promised]
    files = [(name, (None, value)) for name, value in parts] + [("file", ("any.jpg", BODY))]
    with requests.Session() as session:
        session.trust_env = False
        session.post(form.url, files=files, timeout=30)
    with pytest.raises(ObjectMissing):
        storage.head(other)


def test_a_forged_signature_is_refused(form, storage):
    assert_refused(post(form, x_amz_signature="0" * 64), storage)


def test_an_expired_form_is_refused(client, environment, url, storage):
    expired = presign_upload(
        client,
        environment["VITRINE_S3_BUCKET"],
        url=url,
        key=KEY,
        content_type="image/jpeg",
        expires_seconds=-60,
    )
    assert_refused(post(expired), storage)


def test_quarantine_is_not_served_and_published_files_are(storage, environment):
    storage.put_bytes(KEY, BODY, "image/jpeg")
    storage.put_bytes("public/a/9/320-x.jpg", BODY, "image/jpeg", cache_control="public, immutable")
    for address in public_addresses(environment, KEY):
        status, body, _ = get(address)
        assert BODY not in body, address
        assert 400 <= status < 500, address
    status, body, headers = get(f"{environment['VITRINE_MEDIA_URL']}/public/a/9/320-x.jpg")
    assert (status, body) == (200, BODY)
    assert headers["Content-Type"] == "image/jpeg"
    assert "immutable" in headers["Cache-Control"]


def test_the_whole_road_from_a_browsers_form_to_a_served_picture(form, storage, environment):
    photo = bytes(pictures.make_corners(400, 300).jpegsave_buffer())
    assert post(form, photo).status_code in (200, 201, 204)
    image = publish_image(storage, form.key, 77)
    for each in image.renditions:
        status, body, headers = get(f"{environment['VITRINE_MEDIA_URL']}/{each.key}")
        assert (status, len(body), headers["Content-Type"]) == (200, each.size_bytes, each.content_type)


@pytest.mark.parametrize("content_type", ACCEPTED_TYPES)
def test_each_accepted_type_can_be_promised(client, environment, content_type):
    bucket, url = environment["VITRINE_S3_BUCKET"], "https://media.example/upload"
    form = presign_upload(client, bucket, url=url, key=KEY, content_type=content_type.upper())
    assert (form.url, form.key, form.max_bytes) == (url, KEY, MAX_BYTES)
    assert form.fields["Content-Type"] == content_type


@pytest.mark.parametrize("content_type", ["image/svg+xml", "text/html", "image/tiff", "", "image/*"])
def test_other_types_are_not_promised(client, content_type):
    with pytest.raises(UnsupportedFormat) as refusal:
        presign_upload(client, "media", url="https://x", key=KEY, content_type=content_type)
    assert "jpeg" in refusal.value.detail


def test_more_than_the_cap_is_not_promised(client):
    with pytest.raises(TooLarge):
        presign_upload(
            client, "media", url="https://x", key=KEY, content_type="image/png", max_bytes=MAX_BYTES + 1
        )
