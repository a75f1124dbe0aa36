"""What a transaction touched: told to whoever keeps copies, right after the commit. Holds no copies itself.

A mapped class says of which thing its rows are a part (`touches`); the flush notes it. Statements that pass by the
flush are followed by `Transaction.touch`. An event touches what it names.
"""

from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction


class Thing(StrEnum):
    """What copies are kept of, or depend on. Values: one letter each, as in a mark."""

    POST = "P"
    BRAND = "B"
    PRODUCT = "G"
    ACCOUNT = "A"


Mark = tuple[Thing, int]
"""One thing that changed: its kind and id."""

ANY = 0
"""The id that stands for "which of them there are", in the mark of a list."""

Touches = tuple[Thing, str]
"""What a table's rows are a part of: the kind, and the column that holds its id."""

Listener = Callable[[Collection[Mark]], None]
"""Told of everything a transaction touched, once it is committed. It must not raise."""

OPTION = "vitrine_touched"
"""The engine's execution option that holds the listener."""

_NAMED = {
    "post_id": Thing.POST,
    "product_id": Thing.PRODUCT,
    "account_id": Thing.ACCOUNT,
    "brand_id": Thing.BRAND,
}


def marks_named(fields: Iterable[str], value_of: Callable[[str], Any]) -> Mark | None:
    """The narrowest thing that an event names by its fields."""
    names = set(fields)
    return next(((thing, int(value_of(name))) for name, thing in _NAMED.items() if name in names), None)


class NotingSession(Session):
    """A session that notes what its flushes touch."""

    @property
    def touched(self) -> set[Mark]:
        """The marks so far."""
        found: set[Mark] = self.info.setdefault("touched", set())
        return found

    def tell_touched(self) -> None:
        """After a commit: tell the engine's listener, and begin anew."""
        marks: set[Mark] | None = self.info.pop("touched", None)
        if marks:
            listener: Listener | None = self.get_bind().get_execution_options().get(OPTION)
            if listener is not None:
                listener(marks)


@event.listens_for(NotingSession, "after_flush")
def _note(session: Session, _context: UOWTransaction) -> None:
    assert isinstance(session, NotingSession)
    for rows in (session.new, session.dirty, session.deleted):
        for row in rows:
            touches: Touches | None = getattr(row, "touches", None)
            if touches is not None:
                session.touched.add((touches[0], getattr(row, touches[1])))
