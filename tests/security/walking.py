"""Every route and method of the application as calls that can be made: addresses filled with real objects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.web.access import Access, declared_access
from tests.architecture.addresses import level_by_address
from tests.factories.sessions import csrf_token
from tests.security.world import World

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_CHOICES = re.compile(r"<any\(([^)]*)\):(\w+)>")


@dataclass(frozen=True)
class Call:
    """One method of one route at one address."""

    rule: str
    method: str
    path: str
    endpoint: str
    level: Access
    secret: bool = False
    """The address names something that shoppers must not see."""

    @property
    def is_api(self) -> bool:
        """Whether the JSON door answers it."""
        return self.path.startswith("/api/v1")

    @property
    def unsafe(self) -> bool:
        """Whether it may change something."""
        return self.method in UNSAFE

    def __str__(self) -> str:
        return f"{self.method} {self.rule}{' (a secret object)' if self.secret else ''}"


def calls(app: Flask, world: World) -> Iterator[Call]:
    """Every rule x method, filled with brand A's objects; what names a post or product also with a secret one."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (one.rule, sorted(one.methods or ()))):
        level = declared_access(app, rule.endpoint)
        assert level is not None, f"{rule.rule} declares no access"
        level = level_by_address(rule.rule) or level  # so that a declaration that is too wide is caught
        for values, secret in _fillings(rule, world):
            path = _path(rule, values)
            for method in sorted((rule.methods or set()) - {"OPTIONS"}):
                yield Call(rule.rule, method, path, rule.endpoint, level, secret)


def _fillings(rule: Rule, world: World) -> Iterator[tuple[dict[str, str], bool]]:
    values = dict(world.ids)
    if "token" in rule.arguments:
        values["token"] = world.link if rule.rule.startswith("/go/") else "not-a-token"
    unknown = rule.arguments - set(values) - set(_choices(rule))
    assert not unknown, f"{rule.rule}: tell tests/security/world.py what {', '.join(unknown)} may be"
    yield values, False
    if "post_id" in rule.arguments:
        for post_id in (world.hidden_post, world.withdrawn_post, world.pending_post):
            yield {**values, "post_id": str(post_id)}, True
    if "product_id" in rule.arguments:
        yield {**values, "product_id": str(world.pending_product)}, True
    if "asset_id" in rule.arguments:
        yield {**values, "asset_id": str(world.rejected_asset)}, True
    if "slug" in rule.arguments:
        yield {**values, "slug": world.pending.slug}, True


def _choices(rule: Rule) -> dict[str, str]:
    return {name: words.split(",")[0].strip() for words, name in _CHOICES.findall(rule.rule)}


def _path(rule: Rule, values: dict[str, str]) -> str:
    filled = {**values, **_choices(rule)}
    path = re.sub(r"<(?:[^:<>]+:)?(\w+)>", lambda found: filled[found[1]], rule.rule)
    assert "<" not in path, path
    return path


def send(
    client: FlaskClient,
    call: Call,
    *,
    with_csrf: bool = True,
    headers: dict[str, str] | None = None,
    address: str = "10.9.9.9",
) -> TestResponse:
    """Make a call with nothing in its form or body, so that what reaches its door fails validation harmlessly."""
    sent = {"Accept-Language": "en", **(headers or {})}
    if call.unsafe and with_csrf:
        sent["X-CSRFToken"] = csrf_token(client)
    more: dict[str, object] = {}
    if call.unsafe:
        more = {"json": {}} if call.is_api else {"data": {}}
    return client.open(
        call.path,
        method=call.method,
        headers=sent,
        environ_base={"REMOTE_ADDR": address},
        buffered=True,
        **more,
    )


def tell(words: str) -> None:
    """Say how much was checked, for the log."""
    print(words)  # noqa: T201
