"""What a seeder needs to make accounts that can log in: hashes and sealed secrets, without a page."""

from flask_security.utils import hash_password as library_hash

from app.web.identity.passwords import normal_form
from app.web.identity.totp import totp


def hash_password(password: str) -> str:
    """A password as it is stored. It is not judged here: a documented demo password is a known one."""
    return str(library_hash(normal_form(password)))


def seal_totp_secret(base32_secret: str) -> str:
    """A plain base32 secret as it is stored, so that any authenticator app given that secret works."""
    return totp().seal(base32_secret)
