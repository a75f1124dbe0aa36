"""A refusal told to the outside: AppError -> HTTP status and an RFC 9457 problem document. Mapped once, here."""

from collections.abc import Callable

from app.kernel.errors import AppError, Kind

STATUS = {
    Kind.MALFORMED: 400,
    Kind.INVALID: 422,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.GONE: 410,
    Kind.TOO_LARGE: 413,
    Kind.UNSUPPORTED: 415,
    Kind.LIMITED: 429,
    Kind.UNAVAILABLE: 503,
}

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    410: "Gone",
    413: "Too large",
    415: "Unsupported media type",
    422: "Invalid input",
    429: "Too many requests",
    500: "Something broke",
    503: "Unavailable",
}


def status_of(error: AppError) -> int:
    """The HTTP status of a refusal."""
    return STATUS[error.kind]


def problem_document(
    error: AppError, *, instance: str, request_id: str, translate: Callable[[str], str] = str
) -> dict[str, object]:
    """A problem+json body.

    Shapes: type, title, status, detail, instance, request_id, code and, for field faults, `errors` as a list of
    {field, message}. Source: RFC 9457.
    """
    status = status_of(error)
    detail = translate(error.message)
    document: dict[str, object] = {
        "type": f"/problems/{error.slug}",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "code": error.slug,
        "detail": detail % error.params if error.params else detail,
        "instance": instance,
        "request_id": request_id,
    }
    if error.fields:
        document["errors"] = [
            {"field": name, "message": translate(message)} for name, message in error.fields.items()
        ]
    return document


def plain_problem(status: int, detail: str, *, instance: str, request_id: str) -> dict[str, object]:
    """A problem+json body for a fault that no AppError names (a wrong method, an unreadable body)."""
    title = TITLES.get(status, "Error")
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": title.lower().replace(" ", "-"),
        "detail": detail,
        "instance": instance,
        "request_id": request_id,
    }
