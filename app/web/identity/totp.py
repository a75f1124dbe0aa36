"""Time-based codes: each works once, and the code to scan is drawn as an SVG that the content policy allows."""

import base64
from typing import Any

import qrcode
from flask import Flask, current_app
from flask_security import Totp
from passlib.exc import UsedTokenError  # type: ignore[import-untyped]

from app.domain.accounts.actions import claim_totp_step
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import current
from app.web.identity.store import User

ISSUER = "Vitrine"
_EXTENSION = "vitrine.totp"
WINDOW_SECONDS = 30
"""How far a phone's clock may be off, either way."""


class SingleUseTotp(Totp):
    """The library's codes, with the memory it leaves to the application."""

    def get_last_counter(self, user: User) -> int | None:  # type: ignore[override]
        """The last time step this account used up."""
        return user.tf_last_used_step

    def set_last_counter(self, user: User, tmatch: Any) -> None:  # type: ignore[override]
        """Use up the step of a code that matched. Two requests with one code: the database lets one through.

        Raises: UsedTokenError, which the library takes for a wrong code.
        """
        with transaction(current().engine, Scope.system()) as tx:
            claimed = claim_totp_step(tx, user.id, tmatch.counter)
        if not claimed:
            raise UsedTokenError

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The set-up address as a picture, for an <img>."""
        code = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
        code.add_data(self.get_totp_uri(username, totp))
        matrix = code.get_matrix()
        path = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
        )
        size = len(matrix)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
            f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
        )
        return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()

    def seal(self, base32_secret: str) -> str:
        """A plain base32 secret as it is stored: encrypted under the copy's own key."""
        return str(self._totp(key=base32_secret, format="base32").to_json(encrypt=True))


def init_totp(app: Flask, key: str) -> None:
    """Build this application's codes; `key` seals the secrets that are stored."""
    app.extensions[_EXTENSION] = SingleUseTotp({"1": key}, ISSUER)


def totp() -> SingleUseTotp:
    """This application's codes."""
    codes: SingleUseTotp = current_app.extensions[_EXTENSION]
    return codes
