"""Tasks that tell open pages to look again. Each sends one small hint, ids only, to the rooms it concerns."""

import structlog
from celery import shared_task

from app.domain.accounts.viewer import Viewer
from app.domain.posts.errors import PostNotFound
from app.domain.posts.queries import get_visible_post
from app.entrypoints.worker.support import system_unit
from app.kernel.transaction import request_id_var
from app.resources.container import current
from app.resources.pusher import PUBLIC_ROOM, brand_room
from app.wire.hints import hint

_log = structlog.get_logger("vitrine.live")


def _send(kind: str, brand_id: str, *, to_everyone: bool = False, **ids: str) -> None:
    payload = hint(kind, brand=brand_id, request_id=request_id_var.get(), **ids)
    rooms = None if to_everyone else [brand_room(int(brand_id)), PUBLIC_ROOM]
    current().pusher.emit("hint", payload, rooms)
    _log.info(
        "hint sent", type=kind, brand_id=brand_id, **{f"{name}_id": value for name, value in ids.items()}
    )


def _brand_of_visible(post_id: str) -> str | None:
    """The post's brand; None when it is hidden meanwhile, or its brand waits for approval."""
    try:
        with system_unit() as tx:
            return str(get_visible_post(tx, Viewer(), int(post_id)).brand_id)
    except PostNotFound:
        return None


@shared_task(name="live.announce_post")
def announce_post(post_id: str) -> None:
    """A new post waits behind the pill of everyone who may see it."""
    brand_id = _brand_of_visible(post_id)
    if brand_id is not None:
        _send("post.published", brand_id, post=post_id)


@shared_task(name="live.retract_post")
def retract_post(post_id: str, brand_id: str) -> None:
    """A hidden or withdrawn post's card leaves every open page, also those of people who do not follow its brand."""
    if _brand_of_visible(post_id) is None:  # else it was restored meanwhile: tasks may overtake one another
        _send("post.hidden", brand_id, to_everyone=True, post=post_id)


@shared_task(name="live.return_post")
def return_post(post_id: str, brand_id: str) -> None:
    """A restored post comes back to its followers' open pages, at its old place; to others when they look round."""
    if _brand_of_visible(post_id) is not None:
        _send("post.restored", brand_id, post=post_id)


@shared_task(name="live.refresh_product")
def refresh_product(product_id: str, brand_id: str) -> None:
    """Whatever shows this product fetches it again, also on the page of a brand that its reader does not follow."""
    _send("product.changed", brand_id, to_everyone=True, product=product_id)


@shared_task(name="live.refresh_brand")
def refresh_brand(brand_id: str) -> None:
    """A brand opened or closed: its cards leave open pages, or come back to where they were."""
    _send("brand.changed", brand_id, to_everyone=True)


@shared_task(name="live.settle_account")
def settle_account(account_id: str) -> None:
    """A person followed or unfollowed: their open pages hear of other brands from now on."""
    current().pusher.settle_account(int(account_id))


@shared_task(name="live.close_account")
def close_account(account_id: str) -> None:
    """A person was banned: their open pages lose their sockets. Who logs out by a page is told of at once there."""
    current().pusher.disconnect_account(int(account_id))
