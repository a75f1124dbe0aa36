"""A brand's own description: the form its members fill in, read and written whole. Status and approval are elsewhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.domain.accounts.models import Account
from app.domain.brands.actions import HOST, LOCAL_HOST, SLUG, add_domain, create_brand
from app.domain.brands.errors import BrandNotFound, SlugTaken
from app.domain.brands.legal import clean_legal
from app.domain.brands.models import Brand, BrandDomain, BrandMember, BrandStatus
from app.kernel.errors import InvalidInput
from app.kernel.transaction import Transaction

# The European single market and its neighbours.
COUNTRIES = (
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE"),
    *("IS", "IT", "LI", "LT", "LU", "LV", "MC", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
)
MAX_TAGLINE, MAX_STORY, MAX_CITY, MAX_DOMAINS = 120, 2_000, 80, 20
_ACCENT = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class BrandDetails:
    """What a brand says of itself. Shapes: texts by locale; `legal` as `legal.FIELDS`; `domains` are host names."""

    name: str
    country: str
    city: str = ""
    tagline: Mapping[str, str] = field(default_factory=dict)
    story: Mapping[str, str] = field(default_factory=dict)
    accent: str = ""
    legal: Mapping[str, str] = field(default_factory=dict)
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DomainView:
    """A host that purchase links may lead to, once a moderator approved it."""

    id: int
    host: str
    approved: bool


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody who may act for the brand."""

    display_name: str
    email: str
    role: str
    since: datetime


def clean_host(text: str) -> str:
    """A host name from what people paste: an address, capitals, accents. Not yet checked."""
    host = text.strip().lower().removeprefix("https://").removeprefix("http://").partition("/")[0].rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def found_brand(tx: Transaction, account_id: int, slug: str, details: BrandDetails) -> int:
    """Found a brand from its form, waiting for a moderator. Answers its id; see `create_brand` for the scope.

    Raises: InvalidInput naming every faulty field; SlugTaken.
    """
    clean, faults = _clean(details)
    if not SLUG.fullmatch(slug):
        faults["slug"] = "3 to 60 small letters, digits and hyphens, please."
    if faults:
        raise InvalidInput(fields=faults)
    try:
        return create_brand(
            tx,
            account_id,
            name=clean.name,
            slug=slug,
            country=clean.country,
            city=clean.city,
            tagline=clean.tagline,
            story=clean.story,
            accent=clean.accent or None,
            legal=clean.legal,
            domains=clean.domains,
        )
    except IntegrityError as error:  # two founders chose the same address at the same moment
        raise SlugTaken(fields={"slug": SlugTaken.message}) from error


def describe_brand(tx: Transaction, brand_id: int, details: BrandDetails) -> None:
    """Keep what a brand changed of its description. Its name and country stand once a moderator approved them.

    Raises: InvalidInput naming every faulty field; BrandNotFound.
    """
    brand = _own(tx, brand_id)
    clean, faults = _clean(details)
    if faults:
        raise InvalidInput(fields=faults)
    if brand.status == BrandStatus.PENDING.value:
        brand.name, brand.country = clean.name, clean.country
    brand.city, brand.accent = clean.city, clean.accent or None
    brand.tagline, brand.story = dict(clean.tagline), dict(clean.story)
    brand.legal = dict(clean.legal)


def choose_picture(tx: Transaction, brand_id: int, place: str, asset_id: int | None) -> None:
    """Show a picture as the brand's avatar or cover, or none. The caller checked that it is the brand's own and ready."""
    brand = _own(tx, brand_id)
    if place == "avatar":
        brand.avatar_asset_id = asset_id
    elif place == "cover":
        brand.cover_asset_id = asset_id
    else:
        raise InvalidInput(fields={"place": "Choose the avatar or the cover."})


