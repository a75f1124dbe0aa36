"""`/you/delete`: what goes, what stays, what has to be done first, and the end of the account."""

from flask import redirect, render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.brands.closing import brands_owned_alone
from app.domain.brands.errors import BrandsLeftAlone
from app.entrypoints.accounts.blueprint import accounts, errors_in_words
from app.entrypoints.accounts.proof import signed_in_user
from app.kernel.errors import InvalidInput, NotAuthenticated
from app.kernel.scope import Scope
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.identity.leaving import CodeOwed, delete_own_account
from app.web.unit import unit
from app.web.viewer import current_person


@accounts.get("/you/delete")
@access(Access.SIGNED_IN)
def leave() -> str:
    """The page before the end."""
    return _page({})


@accounts.post("/you/delete")
@access(Access.SIGNED_IN)
def delete_me() -> Response | tuple[str, int]:
    """Delete the account, once the password was given."""
    person = current_person()
    if person is None:
        raise NotAuthenticated
    # Said in the person's own language, which goes with the account.
    farewell = gettext("Your account is deleted. Thank you for having been here.")
    try:
        delete_own_account(person, request.form.get("current_password", "")[:1_000])
    except InvalidInput as error:
        return _page(error.fields), 422
    except BrandsLeftAlone:
        return _page({}), 409
    except CodeOwed:
        return redirect("/two-factor?next=/you/delete", 303)
    return go_back("/", farewell, "info")


def _page(faults: dict[str, str]) -> str:
    user = signed_in_user()
    with unit(Scope.system()) as tx:  # in their own name nobody sees who else owns a brand
        alone = brands_owned_alone(tx, user.id)
    return render_template(
        "security/delete.html",
        alone=alone,
        moderates=user.is_moderator,
        errors=errors_in_words(faults),
    )
