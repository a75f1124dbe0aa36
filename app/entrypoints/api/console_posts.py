"""A brand's posts for its members: list, read, publish, withdraw."""

from collections.abc import Sequence

from app.domain.assets.queries import pictures_by_ids
from app.domain.attribution.queries import clicks_by_post
from app.domain.engagement.queries import engagement_of
from app.domain.moderation.queries import decisions_on
from app.domain.posts.actions import publish_post
from app.domain.posts.actions import withdraw_post as withdraw
from app.domain.posts.errors import PostNotFound
from app.domain.posts.queries import PostRecord, get_post_as_overseer, posts_of_brand
from app.entrypoints.api.answering import Created
from app.entrypoints.api.console_brand import membership
from app.entrypoints.api.operations import asker_id, operation, own_path
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.presenting import presentation
from app.web.viewer import current_viewer
from app.wire import member_makers as make
from app.wire import member_resources as m
from app.wire.operations import PAGED
from app.wire.requests import NewPost

TAG = "Console: posts"


@operation("GET", "/console/<brand_slug>/posts", tag=TAG, returns=m.ConsolePostPage, query=PAGED)
@access(Access.BRAND)
def list_own_posts(tx: Transaction) -> m.ConsolePostPage:
    """Every post of the brand, newest first, with its state and numbers."""
    before, limit = asked_page("console-posts")
    page = posts_of_brand(tx, membership().brand_id, before=before, limit=limit)
    return m.ConsolePostPage(_posts(tx, page.items), next_link(page.next_before, "console-posts"))


@operation("GET", "/console/<brand_slug>/posts/<post_id>", tag=TAG, returns=m.ConsolePost)
@access(Access.BRAND)
def get_own_post(tx: Transaction, post_id: int) -> m.ConsolePost:
    """One post of the brand, whatever its state."""
    return _post(tx, post_id)


@operation(
    "POST",
    "/console/<brand_slug>/posts",
    tag=TAG,
    takes=NewPost,
    returns=m.ConsolePost,
    status=201,
    limits=("60 per minute",),
)
@access(Access.BRAND)
def publish(tx: Transaction, body: NewPost) -> Created:
    """Publish a post now.

    Its pictures must be ready and its products the brand's own. It travels to the followers once this is answered.
    """
    brand = membership()
    post_id = publish_post(tx, brand.brand_id, asker_id(), body.draft())
    tx.session.flush()
    return Created(_post(tx, post_id), own_path(f"/console/{brand.slug}/posts/{post_id}"))


@operation("POST", "/console/<brand_slug>/posts/<post_id>/withdraw", tag=TAG, returns=m.ConsolePost)
@access(Access.BRAND)
def withdraw_post(tx: Transaction, post_id: int) -> m.ConsolePost:
    """Take a post away for good: it leaves every feed. Harmless to repeat."""
    withdraw(tx, membership().brand_id, post_id)
    tx.session.flush()
    return _post(tx, post_id)


def _post(tx: Transaction, post_id: int) -> m.ConsolePost:
    record = get_post_as_overseer(tx, post_id)
    if record.brand_id != membership().brand_id:
        raise PostNotFound
    return _posts(tx, [record])[0]


def _posts(tx: Transaction, records: Sequence[PostRecord]) -> list[m.ConsolePost]:
    show, ids = presentation(), [record.id for record in records]
    pictures = pictures_by_ids(tx, [image.asset_id for record in records for image in record.images])
    clicks = clicks_by_post(tx, membership().brand_id, ids)
    engagement = engagement_of(tx, current_viewer(), ids)
    hidden = decisions_on(tx, "post", [record.id for record in records if record.hidden_at is not None])
    return [
        make.console_post(
            record,
            pictures,
            show,
            state=_state(record),
            decided=next((d for d in hidden.get(record.id, ()) if d.action == "hide_post"), None),
            counts=(
                clicks.get(record.id, 0),
                engagement[record.id].like_count,
                engagement[record.id].comment_count,
            ),
        )
        for record in records
    ]


def _state(record: PostRecord) -> str:
    if record.withdrawn_at is not None:
        return "withdrawn"
    if record.hidden_at is not None:
        return "hidden"
    return "live" if membership().status == "approved" else "waiting"
