"""Which ports a copy takes on a machine where other people and other copies have been."""

import os
from pathlib import Path

import pytest

from app.embedded import seaweed
from app.embedded.backends import Backends
from app.embedded.ports import PortBook
from app.embedded.seaweed import can_serve


def test_a_port_whose_socket_file_is_another_persons_is_not_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = PortBook(tmp_path / "ports.json")
    port = book.choose(["s3"], usable=can_serve)["s3"]
    monkeypatch.setattr(seaweed, "SOCKET_FOLDER", tmp_path)
    (tmp_path / f"seaweedfs-s3-{port}.sock").touch()
    assert (
        book.choose(["s3"], usable=can_serve)["s3"] == port
    )  # a leftover of our own is removed at the start

    monkeypatch.setattr(os, "geteuid", lambda: (tmp_path.stat().st_uid or 1_000) + 1)
    other = book.choose(["s3"], usable=can_serve)["s3"]
    assert other != port and book.choose(["s3"], usable=can_serve)["s3"] == other


def test_a_stopped_copy_leaves_no_socket_files(backends: Backends) -> None:
    """The S3 server does not tidy up after itself, and its next start on such a port would fail."""
    s3 = backends._s3
    assert s3 is not None
    ports = [*s3.ports.values(), *(port + seaweed.GRPC_OFFSET for port in s3.ports.values())]
    left = [file for port in ports for file in seaweed._socket_files(port)]
    assert left, "the server makes socket files: without any this test shows nothing"
    backends.kill("s3")
    s3.drop_sockets()
    try:
        assert not [file for port in ports for file in seaweed._socket_files(port)]
    finally:
        backends.revive("s3")
