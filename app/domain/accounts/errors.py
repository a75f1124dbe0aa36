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
