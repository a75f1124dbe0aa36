"""This door's blueprint with all its routes, for the factory."""

from app.entrypoints.brand_console import (  # noqa: F401  (their routes)
    catalogue,
    composing,
    founding,
    imports,
    overview,
    posts,
    settings,
    uploads,
)
from app.entrypoints.brand_console.blueprint import console

__all__ = ["console"]
