"""This door's blueprint with all its routes, for the factory."""

from app.entrypoints.api import (  # noqa: F401  (their routes)
    brands,
    console_brand,
    console_catalogue,
    console_imports,
    console_posts,
    desk_brands,
    desk_posts,
    feed,
    me,
    posts,
    reference,
)
from app.entrypoints.api.blueprint import api

__all__ = ["api"]
