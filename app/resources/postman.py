"""Sends the mails of the outgoing folder by SMTP. The folder is the queue: a mail leaves it when it was accepted.

A mail is `*.eml`; accepted ones move to `sent/` and are forgotten after a week, since they name people. One that is
refused stays, and waits as long again as it has waited, an hour at most; after two days it moves to `failed/`, for
somebody to look at. While the server itself is away nothing moves, and it is asked again once a minute. One process
sends at a time, under a lock that ends with it; should it die between the server's yes and the move, that one mail
goes out twice.
"""

import fcntl
import ipaddress
import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP
from email.utils import getaddresses
from pathlib import Path

from config import SmtpServer

SMTP_TIMEOUT_SECONDS = 10.0
ROUND_SECONDS = 8.0
"""A round starts no further mail after this long: others wait for the worker too."""
AWAY_SECONDS = 60.0
MAX_WAIT_SECONDS = 3_600.0
UNTRIED_SECONDS = 1.0
"""A mail that was touched no later than this after it was named was only written."""
GIVE_UP_SECONDS = 2 * 86_400.0
FORGET_SECONDS = 7 * 86_400.0
SENT, FAILED = "sent", "failed"
_LOCK, _AWAY = ".sending", ".server-away"


@dataclass(slots=True)
class Round:
    """What one round did, in mails; each has one recipient."""

    sent: int = 0
    refused: int = 0
    given_up: int = 0
    waiting: int = 0
    away: str = ""
    """Why the server could not be used, without a word that it said; empty when it could."""


class Postman:
    """One round of the outgoing folder."""

    def __init__(self, server: SmtpServer, folder: Path) -> None:
        self._server, self._folder = server, folder

    def send_waiting(self) -> Round:
        """Send what is due, oldest first. Answers an empty round while another process sends, or the server rests."""
        done = Round()
        if not self._folder.is_dir():
            return done
        with _alone(self._folder / _LOCK) as alone:
            if not alone or self._rests():
                return done
            for name in (SENT, FAILED):  # first: a mail that was accepted and cannot move would go out again
                (self._folder / name).mkdir(exist_ok=True)
            _forget_old(self._folder / SENT)
            due = [path for path in sorted(self._folder.glob("*.eml")) if _is_due(path)]
            if due:
                self._send(due, done)
        return done

    def _send(self, due: list[Path], done: Round) -> None:
        deadline = time.monotonic() + ROUND_SECONDS
        done.waiting = len(due)
        try:
            with self._connection() as smtp:
                for path in due:
                    if time.monotonic() > deadline:
                        break
                    self._send_one(smtp, path, done)
                    done.waiting -= 1
        except OSError as error:  # of the network, of TLS, and all of smtplib's
            done.away = type(error).__name__
            (self._folder / _AWAY).touch()
        else:
            (self._folder / _AWAY).unlink(missing_ok=True)

    def _send_one(self, smtp: smtplib.SMTP, path: Path, done: Round) -> None:
        """Raises: what smtplib raises when the server, not the mail, is at fault."""
        try:
            message = message_from_bytes(path.read_bytes(), policy=SMTP)
            recipients = [address for _, address in getaddresses([str(message["To"] or "")]) if address]
            smtp.send_message(message, to_addrs=recipients)
        except smtplib.SMTPServerDisconnected:
            raise
        except FileNotFoundError:
            return  # somebody took it away
        except (smtplib.SMTPException, ValueError, UnicodeError):  # refused, or no mail at all
            if time.time() - _written_at(path) > GIVE_UP_SECONDS:
                _move(path, self._folder / FAILED)
                done.given_up += 1
            else:
                path.touch()
            done.refused += 1
            return
        _move(path, self._folder / SENT)
        done.sent += 1

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        server, context = self._server, _tls(self._server.host)
        if server.implicit_tls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SMTP_TIMEOUT_SECONDS, context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=SMTP_TIMEOUT_SECONDS)
        with smtp:
            smtp.ehlo_or_helo_if_needed()
            safe = server.implicit_tls or _is_this_machine(server.host)
            if not server.implicit_tls and smtp.has_extn("starttls"):
                smtp.starttls(context=context)
                safe = True
            if server.user:
                if not safe:
                    raise smtplib.SMTPNotSupportedError("no TLS: the password stays here")
                smtp.login(server.user, server.password)
            yield smtp

    def _rests(self) -> bool:
        try:
            return time.time() - (self._folder / _AWAY).stat().st_mtime < AWAY_SECONDS
        except FileNotFoundError:
            return False


def _is_due(path: Path) -> bool:
    """A mail is tried at once; refused, it waits as long again as it was old then, an hour at most."""
    tried_at = path.stat().st_mtime
    age_seconds = tried_at - _written_at(path)
    return age_seconds < UNTRIED_SECONDS or time.time() >= tried_at + min(age_seconds, MAX_WAIT_SECONDS)


def _written_at(path: Path) -> float:
    """When a mail was written, by its name; by its file where the name does not tell."""
    try:
        return (
            datetime.strptime(path.name.partition("-")[0], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC).timestamp()
        )
    except ValueError:
        return path.stat().st_mtime


def _move(path: Path, folder: Path) -> None:
    path.touch()  # from now on the file tells when it came there
    path.replace(folder / path.name)


def _forget_old(folder: Path) -> None:
    for path in folder.glob("*.eml"):
        if time.time() - path.stat().st_mtime > FORGET_SECONDS:
            path.unlink(missing_ok=True)


@contextmanager
def _alone(lock: Path) -> Iterator[bool]:
    with lock.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tls(host: str) -> ssl.SSLContext:
    """Certificates are checked, save on this machine, where servers show what no authority signed."""
    context = ssl.create_default_context()
    if _is_this_machine(host):
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
