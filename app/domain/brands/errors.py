"""What brands refuse."""

from app.kernel.errors import AppError, Kind, NotFound


class BrandNotFound(NotFound):
    """No such brand, or not one this asker may see."""

    slug = "brand-not-found"
    message = "We could not find this brand."


class OwnBrandFollowed(AppError):
    """A member tried to follow the brand they work for."""

    kind = Kind.CONFLICT
    slug = "own-brand"
    message = "This is your own brand: its posts are already yours to see."


class NotTheOwner(AppError):
    """A member tried what only an owner may do."""

    kind = Kind.FORBIDDEN
    slug = "not-the-owner"
    message = "Only an owner of the brand may do this."


class BrandsLeftAlone(AppError):
    """Somebody wants to go who is the only owner of a brand."""

    kind = Kind.CONFLICT
    slug = "brands-left-alone"
    message = "You are the only owner of a brand. Close it first, in its settings."


class SlugTaken(AppError):
    """Another brand has this address."""

    kind = Kind.CONFLICT
    slug = "slug-taken"
    message = "Another brand already has this address."
