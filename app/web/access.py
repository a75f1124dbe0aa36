"""Who may call a route. Every route declares it; an undeclared one answers nobody and fails the checks.

Turns a request into a scope: the viewer, or the brand in the address after membership was checked.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from app.domain.brands.queries import Membership, find_membership
from app.kernel.errors import Forbidden, NotAuthenticated, NotFound
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import current
from app.web.viewer import current_person

_View = TypeVar("_View", bound=Callable[..., Any])
_ATTRIBUTE, _QUICK = "__vitrine_access__", "__vitrine_quick__"


class SecondFactorOwed(Forbidden):
    """A moderator whose session gave no code: the page that says so leads to where it is given, or set up."""

    message = "The moderation desk asks for your second factor: a code from your authenticator app."


class Access(StrEnum):
    """Who a route answers."""

    PUBLIC = "public"
    """Anyone."""
    SIGNED_IN = "signed_in"
    """Any account."""
    BRAND = "brand"
    """Members of the brand named by `brand_slug` in the address; for others that brand does not exist."""
    MODERATOR = "moderator"
    """Moderators who passed their second factor in this session; for others the desk does not exist."""


LIBRARY_ROUTES: dict[str, Access] = {"static": Access.PUBLIC}
"""Routes that libraries register: their access, by endpoint or by blueprint name plus '.*'."""


def access(level: Access, *, quick: bool = False) -> Callable[[_View], _View]:
    """Declare who may call a view. Put it right above the function, below the route.

    `quick`: for reads that are asked for most of all; who asks may be known from a copy that the process keeps.
    """

    def mark(view: _View) -> _View:
        setattr(view, _ATTRIBUTE, level)
        setattr(view, _QUICK, quick)
        return view

    return mark


def declared_access(app: Flask, endpoint: str) -> Access | None:
    """What a route declares, or None when nobody did."""
    view = app.view_functions.get(endpoint)
    level: Access | None = getattr(view, _ATTRIBUTE, None)
    if level is not None:
        return level
    blueprint = endpoint.rpartition(".")[0]
    return LIBRARY_ROUTES.get(endpoint) or LIBRARY_ROUTES.get(f"{blueprint}.*")


def enforce_access() -> None:
    """Before each request: admit or refuse, and leave `g.scope` (and `g.membership`) for the door.

    Raises: NotAuthenticated, Forbidden, NotFound.
    """
    g.scope = Scope.anonymous()
    if request.endpoint is None or request.endpoint == "static":
        return  # a file asks for nobody: no account is read for it
    level = declared_access(current_app, request.endpoint)
    if level is None:
        raise Forbidden("This page declares no access rule, so it answers nobody.")
    g.quick = getattr(current_app.view_functions[request.endpoint], _QUICK, False)
    person = current_person()
    if person is not None:
        g.scope = Scope.shopper(person.account_id)
    if level is Access.PUBLIC:
        return
    if person is None:
        raise NotAuthenticated
    if level is Access.BRAND:
        g.membership = _membership(person.account_id, str((request.view_args or {}).get("brand_slug", "")))
        g.scope = Scope.brand(person.account_id, g.membership.brand_id)
    if level is Access.MODERATOR:
        if not person.is_moderator:
            raise NotFound
        if not person.second_factor:
            raise SecondFactorOwed
        g.scope = Scope.moderator(person.account_id)


def _membership(account_id: int, slug: str) -> Membership:
    with transaction(current().engine, Scope.shopper(account_id)) as tx:
        membership = find_membership(tx, account_id, slug)
    if membership is None:
        raise NotFound
    return membership


def oversight() -> Scope:
    """On a page for anyone: a moderator's scope for who gave a second factor, else the page's own."""
    person = current_person()
    if person is not None and person.is_moderator and person.second_factor:
        return Scope.moderator(person.account_id)
    scope: Scope = g.scope
    return scope
