"""API tokens: made, shown once, revoked."""

from flask import render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.accounts.errors import ApiTokenNotFound, TooManyApiTokens
from app.domain.accounts.queries import api_tokens_of
from app.domain.accounts.tokens import MadeToken, create_api_token, revoke_api_token
from app.entrypoints.accounts.blueprint import accounts, errors_in_words
from app.entrypoints.accounts.proof import must_prove, prove, signed_in_user
from app.kernel.errors import InvalidInput
from app.kernel.ids import parse_id
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.unit import unit


@accounts.get("/you/tokens")
@access(Access.SIGNED_IN)
def tokens() -> str:
    """The tokens that open the API in this person's name."""
    return _page({})


def _page(faults: dict[str, str], made: MadeToken | None = None) -> str:
    with unit() as tx:
        held = api_tokens_of(tx, signed_in_user().id)
    return render_template(
        "security/tokens.html",
        tokens=held,
        made=made,
        errors=errors_in_words(faults),
        name=request.form.get("name", "") if faults else "",
        must_prove=must_prove(),
    )


@accounts.post("/you/tokens")
@access(Access.SIGNED_IN)
def make_token() -> str | tuple[str, int]:
    """Make one; it is on this answer and never again."""
    user = signed_in_user()
    try:
        prove(user)
        with unit() as tx:
            made = create_api_token(tx, user.id, request.form.get("name", "")[:1_000])
    except InvalidInput as error:
        return _page(error.fields), 422
    except TooManyApiTokens as error:
        return _page({"name": error.message}), 409
    return _page({}, made)


@accounts.post("/you/tokens/<token_id>/revoke")
@access(Access.SIGNED_IN)
def revoke_token(token_id: str) -> Response:
    """End one at once."""
    parsed = parse_id(token_id)
    if parsed is None:
        raise ApiTokenNotFound
    with unit() as tx:
        revoke_api_token(tx, signed_in_user().id, parsed)
    return go_back("/you/tokens", gettext("The token is revoked."))
