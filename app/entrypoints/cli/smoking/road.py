"""The road itself: log in, prepare, publish, and all that follows; measured from outside."""

from collections.abc import Callable
from contextlib import suppress

from app.entrypoints.cli.smoking.brand import Brand, make_picture
from app.entrypoints.cli.smoking.desk import Desk
from app.entrypoints.cli.smoking.hints import Hints
from app.entrypoints.cli.smoking.outcome import Outcome, Steps
from app.entrypoints.cli.smoking.outside import StepFailed
from app.entrypoints.cli.smoking.people import LogIn, log_in
from app.entrypoints.cli.smoking.published import Published
from app.entrypoints.cli.smoking.shopper import Shopper


def walk_road(url: str, log_ins: dict[str, LogIn], say: Callable[[str], None]) -> Outcome:
    """Walk once; what went wrong stands in the outcome, named by its step. A running copy is left as it was."""
    steps = Steps(say)
    with suppress(StepFailed):  # noted by its step
        _walk(url, log_ins, steps)
    return steps.outcome


def _walk(url: str, log_ins: dict[str, LogIn], steps: Steps) -> None:
    with steps.step("log in the brand"):
        brand = Brand(log_in(url, log_ins["brand"]))
    with steps.step("log in the shopper"):
        shopper = Shopper(log_in(url, log_ins["shopper"]))
    with steps.step("log in the moderator"):
        desk = Desk(log_in(url, log_ins["moderator"]))
    with steps.step("choose two products"):
        goods = brand.goods(shopper.market, 2)
    with steps.step("upload a picture"):
        asset_id = brand.upload(make_picture())
    with steps.step("follow the brand"):
        followed_now = shopper.follow(brand.slug)
    try:
        with steps.step("open the socket"):
            hints = Hints(shopper.person)
        try:
            Published(steps, brand, shopper, desk, hints, goods).walk(asset_id)
        finally:
            hints.close()
    finally:
        if followed_now:
            with steps.step("unfollow the brand"):
                shopper.follow(brand.slug, wish=False)
