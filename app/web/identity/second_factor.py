"""The second factor: set up, asked for, used, replaced. Codes from an app; recovery codes on paper."""

import hmac
import re
import secrets
from dataclasses import dataclass, field

from app.domain.accounts.actions import (
    clear_second_factor,
    set_recovery_codes,
    set_second_factor,
    use_recovery_code,
)
from app.kernel.errors import InvalidInput
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import current
from app.web.identity.store import User
from app.web.identity.totp import WINDOW_SECONDS, totp

RECOVERY_CODES = 10
WRONG_CODE = "This code is not right, or was used already. Wait for the next one and try again."


@dataclass(frozen=True, slots=True)
class SetUp:
    """What somebody needs to add Vitrine to their authenticator app."""

    sealed: str = field(repr=False)
    """The secret as it is stored, safe to carry in the session."""
    key: str = field(repr=False)
    picture: str = field(repr=False)
    uri: str = field(repr=False)


def begin_set_up(user: User, sealed: str | None = None) -> SetUp:
    """A fresh secret, or the one whose set-up was begun, with its picture to scan."""
    sealed = sealed or totp().generate_totp_secret()
    values = totp().fetch_setup_values(sealed, user)
    return SetUp(sealed, values["key"], values["image"], values["uri"])


def finish_set_up(user: User, sealed: str, code: str) -> list[str]:
    """Switch the second factor on once a first code proves that the app has the secret; answers recovery codes.

    Raises: InvalidInput for a wrong code.
    """
    if not totp().verify_totp(_digits(code), sealed, user, window=WINDOW_SECONDS):
        raise InvalidInput(fields={"code": WRONG_CODE})
    codes = _new_codes()
    with transaction(current().engine, Scope.system()) as tx:
        set_second_factor(tx, user.id, sealed, [_digest(c) for c in codes])
    return codes


def check_code(user: User, code: str) -> bool:
    """Whether a code from the app, or a recovery code, is right. Either is used up by this."""
    plain = code.strip()
    if re.fullmatch(r"[\d\s]{6,9}", plain):
        secret = user.tf_totp_secret
        return bool(secret and totp().verify_totp(_digits(plain), secret, user, window=WINDOW_SECONDS))
    with transaction(current().engine, Scope.system()) as tx:
        return use_recovery_code(tx, user.id, _digest(plain))


def renew_recovery_codes(account_id: int) -> list[str]:
    """New recovery codes; the old ones end."""
    codes = _new_codes()
    with transaction(current().engine, Scope.system()) as tx:
        set_recovery_codes(tx, account_id, [_digest(c) for c in codes])
    return codes


def switch_off(account_id: int) -> None:
    """Switch the second factor off.

    Raises: SecondFactorRequired for a moderator.
    """
    with transaction(current().engine, Scope.system()) as tx:
        clear_second_factor(tx, account_id)


def _digits(code: str) -> str:
    return re.sub(r"\s", "", code)[:12]


def _new_codes() -> list[str]:
    return ["-".join(secrets.token_hex(2) for _ in range(4)) for _ in range(RECOVERY_CODES)]


def _digest(code: str) -> str:
    """What is stored of a recovery code. Keyed, since a copy of the table alone must not be worth guessing at."""
    plain = re.sub(r"[^0-9a-f]", "", code.lower())
    key = current().settings.totp_key.encode()
    return hmac.new(key, b"recovery:" + plain.encode(), "sha256").hexdigest()
