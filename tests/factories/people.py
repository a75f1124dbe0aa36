"""People with passwords, their mails and their codes."""

import re
import secrets
import time
from dataclasses import dataclass
from email.message import EmailMessage

import pyotp
from flask import Flask
from sqlalchemy import select

from app.domain.accounts.actions import set_second_factor
from app.domain.accounts.models import Account
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import EXTENSION
from app.web.identity.seeding import hash_password, seal_totp_secret
from tests.factories.shop import PASSWORD, make_account


@dataclass(frozen=True)
class KnownPerson:
    """An account that can log in by its pages."""

    id: int
    email: str
    password: str = PASSWORD
    totp_secret: str | None = None

    def code(self, steps_ahead: int = 0) -> str:
        """What the authenticator app shows now, or some steps from now."""
        assert self.totp_secret is not None
        return str(pyotp.TOTP(self.totp_secret).at(int(time.time()) + 30 * steps_ahead))


def make_person(app: Flask, *, moderator: bool = False, second_factor: bool = False) -> KnownPerson:
    """A confirmed account with the known password, and a second factor if asked."""
    engine = app.extensions[EXTENSION].engine
    secret = pyotp.random_base32() if second_factor else None
    with app.app_context():
        password_hash = hash_password(PASSWORD)
        sealed = seal_totp_secret(secret) if secret else None
    account_id = make_account(engine, name="Ana", moderator=moderator, password=password_hash)
    with transaction(engine, Scope.system()) as tx:
        address = tx.session.scalar(select(Account.email).where(Account.id == account_id))
        if sealed:
            set_second_factor(tx, account_id, sealed, [])
    assert address is not None
    return KnownPerson(account_id, address, totp_secret=secret)


def fresh_address() -> str:
    """A network address that no other test guesses from."""
    return "10." + ".".join(str(secrets.randbelow(254) + 1) for _ in range(3))


def link_in(mail: EmailMessage) -> str:
    """The path that a mail leads to; both of its parts must name it."""
    plain, rich = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert rich is not None
    found = re.search(r"https?://[^/\s]+(/\S+)", plain.get_content())
    assert found is not None
    assert found[1] in rich.get_content()
    return found[1]
