"""Mails about accounts: written in the reader's language, kept as .eml files in the outgoing folder.

The folder is the queue: where an SMTP server is known, `resources.postman` takes them from there.

A mail to an address that nobody confirmed yet carries no word that its sender chose: it could be misused for spam.
"""

import os
import secrets
from contextlib import suppress
from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import current_app
from flask_babel import force_locale, gettext
from flask_security import MailUtil
from flask_security.utils import send_mail

from app.kernel import clock
from app.kernel.errors import Unavailable
from app.resources.container import current
from app.resources.postman import FAILED, SENT
from app.wire.writing import written_locale

_log = structlog.get_logger("vitrine.mail")


class MailAway(Unavailable):
    """The outgoing folder cannot be written."""

    slug = "mail-away"
    message = "We cannot send e-mail for the moment. Please try again in a few minutes."


class FolderMail(MailUtil):
    """The library's mails, written as one file each; the worker, or somebody else, sends them."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Write one mail. With `nobody` it is composed all the same and dropped, so that both take as long.

        With `once`, a name for what it tells and to whom, it is written unless it was before.
        """
        message = _compose(subject, str(recipient), str(sender), body or "", html or "")
        kind = template.rsplit("/", 1)[-1]
        try:
            _write(
                current().settings.mail_dir,
                kind,
                message.as_bytes(),
                keep=not kwargs.get("nobody", False),
                once=kwargs.get("once", ""),
            )
        except OSError as error:
            _log.error("mail not written", kind=kind, exc_info=error)
            raise MailAway from error


def _compose(subject: str, recipient: str, sender: str, body: str, html: str) -> EmailMessage:
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = Address("Vitrine", addr_spec=sender)
    message["To"] = recipient
    message["Date"] = clock.utcnow().astimezone(UTC)
    message["Message-ID"] = f"<{secrets.token_hex(16)}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    message.add_alternative(html, subtype="html")
    return message


def _write(folder: Path, kind: str, content: bytes, *, keep: bool, once: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{kind}-{once}" if once else f"{clock.utcnow():%Y%m%dT%H%M%S.%f}-{kind}-{secrets.token_hex(4)}"
    if once and any((folder / place / f"{name}.eml").exists() for place in ("", SENT, FAILED)):
        return
    unfinished = folder / f".{name}-{secrets.token_hex(4)}.tmp"
    unfinished.write_bytes(content)
    try:
        if keep:
            with suppress(FileExistsError):  # of two who write the same mail at once, one does
                os.link(unfinished, folder / f"{name}.eml")
    finally:
        unfinished.unlink()


def demo_mail_folder() -> str:
    """Where the mails of a demo copy lie, for who waits for one; empty where mails leave, or nobody should know."""
    settings = current().settings
    return str(settings.mail_dir) if settings.demo and settings.smtp is None else ""


def sender_address(public_url: str) -> str:
    """Whom mails come from: no-reply at the shop's own host."""
    host = urlsplit(public_url).hostname or "localhost"
    return f"no-reply@{host if '.' in host and not host.replace('.', '').isdigit() else 'vitrine.example'}"


def post_mail(kind: str, subject: str, recipient: str, locale: str, **context: Any) -> None:
    """Send one of our mails in the reader's language. `subject` is English, a translation key.

    Raises: MailAway.
    """
    with force_locale(written_locale(locale)):
        home = current().settings.public_url
        send_mail(
            gettext(subject), recipient, f"security/email/{kind}", home=home, mail_locale=locale, **context
        )


def validated_email(text: str) -> str:
    """An address in normal form.

    Raises: EmailValidateException.
    """
    address: str = current_app.extensions["security"].mail_util.normalize(text)
    return address
