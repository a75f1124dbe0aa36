"""The only place that commits. A door opens one transaction, calls actions, and leaves: all or nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

from sqlalchemy import Engine, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.kernel.errors import Unavailable
from app.kernel.scope import Scope
from app.kernel.touched import NotingSession, Thing

request_id_var: ContextVar[str] = ContextVar("request_id", default="")
"""The id that follows one request through the outbox, the worker and the socket."""
REQUEST_ID_HEADER = "vitrine_request_id"
"""The header of a task's message that carries it."""

_SET_SCOPE = text(
    "SELECT set_config('vitrine.scope', :scope, true),"
    " set_config('vitrine.account_id', :account_id, true),"
    " set_config('vitrine.brand_id', :brand_id, true)"
)


class DatabaseAway(Unavailable):
    """PostgreSQL did not answer."""

    slug = "database-away"
    message = "The database is away for the moment. Nothing was saved. Please try again."


class DatabaseBusy(Unavailable):
    """PostgreSQL answered, and gave up: a statement or lock took too long, or two transactions met."""

    slug = "database-busy"
    message = "Too much is going on for the moment. Nothing was saved. Please try again."


_BUSY = ("57014", "55P03", "40P01", "40001")


class Transaction:
    """An open transaction that acts for one scope. Rooms take it; only `transaction()` ends it."""

    def __init__(self, session: NotingSession, scope: Scope) -> None:
        self.session = session
        self.scope = scope

    def touch(self, thing: Thing, thing_id: int) -> None:
        """Note a change that no flush sees: whoever keeps copies of the thing drops them when this commits."""
        self.session.touched.add((thing, thing_id))


Unit = Callable[[], AbstractContextManager[Transaction]]
"""Opens one transaction in a name that the giver chose: for work that needs several, one after the other."""


@contextmanager
def transaction(engine: Engine, scope: Scope) -> Iterator[Transaction]:
    """Open a transaction for `scope`; commit on a clean exit, roll back on any exception.

    Raises: DatabaseAway when the database cannot be reached; DatabaseBusy when it gave up on a statement.
    """
    with NotingSession(engine, expire_on_commit=False, autoflush=True) as session:
        try:
            session.execute(
                _SET_SCOPE,
                {
                    "scope": scope.kind.value,
                    "account_id": str(scope.account_id or ""),
                    "brand_id": str(scope.brand_id or ""),
                },
            )
            yield Transaction(session, scope)
            session.commit()
            session.tell_touched()
        except PoolTimeout as error:
            raise DatabaseAway from error
        except (OperationalError, InterfaceError) as error:
            session.rollback()
            if getattr(error.orig, "sqlstate", None) in _BUSY:
                raise DatabaseBusy from error
            if (
                error.connection_invalidated
                or isinstance(error, InterfaceError)
                or _is_connection_error(error)
            ):
                raise DatabaseAway from error
            raise


def commit_session(session: NotingSession) -> None:
    """Commit a session that a library keeps (the identity datastore); the library may not commit by itself."""
    session.commit()
    session.tell_touched()


def _is_connection_error(error: OperationalError) -> bool:
    return getattr(error.orig, "sqlstate", None) in (
        None,
        "57P01",
        "57P02",
        "57P03",
        "08006",
        "08001",
        "53300",
    )
