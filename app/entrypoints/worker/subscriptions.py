"""The one file that says what follows an event: which tasks, with which ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.timelines.fanning import open_fanout
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Then:
    """A task that follows an event, and the names of the event's fields it receives, in order."""

    task: str
    fields: tuple[str, ...]
    queue: str = "default"


SUBSCRIPTIONS: Mapping[str, tuple[Then, ...]] = {
    "post.published": (
        Then("live.announce_post", ("post_id",), "live"),
        Then("fanout.deliver_post", ("post_id",), "fanout"),
    ),
    "post.hidden": (Then("live.retract_post", ("post_id", "brand_id"), "live"),),
    "post.withdrawn": (Then("live.retract_post", ("post_id", "brand_id"), "live"),),
    "post.restored": (Then("live.return_post", ("post_id", "brand_id"), "live"),),
    "product.changed": (Then("live.refresh_product", ("product_id", "brand_id"), "live"),),
    "catalog.changed": (Then("live.refresh_brand", ("brand_id",), "live"),),
    "import.requested": (Then("catalog.run_import", ("import_id",)),),
    "asset.uploaded": (Then("assets.process_asset", ("asset_id",), "media"),),
    "brand.status_changed": (Then("live.refresh_brand", ("brand_id",), "live"),),
    "account.deleted": (Then("timelines.forget_reader", ("account_id",), "fanout"),),
    "brand.decided": (Then("mail.tell_brand", ("decision_id",), "live"),),
    "account.suspended": (Then("live.close_account", ("account_id",), "live"),),
    "brand.followed": (
        Then("live.settle_account", ("account_id",), "live"),
        Then("timelines.rebuild", ("account_id",), "fanout"),
    ),
    "brand.unfollowed": (
        Then("live.settle_account", ("account_id",), "live"),
        Then("timelines.rebuild", ("account_id",), "fanout"),
    ),
}

DURABLE: Mapping[str, Callable[[Transaction, Mapping[str, object]], None]] = {
    # Stored in the transaction that marks the event as handed on: a task that the broker loses is found again.
    "post.published": lambda tx, payload: open_fanout(tx, int(str(payload["post_id"]))),
}
