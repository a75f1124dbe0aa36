"""Which rooms a socket sits in. The server reads them from the follows; a client names none."""

from typing import Any

from app.domain.accounts.viewer import Viewer
from app.domain.brands.queries import followed_brand_ids
from app.kernel.scope import Scope
from app.resources.pusher import NAMESPACE, PUBLIC_ROOM, account_room, brand_room
from app.web.unit import unit

MAX_ROOMS = 5_000


def settle(server: Any, sid: str, account_id: int | None) -> int:
    """Put a socket into the rooms of the brands its person follows. Answers how many rooms that is.

    Without a person, or while they follow nobody, it is the public room: the feed then shows every brand.
    """
    wanted = {PUBLIC_ROOM}
    if account_id is not None:
        with unit(Scope.shopper(account_id)) as tx:
            followed = followed_brand_ids(tx, Viewer(account_id))
        wanted = {brand_room(brand_id) for brand_id in followed[:MAX_ROOMS]} or wanted
        wanted.add(account_room(account_id))
    now = {room for room in server.rooms(sid, namespace=NAMESPACE) if room != sid}
    for room in now - wanted:
        server.leave_room(sid, room, namespace=NAMESPACE)
    for room in wanted - now:
        server.enter_room(sid, room, namespace=NAMESPACE)
    return len(wanted)
