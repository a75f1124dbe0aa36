"""Writes of brands: founding, describing, approving."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app.domain.accounts.actions import hold_account
from app.domain.brands.errors import BrandNotFound, SlugTaken
from app.domain.brands.events import BrandStatusChanged
from app.domain.brands.models import Brand, BrandDomain, BrandMember, BrandStatus
from app.kernel import clock
from app.kernel.errors import InvalidInput
from app.kernel.outbox import record
from app.kernel.touched import ANY, Thing
from app.kernel.transaction import Transaction

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]")
HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?::\d{2,5})?")
LOCAL_HOST = re.compile(r"localhost:\d{2,5}")  # a shop on the visitor's own machine: demos and trials
_RESERVED = frozenset({"new", "settings", "admin", "api", "console", "moderation", "vitrine"})


def create_brand(
    tx: Transaction,
    account_id: int,
    *,
    name: str,
    slug: str,
    country: str,
    city: str = "",
    tagline: Mapping[str, str] | None = None,
    story: Mapping[str, str] | None = None,
    accent: str | None = None,
    legal: Mapping[str, str] | None = None,
    domains: tuple[str, ...] = (),
) -> int:
    """Found a brand, waiting for a moderator; its founder becomes its owner. Answers the brand's id.

    The transaction acts for the new brand already: open it with `Scope.brand(account_id, new_id())`.
    Raises: InvalidInput, SlugTaken.
    """
    if tx.scope.brand_id is None:
        raise ValueError("create_brand needs a transaction that acts for the new brand")
    faults = {}
    if not 2 <= len(name.strip()) <= 120:
        faults["name"] = "Between 2 and 120 characters, please."
    if not SLUG.fullmatch(slug) or slug in _RESERVED:
        faults["slug"] = "3 to 60 small letters, digits and hyphens, please."
    if not re.fullmatch(r"[A-Z]{2}", country):
        faults["country"] = "Choose a country."
    if faults:
        raise InvalidInput(fields=faults)
    hold_account(tx, account_id)
    if tx.session.scalar(select(Brand.id).where(Brand.slug == slug)) is not None:
        raise SlugTaken(fields={"slug": SlugTaken.message})
    brand = Brand(
        id=tx.scope.brand_id,
        slug=slug,
        name=name.strip(),
        country=country,
        city=city,
        tagline=dict(tagline or {}),
        story=dict(story or {}),
        accent=accent,
        legal=dict(legal or {}),
    )
    tx.session.add(brand)
    tx.session.flush()
    tx.session.add(BrandMember(brand_id=brand.id, account_id=account_id))
    for host in domains:
        add_domain(tx, brand.id, host)
    return brand.id


def add_domain(tx: Transaction, brand_id: int, host: str) -> None:
    """Propose a host for purchase links; a moderator approves it with the brand or later. Harmless to repeat.

    Raises: InvalidInput when it is not a host name.
    """
    host = host.strip().lower().rstrip(".")
    if not HOST.fullmatch(host) and not LOCAL_HOST.fullmatch(host):
        raise InvalidInput(fields={"domain": "Write a host name such as shop.example.com, without https://."})
    proposed = insert(BrandDomain).values(brand_id=brand_id, host=host)
    tx.session.execute(proposed.on_conflict_do_nothing(index_elements=["brand_id", "host"]))


@dataclass(frozen=True, slots=True)
class StatusChange:
    """What a brand was when its status was set. `was_open_before`: shoppers could see it at some time."""

    before: str
    was_open_before: bool


def set_brand_status(tx: Transaction, brand_id: int, status: BrandStatus) -> StatusChange:
    """Approve, suspend or reinstate. Answers what the brand was.

    Rewrites no post: their visibility follows the brand's status when they are read.
    """
    brand = tx.session.get(Brand, brand_id, with_for_update=True)
    if brand is None:
        raise BrandNotFound
    change = StatusChange(brand.status, brand.approved_at is not None)
    brand.status = status.value
    if status is BrandStatus.APPROVED:
        brand.approved_at = brand.approved_at or clock.utcnow()
    if change.before != status.value:
        record(tx, BrandStatusChanged(brand_id, status.value))
        tx.touch(Thing.POST, ANY)  # all its posts appear or leave
    return change


def approve_domains(tx: Transaction, brand_id: int, domain_ids: Collection[int]) -> list[str]:
    """Let purchase links lead to these of a brand's proposed hosts; answers the hosts that this opened.

    Harmless to repeat; one withdrawn is left out.
    """
    opened = (
        update(BrandDomain)
        .where(
            BrandDomain.brand_id == brand_id,
            BrandDomain.id.in_(set(domain_ids)),
            BrandDomain.approved_at.is_(None),
        )
        .values(approved_at=clock.utcnow())
        .returning(BrandDomain.host)
    )
    return sorted(tx.session.scalars(opened))