def propose_domain(tx: Transaction, brand_id: int, text: str) -> str:
    """Ask for one more host; it serves once a moderator approved it. Answers the host as it was understood.

    Raises: InvalidInput.
    """
    host = clean_host(text)
    if len(domains_of(tx, brand_id)) >= MAX_DOMAINS:
        raise InvalidInput(fields={"domain": "Twenty shop addresses at most."})
    add_domain(tx, brand_id, host)
    return host


def withdraw_domain(tx: Transaction, brand_id: int, domain_id: int) -> None:
    """Take a host away: purchase links to it stop at once. Harmless to repeat."""
    gone = delete(BrandDomain).where(BrandDomain.id == domain_id, BrandDomain.brand_id == brand_id)
    tx.session.execute(gone)


def details_of(tx: Transaction, brand_id: int) -> BrandDetails:
    """A brand's description in every language, for its own form.

    Raises: BrandNotFound.
    """
    brand = _own(tx, brand_id)
    return BrandDetails(
        name=brand.name,
        country=brand.country,
        city=brand.city,
        tagline=dict(brand.tagline),
        story=dict(brand.story),
        accent=brand.accent or "",
        legal=dict(brand.legal),
        domains=tuple(domain.host for domain in domains_of(tx, brand_id)),
    )


def domains_of(tx: Transaction, brand_id: int) -> list[DomainView]:
    """The hosts a brand proposed or had approved, by name."""
    query = select(BrandDomain).where(BrandDomain.brand_id == brand_id).order_by(BrandDomain.host)
    return [DomainView(d.id, d.host, d.approved_at is not None) for d in tx.session.scalars(query)]


def members_of(tx: Transaction, brand_id: int) -> list[MemberView]:
    """Who may act for a brand, longest first."""
    query = (
        select(Account.display_name, Account.email, BrandMember.role, BrandMember.created_at)
        .join(BrandMember, BrandMember.account_id == Account.id)
        .where(BrandMember.brand_id == brand_id)
        .order_by(BrandMember.created_at)
    )
    return [MemberView(*row) for row in tx.session.execute(query)]


def _own(tx: Transaction, brand_id: int) -> Brand:
    brand = tx.session.get(Brand, brand_id)
    if brand is None:
        raise BrandNotFound
    return brand


def _clean(details: BrandDetails) -> tuple[BrandDetails, dict[str, str]]:
    faults: dict[str, str] = {}
    name, city, accent = details.name.strip(), details.city.strip(), details.accent.strip().lower()
    if not 2 <= len(name) <= 120 or not name.isprintable():
        faults["name"] = "Between 2 and 120 characters, please."
    if details.country not in COUNTRIES:
        faults["country"] = "Choose a country."
    if len(city) > MAX_CITY or "\x00" in city:
        faults["city"] = "80 characters at most, please."
    if accent and not _ACCENT.fullmatch(accent):
        faults["accent"] = "Write a colour as # and six digits or letters from a to f, such as #c8553d."
    tagline = _clean_texts(details.tagline, "tagline", MAX_TAGLINE, "120 characters at most, please.", faults)
    story = _clean_texts(details.story, "story", MAX_STORY, "2,000 characters at most, please.", faults)
    hosts = tuple(dict.fromkeys(host for text in details.domains if (host := clean_host(text))))
    if len(hosts) > MAX_DOMAINS:
        faults["domains"] = "Twenty shop addresses at most."
    elif not all(HOST.fullmatch(host) or LOCAL_HOST.fullmatch(host) for host in hosts):
        faults["domains"] = "Write one host name a line, such as shop.example.com."
    legal, legal_faults = clean_legal(details.legal, details.country)
    return BrandDetails(
        name, details.country, city, tagline, story, accent, legal, hosts
    ), faults | legal_faults


def _clean_texts(
    texts: Mapping[str, str], name: str, limit: int, fault: str, faults: dict[str, str]
) -> dict[str, str]:
    clean = {locale: words.strip().replace("\r\n", "\n") for locale, words in texts.items() if words.strip()}
    for locale, words in clean.items():
        if len(words) > limit or "\x00" in words:
            faults[f"{name}-{locale}"] = fault
    return clean
