"""Every route of the desk, brought together for the wiring."""

from app.entrypoints.moderator_console import brands, decisions, posts  # noqa: F401  (their routes)
from app.entrypoints.moderator_console.blueprint import desk

__all__ = ["desk"]
