"""Mailed links: whom they stand for while they live."""

from flask_security.confirmable import confirm_email_token_status, confirm_user
from flask_security.recoverable import reset_password_token_status

from app.web.identity.store import User, store


def confirm_by_token(token: str) -> bool:
    """Confirm the address that a mailed link stands for; False when the link is dead. Twice does no harm."""
    expired, invalid, user = confirm_email_token_status(token)
    if expired or invalid or user is None or not user.active:
        return False
    if confirm_user(user):
        store.keep()
    return True


def user_of_reset_token(token: str) -> User | None:
    """Whose password a mailed link may set; None when it is dead: used, superseded, too old or forged."""
    expired, invalid, user = reset_password_token_status(token)
    alive = not expired and not invalid and user is not None and user.active
    found: User | None = user if alive else None
    return found
