"""What can go wrong in the feed engine. Bad arguments are ValueError; these are faults a caller plans for."""

from enum import StrEnum


class TimelinesUnavailable(Exception):
    """The timelines server did not answer, or refused: serve the page from SQL and try again later."""


class CursorFault(StrEnum):
    """Why a cursor was refused."""

    EXPIRED = "expired"
    FORGED = "forged"
    MALFORMED = "malformed"


class BadCursor(Exception):
    """A cursor that this service did not issue for this feed, or issued too long ago."""

    def __init__(self, reason: CursorFault) -> None:
        super().__init__(f"bad cursor: {reason}")
        self.reason = reason


class ChangesUnavailable(Exception):
    """The log of changes cannot be told or read: trust no copy."""
