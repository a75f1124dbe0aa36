"""Whom an address answers, told by the address alone: a second opinion beside what its view declares."""

from app.web.access import Access

_OPEN_FORMS = (
    "/login",
    "/logout",
    "/register",
    "/confirm",
    "/reset",
    "/reset/<token>",
    "/two-factor",
    "/preferences",
)
"""The only forms that a stranger may send."""

_OWN = ("/you", "/saved", "/console/", "/api/v1/me", "/two-factor/set-up")


def level_by_address(rule: str) -> Access | None:
    """The access that an address must have, or None where it may be anything."""
    plain = rule.removeprefix("/api/v1")
    if plain.startswith("/moderation"):
        return Access.MODERATOR
    if plain.startswith("/console/<brand_slug>"):
        return Access.BRAND
    if rule.startswith(_OWN):
        return Access.SIGNED_IN
    return None


def may_be_sent_by_strangers(rule: str) -> bool:
    """Whether an unsafe method may be open to everybody."""
    return rule in _OPEN_FORMS
