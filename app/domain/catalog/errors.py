"""What the catalogue refuses."""

from app.kernel.errors import AppError, Kind, NotFound, Unavailable


class ProductNotFound(NotFound):
    """No such product, or not one this asker may see."""

    slug = "product-not-found"
    message = "We could not find this product."


class OfferNotFound(NotFound):
    """No such offer, or another brand's."""

    slug = "offer-not-found"
    message = "We could not find this price."


class ImportNotFound(NotFound):
    """No such import, or another brand's."""

    slug = "import-not-found"
    message = "We could not find this import."


class FeedTooLarge(AppError):
    """A feed file over the cap."""

    kind = Kind.TOO_LARGE
    slug = "feed-too-large"
    message = "The file is larger than 19 MB. Please send it in parts."


class FilesAway(Unavailable):
    """The file store does not answer."""

    slug = "files-away"
    message = "Files cannot be taken just now. Nothing was saved. Please try again in a minute."
