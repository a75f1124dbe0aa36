"""How one operation of the JSON door is described: the single source for the route, its checks and its reference."""

from dataclasses import dataclass, field

from msgspec import Struct

from app.wire.request_fields import Body


@dataclass(frozen=True, slots=True)
class Param:
    """A query parameter. Shapes: `choices` empty means any text; `minimum` and `maximum` make it a whole number."""

    name: str
    description: str
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    default: str = ""
    example: str = ""
    is_id: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path.

    Shapes: `path` in OpenAPI's spelling; `choices` of its parameters where they are few; `takes_file` lists the media
    types of a raw body; `returns` None answers 204; `may` lists statuses beyond those that follow from the rest.
    """

    name: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    takes: type[Body] | None = None
    body_optional: bool = False
    takes_file: tuple[str, ...] = ()
    returns: type[Struct] | None = None
    status: int = 200
    query: tuple[Param, ...] = ()
    path_choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    may: tuple[int, ...] = ()
    session_only: bool = False
    keeps_answers: bool = False
    """An Idempotency-Key is honoured."""


LANGUAGE = Param(
    "lang", "Language of the texts; else the cookie, the account, Accept-Language.", ("fr", "en")
)
MARKET = Param("market", "Country whose prices are shown; else the cookie, the account, FR.", example="FR")
EVERYWHERE = (LANGUAGE, MARKET)
"""Parameters that every operation understands."""

BEFORE = Param("before", "Where to continue: the cursor in the page's `next` link.")
LIMIT = Param("limit", "How many at most.", minimum=1, maximum=50, default="20")
PAGED = (BEFORE, LIMIT)
