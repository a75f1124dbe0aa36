"""The wiring, top to bottom: settings in, a Flask application out with its doors, jobs and sockets."""

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from app.entrypoints.accounts.routes import accounts
from app.entrypoints.api.routes import api
from app.entrypoints.boutique.pages import boutique
from app.entrypoints.brand_console.routes import console
from app.entrypoints.cli.jobs import init_jobs
from app.entrypoints.live.manager import LiveManager
from app.entrypoints.live.sockets import init_live
from app.entrypoints.moderator_console.routes import desk
from app.entrypoints.shop import brands, feed, finding, go, posts, products  # noqa: F401  (their routes)
from app.entrypoints.shop.blueprint import shop
from app.entrypoints.worker.celery_app import make_celery
from app.resources.container import EXTENSION, build_resources
from app.resources.logs import configure_logs
from app.web.access import enforce_access
from app.web.context import init_context
from app.web.csrf import init_csrf
from app.web.headers import init_headers
from app.web.health import init_health
from app.web.identity.setup import init_identity
from app.web.locale import init_locale
from app.web.problems import init_problems
from app.web.requests import init_requests
from app.web.throttling import init_throttling
from config import Settings

MAX_BODY_BYTES = 20 * 1024 * 1024


def create_app(settings: Settings) -> Flask:
    """An application for these settings. Connects to nothing until it is asked something."""
    configure_logs(settings.log_level)
    app = Flask("app", static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_NAME="vitrine_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PREFERRED_URL_SCHEME="https" if settings.secure_cookies else "http",
        TESTING=settings.is_test,
        TRAP_HTTP_EXCEPTIONS=False,
        PROPAGATE_EXCEPTIONS=False,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    app.extensions[EXTENSION] = build_resources(settings)
    # The proxy in front is the only way in, and tells who asked.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _add_web(app, settings)
    _add_doors(app)
    app.extensions["celery"] = make_celery(app, settings.broker_url)
    _add_sockets(app, settings)
    return app


def _add_web(app: Flask, settings: Settings) -> None:
    init_requests(app)
    init_problems(app)
    init_locale(app)
    init_headers(app)
    app.before_request(enforce_access)
    init_csrf(app)
    init_identity(app)
    init_throttling(app, settings.cache_url)
    init_context(app)
    init_health(app)


def _add_doors(app: Flask) -> None:
    """Each audience's blueprints and commands."""
    app.register_blueprint(accounts)
    app.register_blueprint(shop)
    app.register_blueprint(boutique)
    app.register_blueprint(console)
    app.register_blueprint(desk)
    app.register_blueprint(api)
    init_jobs(app)


def _add_sockets(app: Flask, settings: Settings) -> None:
    manager = LiveManager(settings.cache_url)
    socketio = SocketIO(
        app,
        client_manager=manager,
        cors_allowed_origins=[settings.public_url],
        async_mode="threading" if settings.is_test else None,
        max_http_buffer_size=16_384,
        ping_interval=20,
        ping_timeout=20,
        manage_session=False,
        monitor_clients=False,  # the door looks after them itself
    )
    init_live(app, socketio, manager)
