"""The one exception tree for refusals. Maps to nothing here: `wire.problems` gives kinds their HTTP status."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """Why something was refused, in terms a door can translate."""

    MALFORMED = "malformed"
    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    GONE = "gone"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"


class AppError(Exception):
    """A refusal that a person may read.

    Shapes: `slug` is stable and kebab-case; `message` one plain English sentence (a translation key);
    `fields` maps a field's path to what is wrong with it; `params` fills `%(name)s` in the message.
    """

    kind: Kind = Kind.INVALID
    slug: str = "invalid"
    message: str = "This request could not be accepted."

    def __init__(
        self,
        message: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        params: Mapping[str, object] | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        self.message = message or type(self).message
        self.fields = dict(fields or {})
        self.params = dict(params or {})
        self.retry_after_seconds = retry_after_seconds
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """The message in English with its parameters filled in."""
        return self.message % self.params if self.params else self.message


class InvalidInput(AppError):
    """Input that does not have the shape or the values it must have."""

    kind = Kind.INVALID
    slug = "invalid-input"
    message = "Some fields need another look."


class NotAuthenticated(AppError):
    """Nobody is signed in and somebody must be."""

    kind = Kind.UNAUTHENTICATED
    slug = "not-authenticated"
    message = "Please log in first."


class Forbidden(AppError):
    """Signed in, and not allowed."""

    kind = Kind.FORBIDDEN
    slug = "forbidden"
    message = "Your account may not do this."


class NotFound(AppError):
    """It does not exist, or the asker must not learn that it does."""

    kind = Kind.NOT_FOUND
    slug = "not-found"
    message = "We could not find this."


class Unavailable(AppError):
    """Something this needs is away for the moment."""

    kind = Kind.UNAVAILABLE
    slug = "unavailable"
    message = "This is not available for the moment. Please try again."
