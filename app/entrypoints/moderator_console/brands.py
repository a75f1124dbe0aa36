"""Brands: who waits, who is open, who is suspended; approve, suspend, reinstate, and approve later shop addresses."""

from collections.abc import Callable

from flask import g, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.assets.queries import Picture, pictures_by_ids
from app.domain.brands.errors import BrandNotFound
from app.domain.moderation import actions
from app.domain.moderation.errors import BrandUnchanged, DomainAlreadyApproved, DomainNotFound
from app.domain.moderation.queries import (
    BrandCase,
    BrandList,
    Window,
    brand_cases,
    brand_record,
    brands_around,
    decisions_on,
    first_post_ids,
    get_brand_case,
    works_for,
)
from app.domain.posts.queries import posts_as_overseer
from app.domain.timelines.cards import cards_as_overseer
from app.entrypoints.moderator_console.blueprint import desk, draw
from app.entrypoints.moderator_console.conflicts import conflict_page
from app.entrypoints.moderator_console.views import (
    audit_lines,
    case_of_brand,
    case_of_post,
    legal_lines,
    reason_choices,
    waiting_domains,
)
from app.kernel.errors import InvalidInput
from app.kernel.ids import parse_id
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.presenting import presentation
from app.web.unit import unit
from app.web.viewer import current_viewer
from app.wire.cards import brand_ref, image_view


def _which() -> BrandList:
    text = request.args.get("state", "")
    return BrandList(text) if text in set(BrandList) else BrandList.PENDING


def _address(which: BrandList, brand_id: int | None) -> str:
    path = "/moderation/brands" if brand_id is None else f"/moderation/brands/{brand_id}"
    return path if which is BrandList.PENDING else f"{path}?state={which.value}"


def _id(text: str) -> int:
    parsed = parse_id(text)
    if parsed is None:
        raise BrandNotFound
    return parsed


@desk.get("/brands", endpoint="brands")
@access(Access.MODERATOR)
def brands() -> str:
    """The brands of one list, who waited longest first, the first of them open."""
    with unit() as tx:
        return _page(tx, _which(), None)


@desk.get("/brands/<brand_id>", endpoint="brand")
@access(Access.MODERATOR)
def brand(brand_id: str) -> str:
    """One brand: who sells, where its links would lead, its first posts, and what was decided before."""
    with unit() as tx:
        return _page(tx, _which(), _id(brand_id))


def _page(
    tx: Transaction, which: BrandList, brand_id: int | None, *, wrong: dict[str, str] | None = None
) -> str:
    viewer, show = current_viewer(), presentation()
    window = brands_around(tx, which, brand_id)
    shown = brand_id if brand_id is not None else (window.ids[0] if window.ids else None)
    listed = brand_cases(tx, viewer, window.ids)
    case = get_brand_case(tx, viewer, shown) if shown is not None else None
    avatars = _avatars(tx, [*listed, *([case] if case else [])])
    return draw(
        tx,
        "moderation/brands.html",
        section="brands",
        desk=case is not None,
        which=which.value,
        query="" if which is BrandList.PENDING else f"?state={which.value}",
        cases=[
            case_of_brand(
                item,
                _address(which, item.brand.id),
                image_view(picture, show) if (picture := avatars.get(item.brand.id)) else None,
                show,
            )
            for item in listed
        ],
        previous_href=_address(which, window.previous) if window.previous else None,
        next_href=_address(which, window.next) if window.next else None,
        wrong=wrong or {},
        form=request.form,
        **(_subject(tx, case, avatars.get(case.brand.id)) if case else {}),
    )


def _avatars(tx: Transaction, cases: list[BrandCase]) -> dict[int, Picture]:
    wanted = {case.brand.id: case.brand.avatar_asset_id for case in cases if case.brand.avatar_asset_id}
    pictures = pictures_by_ids(tx, list(wanted.values()))
    return {brand_id: pictures[asset] for brand_id, asset in wanted.items() if asset in pictures}


