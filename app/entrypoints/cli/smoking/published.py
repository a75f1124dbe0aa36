"""The part of the road on which a post is out. Whatever happens, the post is withdrawn at the end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from lxml.html import HtmlElement

from app.entrypoints.cli.smoking.brand import Brand, Good
from app.entrypoints.cli.smoking.desk import Desk
from app.entrypoints.cli.smoking.hints import Hints
from app.entrypoints.cli.smoking.outcome import Steps
from app.entrypoints.cli.smoking.outside import StepFailed
from app.entrypoints.cli.smoking.shopper import Shopper, forge, location_fault, price_fault, purchase_link

LIVE_SECONDS = 20.0
SETTLE_SECONDS = 20.0
POLL_SECONDS = 0.02
PATIENT_POLL_SECONDS = 0.5


@dataclass(slots=True)
class Published:
    """The players, and the goods that the post shows."""

    steps: Steps
    brand: Brand
    shopper: Shopper
    desk: Desk
    hints: Hints
    goods: list[Good]

    def walk(self, asset_id: str) -> None:
        """Publish and all that follows. Raises: StepFailed, noted."""
        newest_before = self.brand.newest_post()
        try:
            with self.steps.step("publish, and see it live"):
                post_id, card = self._publish(asset_id)
            with self.steps.step("compare the whole timeline"):
                self._compare_timeline()
            with self.steps.step("tap the purchase link"):
                self._click(card, post_id)
            with self.steps.step("hide it, and see it gone"):
                self._hide(post_id)
            with self.steps.step("restore it"):
                self._restore(post_id)
        finally:
            # Also when the hint never came and nobody told the post's id.
            newest = self.brand.newest_post()
            if newest is not None and newest != newest_before:
                with self.steps.step("withdraw it"):
                    self._withdraw(newest)
        with self.steps.step("compare the timeline again"):
            self._compare_timeline()

    def _publish(self, asset_id: str) -> tuple[str, HtmlElement]:
        draft, outcome = self.brand.draft(asset_id, self.goods), self.steps.outcome
        with ThreadPoolExecutor(1) as pool:
            started = time.monotonic()
            sent = pool.submit(self.brand.publish, draft)
            try:
                hint = self.hints.wait_for("post.published", LIVE_SECONDS, brand=self.brand.id)
            except StepFailed:
                sent.result()  # a refused form explains more than the silence
                raise
            post_id = str(hint["post"])
            card = self.shopper.card(post_id)
            elapsed_ms = round((time.monotonic() - started) * 1000)
            sent.result()
        if card is None:
            raise StepFailed(f"the hint names post {post_id}, whose card is not given")
        if fault := price_fault(card, self.goods):
            raise StepFailed(fault)
        outcome.published_to_live_ms = elapsed_ms
        return post_id, card

    def _compare_timeline(self) -> None:
        """Fan-out follows the hint, and somebody else may publish meanwhile: look again for a while."""
        deadline, outcome = time.monotonic() + SETTLE_SECONDS, self.steps.outcome
        outcome.timeline_exact = False
        while fault := self.shopper.timeline_fault():
            if time.monotonic() > deadline:
                raise StepFailed(fault)
            time.sleep(PATIENT_POLL_SECONDS)
        outcome.timeline_exact = True

    def _click(self, card: HtmlElement, post_id: str) -> None:
        outcome, good = self.steps.outcome, self.goods[0]
        link = purchase_link(card, good)
        click = self.shopper.click(link)
        outcome.click_status = click.status
        fault = location_fault(click.location, good, post_id)
        outcome.click_location_ok = fault is None
        forged = self.shopper.click(forge(link))
        outcome.forged_link_refused = forged.status in (400, 403, 404, 410) and not forged.location
        if click.status != 302 or fault:
            raise StepFailed(f"the tap answered {click.status} and {fault or 'leads right'}")
        if not outcome.forged_link_refused:
            raise StepFailed(f"a forged link answered {forged.status} {forged.location}")

    def _hide(self, post_id: str) -> None:
        token = self.desk.token(post_id)
        with ThreadPoolExecutor(1) as pool:
            started = time.monotonic()
            sent = pool.submit(self.desk.decide, post_id, "hide", token)
            try:
                self.hints.wait_for("post.hidden", LIVE_SECONDS, post=post_id)
                self._until(lambda: self.shopper.card(post_id) is None, "the card is still given")
            except StepFailed:
                sent.result()
                raise
            self.steps.outcome.hidden_to_gone_ms = round((time.monotonic() - started) * 1000)
            sent.result()

    def _restore(self, post_id: str) -> None:
        self.desk.decide(post_id, "restore", self.desk.token(post_id))
        self.hints.wait_for("post.restored", LIVE_SECONDS, post=post_id)
        self._until(lambda: self.shopper.card(post_id) is not None, "the card does not come back")
        self.steps.outcome.restored = True

    def _withdraw(self, post_id: str) -> None:
        self.brand.withdraw(post_id)
        self._until(lambda: self.shopper.card(post_id) is None, "the withdrawn card is still given")
        self.steps.outcome.withdrawn = True

    def _until(self, happens: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + LIVE_SECONDS
        while not happens():
            if time.monotonic() > deadline:
                raise StepFailed(f"{otherwise} after {LIVE_SECONDS:.0f} s")
            time.sleep(POLL_SECONDS)
