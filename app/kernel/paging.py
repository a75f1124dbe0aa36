"""A page of anything, newest first, and how far it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items newest first; `next_before` is the id to ask below for the next page, or None at the end."""

    items: Sequence[T]
    next_before: int | None = None
