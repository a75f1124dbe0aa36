"""What happens to accounts."""

from dataclasses import dataclass
from typing import ClassVar

from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class AccountDeleted(Event):
    """A person deleted their account: what is kept of them outside the database goes too."""

    name: ClassVar[str] = "account.deleted"
    account_id: int


@dataclass(frozen=True, slots=True)
class AccountSuspended(Event):
    """An account was banned: it opens nothing any more."""

    name: ClassVar[str] = "account.suspended"
    account_id: int
