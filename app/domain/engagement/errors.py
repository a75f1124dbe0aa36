"""What engagement refuses."""

from app.kernel.errors import NotFound


class CommentNotFound(NotFound):
    """No such comment, or it is somebody else's."""

    slug = "comment-not-found"
    message = "We could not find this comment among yours."
