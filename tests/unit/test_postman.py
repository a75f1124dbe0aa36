"""Mails leave the outgoing folder by SMTP: once each, never lost, whatever the server says."""

import os
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.kernel import clock
from app.resources.postman import Postman
from config import SmtpServer
from tests.support.smtp import Mailbox, self_signed, smtp_server

HOUR = 3_600.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mail"
    made.mkdir()
    return made


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with smtp_server(Mailbox()) as running:
        yield running


def postman(box: Mailbox, folder: Path, user: str = "", password: str = "") -> Postman:
    return Postman(SmtpServer("127.0.0.1", box.port, False, user, password, None), folder)


def put(folder: Path, to: str, *, hours_ago: float = 0.0) -> Path:
    """A mail as the pages write it."""
    written = clock.utcnow() - timedelta(hours=hours_ago)
    path = folder / f"{written:%Y%m%dT%H%M%S.%f}-reset-{len(list(folder.rglob('*')))}.eml"
    path.write_bytes(f"From: Vitrine <no-reply@shop.example>\r\nTo: {to}\r\n\r\nBonjour {to}\r\n".encode())
    os.utime(path, (written.timestamp(), written.timestamp()))
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.eml")}


def test_what_waits_is_sent_oldest_first_and_moves(box: Mailbox, folder: Path) -> None:
    paths = [put(folder, "new@people.example"), put(folder, "old@people.example", hours_ago=1)]
    done = postman(box, folder).send_waiting()
    assert (done.sent, done.refused, done.away) == (2, 0, "")
    assert [recipients for _, recipients, _ in box.mails] == [["old@people.example"], ["new@people.example"]]
    assert box.mails[0][0] == "no-reply@shop.example" and "Bonjour old@people.example" in box.mails[0][2]
    assert names(folder) == set() and names(folder / "sent") == {path.name for path in paths}
    assert postman(box, folder).send_waiting().sent == 0
    assert len(box.mails) == 2


def test_while_the_server_is_away_mails_wait_and_then_go(folder: Path) -> None:
    box = Mailbox()
    with smtp_server(box):
        pass
    path = put(folder, "ana@people.example")
    done = postman(box, folder).send_waiting()
    assert (done.sent, done.waiting, done.away) == (0, 1, "ConnectionRefusedError")
    assert names(folder) == {path.name}
    with smtp_server(box):
        assert postman(box, folder).send_waiting().sent == 0, "it is asked once a minute only"
        long_ago = time.time() - 61
        os.utime(folder / ".server-away", (long_ago, long_ago))
        assert postman(box, folder).send_waiting().sent == 1
        put(folder, "ben@people.example")
        assert postman(box, folder).send_waiting().sent == 1, "a server that is back is asked at once"


def test_a_refused_mail_stays_holds_nobody_up_and_waits_longer_each_time(box: Mailbox, folder: Path) -> None:
    box.refused.add("gone@people.example")
    bad = put(folder, "gone@people.example", hours_ago=1)
    put(folder, "ana@people.example")
    done = postman(box, folder).send_waiting()
    assert (done.sent, done.refused, done.given_up, done.away) == (1, 1, 0, "")
    assert names(folder) == {bad.name}
    box.refused.clear()
    assert postman(box, folder).send_waiting().sent == 0, "tried an hour after it was written: an hour's rest"
    os.utime(bad, (time.time() - HOUR, time.time() - HOUR))
    assert postman(box, folder).send_waiting().sent == 1


def test_after_two_days_a_refused_mail_is_set_aside_and_kept(box: Mailbox, folder: Path) -> None:
    box.refused.add("gone@people.example")
    bad = put(folder, "gone@people.example", hours_ago=49)
    done = postman(box, folder).send_waiting()
    assert (done.refused, done.given_up) == (1, 1)
    assert names(folder) == set() and names(folder / "failed") == {bad.name}


def test_a_file_that_is_no_mail_is_kept_and_holds_nobody_up(box: Mailbox, folder: Path) -> None:
    odd = folder / "20200101T000000.000000-odd-1.eml"
    odd.write_bytes(b"\x00\xff no mail")
    os.utime(odd, (time.time() - HOUR, time.time() - HOUR))
    put(folder, "ana@people.example")
    assert postman(box, folder).send_waiting().sent == 1
    assert names(folder / "failed") == {odd.name}


def test_two_workers_send_nothing_twice(box: Mailbox, folder: Path) -> None:
    for number in range(5):
        put(folder, f"p{number}@people.example")
    box.pause = threading.Event()
    first = threading.Thread(target=postman(box, folder).send_waiting)
    first.start()
    assert box.asked.wait(30)
    assert postman(box, folder).send_waiting().sent == 0, "the other one has the folder"
    box.pause.set()
    first.join(30)
    assert len(box.mails) == 5 and names(folder) == set()


def test_the_password_goes_by_tls_where_the_server_offers_it(folder: Path, tmp_path: Path) -> None:
    box = Mailbox(user="shop", password="s3cret/%", certificate=self_signed(tmp_path))
    with smtp_server(box):
        put(folder, "ana@people.example")
        assert postman(box, folder, "shop", "wrong").send_waiting().away == "SMTPAuthenticationError"
        (folder / ".server-away").unlink()
        assert postman(box, folder, "shop", "s3cret/%").send_waiting().sent == 1
    assert box.encrypted == [True]


@pytest.mark.parametrize(
    ("certified", "reason"), [(False, "SMTPNotSupportedError"), (True, "SSLCertVerificationError")]
)
def test_another_machine_gets_no_password_without_tls_that_holds(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certified: bool, reason: str
) -> None:
    monkeypatch.setattr("app.resources.postman._is_this_machine", lambda host: False)
    box = Mailbox(user="shop", password="s3cret", certificate=self_signed(tmp_path) if certified else None)
    with smtp_server(box):
        path = put(folder, "ana@people.example")
        done = postman(box, folder, "shop", "s3cret").send_waiting()
    assert (done.sent, done.away, box.mails) == (0, reason, [])
    assert names(folder) == {path.name}


def test_sent_mails_are_forgotten_after_a_week(box: Mailbox, folder: Path) -> None:
    path = put(folder, "ana@people.example")
    postman(box, folder).send_waiting()
    kept = folder / "sent" / path.name
    os.utime(kept, (time.time() - 6 * 24 * HOUR,) * 2)
    postman(box, folder).send_waiting()
    assert kept.exists()
    os.utime(kept, (time.time() - 8 * 24 * HOUR,) * 2)
    postman(box, folder).send_waiting()
    assert not kept.exists()
