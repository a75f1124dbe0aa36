"""The wiring of identity: who a request's session or token stands for. The library's settings follow below."""

from datetime import timedelta

from flask import Flask

from app.web.identity.sessions import SESSION_DAYS, session_person, token_person
from app.web.viewer import person_loaders


def init_identity(app: Flask) -> None:
    """Tell the doors how to find who is asking."""
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(days=SESSION_DAYS)
    person_loaders[:] = [token_person, session_person]
