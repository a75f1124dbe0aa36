"""One suite for both storages: the one in memory behaves as the real S3 server does."""

import socket
from collections.abc import Iterator

import pytest

from media.contract import Storage
from media.errors import ObjectMissing, StorageError, StorageUnavailable, TooLarge
from media.memory import MemoryStorage
from media.storage import S3Storage, make_client

KEY = "quarantine/1/2"


@pytest.fixture(scope="session")
def s3_storage(environment: dict[str, str]) -> S3Storage:
    client = make_client(
        environment["VITRINE_S3_ENDPOINT"],
        environment["VITRINE_S3_ACCESS_KEY"],
        environment["VITRINE_S3_SECRET_KEY"],
        # A shared test machine may be busy: these tests are about answers, not about giving up.
        read_timeout_seconds=20.0,
    )
    return S3Storage(client, environment["VITRINE_S3_BUCKET"])


@pytest.fixture(params=["memory", "s3"])
def storage(request: pytest.FixtureRequest) -> Iterator[Storage]:
    if request.param == "memory":
        yield MemoryStorage()
        return
    real: S3Storage = request.getfixturevalue("s3_storage")
    yield real
    for prefix in ("quarantine/", "public/"):
        real.delete_prefix(prefix)


def test_what_is_put_is_what_is_got(storage):
    body = bytes(range(256)) * 1_000
    storage.put_bytes(KEY, body, "image/jpeg")
    assert storage.get_bytes(KEY, len(body)) == body
    head = storage.head(KEY)
    assert (head.key, head.size_bytes, head.content_type) == (KEY, len(body), "image/jpeg")


def test_putting_again_replaces(storage):
    storage.put_bytes(KEY, b"one", "image/jpeg")
    storage.put_bytes(KEY, b"other", "image/png")
    assert storage.get_bytes(KEY, 100) == b"other"
    assert storage.head(KEY).content_type == "image/png"


def test_more_bytes_than_asked_for_are_refused(storage):
    storage.put_bytes(KEY, b"12345", "image/jpeg")
    assert storage.get_bytes(KEY, 5) == b"12345"
    with pytest.raises(TooLarge) as refusal:
        storage.get_bytes(KEY, 4)
    assert "5" in refusal.value.detail
    assert "4" in refusal.value.detail


def test_an_empty_object_is_an_object(storage):
    storage.put_bytes(KEY, b"", "image/jpeg")
    assert storage.get_bytes(KEY, 10) == b""
    assert b"".join(storage.open_stream(KEY)) == b""


def test_a_stream_gives_everything_in_pieces(storage):
    body = bytes(range(256)) * 1_000
    storage.put_bytes(KEY, body, "image/jpeg")
    pieces = list(storage.open_stream(KEY))
    assert b"".join(pieces) == body
    assert len(pieces) > 1


def test_a_missing_object_says_so(storage):
    for ask in (
        lambda: storage.get_bytes("quarantine/1/none", 10),
        lambda: storage.head("quarantine/1/none"),
        lambda: storage.open_stream("quarantine/1/none"),
    ):
        with pytest.raises(ObjectMissing) as refusal:
            ask()
        assert not refusal.value.retryable


def test_deleting_is_final_and_may_be_repeated(storage):
    storage.put_bytes(KEY, b"x", "image/jpeg")
    storage.delete(KEY)
    storage.delete(KEY)
    with pytest.raises(ObjectMissing):
        storage.head(KEY)


def test_a_prefix_goes_whole_and_its_neighbours_stay(storage):
    doomed = [f"public/a/12/{number}.jpg" for number in range(5)]
    for key in [*doomed, "public/a/123/1.jpg", "public/a/1/1.jpg"]:
        storage.put_bytes(key, b"x", "image/jpeg")
    assert storage.delete_prefix("public/a/12/") == 5
    assert storage.delete_prefix("public/a/12/") == 0
    for key in doomed:
        with pytest.raises(ObjectMissing):
            storage.head(key)
    assert storage.head("public/a/123/1.jpg").size_bytes == 1
    assert storage.head("public/a/1/1.jpg").size_bytes == 1


@pytest.mark.parametrize("prefix", ["", "/", "public/a/12"])
def test_a_prefix_that_could_reach_too_far_is_refused(storage, prefix):
    with pytest.raises(ValueError, match="slash"):
        storage.delete_prefix(prefix)


def test_a_store_that_answers_is_available(storage):
    storage.check_available()


def every_call(storage):
    return (
        lambda: storage.put_bytes(KEY, b"x", "image/jpeg"),
        lambda: storage.get_bytes(KEY, 10),
        lambda: storage.head(KEY),
        lambda: storage.open_stream(KEY),
        lambda: storage.delete(KEY),
        lambda: storage.delete_prefix("quarantine/1/"),
        lambda: storage.check_available(),
    )


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Something that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_store_that_is_away_is_one_kind_of_error(closed_port):
    away_in_memory = MemoryStorage()
    away_in_memory.available = False
    client = make_client(f"http://127.0.0.1:{closed_port}", "key", "secret", attempts=1)
    for away in (away_in_memory, S3Storage(client, "media")):
        for call in every_call(away):
            with pytest.raises(StorageUnavailable) as failure:
                call()
            assert failure.value.retryable


def test_a_store_that_never_answers_is_away(silent_port):
    client = make_client(
        f"http://127.0.0.1:{silent_port}", "key", "secret", read_timeout_seconds=0.2, attempts=1
    )
    for call in every_call(S3Storage(client, "media")):
        with pytest.raises(StorageUnavailable):
            call()


def test_wrong_credentials_are_a_fault_not_an_outage(environment):
    client = make_client(environment["VITRINE_S3_ENDPOINT"], environment["VITRINE_S3_ACCESS_KEY"], "wrong")
    with pytest.raises(StorageError) as failure:
        S3Storage(client, environment["VITRINE_S3_BUCKET"]).put_bytes(KEY, b"x", "image/jpeg")
    assert not failure.value.retryable
    assert "SignatureDoesNotMatch" in failure.value.detail
