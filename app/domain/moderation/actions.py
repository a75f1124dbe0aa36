"""Decisions: hide and restore a post; approve, suspend and reinstate a brand; approve an address of its shop.

Each leaves an unchangeable row, in the transaction that does what was decided.
"""

from sqlalchemy import select

from app.domain.brands.actions import set_brand_status
from app.domain.brands.models import BrandDomain, BrandMember, BrandStatus
from app.domain.moderation.errors import (
    BrandUnchanged,
    DomainAlreadyApproved,
    DomainNotFound,
    OwnBrandModerated,
)
from app.domain.moderation.models import Decision
from app.domain.posts.actions import hide_post, restore_post
from app.domain.posts.models import Post
from app.kernel import clock
from app.kernel.errors import InvalidInput
from app.kernel.transaction import Transaction

HIDE_REASONS = (
    "misleading_price",
    "hidden_advertising",
    "counterfeit",
    "unsafe_product",
    "hateful_or_violent",
    "spam",
    "other",
)
MAX_EXPLANATION = 2_000


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


def approve_brand(tx: Transaction, moderator_id: int, brand_id: int, *, explanation: str = "") -> int:
    """Open a brand to shoppers, with the purchase domains it proposed; also ends a suspension.

    Answers the decision's id. Raises: BrandNotFound, BrandUnchanged, OwnBrandModerated.
    """
    return _set_status(
        tx, moderator_id, brand_id, BrandStatus.APPROVED, "approve_brand", "verified", explanation
    )


def suspend_brand(
    tx: Transaction, moderator_id: int, brand_id: int, *, reason: str, explanation: str = ""
) -> int:
    """Close a brand to shoppers, or refuse one that waits; rewrites none of its posts. Answers the decision's id.

    Raises: InvalidInput, BrandNotFound, BrandUnchanged, OwnBrandModerated.
    """
    _check_reason(reason, explanation)
    return _set_status(
        tx, moderator_id, brand_id, BrandStatus.SUSPENDED, "suspend_brand", reason, explanation
    )


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
    action: str,
    reason: str,
    explanation: str,
) -> int:
    _refuse_own_brand(tx, moderator_id, brand_id)
    before = set_brand_status(tx, brand_id, status)
    if before == status.value:
        raise BrandUnchanged
    if status is BrandStatus.APPROVED and before == BrandStatus.SUSPENDED.value:
        action = "reinstate_brand"
    return _decide(tx, moderator_id, "brand", brand_id, action, reason, explanation)


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
