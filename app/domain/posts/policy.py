"""Who may see a post. Computed when a page is read, so entries delivered long ago obey it."""

from sqlalchemy import ColumnElement, and_

from app.domain.accounts.viewer import Viewer
from app.domain.brands.models import Brand
from app.domain.brands.policy import open_to_shoppers
from app.domain.posts.models import Post


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The posts this viewer may see. The query must join Brand.

    Today every viewer sees the same; the argument is here so that no read can forget who is looking.
    """
    assert isinstance(viewer, Viewer)
    return and_(
        Post.brand_id == Brand.id, open_to_shoppers(), Post.hidden_at.is_(None), Post.withdrawn_at.is_(None)
    )
