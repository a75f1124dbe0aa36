"""A brand for its members: opening one, where it stands, and what it says of itself."""

from flask import g

from app.domain.assets.queries import asset_status
from app.domain.attribution.queries import numbers_of_brand
from app.domain.brands.describing import (
    choose_picture,
    describe_brand,
    details_of,
    domains_of,
    found_brand,
    propose_domain,
    withdraw_domain,
)
from app.domain.brands.queries import Membership
from app.entrypoints.api.answering import Created
from app.entrypoints.api.operations import asker_id, operation, own_path
from app.kernel.errors import InvalidInput
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.wire import member_makers as make
from app.wire import member_resources as m
from app.wire.requests import BrandDescription, NewBrand, NewDomain, PictureChoice

TAG = "Console: brand"


def membership() -> Membership:
    """The brand in the address; the access rule checked that the asker may act for it."""
    found: Membership = g.membership
    return found


def _founding() -> Scope:
    return Scope.brand(asker_id(), new_id())


def _fields(faults: dict[str, str]) -> dict[str, str]:
    """Faults under the names that the body has for what the form calls `legal-name` and `tagline-fr`."""
    names = {"legal-register": "legal.register_number"}
    return {names.get(name, name.replace("-", ".")): text for name, text in faults.items()}


@operation(
    "POST",
    "/brands",
    tag=TAG,
    takes=NewBrand,
    returns=m.NewBrandAnswer,
    status=201,
    scope=_founding,
    may=(409,),
    limits=("20 per hour",),
)
@access(Access.SIGNED_IN)
def create_brand(tx: Transaction, body: NewBrand) -> Created:
    """Open a brand.

    It waits for a moderator: until then it may post, and nobody sees it. Its founder becomes its owner.
    """
    slug = body.slug.strip().lower()
    try:
        brand_id = found_brand(tx, asker_id(), slug, body.details(tuple(body.domains)))
    except InvalidInput as refusal:
        raise InvalidInput(fields=_fields(refusal.fields)) from refusal
    return Created(m.NewBrandAnswer(str(brand_id), slug, "pending"), own_path(f"/console/{slug}"))


@operation("GET", "/console/<brand_slug>", tag=TAG, returns=m.Overview)
@access(Access.BRAND)
def get_overview(tx: Transaction) -> m.Overview:
    """Where the brand stands, and its numbers."""
    brand = membership()
    counted = numbers_of_brand(tx, brand.brand_id)
    return m.Overview(
        brand_id=str(brand.brand_id),
        slug=brand.slug,
        name=brand.name,
        role=brand.role,
        status=brand.status,
        numbers=m.Numbers(
            followers=counted.followers,
            products=counted.products,
            posts_shown=counted.posts_shown,
            posts_total=counted.posts_total,
            clicks_7_days=counted.clicks_7_days,
            clicks_7_days_before=counted.clicks_7_days_before,
            clicks_30_days=counted.clicks_30_days,
        ),
    )


@operation("GET", "/console/<brand_slug>/details", tag=TAG, returns=m.Details)
@access(Access.BRAND)
def get_details(tx: Transaction) -> m.Details:
    """What the brand says of itself, in every language, and the hosts it proposed."""
    return _details(tx)


def _details(tx: Transaction) -> m.Details:
    brand_id = membership().brand_id
    domains = [m.Domain(str(one.id), one.host, one.approved) for one in domains_of(tx, brand_id)]
    return make.details(details_of(tx, brand_id), domains)


@operation("PUT", "/console/<brand_slug>/details", tag=TAG, takes=BrandDescription, returns=m.Details)
@access(Access.BRAND)
def replace_details(tx: Transaction, body: BrandDescription) -> m.Details:
    """Replace the description, whole.

    Name and country stand once a moderator approved them: another value is then left aside.
    """
    try:
        describe_brand(tx, membership().brand_id, body.details())
    except InvalidInput as refusal:
        raise InvalidInput(fields=_fields(refusal.fields)) from refusal
    tx.session.flush()
    return _details(tx)


@operation("PUT", "/console/<brand_slug>/pictures/<any(avatar, cover):place>", tag=TAG, takes=PictureChoice)
@access(Access.BRAND)
def choose_brand_picture(tx: Transaction, place: str, body: PictureChoice) -> None:
    """Show one of the brand's ready pictures as its avatar or cover, or none."""
    brand_id = membership().brand_id
    if body.asset_id is not None and asset_status(tx, brand_id, body.asset_id).status != "ready":
        raise InvalidInput(fields={"asset_id": "This picture is not ready yet."})
    choose_picture(tx, brand_id, place, body.asset_id)


@operation(
    "POST",
    "/console/<brand_slug>/domains",
    tag=TAG,
    takes=NewDomain,
    returns=m.Details,
    status=201,
    limits=("60 per hour",),
)
@access(Access.BRAND)
def propose_brand_domain(tx: Transaction, body: NewDomain) -> Created:
    """Ask for one more host for purchase links. It serves once a moderator approved it."""
    try:
        propose_domain(tx, membership().brand_id, body.host)
    except InvalidInput as refusal:
        raise InvalidInput(fields={"host": " ".join(refusal.fields.values())}) from refusal
    tx.session.flush()
    return Created(_details(tx), own_path(f"/console/{membership().slug}/details"))


@operation("DELETE", "/console/<brand_slug>/domains/<domain_id>", tag=TAG)
@access(Access.BRAND)
def withdraw_brand_domain(tx: Transaction, domain_id: int) -> None:
    """Take a host away: purchase links to it stop at once. Harmless to repeat."""
    withdraw_domain(tx, membership().brand_id, domain_id)
