"""Reads of brands, memberships and follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain.accounts.models import Account
from app.domain.accounts.viewer import Viewer, say
from app.domain.brands.errors import BrandNotFound
from app.domain.brands.models import Brand, BrandDomain, BrandMember, Follow
from app.domain.brands.policy import open_to_shoppers, previewed_in
from app.kernel.paging import Page
from app.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BrandView:
    """A brand as shown to people. Texts are in the viewer's language."""

    id: int
    slug: str
    name: str
    status: str
    tagline: str
    story: str
    country: str
    city: str
    accent: str | None
    avatar_asset_id: int | None
    cover_asset_id: int | None
    legal: dict[str, str]
    created_at: datetime
    follower_count: int = 0
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """What lets an account act for a brand."""

    brand_id: int
    slug: str
    name: str
    role: str
    status: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """A member who can be written to, in their language."""

    account_id: int
    email: str
    locale: str


def _view(brand: Brand, viewer: Viewer, follower_count: int = 0, followed: bool = False) -> BrandView:
    return BrandView(
        id=brand.id,
        slug=brand.slug,
        name=brand.name,
        status=brand.status,
        tagline=say(brand.tagline, viewer.locale),
        story=say(brand.story, viewer.locale),
        country=brand.country,
        city=brand.city,
        accent=brand.accent,
        avatar_asset_id=brand.avatar_asset_id,
        cover_asset_id=brand.cover_asset_id,
        legal=dict(brand.legal),
        created_at=brand.created_at,
        follower_count=follower_count,
        followed=followed,
    )


def get_brand(tx: Transaction, viewer: Viewer, slug: str) -> BrandView:
    """An open brand's page by its slug.

    Raises: BrandNotFound when there is none, or when it is not open to shoppers.
    """
    brand = tx.session.scalar(select(Brand).where(Brand.slug == slug, open_to_shoppers()))
    if brand is None:
        raise BrandNotFound
    return _view(
        brand, viewer, count_followers(tx, brand.id), brand.id in followed_among(tx, viewer, [brand.id])
    )


def get_brand_preview(tx: Transaction, viewer: Viewer, slug: str) -> BrandView:
    """The page of a brand that is not open to shoppers, for those who may look at it all the same.

    Raises: BrandNotFound when there is none, or when this asker is neither a member nor a moderator.
    """
    brand = tx.session.scalar(select(Brand).where(Brand.slug == slug, previewed_in(tx.scope)))
    if brand is None:
        raise BrandNotFound
    return _view(brand, viewer)


def get_brand_as_member(tx: Transaction, viewer: Viewer, brand_id: int) -> BrandView:
    """A member's or moderator's view of a brand, whatever its status."""
    brand = tx.session.get(Brand, brand_id)
    if brand is None:
        raise BrandNotFound
    return _view(brand, viewer, count_followers(tx, brand.id))


def brands_by_ids(tx: Transaction, viewer: Viewer, ids: Sequence[int]) -> dict[int, BrandView]:
    """Brands by id, whatever their status; callers that show them filter through a policy first."""
    if not ids:
        return {}
    followed = followed_among(tx, viewer, ids)
    brands = tx.session.scalars(select(Brand).where(Brand.id.in_(set(ids))))
    return {brand.id: _view(brand, viewer, followed=brand.id in followed) for brand in brands}


def list_open_brands(
    tx: Transaction, viewer: Viewer, *, before: int | None = None, limit: int = 20
) -> Page[BrandView]:
    """Every brand that is open to shoppers, newest first; followers are not counted."""
    query = select(Brand.id).where(open_to_shoppers())
    if before is not None:
        query = query.where(Brand.id < before)
    ids = list(tx.session.scalars(query.order_by(Brand.id.desc()).limit(limit + 1)))
    views = brands_by_ids(tx, viewer, ids[:limit])
    return Page([views[brand_id] for brand_id in ids[:limit]], ids[limit - 1] if len(ids) > limit else None)


def count_followers(tx: Transaction, brand_id: int) -> int:
    """How many accounts follow a brand."""
    return tx.session.scalar(select(func.count()).select_from(Follow).where(Follow.brand_id == brand_id)) or 0


def followed_among(tx: Transaction, viewer: Viewer, brand_ids: Sequence[int]) -> set[int]:
    """Which of these brands the viewer follows."""
    if viewer.account_id is None or not brand_ids:
        return set()
    query = select(Follow.brand_id).where(
        Follow.account_id == viewer.account_id, Follow.brand_id.in_(set(brand_ids))
    )
    return set(tx.session.scalars(query))


def followed_brand_ids(tx: Transaction, viewer: Viewer) -> list[int]:
    """Every brand the viewer follows, for the rooms of the live door."""
    if viewer.account_id is None:
        return []
    return list(tx.session.scalars(select(Follow.brand_id).where(Follow.account_id == viewer.account_id)))


def memberships_of(tx: Transaction, account_id: int) -> list[Membership]:
    """The brands an account may act for, by name."""
    query = (
        select(Brand.id, Brand.slug, Brand.name, BrandMember.role, Brand.status)
        .join(BrandMember, BrandMember.brand_id == Brand.id)
        .where(BrandMember.account_id == account_id)
        .order_by(Brand.name)
    )
    return [Membership(*row) for row in tx.session.execute(query)]


def addressees_of(tx: Transaction, brand_id: int) -> list[Addressee]:
    """Who is told what becomes of a brand: its members, save those whose address nobody confirmed or who are banned."""
    query = (
        select(Account.id, Account.email, Account.locale)
        .join(BrandMember, BrandMember.account_id == Account.id)
        .where(BrandMember.brand_id == brand_id, Account.active, Account.confirmed_at.is_not(None))
        .order_by(Account.id)
    )
    return [Addressee(*row) for row in tx.session.execute(query)]


def find_membership(tx: Transaction, account_id: int, slug: str) -> Membership | None:
    """The account's membership of the brand with this slug, or None: the asker must not learn which."""
    return next((m for m in memberships_of(tx, account_id) if m.slug == slug), None)


def approved_hosts(tx: Transaction, brand_id: int) -> set[str]:
    """The host names that a brand's purchase links may lead to."""
    query = select(BrandDomain.host).where(
        BrandDomain.brand_id == brand_id, BrandDomain.approved_at.is_not(None)
    )
    return set(tx.session.scalars(query))


def brand_id_of_slug(tx: Transaction, slug: str) -> int | None:
    """A brand's id whatever its status, for jobs of Vitrine's own."""
    return tx.session.scalar(select(Brand.id).where(Brand.slug == slug))
