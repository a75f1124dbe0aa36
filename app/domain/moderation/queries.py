"""Reads for the moderation desk: what waits, what was decided, and what is known of a brand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select, true

from app.domain.accounts.models import Account
from app.domain.accounts.viewer import Viewer
from app.domain.brands.models import Brand, BrandDomain, BrandMember, BrandStatus
from app.domain.brands.queries import BrandView, brands_by_ids, get_brand_as_member
from app.domain.moderation.models import Decision
from app.domain.posts.models import Post
from app.kernel.paging import Page
from app.kernel.transaction import Transaction

MAX_COUNTED = 100


class PostState(StrEnum):
    """Which posts a list shows."""

    LIVE = "live"
    """Neither hidden by a moderator nor withdrawn by the brand."""
    HIDDEN = "hidden"
    ALL = "all"


class BrandList(StrEnum):
    """Which brands a list shows."""

    PENDING = "pending"
    DOMAINS = "domains"
    """Approved brands with a purchase domain that nobody approved yet."""
    APPROVED = "approved"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision as the desk shows it. `subject_name` is the brand decided on, or the brand of the post."""

    id: int
    subject_kind: str
    subject_id: int
    subject_name: str
    action: str
    reason: str
    explanation: str
    moderator_name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DomainView:
    """A host that a brand proposed for its purchase links."""

    id: int
    host: str
    approved: bool


@dataclass(frozen=True, slots=True)
class BrandCase:
    """A brand with the purchase domains it proposed."""

    brand: BrandView
    domains: tuple[DomainView, ...]


@dataclass(frozen=True, slots=True)
class BrandRecord:
    """What a brand did so far, in numbers."""

    post_count: int
    hidden_count: int
    withdrawn_count: int


@dataclass(frozen=True, slots=True)
class Window:
    """Ids around one place of a list, in the list's order; `at` is its index, None when it is not in the list."""

    ids: tuple[int, ...]
    at: int | None

    @property
    def previous(self) -> int | None:
        """The id above, or None at the top."""
        return self.ids[self.at - 1] if self.at else None

    @property
    def next(self) -> int | None:
        """The id below, or None at the end."""
        below = 0 if self.at is None else self.at + 1
        return self.ids[below] if below < len(self.ids) else None


def posts_around(
    tx: Transaction,
    state: PostState,
    post_id: int | None,
    *,
    brand_id: int | None = None,
    above: int = 5,
    below: int = 20,
) -> Window:
    """Posts newest first around one of them, or from the newest on when none is named."""
    listed = _post_filter(state, brand_id)
    if post_id is None:
        ids = tx.session.scalars(
            select(Post.id).where(listed).order_by(Post.id.desc()).limit(below + 1)
        ).all()
        return Window(tuple(ids), 0 if ids else None)
    newer = select(Post.id).where(listed, Post.id > post_id).order_by(Post.id).limit(above)
    older = select(Post.id).where(listed, Post.id <= post_id).order_by(Post.id.desc()).limit(below + 1)
    return _window(list(tx.session.scalars(newer)), list(tx.session.scalars(older)), post_id)


def count_newer_posts(tx: Transaction, after: int, *, brand_id: int | None = None) -> int:
    """How many posts joined the list of live ones since its newest was `after`; counts no further than a hundred."""
    newer = select(Post.id).where(_post_filter(PostState.LIVE, brand_id), Post.id > after).limit(MAX_COUNTED)
    return tx.session.scalar(select(func.count()).select_from(newer.subquery())) or 0


def newest_post_id(tx: Transaction, *, brand_id: int | None = None) -> int:
    """The newest live post; 0 when there is none."""
    return tx.session.scalar(select(func.max(Post.id)).where(_post_filter(PostState.LIVE, brand_id))) or 0


def brands_around(
    tx: Transaction, which: BrandList, brand_id: int | None, *, above: int = 5, below: int = 20
) -> Window:
    """Brands around one of them, oldest first: who waited longest is decided first."""
    listed = _brand_filter(which)
    if brand_id is None:
        ids = tx.session.scalars(select(Brand.id).where(listed).order_by(Brand.id).limit(below + 1)).all()
        return Window(tuple(ids), 0 if ids else None)
    older = select(Brand.id).where(listed, Brand.id < brand_id).order_by(Brand.id.desc()).limit(above)
    newer = select(Brand.id).where(listed, Brand.id >= brand_id).order_by(Brand.id).limit(below + 1)
    return _window(list(tx.session.scalars(older)), list(tx.session.scalars(newer)), brand_id)


def _brand_filter(which: BrandList) -> ColumnElement[bool]:
    if which is not BrandList.DOMAINS:
        return Brand.status == which.value
    waiting = select(BrandDomain.id).where(
        BrandDomain.brand_id == Brand.id, BrandDomain.approved_at.is_(None)
    )
    return (Brand.status == BrandStatus.APPROVED.value) & waiting.exists()


def _window(nearest_above: list[int], from_here: list[int], wanted: int) -> Window:
    ids = (*reversed(nearest_above), *from_here)
    if wanted in ids:
        return Window(ids, ids.index(wanted))
    return Window(tuple(from_here), None)


