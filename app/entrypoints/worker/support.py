"""What tasks share: a transaction in the system's name, or for one brand."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from app.resources.container import current


@contextmanager
def system_unit() -> Iterator[Transaction]:
    """One transaction for a job of Vitrine's own."""
    with transaction(current().engine, Scope.system()) as tx:
        yield tx


@contextmanager
def brand_unit(brand_id: int) -> Iterator[Transaction]:
    """One transaction of a job for one brand: it can touch nobody else's rows."""
    with transaction(current().engine, Scope.brand(None, brand_id)) as tx:
        yield tx
