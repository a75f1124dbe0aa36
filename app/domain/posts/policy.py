"""Who may see a post. Computed when a page is read, so entries delivered long ago obey it."""

from sqlalchemy import ColumnElement, and_

from app.domain.accounts.viewer import Viewer
from app.domain.brands import policy as brands
from app.domain.brands.models import Brand
from app.domain.posts.models import Post
from app.kernel.scope import Scope


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The posts this viewer may see. The query must join Brand.

    Today every viewer sees the same; the argument is here so that no read can forget who is looking.
    """
    assert isinstance(viewer, Viewer)
    return and_(Post.brand_id == Brand.id, brands.open_to_shoppers(), _stands())


def previewed_in(scope: Scope) -> ColumnElement[bool]:
    """The posts that will be seen once their brand opens, for who may look before. The query must join Brand."""
    return and_(Post.brand_id == Brand.id, brands.previewed_in(scope), _stands())


def _stands() -> ColumnElement[bool]:
    return and_(Post.hidden_at.is_(None), Post.withdrawn_at.is_(None))
