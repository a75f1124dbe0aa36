"""This door's blueprint with all its routes, for the factory."""

from app.entrypoints.accounts import (  # noqa: F401  (their routes)
    leaving,
    login,
    preferences,
    registering,
    resetting,
    second_factor,
    tokens,
    you,
)
from app.entrypoints.accounts.blueprint import accounts

__all__ = ["accounts"]
