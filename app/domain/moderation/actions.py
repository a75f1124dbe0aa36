"""Decisions: hide and restore a post; approve, refuse, suspend and reinstate a brand; approve an address of its shop.

Each leaves an unchangeable row, in the transaction that does what was decided.
"""

from collections.abc import Collection

from sqlalchemy import select

from app.domain.brands.actions import approve_domains, set_brand_status
from app.domain.brands.models import BrandDomain, BrandMember, BrandStatus
from app.domain.moderation.errors import (
    BrandClosed,
    BrandUnchanged,
    DomainAlreadyApproved,
    DomainNotFound,
    OwnBrandModerated,
)
from app.domain.moderation.events import BrandDecided
from app.domain.moderation.models import Decision
from app.domain.moderation.reasons import REASON_TITLES
from app.domain.posts.actions import hide_post, restore_post
from app.domain.posts.models import Post
from app.kernel import clock
from app.kernel.errors import InvalidInput
from app.kernel.outbox import record
from app.kernel.transaction import Transaction

HIDE_REASONS = tuple(REASON_TITLES)
MAX_EXPLANATION = 2_000
_ACTIONS = {
    BrandStatus.APPROVED: ("approve_brand", "reinstate_brand"),
    BrandStatus.SUSPENDED: ("refuse_brand", "suspend_brand"),
}
"""What a decision on a brand is called: for one that was never open, and for one that was."""


def hide(tx: Transaction, moderator_id: int, post_id: int, *, reason: str, explanation: str = "") -> int:
    """Hide a post, with a reason. Answers the decision's id.

    Raises: InvalidInput, PostNotFound, PostAlreadyHidden, OwnBrandModerated.
    """
    _check_reason(reason, explanation)
    _refuse_own_brand(tx, moderator_id, tx.session.scalar(select(Post.brand_id).where(Post.id == post_id)))
    hide_post(tx, post_id)
    return _decide(tx, moderator_id, "post", post_id, "hide_post", reason, explanation)


def restore(tx: Transaction, moderator_id: int, post_id: int, *, explanation: str = "") -> int:
    """Give a hidden post back, in its old place; names the decision it reverses. Answers the decision's id.

    Raises: PostNotFound, PostNotHidden, OwnBrandModerated.
    """
    _refuse_own_brand(tx, moderator_id, tx.session.scalar(select(Post.brand_id).where(Post.id == post_id)))
    restore_post(tx, post_id)
    reversed_id = tx.session.scalar(
        select(Decision.id)
        .where(
            Decision.subject_kind == "post", Decision.subject_id == post_id, Decision.action == "hide_post"
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return _decide(tx, moderator_id, "post", post_id, "restore_post", "reversed", explanation, reversed_id)


def approve_brand(
    tx: Transaction,
    moderator_id: int,
    brand_id: int,
    *,
    domain_ids: Collection[int] = (),
    explanation: str = "",
    tell_members: bool = True,
) -> int:
    """Open a brand to shoppers; also ends a suspension. Of the purchase domains it proposed exactly these are approved
    with it, those that the moderator saw: one that came later waits.

    Answers the decision's id. Raises: InvalidInput, BrandNotFound, BrandUnchanged, OwnBrandModerated.
    """
    decision_id = _set_status(
        tx, moderator_id, brand_id, BrandStatus.APPROVED, "verified", explanation, tell_members
    )
    for host in approve_domains(tx, brand_id, domain_ids):
        _decide(tx, moderator_id, "brand", brand_id, "approve_domain", "verified", host)
    return decision_id


def suspend_brand(
    tx: Transaction, moderator_id: int, brand_id: int, *, reason: str, explanation: str = ""
) -> int:
    """Close a brand to shoppers, or refuse one that waits; rewrites none of its posts. Answers the decision's id.

    Raises: InvalidInput, BrandNotFound, BrandUnchanged, OwnBrandModerated.
    """
    _check_reason(reason, explanation)
    return _set_status(tx, moderator_id, brand_id, BrandStatus.SUSPENDED, reason, explanation)


def approve_domain(tx: Transaction, moderator_id: int, brand_id: int, domain_id: int) -> int:
    """Let a brand's purchase links lead to one more host. Answers the decision's id.

    Raises: DomainNotFound, DomainAlreadyApproved, OwnBrandModerated.
    """
    _refuse_own_brand(tx, moderator_id, brand_id)
    domain = tx.session.get(BrandDomain, domain_id, with_for_update=True)
    if domain is None or domain.brand_id != brand_id:
        raise DomainNotFound
    if domain.approved_at is not None:
        raise DomainAlreadyApproved
    domain.approved_at = clock.utcnow()
    return _decide(tx, moderator_id, "brand", brand_id, "approve_domain", "verified", domain.host)


def _set_status(
    tx: Transaction,
    moderator_id: int,
    brand_id: int,
    status: BrandStatus,
    reason: str,
    explanation: str,
    tell_members: bool = True,
) -> int:
    _refuse_own_brand(tx, moderator_id, brand_id)
    change = set_brand_status(tx, brand_id, status)
    if change.before == BrandStatus.CLOSED.value:
        raise BrandClosed
    if change.before == status.value:
        raise BrandUnchanged
    first, again = _ACTIONS[status]
    action = again if change.was_open_before else first
    decision_id = _decide(tx, moderator_id, "brand", brand_id, action, reason, explanation)
    if tell_members:
        record(tx, BrandDecided(decision_id, brand_id))
    return decision_id


def _check_reason(reason: str, explanation: str) -> None:
    if reason not in HIDE_REASONS:
        raise InvalidInput(fields={"reason": "Choose a reason."})
    if reason == "other" and not explanation.strip():
        raise InvalidInput(fields={"explanation": "Say in a few words why."})


def _refuse_own_brand(tx: Transaction, moderator_id: int, brand_id: int | None) -> None:
    if brand_id is not None and tx.session.get(BrandMember, (brand_id, moderator_id)) is not None:
        raise OwnBrandModerated


def _decide(
    tx: Transaction,
    moderator_id: int,
    subject_kind: str,
    subject_id: int,
    action: str,
    reason: str,
    explanation: str,
    reverses_id: int | None = None,
) -> int:
    words = explanation.strip()
    if len(words) > MAX_EXPLANATION or "\x00" in words:
        raise InvalidInput(fields={"explanation": "2,000 plain characters at most, please."})
    decision = Decision(
        subject_kind=subject_kind,
        subject_id=subject_id,
        action=action,
        reason=reason,
        explanation=words,
        moderator_id=moderator_id,
        reverses_id=reverses_id,
    )
    tx.session.add(decision)
    tx.session.flush()
    return decision.id
