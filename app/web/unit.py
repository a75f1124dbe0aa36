"""A door's transaction: opened in the scope that the access rule left, or in a narrower one the door names."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g

from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from app.resources.container import current


@contextmanager
def unit(scope: Scope | None = None) -> Iterator[Transaction]:
    """One transaction for one request's work; commits when the block ends well."""
    with transaction(current().engine, scope or g.scope) as tx:
        yield tx
