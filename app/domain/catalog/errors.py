"""What the catalogue refuses."""

from app.kernel.errors import NotFound


class ProductNotFound(NotFound):
    """No such product, or not one this asker may see."""

    slug = "product-not-found"
    message = "We could not find this product."
