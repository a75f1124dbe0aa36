"""What moderation refuses."""

from app.kernel.errors import AppError, Kind


class OwnBrandModerated(AppError):
    """Nobody moderates their own brand."""

    kind = Kind.FORBIDDEN
    slug = "own-brand-moderated"
    message = "You work for this brand: another moderator must decide."
