"""What goes on while faults happen: posts, moderation and follows by the product's own actions, and readers."""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from urllib.parse import urlsplit

from flask import Flask

from app.domain.brands.following import follow_brand, unfollow_brand
from app.domain.posts.actions import ImageDraft, PostDraft, hide_post, publish_post, restore_post
from app.domain.posts.errors import PostAlreadyHidden, PostNotHidden
from app.domain.timelines.rebuilding import rebuild_timelines
from app.kernel.errors import Unavailable
from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from app.resources.container import EXTENSION, Resources
from app.web.identity.sessions import fill_session
from bench.chaoscrowd import Crowd
from bench.chaostruth import hole_in_first_page
from feeds.errors import TimelinesUnavailable

LATE_SHARE, LATE_SECONDS = 0.2, 2.5
UNDONE_AFTER_SECONDS = (
    8.0  # longer than a page may wait for a stopped server, so that a reader sees one of both
)
CHANGES_A_SECOND = 2.0
PAUSE_SECONDS = 0.02


class Load:
    """Threads that work on a copy until `stop`. Everything random is drawn from the seed; order is the machine's."""

    def __init__(self, app: Flask, crowd: Crowd, url: str, posts_per_second: float, seed: int) -> None:
        self._app, self._crowd, self._url, self._rate, self._seed = app, crowd, url, posts_per_second, seed
        self._resources: Resources = app.extensions[EXTENSION]
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._late = ThreadPoolExecutor(8, "late")
        self._undo: list[tuple[float, Callable[[], object]]] = []
        self.committed: list[int] = []
        self.counts: Counter[str] = Counter()
        self.surprises: Counter[str] = Counter()
        self.holes: list[str] = []

    def start(self) -> None:
        """Begin; returns at once."""
        for at, work in enumerate((self._publish, self._change, self._read, self._read, self._browse)):
            thread = threading.Thread(target=work, args=(random.Random(f"{self._seed} {at}"),), daemon=True)
            thread.start()
            self._threads.append(thread)

    def bring_all_back(self) -> None:
        """Everybody whose timeline is cold visits once, while posts go on: what is damaged and warm stays as it is.

        Or else a late wipe would leave nothing to compare: of a cold timeline SQL is the answer and the truth.
        """
        unit = partial(transaction, self._resources.engine, Scope.system())

        def visit(account_id: int) -> None:
            if not self._over.is_set():
                with self._tolerant("return"):
                    rebuild_timelines(unit, self._resources.timelines, [account_id])
                    self._count("returns")

        with ThreadPoolExecutor(3, "return") as pool:
            list(pool.map(visit, self._crowd.account_ids))

    def stop(self) -> None:
        """Let everything begun be finished."""
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=30)
        self._late.shutdown(wait=True)

    @contextmanager
    def _tolerant(self, what: str) -> Iterator[None]:
        """Servers being away is what this is about; anything else is a surprise that the answer names."""
        try:
            yield
        except (Unavailable, TimelinesUnavailable):
            self._count(f"{what}_refused")
        except Exception as error:  # a thread that ends would make the run easier than it says
            with self._lock:
                self.surprises[f"{what}: {type(error).__name__}: {str(error)[:120]}"] += 1

    def _count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def _publish(self, dice: random.Random) -> None:
        due = time.monotonic()
        while not self._over.is_set():
            at = dice.randrange(len(self._crowd.brand_ids))
            if dice.random() < LATE_SHARE:
                self._late.submit(self._publish_one, at, dice.uniform(0.2, LATE_SECONDS))
            else:
                self._publish_one(at, 0.0)
            due = max(due + dice.expovariate(self._rate), time.monotonic() - 1)
            self._over.wait(max(0.0, due - time.monotonic()))

    def _publish_one(self, at: int, hold_seconds: float) -> None:
        """One post, tried until its commit is answered; held open it commits after posts with higher ids."""
        brand_id = self._crowd.brand_ids[at]
        draft = PostDraft("story", {"fr": "Une histoire"}, (ImageDraft(self._crowd.asset_ids[at]),))
        for _ in range(60):
            with self._tolerant("publish"):
                with transaction(self._resources.engine, Scope.brand(None, brand_id)) as tx:
                    post_id = publish_post(tx, brand_id, None, draft)
                    tx.session.flush()
                    time.sleep(hold_seconds)
                with self._lock:
                    self.committed.append(post_id)
                    self.counts["late_commits"] += bool(hold_seconds)
                return
            if self._over.wait(0.3):
                return

    def _change(self, dice: random.Random) -> None:
        """Hide and restore, follow and unfollow; most of it is undone a while later."""
        while not self._over.wait(1 / CHANGES_A_SECOND):
            now = time.monotonic()
            due, self._undo = [u for u in self._undo if u[0] <= now], [u for u in self._undo if u[0] > now]
            for _, undo in due:
                undo()
            with self._lock:
                posts = self.committed[-200:]
            if posts and dice.random() < 0.4:
                post_id = dice.choice(posts)
                if self._moderate(hide_post, "hides", post_id) and dice.random() < 0.7:
                    again = partial(self._moderate, restore_post, "restores", post_id)
                    self._undo.append((now + UNDONE_AFTER_SECONDS, again))
                continue
            account_id, brand_id = dice.choice(self._crowd.account_ids), dice.choice(self._crowd.brand_ids)
            first, then = (
                (follow_brand, unfollow_brand) if dice.random() < 0.5 else (unfollow_brand, follow_brand)
            )
            if self._follow(first, account_id, brand_id) and dice.random() < 0.7:
                undo = partial(self._follow, then, account_id, brand_id)
                self._undo.append((now + UNDONE_AFTER_SECONDS, undo))

    def _moderate(self, action: Callable[[Transaction, int], int], name: str, post_id: int) -> bool:
        with self._tolerant(name), suppress(PostAlreadyHidden, PostNotHidden):
            with transaction(self._resources.engine, Scope.system()) as tx:
                action(tx, post_id)
            self._count(name)
            return True
        return False

    def _follow(
        self, action: Callable[[Transaction, int, str], bool], account_id: int, brand_id: int
    ) -> bool:
        with self._tolerant(action.__name__):
            with transaction(self._resources.engine, Scope.shopper(account_id)) as tx:
                changed = action(tx, account_id, f"b{brand_id}")
            self.counts["follow_changes"] += changed
            return changed
        return False

    def _read(self, dice: random.Random) -> None:
        """First pages as the product reads them, each held against SQL; cold timelines are made anew."""
        engine, timelines = self._resources.engine, self._resources.timelines
        begun = self._crowd.brand_ids.start
        while not self._over.wait(PAUSE_SECONDS):
            account_id = dice.choice(self._crowd.account_ids)
            with self._tolerant("read"):
                hole, rebuild = hole_in_first_page(engine, timelines, account_id, begun)
                self._count("pages_read")
                if hole is not None:
                    self.holes.append(hole)
                if rebuild:
                    unit = partial(transaction, engine, Scope.system())
                    self.counts["rebuilds"] += len(rebuild_timelines(unit, timelines, [account_id]))

    def _browse(self, dice: random.Random) -> None:
        """The home page over HTTP, through the proxy, as signed-in shoppers."""
        parts = urlsplit(self._url)
        signer = self._app.session_interface.get_signing_serializer(self._app)  # type: ignore[attr-defined]
        cookie_name = self._app.config["SESSION_COOKIE_NAME"]
        while not self._over.wait(4 * PAUSE_SECONDS):
            session: dict[str, object] = {}
            fill_session(session, f"a{dice.choice(self._crowd.account_ids)}", second_factor=False)
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=15)
            try:
                cookie = f"{cookie_name}={signer.dumps(session)}"
                connection.request("GET", "/", headers={"Host": parts.netloc, "Cookie": cookie})
                status = connection.getresponse().status
                self._count(f"http_{status // 100}xx")
            except (OSError, http.client.HTTPException):
                self._count("http_broken")
            finally:
                connection.close()
