"""The wiring of the identity library: its settings, its parts of ours, and who a request stands for.

The library's own pages and routes stay off: the accounts door has ours.
"""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_login.utils import _user_context_processor  # type: ignore[import-untyped]
from flask_security import Security

from app.kernel import clock
from app.resources.container import EXTENSION, Resources
from app.web.identity.mails import FolderMail, demo_mail_folder, sender_address
from app.web.identity.sessions import SESSION_DAYS, session_person, token_person
from app.web.identity.signing_in import prepare_dummy
from app.web.identity.store import init_store, store
from app.web.identity.totp import init_totp
from app.web.viewer import person_loaders

ARGON2 = {"argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1}
"""Source: OWASP's password storage advice; about 20 ms a hash, which a web process can afford."""
ARGON2_IN_TESTS = {"argon2__memory_cost": 1_024, "argon2__time_cost": 1, "argon2__parallelism": 1}


def init_identity(app: Flask) -> None:
    """Configure the library, and tell the doors how to find who is asking."""
    resources: Resources = app.extensions[EXTENSION]
    settings = resources.settings
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(days=SESSION_DAYS)
    app.config.update(_library_settings(settings))
    init_store(app)
    init_totp(app, settings.totp_key)
    security = Security(
        app,
        store,
        register_blueprint=False,
        mail_util_cls=FolderMail,
    )
    security.login_manager.session_protection = None
    _never_ask_unasked(app, security)
    prepare_dummy(app)
    app.jinja_env.globals["demo_mail_folder"] = demo_mail_folder
    person_loaders[:] = [token_person, session_person]


def _library_settings(settings: Any) -> dict[str, object]:
    return {
        "SECURITY_PASSWORD_SALT": settings.password_salt,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2_IN_TESTS if settings.is_test else ARGON2,
        # What mailed links are tied to is hashed by this; the library's choice takes 300 ms, and stands still meanwhile.
        "SECURITY_HASHING_SCHEMES": ["hex_sha256"],
        "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
        "SECURITY_CONFIRMABLE": True,
        "SECURITY_CONFIRM_EMAIL_WITHIN": timedelta(days=3),
        "SECURITY_RECOVERABLE": True,
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=1),
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
        "SECURITY_TRACKABLE": True,
        "SECURITY_DATETIME_FACTORY": clock.utcnow,
        "SECURITY_EMAIL_SENDER": (settings.smtp and settings.smtp.sender)
        or sender_address(settings.public_url),
        "SECURITY_CLI_USERS_NAME": False,
        "SECURITY_CLI_ROLES_NAME": False,
    }


def _never_ask_unasked(app: Flask, security: Any) -> None:
    """Nobody's roles are used here, tokens are our own, and templates have their own viewer: without these hooks of
    the library no account is read that nobody asked for."""
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    app.template_context_processors[None].remove(_user_context_processor)
    security.login_manager.request_loader(lambda _request: None)
