"""Every refusal leaves here: problem+json to the API, a page to a person. Never a stack trace."""

from contextlib import suppress
from urllib.parse import quote

import structlog
from flask import Flask, Response, flash, g, jsonify, make_response, redirect, render_template, request
from flask_babel import gettext
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from app.kernel.errors import AppError, InvalidInput, Kind
from app.web.access import SecondFactorOwed
from app.web.answers import page_above, safe_referrer
from app.web.viewer import current_person
from app.wire.problems import plain_problem, problem_document, status_of

_log = structlog.get_logger("vitrine.problems")


def wants_json() -> bool:
    """Whether the asker reads problem documents rather than pages."""
    if request.path.startswith("/api/"):
        return True
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


class Unkeepable(InvalidInput):
    """A value that PostgreSQL cannot hold, and that no closer check caught."""

    slug = "unkeepable"
    message = "Something here holds a character or a number that cannot be kept."


def init_problems(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(AppError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DataError, _unkeepable)
    app.register_error_handler(Exception, _broken)


def _know_the_reader() -> None:
    """Learn who reads the page that tells it, now: a dead token or an absent database leaves nobody."""
    with suppress(AppError):
        current_person()


def _refused(error: AppError) -> Response:
    _know_the_reader()
    status = status_of(error)
    if wants_json():
        document = problem_document(
            error, instance=request.path, request_id=g.get("request_id", ""), translate=gettext
        )
        response = _problem(document, status)
    elif error.kind is Kind.UNAUTHENTICATED and request.method in ("GET", "HEAD"):
        flash(gettext("Please log in first."), "info")
        return make_response(redirect(f"/login?next={_quoted_path()}"))
    else:
        detail = gettext(error.message)
        response = _page(status, detail % error.params if error.params else detail, error)
    if error.retry_after_seconds:
        response.headers["Retry-After"] = str(error.retry_after_seconds)
    return response


def _http(error: HTTPException) -> Response:
    _know_the_reader()
    if error.response is not None and error.code is not None and error.code < 400:
        return make_response(error.response)
    status = error.code or 500
    if status == 405 and request.method in ("GET", "HEAD") and not wants_json():
        return make_response(redirect(page_above()))  # a form's address, reloaded or typed
    detail = gettext(_PLAIN.get(status, error.description or error.name))
    if wants_json():
        document = plain_problem(status, detail, instance=request.path, request_id=g.get("request_id", ""))
        response = _problem(document, status)
    else:
        response = _page(status, detail)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after", "www-authenticate"):
            response.headers[name] = value
    return response


def _unkeepable(error: DataError) -> Response:
    _log.warning("unkeepable input", path=request.path, reason=str(error.orig))
    return _refused(Unkeepable())


def _broken(error: Exception) -> Response:
    _log.error("broke", path=request.path, exc_info=error)
    _know_the_reader()
    detail = gettext("Something broke on our side. It was noted, and nothing of yours was lost.")
    if wants_json():
        document = plain_problem(500, detail, instance=request.path, request_id=g.get("request_id", ""))
        return _problem(document, 500)
    return _page(500, detail)


def _problem(document: dict[str, object], status: int) -> Response:
    response = make_response(jsonify(document), status)
    response.mimetype = "application/problem+json"
    return response


def _page(status: int, detail: str, error: AppError | None = None) -> Response:
    fields = [gettext(text) for text in error.fields.values()] if error else []
    way_on = {}
    if status == 401:
        way_on = {"action_href": f"/login?next={_page_asked_from()}", "action_text": gettext("Log in")}
    if isinstance(error, SecondFactorOwed):
        way_on = {
            "action_href": f"/two-factor?next={_page_to_open()}",
            "action_text": gettext("Give it, or set it up"),
        }
    page = render_template(
        "_layout/error.html",
        status=status,
        heading=gettext(_HEADINGS.get(status, "Something broke")),
        text=" ".join([detail, *fields]),
        request_id=g.get("request_id", ""),
        **way_on,
    )
    return make_response(page, status)


def _quoted_path() -> str:
    return quote(request.full_path.rstrip("?"), safe="")


def _page_to_open() -> str:
    """This very page; where a form was refused, the one that the form was on."""
    return _quoted_path() if request.method in ("GET", "HEAD") else _page_asked_from()


def _page_asked_from() -> str:
    return quote(safe_referrer() or "/", safe="")


_HEADINGS = {
    400: "We could not read that",
    401: "Log in to go on",
    403: "Not from here",
    404: "Nothing in this window",
    405: "Not that way",
    409: "It changed meanwhile",
    410: "This is gone",
    413: "Too large",
    415: "Not a kind we accept",
    422: "Something needs another look",
    429: "A little slower, please",
    503: "Closed for a moment",
}


_PLAIN = {
    400: "This request could not be read.",
    404: "We could not find this page.",
    405: "This page does not answer that kind of request.",
    413: "This is larger than we accept.",
    415: "This kind of content is not accepted here.",
    429: "That was a lot at once. Please wait a moment.",
}