def _post_filter(state: PostState, brand_id: int | None) -> ColumnElement[bool]:
    listed: ColumnElement[bool] = true()
    if state is PostState.LIVE:
        listed = Post.hidden_at.is_(None) & Post.withdrawn_at.is_(None)
    elif state is PostState.HIDDEN:
        listed = Post.hidden_at.is_not(None)
    return listed if brand_id is None else listed & (Post.brand_id == brand_id)


def decisions_on(
    tx: Transaction, subject_kind: str, subject_ids: Sequence[int]
) -> dict[int, list[DecisionView]]:
    """Every decision on these subjects, newest first."""
    query = _decisions().where(
        Decision.subject_kind == subject_kind, Decision.subject_id.in_(set(subject_ids))
    )
    found: dict[int, list[DecisionView]] = {}
    for view in _decision_views(tx, query.order_by(Decision.id.desc())):
        found.setdefault(view.subject_id, []).append(view)
    return found


def find_decision(tx: Transaction, decision_id: int) -> DecisionView | None:
    """One decision."""
    return next(iter(_decision_views(tx, _decisions().where(Decision.id == decision_id))), None)


def all_decisions(tx: Transaction, *, before: int | None = None, limit: int = 50) -> Page[DecisionView]:
    """Everything that was decided, newest first."""
    query = _decisions() if before is None else _decisions().where(Decision.id < before)
    views = _decision_views(tx, query.order_by(Decision.id.desc()).limit(limit + 1))
    return Page(views[:limit], views[limit - 1].id if len(views) > limit else None)


def _decisions() -> Select[Decision, str, str]:
    about = func.coalesce(Post.brand_id, Decision.subject_id)
    return (
        select(Decision, Account.display_name, func.coalesce(Brand.name, ""))
        .join(Account, Account.id == Decision.moderator_id)
        .outerjoin(Post, (Decision.subject_kind == "post") & (Post.id == Decision.subject_id))
        .outerjoin(Brand, Brand.id == about)
    )


def _decision_views(tx: Transaction, query: Select[Decision, str, str]) -> list[DecisionView]:
    return [
        DecisionView(
            id=decision.id,
            subject_kind=decision.subject_kind,
            subject_id=decision.subject_id,
            subject_name=subject_name,
            action=decision.action,
            reason=decision.reason,
            explanation=decision.explanation,
            moderator_name=moderator_name,
            created_at=decision.created_at,
        )
        for decision, moderator_name, subject_name in tx.session.execute(query)
    ]


def get_brand_case(tx: Transaction, viewer: Viewer, brand_id: int) -> BrandCase:
    """A brand in any state, with its domains.

    Raises: BrandNotFound.
    """
    brand = get_brand_as_member(tx, viewer, brand_id)
    return BrandCase(brand, _domains(tx, [brand_id]).get(brand_id, ()))


def brand_cases(tx: Transaction, viewer: Viewer, ids: Sequence[int]) -> list[BrandCase]:
    """Brands in the order asked for, with their domains."""
    views, domains = brands_by_ids(tx, viewer, ids), _domains(tx, ids)
    return [BrandCase(views[brand_id], domains.get(brand_id, ())) for brand_id in ids if brand_id in views]


def _domains(tx: Transaction, brand_ids: Sequence[int]) -> dict[int, tuple[DomainView, ...]]:
    query = select(BrandDomain).where(BrandDomain.brand_id.in_(set(brand_ids))).order_by(BrandDomain.host)
    found: dict[int, tuple[DomainView, ...]] = {}
    for domain in tx.session.scalars(query):
        view = DomainView(domain.id, domain.host, domain.approved_at is not None)
        found[domain.brand_id] = (*found.get(domain.brand_id, ()), view)
    return found


def brand_record(tx: Transaction, brand_id: int) -> BrandRecord:
    """How many posts a brand published, and how many were taken down."""
    counts = select(func.count(), func.count(Post.hidden_at), func.count(Post.withdrawn_at))
    total, hidden, withdrawn = tx.session.execute(counts.where(Post.brand_id == brand_id)).one()
    return BrandRecord(total, hidden, withdrawn)


def first_post_ids(tx: Transaction, brand_id: int, limit: int = 3) -> list[int]:
    """The first posts a brand made: what it would open with."""
    return list(
        tx.session.scalars(select(Post.id).where(Post.brand_id == brand_id).order_by(Post.id).limit(limit))
    )


def count_waiting(tx: Transaction) -> tuple[int, int]:
    """How many brands wait for approval, and how many approved brands have an address that waits for it."""
    pending = select(func.count()).select_from(Brand).where(Brand.status == BrandStatus.PENDING.value)
    domains = (
        select(func.count(BrandDomain.brand_id.distinct()))
        .join(Brand, Brand.id == BrandDomain.brand_id)
        .where(BrandDomain.approved_at.is_(None), Brand.status == BrandStatus.APPROVED.value)
    )
    return tx.session.scalar(pending) or 0, tx.session.scalar(domains) or 0


def works_for(tx: Transaction, account_id: int, brand_id: int) -> bool:
    """Whether an account is a member of a brand: then another moderator must decide."""
    return tx.session.get(BrandMember, (brand_id, account_id)) is not None
