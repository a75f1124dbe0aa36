"""Brands for moderators: who waits, approve, suspend, approve later shop addresses."""

from collections.abc import Sequence

from app.domain.moderation import actions
from app.domain.moderation.queries import (
    BrandCase,
    BrandList,
    brand_cases,
    brand_record,
    brands_around,
    decisions_on,
    get_brand_case,
)
from app.entrypoints.api import loading
from app.entrypoints.api.operations import asked, asker_id, operation
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.viewer import current_viewer
from app.wire import member_makers as make
from app.wire import member_resources as m
from app.wire.operations import PAGED, Param
from app.wire.requests import BrandApproval, Refusal

TAG = "Moderation"


@operation(
    "GET",
    "/moderation/brands",
    tag=TAG,
    returns=m.DeskBrandPage,
    session_only=True,
    query=(Param("state", "Which brands.", tuple(BrandList), default="pending"), *PAGED),
)
@access(Access.MODERATOR)
def list_desk_brands(tx: Transaction) -> m.DeskBrandPage:
    """Brands, who waited longest first."""
    which = BrandList(asked("state") or BrandList.PENDING)
    kind = f"desk-brands-{which.value}"
    after, limit = asked_page(kind)
    start = after + 1 if after is not None else None
    ids = brands_around(tx, which, start, above=0, below=limit).ids
    last = ids[limit - 1] if len(ids) > limit else None
    cases = brand_cases(tx, current_viewer(), ids[:limit])
    return m.DeskBrandPage(_brands(tx, cases), next_link(last, kind))


@operation("GET", "/moderation/brands/<brand_id>", tag=TAG, returns=m.DeskBrand, session_only=True)
@access(Access.MODERATOR)
def get_desk_brand(tx: Transaction, brand_id: int) -> m.DeskBrand:
    """One brand, whatever its state: who sells, where its links would lead, what was decided before."""
    return _brand(tx, brand_id)


@operation(
    "POST",
    "/moderation/brands/<brand_id>/approve",
    tag=TAG,
    takes=BrandApproval,
    returns=m.DeskBrand,
    session_only=True,
)
@access(Access.MODERATOR)
def approve_brand(tx: Transaction, brand_id: int, body: BrandApproval) -> m.DeskBrand:
    """Open a brand to shoppers, with those of its proposed hosts that are named; also ends a suspension.

    A host that is not named stays proposed. 409: decided already.
    """
    actions.approve_brand(tx, asker_id(), brand_id, domain_ids=body.domain_ids, explanation=body.explanation)
    return _fresh(tx, brand_id)


@operation(
    "POST",
    "/moderation/brands/<brand_id>/suspend",
    tag=TAG,
    takes=Refusal,
    returns=m.DeskBrand,
    session_only=True,
)
@access(Access.MODERATOR)
def suspend_brand(tx: Transaction, brand_id: int, body: Refusal) -> m.DeskBrand:
    """Close a brand to shoppers, or refuse one that waits. None of its posts is rewritten. 409: decided already."""
    actions.suspend_brand(tx, asker_id(), brand_id, reason=body.reason, explanation=body.explanation)
    return _fresh(tx, brand_id)


@operation(
    "POST",
    "/moderation/brands/<brand_id>/domains/<domain_id>/approve",
    tag=TAG,
    returns=m.DeskBrand,
    session_only=True,
)
@access(Access.MODERATOR)
def approve_domain(tx: Transaction, brand_id: int, domain_id: int) -> m.DeskBrand:
    """Let a brand's purchase links lead to one more host. 409: approved already."""
    actions.approve_domain(tx, asker_id(), brand_id, domain_id)
    return _fresh(tx, brand_id)


def _fresh(tx: Transaction, brand_id: int) -> m.DeskBrand:
    tx.session.flush()
    tx.session.expire_all()
    return _brand(tx, brand_id)


def _brand(tx: Transaction, brand_id: int) -> m.DeskBrand:
    return _brands(tx, [get_brand_case(tx, current_viewer(), brand_id)])[0]


def _brands(tx: Transaction, cases: Sequence[BrandCase]) -> list[m.DeskBrand]:
    ids = [case.brand.id for case in cases]
    history = decisions_on(tx, "brand", ids) if ids else {}
    return [
        make.desk_brand(
            case,
            loading.full_brand(tx, case.brand),
            brand_record(tx, case.brand.id),
            history.get(case.brand.id, []),
        )
        for case in cases
    ]
