"""What posts refuse."""

from app.kernel.errors import AppError, Kind, NotFound


class PostNotFound(NotFound):
    """No such post, or not one this asker may see."""

    slug = "post-not-found"
    message = "This post does not exist, or is no longer shown."


class PostAlreadyHidden(AppError):
    """Somebody hid this post before."""

    kind = Kind.CONFLICT
    slug = "post-already-hidden"
    message = "This post is hidden already."


class PostNotHidden(AppError):
    """There is nothing to restore."""

    kind = Kind.CONFLICT
    slug = "post-not-hidden"
    message = "This post is not hidden."


class BrandNotActive(AppError):
    """A suspended brand publishes nothing."""

    kind = Kind.FORBIDDEN
    slug = "brand-suspended"
    message = "This brand is suspended and cannot publish for the moment."


class BrandIsClosed(BrandNotActive):
    """Its owner closed it for good."""

    slug = "brand-closed"
    message = "This brand is closed and publishes nothing any more."
