"""Who a transaction acts for. PostgreSQL's row-level security reads it; every query and action receives it."""

from dataclasses import dataclass
from enum import StrEnum


class ScopeKind(StrEnum):
    """The five ways to act."""

    ANONYMOUS = "anonymous"
    SHOPPER = "shopper"
    BRAND = "brand"
    MODERATOR = "moderator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Scope:
    """The viewer or the brand in whose name a transaction runs.

    `account_id` is set for everyone signed in; `brand_id` only for BRAND, after membership was checked.
    """

    kind: ScopeKind
    account_id: int | None = None
    brand_id: int | None = None

    @classmethod
    def anonymous(cls) -> "Scope":
        """Nobody in particular."""
        return cls(ScopeKind.ANONYMOUS)

    @classmethod
    def shopper(cls, account_id: int) -> "Scope":
        """A signed-in shopper."""
        return cls(ScopeKind.SHOPPER, account_id)

    @classmethod
    def brand(cls, account_id: int | None, brand_id: int) -> "Scope":
        """A member acting for one brand (no account: a job for that brand)."""
        return cls(ScopeKind.BRAND, account_id, brand_id)

    @classmethod
    def moderator(cls, account_id: int) -> "Scope":
        """A moderator with a second factor."""
        return cls(ScopeKind.MODERATOR, account_id)

    @classmethod
    def system(cls) -> "Scope":
        """Vitrine's own jobs: relay, fan-out, rebuilds."""
        return cls(ScopeKind.SYSTEM)
