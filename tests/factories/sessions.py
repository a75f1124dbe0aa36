"""Browsers that are signed in already, without the log-in page: as fast as writing a cookie."""

import secrets

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.accounts.models import Account
from app.domain.accounts.tokens import create_api_token
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import EXTENSION
from app.web.identity.sessions import fill_session


def log_in(client: FlaskClient, account_id: int, second_factor: bool = False) -> FlaskClient:
    """Sign an account in; `second_factor` as if the code had been given too. Answers the client."""
    engine = client.application.extensions[EXTENSION].engine
    with transaction(engine, Scope.system()) as tx:
        uniquifier = tx.session.scalar(select(Account.fs_uniquifier).where(Account.id == account_id))
    assert uniquifier is not None, "no such account"
    with client.session_transaction() as session:
        session.clear()
        fill_session(session, uniquifier, second_factor=second_factor)
    return client


def csrf_token(client: FlaskClient) -> str:
    """The token that this client's forms carry (field `csrf_token`, header `X-CSRFToken`)."""
    with client.session_transaction() as session:
        raw = session.setdefault("csrf_token", secrets.token_hex(20))
    serializer = URLSafeTimedSerializer(client.application.secret_key, salt="wtf-csrf-token")
    return str(serializer.dumps(raw))


def bearer(client: FlaskClient, account_id: int) -> dict[str, str]:
    """Headers that carry a fresh API token of an account."""
    engine = client.application.extensions[EXTENSION].engine
    with transaction(engine, Scope.system()) as tx:
        made = create_api_token(tx, account_id, "test")
    return {"Authorization": f"Bearer {made.secret}"}


def post_form(client: FlaskClient, address: str, **fields: object) -> TestResponse:
    """Send a form as a page's own form would: with its CSRF token."""
    return client.post(address, data={"csrf_token": csrf_token(client), **fields})
