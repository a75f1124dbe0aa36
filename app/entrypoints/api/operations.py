"""From a function to a route: `operation` describes it once, and wraps it in what every API route does.

A route's function takes an open transaction, what the body said and the ids of its address, calls one action or
query, and answers a resource. Around it: the query and the body are checked, the Idempotency-Key is claimed in that
same transaction, and the answer is kept with it, so that both are there or neither is.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Response, g, request
from msgspec import Struct

from app.entrypoints.api.answering import answer
from app.entrypoints.api.blueprint import api, file_endpoints
from app.entrypoints.api.reading import body_of, check_query, file_of
from app.kernel.errors import Forbidden, NotFound
from app.kernel.ids import parse_id
from app.kernel.scope import Scope
from app.web import idempotency
from app.web.counting import counted_in_blocks
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import Person, current_person
from app.wire.operations import Operation, Param
from app.wire.request_fields import Body
from app.wire.requests import NoFields

_Function = TypeVar("_Function", bound=Callable[..., Any])

READS, WRITES = "600 per minute", "120 per minute"
OPERATIONS: dict[str, Operation] = {}
"""Every operation by the name of its endpoint, in the order of the reference."""

_CONVERTER = re.compile(r"<(?:any\((?P<choices>[^)]*)\):)?(?P<name>\w+)>")


class SessionOnly(Forbidden):
    """A token tried what only its owner, logged in, may do."""

    slug = "session-only"
    message = "An API token cannot do this. Log in with your password."


def operation(
    method: str,
    rule: str,
    *,
    tag: str,
    takes: type[Body] | None = None,
    takes_file: tuple[str, ...] = (),
    returns: type[Struct] | None = None,
    status: int | None = None,
    query: tuple[Param, ...] = (),
    may: tuple[int, ...] = (),
    session_only: bool = False,
    keeps_answers: bool | None = None,
    scope: Callable[[], Scope] | None = None,
    without_database: bool = False,
    quick: bool = False,
    limits: tuple[str, ...] = (),
) -> Callable[[_Function], Callable[..., Response]]:
    """Register a function as an operation. Put it above `@access`, which stands right above the function.

    Shapes: `rule` in Flask's spelling below `/api/v1`; `scope` where the transaction acts for another than the asker;
    `without_database` for a function that takes no transaction; `quick` for the reads asked for most, which are counted
    in blocks; `limits` beside the shared ones. The docstring's first line is the summary, the rest the description.
    """

    def register(function: _Function) -> Callable[..., Response]:
        plain = takes is None and not takes_file and method != "GET"
        summary, _, more = (function.__doc__ or "").strip().partition("\n")
        described = Operation(
            name=function.__name__,
            method=method,
            path=_CONVERTER.sub(r"{\g<name>}", rule),
            tag=tag,
            summary=summary.rstrip("."),
            description=re.sub(r"\s+", " ", more).strip(),
            takes=NoFields if plain else takes,
            body_optional=plain,
            takes_file=takes_file,
            returns=returns,
            status=status or (200 if returns is not None or method == "GET" else 204),
            query=query,
            path_choices=_choices(rule),
            may=may,
            session_only=session_only,
            keeps_answers=method == "POST" if keeps_answers is None else keeps_answers,
        )
        endpoint = f"{api.name}.{described.name}"
        if endpoint in OPERATIONS:
            raise ValueError(f"two operations are called {described.name}")
        OPERATIONS[endpoint] = described
        if takes_file:
            file_endpoints.add(endpoint)
        view: Any = _plain(function, described) if without_database else _wrap(function, described, scope)
        view = _limited(view, method, quick, limits)
        api.add_url_rule(f"/v1{rule}", endpoint=described.name, view_func=view, methods=[method])
        return view  # type: ignore[no-any-return]

    return register


def _limited(view: Any, method: str, quick: bool, limits: tuple[str, ...]) -> Any:
    limit, scope = (READS, "api.reads") if method == "GET" else (WRITES, "api.writes")
    limited = counted_in_blocks(limit, scope) if quick else limiter.shared_limit(limit, scope=scope)
    view = limited(view)
    for more in limits:
        view = limiter.limit(more)(view)
    return view


def _choices(rule: str) -> dict[str, tuple[str, ...]]:
    return {
        match["name"]: tuple(word.strip() for word in match["choices"].split(","))
        for match in _CONVERTER.finditer(rule)
        if match["choices"]
    }


def _wrap(
    function: Callable[..., Any], described: Operation, scope: Callable[[], Scope] | None
) -> Callable[..., Response]:
    @wraps(function)
    def view(**values: str) -> Response:
        person = _asker(described)
        arguments = _arguments(described, values)
        with unit(scope() if scope else g.scope) as tx:
            claimed = None
            if described.keeps_answers and person is not None:
                claimed = idempotency.claim(tx, person.account_id)
            kept = idempotency.replay(claimed)
            if kept is not None:
                return kept
            response = answer(described, function(tx, **arguments))
            idempotency.keep(tx, claimed, response)
        return response

    return view


def _plain(function: Callable[..., Any], described: Operation) -> Callable[..., Response]:
    @wraps(function)
    def view(**values: str) -> Response:
        _asker(described)
        return answer(described, function(**_arguments(described, values)))

    return view


def _asker(described: Operation) -> Person | None:
    person = current_person()
    if described.session_only and person is not None and person.by_token:
        raise SessionOnly
    return person


def _arguments(described: Operation, values: dict[str, str]) -> dict[str, Any]:
    """The function's arguments; the brand in the address is spoken for by the access rule already."""
    check_query(described)
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name.endswith("_id"):
            found[name] = parse_id(value)
            if found[name] is None:
                raise NotFound
        elif name != "brand_slug":
            found[name] = value
    if described.takes is not None:
        body = body_of(described)
        if described.takes is not NoFields:
            found["body"] = body
    elif described.takes_file:
        found["data"] = file_of(described)
    return found


def asker_id() -> int:
    """The account of whoever asks, on a route that strangers do not reach."""
    person = current_person()
    assert person is not None
    return person.account_id


def own_path(path: str) -> str:
    """The address of one of this API's resources."""
    return f"/api/v1{path}"


def asked(name: str) -> str:
    """A query parameter's text, "" when it was not given."""
    return request.args.get(name, "")
