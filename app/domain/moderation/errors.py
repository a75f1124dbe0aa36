"""What moderation refuses."""

from app.kernel.errors import AppError, Kind, NotFound


class OwnBrandModerated(AppError):
    """Nobody moderates their own brand."""

    kind = Kind.FORBIDDEN
    slug = "own-brand-moderated"
    message = "You work for this brand: another moderator must decide."


class BrandUnchanged(AppError):
    """The brand already is what the decision would make it: somebody was faster."""

    kind = Kind.CONFLICT
    slug = "brand-unchanged"
    message = "This was decided already: the brand is in that state."


class BrandClosed(BrandUnchanged):
    """Its owner closed it for good: no decision brings it back."""

    slug = "brand-closed"
    message = "Its owner closed this brand for good."


class DomainAlreadyApproved(AppError):
    """Somebody approved this address before."""

    kind = Kind.CONFLICT
    slug = "domain-already-approved"
    message = "This shop address is approved already."


class DomainNotFound(NotFound):
    """The brand does not propose this address, or no longer."""

    slug = "domain-not-found"
    message = "The brand does not propose this shop address any more."
