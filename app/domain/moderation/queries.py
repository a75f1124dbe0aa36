"""Reads for the moderation desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.accounts.models import Account
from app.domain.accounts.viewer import Viewer
from app.domain.brands.models import Brand, BrandDomain, BrandStatus
from app.domain.brands.queries import BrandView, brands_by_ids
from app.domain.moderation.models import Decision
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision as the desk shows it."""

    id: int
    action: str
    reason: str
    explanation: str
    moderator_name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class BrandCase:
    """A brand with the purchase domains it proposed: (host, approved)."""

    brand: BrandView
    domains: tuple[tuple[str, bool], ...]


def decisions_on(
    tx: Transaction, subject_kind: str, subject_ids: Sequence[int]
) -> dict[int, list[DecisionView]]:
    """Every decision on these subjects, newest first."""
    query = (
        select(Decision, Account.display_name)
        .join(Account, Account.id == Decision.moderator_id)
        .where(Decision.subject_kind == subject_kind, Decision.subject_id.in_(set(subject_ids)))
        .order_by(Decision.id.desc())
    )
    found: dict[int, list[DecisionView]] = {}
    for d, name in tx.session.execute(query):
        view = DecisionView(d.id, d.action, d.reason, d.explanation, name, d.created_at)
        found.setdefault(d.subject_id, []).append(view)
    return found


def brands_by_status(
    tx: Transaction, viewer: Viewer, status: BrandStatus, *, limit: int = 50
) -> list[BrandCase]:
    """Brands in one state, oldest first: who waited longest is decided first."""
    query = select(Brand.id).where(Brand.status == status.value).order_by(Brand.id).limit(limit)
    ids = list(tx.session.scalars(query))
    views = brands_by_ids(tx, viewer, ids)
    domains: dict[int, list[tuple[str, bool]]] = {}
    for domain in tx.session.scalars(select(BrandDomain).where(BrandDomain.brand_id.in_(ids))):
        domains.setdefault(domain.brand_id, []).append((domain.host, domain.approved_at is not None))
    return [BrandCase(views[brand_id], tuple(domains.get(brand_id, ()))) for brand_id in ids]
