"""Small steps that several console pages share: the page itself with its navigation, errors by field, ids, states."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import g, render_template, url_for
from flask_babel import gettext

from app.domain.accounts.viewer import say
from app.domain.assets.queries import pictures_by_ids
from app.domain.attribution.queries import clicks_by_post
from app.domain.brands.queries import Membership, get_brand_as_member
from app.domain.engagement.queries import engagement_of
from app.domain.moderation.queries import decisions_on
from app.domain.moderation.reasons import REASON_TITLES
from app.domain.posts.queries import PostRecord
from app.kernel.errors import NotFound
from app.kernel.ids import parse_id
from app.kernel.transaction import Transaction
from app.web.presenting import presentation
from app.web.viewer import current_viewer
from app.wire.cards import BrandRef, ImageView, brand_ref, image_view


def membership() -> Membership:
    """The brand that this request acts for; the access rule checked it."""
    found: Membership = g.membership
    return found


def console_page(template: str, section: str, **context: object) -> str:
    """A page of the console, with its brand and navigation."""
    nav = [
        ("overview", "", "layout-dashboard", gettext("Overview")),
        ("posts", "posts", "megaphone", gettext("Posts")),
        ("catalogue", "catalogue", "tag", gettext("Catalogue")),
        ("imports", "imports", "file-up", gettext("Imports")),
        ("settings", "settings", "settings", gettext("Settings")),
    ]
    return render_template(
        f"console/{template}", section=section, console_brand=g.get("membership"), console_nav=nav, **context
    )


def brand_of(tx: Transaction) -> BrandRef:
    """The brand as its own cards show it."""
    brand = get_brand_as_member(tx, current_viewer(), membership().brand_id)
    pictures = pictures_by_ids(tx, [brand.avatar_asset_id] if brand.avatar_asset_id else [])
    return brand_ref(brand, pictures.get(brand.avatar_asset_id or 0), presentation())


def here(endpoint: str, **values: object) -> str:
    """The address of one of this brand's console pages."""
    return url_for(f"console.{endpoint}", brand_slug=membership().slug, **values)  # type: ignore[arg-type]


def own_id(text: str) -> int:
    """An id from an address.

    Raises: NotFound.
    """
    parsed = parse_id(text)
    if parsed is None:
        raise NotFound
    return parsed


def by_field(faults: Mapping[str, str]) -> dict[str, list[str]]:
    """What is wrong with a form, in the reader's language, as the form macros show it."""
    return {name: [gettext(text)] for name, text in faults.items()}


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as its brand sees it. `state`: live, waiting (for the brand's approval), hidden, withdrawn."""

    id: str
    kind: str
    text: str
    image: ImageView | None
    image_count: int
    state: str
    reason: str
    explanation: str
    published_at: datetime
    click_count: int
    like_count: int
    comment_count: int


def post_rows(tx: Transaction, posts: list[PostRecord]) -> list[PostRow]:
    """Posts with their first picture, their numbers and, for hidden ones, the moderator's reason."""
    viewer, show, ids = current_viewer(), presentation(), [post.id for post in posts]
    pictures = pictures_by_ids(tx, [post.images[0].asset_id for post in posts if post.images])
    clicks = clicks_by_post(tx, membership().brand_id, ids)
    engagement = engagement_of(tx, viewer, ids)
    hidden = decisions_on(tx, "post", [post.id for post in posts if post.hidden_at is not None])
    rows = []
    for post in posts:
        picture = pictures.get(post.images[0].asset_id) if post.images else None
        why = next((d for d in hidden.get(post.id, ()) if d.action == "hide_post"), None)
        rows.append(
            PostRow(
                id=str(post.id),
                kind=post.kind,
                text=say(post.text, viewer.locale),
                image=image_view(picture, show) if picture else None,
                image_count=len(post.images),
                state=_state(post),
                reason=gettext(REASON_TITLES.get(why.reason, "Other")) if why else "",
                explanation=why.explanation if why else "",
                published_at=post.published_at,
                click_count=clicks.get(post.id, 0),
                like_count=engagement[post.id].like_count,
                comment_count=engagement[post.id].comment_count,
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class Closure:
    """Why a brand is closed to shoppers, in words. `refused`: it was never open."""

    reason: str = ""
    refused: bool = False


def closure_of(tx: Transaction) -> Closure:
    """Why a moderator suspended the brand or turned it down, in the reader's language and the moderator's own words."""
    brand_id = membership().brand_id
    decisions = decisions_on(tx, "brand", [brand_id]).get(brand_id, ())
    why = next((one for one in decisions if one.action in ("suspend_brand", "refuse_brand")), None)
    if why is None:
        return Closure()
    words = (gettext(REASON_TITLES.get(why.reason, "Other")), why.explanation)
    return Closure(" · ".join(text for text in words if text), why.action == "refuse_brand")


def _state(post: PostRecord) -> str:
    if post.withdrawn_at is not None:
        return "withdrawn"
    if post.hidden_at is not None:
        return "hidden"
    return "live" if membership().status == "approved" else "waiting"
