"""The purchase link: one tap, one stored click, one redirect to an approved address. Otherwise a page that says why."""

from flask import redirect, request
from werkzeug import Response

from app.domain.attribution.actions import record_click
from app.domain.attribution.tokens import read_link
from app.entrypoints.shop.blueprint import shop
from app.kernel import clock
from app.resources.container import current
from app.web.access import Access, access
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import current_viewer


@shop.get("/go/<token>", endpoint="go")
@access(Access.PUBLIC)
@limiter.limit("120 per minute")
def go(token: str) -> Response:
    """Store the click durably, then send the shopper to the purchase page. HEAD looks without clicking."""
    keys = current().settings.click_keys
    target = read_link(keys, token, clock.utcnow())
    if request.method == "HEAD":
        return Response(status=204)
    with unit() as tx:
        destination = record_click(tx, keys, current_viewer(), target)
    response = redirect(destination, 302)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
