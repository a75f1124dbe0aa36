"""What the assets room refuses."""

from app.kernel.errors import AppError, InvalidInput, Kind, NotFound, Unavailable


class AssetNotFound(NotFound):
    """No such picture, or another brand's."""

    slug = "asset-not-found"
    message = "We could not find this picture."


class PictureRefused(InvalidInput):
    """A file that cannot become a picture; `fields` says why."""

    slug = "picture-refused"
    message = "This picture cannot be used."


class PictureTooLarge(AppError):
    """A file over the cap."""

    kind = Kind.TOO_LARGE
    slug = "picture-too-large"
    message = "The file is larger than 15 MB."


class UploadsAway(Unavailable):
    """The file store does not answer."""

    slug = "uploads-away"
    message = "Pictures cannot be taken just now. Everything else works. Please try again in a minute."
