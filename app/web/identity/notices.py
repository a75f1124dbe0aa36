"""Which mail goes to whom. Those that anybody may set off take as long for an address that nobody has."""

from flask_security.confirmable import generate_confirmation_token
from flask_security.mail_util import EmailValidateException
from flask_security.recoverable import generate_reset_password_token

from app.domain.brands.queries import Addressee, BrandView
from app.domain.moderation.queries import DecisionView
from app.domain.moderation.reasons import REASON_TITLES
from app.kernel.errors import InvalidInput
from app.resources.container import current
from app.web.identity.mails import post_mail, validated_email
from app.web.identity.store import User, store
from app.web.viewer import current_locale

_BRAND_SUBJECTS = {
    "approve_brand": "Your brand is open",
    "refuse_brand": "Your brand was turned down",
    "suspend_brand": "Your brand is suspended",
    "reinstate_brand": "Your brand is open again",
}


def clean_email(text: str, field: str = "email") -> str:
    """An address that mail can go to, in lower case.

    Raises: InvalidInput, tied to `field`.
    """
    try:
        address = validated_email(text.strip()).lower()
    except EmailValidateException:
        address = ""
    if not address or len(address) > 255:
        raise InvalidInput(fields={field: "This is not an e-mail address we can write to."})
    return address


def send_confirmation(user: User) -> None:
    """The link that confirms an address."""
    _send_link(
        "confirm", "Confirm your e-mail address", user, f"/confirm/{generate_confirmation_token(user)}"
    )


def send_confirmation_to(account_id: int | None = None, *, email: str | None = None) -> None:
    """The same for an account by id or address, while it waits for it; for all others a mail to nobody."""
    user = store.find_user(id=account_id) if account_id else store.find_user(email=email)
    waits = user is not None and user.confirmed_at is None and user.active
    if user is not None and waits:
        send_confirmation(user)
    else:
        _send_to_nobody("confirm", "Confirm your e-mail address")


def send_already_registered(email: str, locale: str) -> None:
    """Somebody registered an address that has an account: its owner is told, the stranger is not."""
    post_mail("already", "You have an account already", email, locale, link=_absolute("/login"))


def send_reset(email: str) -> None:
    """The link that lets a new password be chosen."""
    user = store.find_user(email=email)
    if user is not None and user.active:
        _send_link("reset", "Choose a new password", user, f"/reset/{generate_reset_password_token(user)}")
    else:
        _send_to_nobody("reset", "Choose a new password")


def send_password_changed(user: User) -> None:
    """A notice: the password was changed."""
    _send_link("password_changed", "Your password was changed", user, "/reset")


def send_second_factor_changed(user: User, *, on: bool) -> None:
    """A notice: two-step log-in was switched on or off."""
    subject = "Two-step log-in is on" if on else "Two-step log-in is off"
    post_mail("second_factor", subject, user.email, user.locale, link=_absolute("/you"), on=on)


def send_account_deleted(email: str, locale: str) -> None:
    """The last mail to an address: the account is gone."""
    post_mail("account_deleted", "Your account is deleted", email, locale)


def send_brand_decided(member: Addressee, brand: BrandView, decision: DecisionView) -> None:
    """What a moderator decided on somebody's brand, why, and where to go on. Written once, however often it is asked."""
    where = "settings" if decision.action == "refuse_brand" else ""
    post_mail(
        "brand_decided",
        _BRAND_SUBJECTS[decision.action],
        member.email,
        member.locale,
        link=_absolute(f"/console/{brand.slug}/{where}"),
        brand_name=brand.name,
        action=decision.action,
        reason=REASON_TITLES.get(decision.reason, ""),
        explanation=decision.explanation,
        once=f"{decision.id}-{member.account_id}",
    )


def _send_link(kind: str, subject: str, user: User, path: str) -> None:
    post_mail(kind, subject, user.email, user.locale, link=_absolute(path))


def _send_to_nobody(kind: str, subject: str) -> None:
    nobody = User(fs_uniquifier="-" * 32, email="nobody@vitrine.example")
    token = generate_reset_password_token(nobody)
    post_mail(kind, subject, nobody.email, current_locale(), link=_absolute(f"/{kind}/{token}"), nobody=True)


def _absolute(path: str) -> str:
    return current().settings.public_url + path