def _subject(tx: Transaction, case: BrandCase, avatar: Picture | None) -> dict[str, object]:
    viewer, show = current_viewer(), presentation()
    first = cards_as_overseer(tx, viewer, posts_as_overseer(tx, first_post_ids(tx, case.brand.id)))
    legal = legal_lines(case.brand.legal)
    return {
        "brand": case.brand,
        "ref": brand_ref(case.brand, avatar, show),
        "legal": legal,
        "missing": [line.label for line in legal if line.missing],
        "domains": case.domains,
        "waiting_domains": waiting_domains(case),
        "first_posts": [
            case_of_post(card, f"/moderation/posts/{card.post.id}?state=all", show) for card in first
        ],
        "history": audit_lines(decisions_on(tx, "brand", [case.brand.id]).get(case.brand.id, [])),
        "record": brand_record(tx, case.brand.id),
        "own_brand": works_for(tx, g.scope.account_id, case.brand.id),
        "reasons": reason_choices(),
    }


@desk.post("/brands/<brand_id>/approve", endpoint="approve")
@access(Access.MODERATOR)
def approve(brand_id: str) -> Response | tuple[str, int]:
    """Open a brand to shoppers, or end its suspension, with those of its shop addresses that the form showed."""
    words = request.form.get("explanation", "")
    listed = [parse_id(text) for text in request.form.getlist("domain_id")]
    if None in listed:
        raise DomainNotFound
    domain_ids = [domain_id for domain_id in listed if domain_id is not None]

    def decide(tx: Transaction, subject_id: int) -> None:
        actions.approve_brand(tx, g.scope.account_id, subject_id, domain_ids=domain_ids, explanation=words)

    return _decide(brand_id, decide, gettext("Approved. Its posts reach shoppers now."))


@desk.post("/brands/<brand_id>/suspend", endpoint="suspend")
@access(Access.MODERATOR)
def suspend(brand_id: str) -> Response | tuple[str, int]:
    """Close a brand to shoppers, or refuse one that waits, with a reason."""
    reason, words = request.form.get("reason", ""), request.form.get("explanation", "")

    def decide(tx: Transaction, subject_id: int) -> None:
        actions.suspend_brand(tx, g.scope.account_id, subject_id, reason=reason, explanation=words)

    return _decide(brand_id, decide, gettext("Suspended. None of its posts is shown any more."))


@desk.post("/brands/<brand_id>/domains/<domain_id>/approve", endpoint="approve_domain")
@access(Access.MODERATOR)
def approve_domain(brand_id: str, domain_id: str) -> Response | tuple[str, int]:
    """Let a brand's purchase links lead to one more address."""
    wanted = parse_id(domain_id)
    if wanted is None:
        raise DomainNotFound

    def decide(tx: Transaction, subject_id: int) -> None:
        actions.approve_domain(tx, g.scope.account_id, subject_id, wanted)

    return _decide(brand_id, decide, gettext("Approved. Purchase links may lead there now."), stay=True)


def _decide(
    brand_id: str, decide: Callable[[Transaction, int], None], said: str, *, stay: bool = False
) -> Response | tuple[str, int]:
    which, subject_id = _which(), _id(brand_id)
    try:
        with unit() as tx:
            window = brands_around(tx, which, subject_id)
            decide(tx, subject_id)
    except InvalidInput as refusal:
        with unit() as tx:
            wrong = {name: gettext(text) for name, text in refusal.fields.items()}
            return _page(tx, which, subject_id, wrong=wrong), 422
    except (BrandUnchanged, DomainAlreadyApproved):
        return _faster(which, subject_id, window)
    return go_back(_address(which, subject_id if stay else window.next or window.previous), said)


def _faster(which: BrandList, brand_id: int, window: Window) -> tuple[str, int]:
    with unit() as tx:
        history = audit_lines(decisions_on(tx, "brand", [brand_id]).get(brand_id, []))
        onward = _address(which, window.next or window.previous)
        page = conflict_page(
            tx, section="brands", history=history, here=_address(which, brand_id), onward=onward
        )
    return page, 409
