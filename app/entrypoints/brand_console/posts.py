"""A brand's posts, whatever their state, and taking one away."""

from flask import request
from flask_babel import gettext
from werkzeug import Response

from app.domain.posts.actions import withdraw_post
from app.domain.posts.errors import PostNotFound
from app.domain.posts.queries import get_post_as_overseer, posts_of_brand
from app.entrypoints.brand_console.blueprint import console
from app.entrypoints.brand_console.views import console_page, here, membership, own_id, post_rows
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.presenting import read_cursor, write_cursor
from app.web.unit import unit

PAGE = 20


@console.get("/<brand_slug>/posts", endpoint="posts")
@access(Access.BRAND)
def posts(brand_slug: str) -> str:
    """Every post, newest first, with its state and numbers."""
    before = read_cursor(request.args.get("before"), "console-posts")
    with unit() as tx:
        page = posts_of_brand(tx, membership().brand_id, before=before, limit=PAGE)
        rows = post_rows(tx, list(page.items))
    cursor = write_cursor(page.next_before, "console-posts")
    return console_page(
        "posts.html",
        "posts",
        rows=rows,
        first_href=here("posts") if before else None,
        next_href=here("posts", before=cursor) if cursor else None,
    )


@console.get("/<brand_slug>/posts/<post_id>/withdraw", endpoint="ask_withdraw")
@access(Access.BRAND)
def ask(brand_slug: str, post_id: str) -> str:
    """What withdrawing means, before it is done."""
    with unit() as tx:
        post = get_post_as_overseer(tx, own_id(post_id))
        if post.brand_id != membership().brand_id:
            raise PostNotFound
        row = post_rows(tx, [post])[0]
    return console_page("withdraw.html", "posts", row=row)


@console.post("/<brand_slug>/posts/<post_id>/withdraw", endpoint="withdraw")
@access(Access.BRAND)
def withdraw(brand_slug: str, post_id: str) -> Response:
    """Take the post away for good. Harmless to repeat."""
    with unit() as tx:
        withdraw_post(tx, membership().brand_id, own_id(post_id))
    return go_back(here("posts"), gettext("The post is withdrawn: it has left every feed."))
