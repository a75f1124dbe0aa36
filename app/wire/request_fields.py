"""The kinds of field that bodies are made of, and what is said when one does not fit. Holds no body of its own."""

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from app.kernel.errors import InvalidInput
from app.kernel.ids import parse_id

MAX_NAMED = 20
MAX_FIELD_NAME = 100

_FAULTS = {
    "missing": "This field is needed.",
    "extra_forbidden": "There is no such field here.",
    "string_type": "Write text here.",
    "string_too_short": "Write something here.",
    "string_too_long": "This text is too long.",
    "int_type": "Write a whole number here.",
    "int_parsing": "Write a whole number here.",
    "float_type": "Write a number here.",
    "bool_type": "Write true or false here.",
    "list_type": "Write a list here.",
    "too_long": "There are too many of these.",
    "model_type": "Write an object here.",
    "model_attributes_type": "Write an object here.",
    "string_unicode": "This name holds a character that cannot be kept.",
    "literal_error": "This is none of the values offered.",
}
_OUT_OF_RANGE = "This number is out of range."
_OTHER = "This value does not fit."


class Body(BaseModel):
    """A body or a part of one: no value is bent to fit, and no unknown field passes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


_Body = TypeVar("_Body", bound=Body)


def _id(value: object) -> int:
    parsed = parse_id(value) if isinstance(value, str) else None
    if parsed is None:
        raise PydanticCustomError("vitrine", "Write an id here: decimal digits as text.")
    return parsed


def _keepable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise PydanticCustomError("vitrine", "This text holds a character that cannot be kept.")
    return text


Id = Annotated[
    int,
    BeforeValidator(_id),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,19}$", "examples": ["1731650816401408"]}),
]
"""An id, decimal digits as text."""

Words = Annotated[str, AfterValidator(_keepable)]
"""Text that can be stored as it is: no NUL, no half of a surrogate pair."""


def read_body(schema: type[_Body], document: object) -> _Body:
    """A document as the schema's value.

    Raises: InvalidInput naming the faulty fields by their path, such as `tags.0.x`.
    """
    try:
        return schema.model_validate(document)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False, include_context=False)
        raise InvalidInput(fields={_path(one): _words(one) for one in details[:MAX_NAMED]}) from error


def _path(detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"])[:MAX_FIELD_NAME] or "body"


def _words(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind == "vitrine":
        return str(detail["msg"])
    if kind in ("greater_than_equal", "less_than_equal", "finite_number"):
        return _OUT_OF_RANGE
    return _FAULTS.get(kind, _OTHER)


def schema_of(body: type[Body]) -> dict[str, Any]:
    """The JSON Schema of a body, its parts under `$defs`. Source: JSON Schema 2020-12."""
    return body.model_json_schema(ref_template="#/components/schemas/{model}")
