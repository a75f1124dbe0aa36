"""What every timeline ought to be, in SQL written by hand, and how far the product is from it."""

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine, text

from app.domain.accounts.viewer import Viewer
from app.domain.timelines.reading import home_page
from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from feeds.contract import Timelines
from feeds.types import Miss

SHOPPERS_A_LOOK = 200
PAGE = 50
EXAMPLES = 10

_TRUTH = text(
    "SELECT a.id AS account_id, a.follow_epoch AS epoch,"
    " coalesce(array_agg(p.id ORDER BY p.id DESC) FILTER (WHERE p.id IS NOT NULL), '{}') AS every,"
    " coalesce(array_agg(p.id ORDER BY p.id DESC) FILTER (WHERE p.id IS NOT NULL AND b.status = 'approved'"
    " AND p.hidden_at IS NULL AND p.withdrawn_at IS NULL), '{}') AS visible"
    " FROM accounts a LEFT JOIN follows f ON f.account_id = a.id LEFT JOIN brands b ON b.id = f.brand_id"
    " LEFT JOIN posts p ON p.brand_id = f.brand_id"
    " WHERE a.id = ANY(CAST(:ids AS bigint[])) GROUP BY a.id"
)
_ARRIVED = text(
    "SELECT p.id FROM follows f JOIN brands b ON b.id = f.brand_id JOIN posts p ON p.brand_id = f.brand_id"
    " LEFT JOIN fanouts o ON o.post_id = p.id"
    " WHERE f.account_id = :id AND b.status = 'approved' AND p.hidden_at IS NULL AND p.withdrawn_at IS NULL"
    " AND (o.done_at IS NOT NULL OR o.post_id IS NULL AND p.id < :begun)"
)


@dataclass
class Verdict:
    """Differences, and what was compared. `lost`: posts whose commit was answered and which SQL does not have."""

    missing: int = 0
    doubled: int = 0
    misplaced: int = 0
    lost: int = 0
    pages_compared: int = 0
    timelines_compared: int = 0
    timelines_cold: int = 0
    entries_compared: int = 0
    examples: list[str] = field(default_factory=list)

    def compare(self, where: str, got: Sequence[int], want: Sequence[int], *, more_allowed: bool) -> None:
        """Count what `got` lacks, repeats, or has where it should not."""
        wanted = set(want)
        missing = len(wanted - set(got))
        doubled = sum(count - 1 for count in Counter(got).values())
        kept = list(dict.fromkeys(one for one in got if one in wanted or not more_allowed))
        stray = sum(one not in wanted for one in kept)
        kept = [one for one in kept if one in wanted]
        disorder = sum(later > earlier for earlier, later in itertools.pairwise(kept))
        self.missing += missing
        self.doubled += doubled
        self.misplaced += stray + disorder
        self.entries_compared += len(want)
        if missing + doubled + stray + disorder and len(self.examples) < EXAMPLES:
            lack = sorted(wanted - set(got))[:5]
            self.examples.append(
                f"{where}: {missing} missing {lack}, {doubled} doubled, {stray + disorder} misplaced"
            )


def compare_all(
    engine: Engine,
    timelines: Timelines,
    account_ids: range,
    committed: Sequence[int],
    say: Callable[[str], None],
) -> Verdict:
    """Compare each shopper's pages and stored timeline with SQL. Nothing may change meanwhile."""
    verdict = Verdict()
    with transaction(engine, Scope.system()) as tx:
        there = set(
            tx.session.scalars(text("SELECT id FROM posts WHERE id = ANY(:ids)"), {"ids": list(committed)})
        )
    verdict.lost = len(set(committed) - there)
    for at in range(0, len(account_ids), SHOPPERS_A_LOOK):
        part = list(account_ids[at : at + SHOPPERS_A_LOOK])
        with transaction(engine, Scope.system()) as tx:
            for row in tx.session.execute(_TRUTH, {"ids": part}):
                _compare_page(tx, timelines, verdict, row.account_id, row.visible)
                _compare_stored(timelines, verdict, row.account_id, row.epoch, row.every)
        if at // SHOPPERS_A_LOOK % 10 == 9:
            say(f"  {at + len(part):,} of {len(account_ids):,} timelines compared")
    return verdict


def _compare_page(
    tx: Transaction, timelines: Timelines, verdict: Verdict, account_id: int, want: Sequence[int]
) -> None:
    got: list[int] = []
    before: int | None = None
    while True:
        page = home_page(tx, timelines, Viewer(account_id), before=before, limit=PAGE)
        got += page.post_ids
        before = page.next_before
        if before is None or len(got) > 2 * len(want) + PAGE:
            break
    verdict.pages_compared += 1
    verdict.compare(f"home page of {account_id}", got, want, more_allowed=False)


def _compare_stored(
    timelines: Timelines, verdict: Verdict, account_id: int, epoch: int, every: Sequence[int]
) -> None:
    """What is stored may hold more (a brand left since); above its low mark it holds no less, hidden posts too."""
    page = timelines.page(account_id, epoch, None, 10_000)
    if isinstance(page, Miss):
        verdict.timelines_cold += 1
        return
    low = page.below_low or 0
    verdict.timelines_compared += 1
    want = [one for one in every if one > low]
    verdict.compare(f"stored timeline of {account_id}", page.ids, want, more_allowed=True)


def hole_in_first_page(
    engine: Engine, timelines: Timelines, account_id: int, begun: int
) -> tuple[str | None, bool]:
    """Read a first page while things change. Answers what it lacks, and whether the timeline asks to be made anew.

    Posts count whose travel was over before the page was read, and that were still to be seen after it. Those below
    the id `begun` are older than the run and need not travel.
    """
    with transaction(engine, Scope.system()) as tx:
        asked = {"id": account_id, "begun": begun}
        before = set(tx.session.scalars(_ARRIVED, asked))
        page = home_page(tx, timelines, Viewer(account_id), limit=20)
        after = set(tx.session.scalars(_ARRIVED, asked))
    floor = page.post_ids[-1] if page.next_before is not None else 0
    lack = sorted(one for one in before & after if one > floor and one not in page.post_ids)
    doubled = len(page.post_ids) != len(set(page.post_ids))
    if not lack and not doubled:
        return None, page.rebuild
    return f"page of {account_id} from {page.source} lacks {lack[:5]}", page.rebuild
