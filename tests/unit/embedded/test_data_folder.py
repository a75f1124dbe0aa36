"""A data folder is held by one copy, and a folder that is not ours is never touched."""

import json
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import psycopg
import pytest
import redis

from app.embedded.backends import Backends, PortTaken
from app.embedded.datadir import DataDir, DataDirRefused
from app.embedded.keys import load_or_make_secrets
from app.embedded.ports import PortBook, is_free
from app.embedded.throwaway import throwaway_data_dir


def test_a_second_copy_on_the_same_folder_is_refused_and_leaves_the_first_alone(tmp_path):
    first, second = DataDir(tmp_path / "data"), DataDir(tmp_path / "data")
    first.open()
    first.write_state({"supervisor_pid": 4242})
    with pytest.raises(DataDirRefused, match=r"already runs on .* \(process 4242\)"):
        second.open()
    assert not second.is_open and first.is_open
    first.close()
    second.open()
    second.close()


def test_a_folder_with_other_peoples_files_is_refused_and_kept(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(DataDirRefused, match="holds files that are not Vitrine's"):
        Backends(tmp_path).start(fresh=True)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_emptying_removes_the_database_kept_elsewhere_too(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = DataDir(tmp_path / "data")
    folder.open()
    (folder.path / "postgres-location.json").write_text(json.dumps({"folder": str(elsewhere)}))
    (folder.path / "s3").mkdir()
    folder.empty()
    folder.close()
    assert sorted(file.name for file in folder.path.iterdir()) == ["VITRINE_DATA", "lock"]
    assert not elsewhere.exists()


def test_secrets_stay_the_same_and_only_their_owner_reads_them(tmp_path):
    file = tmp_path / "secrets.json"
    secrets = load_or_make_secrets(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_or_make_secrets(file) == secrets
    assert len(set(secrets.values())) == len(secrets)


def test_damaged_secrets_are_reported_not_replaced(tmp_path):
    file = tmp_path / "secrets.json"
    file.write_text("{")
    with pytest.raises(ValueError, match=r"secrets\.json is damaged"):
        load_or_make_secrets(file)
    assert file.read_text() == "{"


def test_ports_are_remembered_until_somebody_else_takes_them(tmp_path: Path):
    book = tmp_path / "ports.json"
    chosen = PortBook(book).choose(["a", "b"])
    assert len(set(chosen.values())) == 2
    assert PortBook(book).choose(["b", "a"]) == chosen
    with socket.socket() as other:
        other.bind(("127.0.0.1", chosen["a"]))
        other.listen()
        assert not is_free(chosen["a"])
        later = PortBook(book).choose(["a", "b"])
    assert later["a"] != chosen["a"] and later["b"] == chosen["b"]


@pytest.mark.parametrize("damage", ["", "[1]", '{"a": "x"}'])
def test_a_damaged_port_book_is_started_over(tmp_path: Path, damage: str):
    book = tmp_path / "ports.json"
    book.write_text(damage)
    assert PortBook(book).choose(["a"])["a"] > 0


def test_an_explicit_port_that_is_taken_is_refused(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken, match="--port"):
            Backends(tmp_path / "data", public_port=other.getsockname()[1]).start()


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder that a test starts on more than once."""
    with throwaway_data_dir() as path:
        yield path


def test_data_survives_a_crash_and_a_change_of_every_port(data_dir):
    first = Backends(data_dir, settings={"VITRINE_ENV": "test"})
    with started(first):
        with psycopg.connect(libpq(first)) as connection, broker(first) as queue:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
            queue.set("kept", "7")
            queue.execute_command("WAITAOF", 1, 0, 5_000)
        s3(first).put_object(Bucket="media", Key="kept", Body=b"7")
        for name in ("postgres", "broker", "s3"):
            first.kill(name)
    ports = data_dir / "ports.json"
    before = set(json.loads(ports.read_text()).values())
    ports.unlink()

    second = Backends(data_dir, settings={"VITRINE_ENV": "test"})
    with started(second):
        with psycopg.connect(libpq(second)) as connection, broker(second) as queue:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
            assert queue.get("kept") == b"7"
        assert s3(second).get_object(Bucket="media", Key="kept")["Body"].read() == b"7"
    assert set(json.loads(ports.read_text()).values()) != before


@contextmanager
def started(backends: Backends) -> Iterator[None]:
    backends.start()
    try:
        yield
    finally:
        backends.stop()


def libpq(backends: Backends) -> str:
    return backends.environment()["VITRINE_DATABASE_OWNER_URL"].replace("+psycopg", "")


def broker(backends: Backends) -> redis.Redis:
    return redis.Redis.from_url(backends.environment()["VITRINE_BROKER_URL"])


def s3(backends: Backends):
    settings = backends.environment()
    return boto3.client(
        "s3",
        endpoint_url=settings["VITRINE_S3_ENDPOINT"],
        aws_access_key_id=settings["VITRINE_S3_ACCESS_KEY"],
        aws_secret_access_key=settings["VITRINE_S3_SECRET_KEY"],
        region_name="us-east-1",
    )
