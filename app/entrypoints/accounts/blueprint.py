"""The blueprint of everybody's own door; the modules beside it add its routes."""

from flask import Blueprint
from flask_babel import gettext

from app.kernel.errors import Forbidden
from app.web.viewer import current_person

accounts = Blueprint("accounts", __name__)


class PageForPeople(Forbidden):
    """A token tried what only its owner, logged in, may do."""

    slug = "page-for-people"
    message = "An API token cannot do this. Log in with your password."


@accounts.before_request
def only_people() -> None:
    """Tokens stay out: one that leaked must not change the password or make more of its kind."""
    person = current_person()
    if person is not None and person.by_token:
        raise PageForPeople


def errors_in_words(fields: dict[str, str]) -> dict[str, list[str]]:
    """An InvalidInput's fields as the form macros take them."""
    return {name: [gettext(text)] for name, text in fields.items()}
