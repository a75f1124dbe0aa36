"""Refusals of this room."""

from app.kernel.errors import AppError, Kind, NotAuthenticated, NotFound


class EmailTaken(AppError):
    """Somebody already signs in with this address. Doors never say so to a stranger."""

    kind = Kind.CONFLICT
    slug = "email-taken"
    message = "An account with this e-mail address exists already."


class AccountNotFound(NotFound):
    """There is no such account."""

    slug = "account-not-found"
    message = "There is no such account."


class ApiTokenNotFound(NotFound):
    """The person has no such token."""

    slug = "api-token-not-found"
    message = "You have no such token, or it was revoked already."


class ApiTokenRefused(NotAuthenticated):
    """The bearer token opens nothing."""

    slug = "api-token-refused"
    message = "This API token is unknown or was revoked."


class TooManyApiTokens(AppError):
    """The person holds as many tokens as one may."""

    kind = Kind.CONFLICT
    slug = "too-many-api-tokens"
    message = "You have as many tokens as an account may have. Revoke one first."


class SecondFactorRequired(AppError):
    """A moderator's second factor cannot be switched off."""

    kind = Kind.CONFLICT
    slug = "second-factor-required"
    message = "Moderators must keep a second factor. You can move it to another device instead."


class AccountNotConfirmed(AppError):
    """Nobody proved yet to own the account's address."""

    kind = Kind.CONFLICT
    slug = "account-not-confirmed"
    message = "The e-mail address of this account is not confirmed yet."


class AccountSuspended(AppError):
    """The account opens nothing."""

    kind = Kind.CONFLICT
    slug = "account-suspended"
    message = "This account is suspended."


class AlreadyModerator(AppError):
    """There is nothing to grant."""

    kind = Kind.CONFLICT
    slug = "already-moderator"
    message = "This account is a moderator already."


class NotModerator(AppError):
    """There is nothing to take away."""

    kind = Kind.CONFLICT
    slug = "not-moderator"
    message = "This account is no moderator."
