"""Why a purchase link does not lead anywhere. Each is a page with a way on, never a redirect."""

from app.kernel.errors import AppError, Kind, NotFound


class LinkForged(NotFound):
    """The link's signature is not ours, or the link is cut short."""

    slug = "link-invalid"
    message = "This purchase link is not one of ours, or part of it is missing."


class LinkExpired(AppError):
    """The link was good once."""

    kind = Kind.GONE
    slug = "link-expired"
    message = "This purchase link has expired. Open the product again to get a fresh one."


class ProductUnavailable(AppError):
    """The product, its post or its brand is no longer shown, or not sold in this market."""

    kind = Kind.GONE
    slug = "product-unavailable"
    message = "This product is no longer available here."


class DestinationRefused(AppError):
    """The purchase page lies outside the brand's approved addresses."""

    kind = Kind.FORBIDDEN
    slug = "destination-refused"
    message = (
        "This brand's purchase page is not at an address that was approved, so we do not send you there."
    )
