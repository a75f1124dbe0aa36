"""The end of an account: the password asked for, the account deleted, its sessions and sockets ended, a last mail."""

from contextlib import suppress

from app.domain.timelines.leaving import delete_account
from app.kernel.errors import Forbidden, InvalidInput
from app.kernel.scope import Scope
from app.web.identity.limits import count_try, give_back
from app.web.identity.mails import MailAway
from app.web.identity.notices import send_account_deleted
from app.web.identity.signing_in import forget_session, user_with_password
from app.web.identity.store import User
from app.web.unit import unit
from app.web.viewer import Person


class CodeOwed(Forbidden):
    """Somebody with a second factor has not given it in this session."""

    slug = "second-factor-owed"
    message = "This account has a second factor. Log in with your code first."


def prove_own(person: Person, password: str) -> User:
    """Let only the person themselves end something for good: their password once more, and their second factor.

    Raises: InvalidInput for a wrong password; TooManyTries, CodeOwed.
    """
    count_try("proof", str(person.account_id))
    user = user_with_password(person.email, password)
    if user is None or user.id != person.account_id:
        raise InvalidInput(fields={"current_password": "This is not your password."})
    give_back("proof", str(person.account_id))
    if user.tf_primary_method and not person.second_factor:
        raise CodeOwed
    return user


def delete_own_account(person: Person, password: str) -> None:
    """Delete the account of whoever is signed in, for good.

    Raises: InvalidInput for a wrong password; TooManyTries, CodeOwed, BrandsLeftAlone.
    """
    user = prove_own(person, password)
    address, locale = user.email, user.locale
    with unit(Scope.system()) as tx:
        delete_account(tx, person.account_id)
    forget_session(person.account_id)
    with suppress(MailAway):  # it is logged; the account is gone all the same
        send_account_deleted(address, locale)
