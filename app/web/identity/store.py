"""The identity library's view of accounts: its user class, and the store it reads and writes them through.

Its session lives as long as the request and is opened on the first need; its commits go through the kernel.
"""

from typing import Any

from flask import Flask, g
from flask_security import RoleMixin, UserMixin
from flask_security.datastore import UserDatastore
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from app.domain.accounts.models import Account
from app.kernel.scope import Scope
from app.kernel.touched import NotingSession
from app.kernel.transaction import commit_session
from app.resources.container import current


class User(UserMixin, Account):  # type: ignore[misc]
    """An account as the identity library knows it: the same row, with the library's methods."""

    roles = ()  # type: ignore[assignment]


class IdentitySession(NotingSession):
    """A session that acts as the system: credentials belong to no viewer."""


@event.listens_for(IdentitySession, "after_begin")
def _act_as_system(_session: Session, _transaction: object, connection: Any) -> None:
    connection.execute(
        text("SELECT set_config('vitrine.scope', :scope, true)"), {"scope": Scope.system().kind.value}
    )


class IdentityStore(UserDatastore):
    """Users by any unique column. There are no roles here: what one may do follows from the rooms."""

    def __init__(self) -> None:
        super().__init__(User, RoleMixin)

    @property
    def session(self) -> IdentitySession:
        """This request's session."""
        if "identity_session" not in g:
            g.identity_session = IdentitySession(current().engine, expire_on_commit=False)
        session: IdentitySession = g.identity_session
        return session

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> User | None:
        """The user with this value in a unique column; addresses are stored in lower case already."""
        if any(isinstance(value, str) and "\x00" in value for value in kwargs.values()):
            return None  # no column can hold it
        return self.session.scalar(select(User).filter_by(**kwargs))

    def find_role(self, role: str) -> None:
        """None: there are no roles."""

    def put(self, model: User) -> User:
        """Keep a change for the next commit."""
        self.session.add(model)
        return model

    def delete(self, model: User) -> None:
        """Remove a user at the next commit."""
        self.session.delete(model)

    def keep(self) -> None:
        """Commit what was put."""
        commit_session(self.session)

    commit = keep


store = IdentityStore()


def init_store(app: Flask) -> None:
    """Close the session with the request, whatever became of it."""

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        session: Session | None = g.pop("identity_session", None)
        if session is not None:
            session.close()
