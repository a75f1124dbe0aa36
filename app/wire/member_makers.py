"""From the rooms' views to what brands' members and moderators read as JSON."""

from collections.abc import Sequence

from app.domain.assets.actions import SignedUpload
from app.domain.assets.queries import AssetState, Picture
from app.domain.brands.describing import BrandDetails
from app.domain.catalog.import_queries import ImportView, RemarkView
from app.domain.catalog.member_queries import MemberOffer, MemberProduct
from app.domain.moderation.queries import BrandCase, BrandRecord, DecisionView
from app.domain.moderation.queries import DomainView as ProposedDomain
from app.domain.posts.queries import PostRecord, TagRef
from app.domain.timelines.cards import Card
from app.wire import member_resources as m
from app.wire import resource_makers as make
from app.wire.presentation import Presentation
from app.wire.resources import Brand, Tag


def details(found: BrandDetails, domains: list[m.Domain]) -> m.Details:
    """A brand's own description."""
    return m.Details(
        name=found.name,
        country=found.country,
        city=found.city,
        tagline=dict(found.tagline),
        story=dict(found.story),
        accent=found.accent,
        legal=dict(found.legal),
        domains=domains,
    )


def console_post(
    post: PostRecord,
    pictures: dict[int, Picture],
    show: Presentation,
    *,
    state: str,
    decided: DecisionView | None,
    counts: tuple[int, int, int],
) -> m.ConsolePost:
    """A brand's own post. Shapes: `counts` are clicks, likes, comments."""
    return m.ConsolePost(
        id=str(post.id),
        kind=post.kind,
        text=post.text,
        labels=list(post.labels),
        state=state,
        reason=decided.reason if decided else "",
        explanation=decided.explanation if decided else "",
        images=[
            m.ImageWithTexts(
                str(one.asset_id),
                one.alt,
                make.image(pictures[one.asset_id], show) if one.asset_id in pictures else None,
            )
            for one in post.images
        ],
        products=[m.TaggedProduct(str(tag.product_id), _tag(tag)) for tag in post.tags],
        published_at=post.published_at,
        click_count=counts[0],
        like_count=counts[1],
        comment_count=counts[2],
        url=f"/posts/{post.id}",
    )


def _tag(tag: TagRef) -> Tag | None:
    if tag.image_index is None or tag.x is None or tag.y is None:
        return None
    return Tag(tag.image_index, tag.x, tag.y)


def console_product(
    product: MemberProduct, pictures: dict[int, Picture], show: Presentation
) -> m.ConsoleProduct:
    """A brand's own product."""
    return m.ConsoleProduct(
        id=str(product.id),
        external_id=product.external_id,
        title=product.title,
        product_type=product.product_type,
        maker=product.maker,
        listed=product.listed,
        variant_count=product.variant_count,
        images=[make.image(pictures[i], show, product.title) for i in product.asset_ids if i in pictures],
        image_links=list(product.image_links),
        offers=[_offer(one, show) for one in product.offers],
        updated_at=product.updated_at,
    )


def _offer(offer: MemberOffer, show: Presentation) -> m.ConsoleOffer:
    return m.ConsoleOffer(
        id=str(offer.id),
        variant_id=str(offer.variant_id),
        variant_title=offer.variant_title,
        variant_external_id=offer.variant_external_id,
        market=offer.market,
        price=make.money(offer.price, show),
        claimed_price=make.money(offer.claimed_price, show) if offer.claimed_price else None,
        availability=offer.availability,
        stock_country=offer.stock_country,
        purchase_url=offer.purchase_url,
        is_open=offer.is_open,
        updated_at=offer.updated_at,
    )


def signed_upload(signed: SignedUpload) -> m.SignedUpload:
    """Where to send a picture."""
    form = signed.form
    return m.SignedUpload(
        str(signed.asset_id), form.url, dict(form.fields), form.max_bytes, form.expires_seconds
    )


def upload(state: AssetState, show: Presentation) -> m.Upload:
    """How far a picture is."""
    return m.Upload(
        id=str(state.asset_id),
        status=state.status,
        filename=state.filename,
        rejection=show.translate(state.rejection) if state.rejection else "",
        image=make.image(state.picture, show) if state.picture else None,
    )


def catalog_import(run: ImportView, show: Presentation) -> m.Import:
    """An import."""
    return m.Import(
        id=str(run.id),
        filename=run.filename,
        format=run.format,
        options=run.options,
        status=run.status,
        failure=show.translate(run.failure) if run.failure else "",
        percent=run.percent,
        items_total=run.items_total,
        created_count=run.created_count,
        updated_count=run.updated_count,
        unchanged_count=run.unchanged_count,
        refused_count=run.refused_count,
        error_count=run.error_count,
        warning_count=run.warning_count,
        info_count=run.info_count,
        created_at=run.created_at,
        started_at=run.started_at,
        finished_at=run.finished_at,
    )


def diagnostic(remark: RemarkView) -> m.Diagnostic:
    """What an import had to say of one item."""
    return m.Diagnostic(
        id=str(remark.id),
        severity=remark.severity,
        code=remark.code,
        line=remark.line,
        item_ref=remark.item_ref,
        field=remark.field,
        message=remark.message,
    )


def decision(view: DecisionView) -> m.Decision:
    """A decision."""
    return m.Decision(
        id=str(view.id),
        subject_kind=view.subject_kind,
        subject_id=str(view.subject_id),
        subject_name=view.subject_name,
        action=view.action,
        reason=view.reason,
        explanation=view.explanation,
        moderator_name=view.moderator_name,
        created_at=view.created_at,
    )


def desk_post(card: Card, history: Sequence[DecisionView], show: Presentation) -> m.DeskPost:
    """A post as moderators see it."""
    record = card.post
    state = "withdrawn" if record.withdrawn_at else "hidden" if record.hidden_at else "live"
    return m.DeskPost(
        post=make.post(card, show),
        brand_status=card.brand.status,
        state=state,
        hidden_at=record.hidden_at,
        withdrawn_at=record.withdrawn_at,
        decisions=[decision(one) for one in history],
    )


def desk_brand(
    case: BrandCase, brand: Brand, record: BrandRecord, history: Sequence[DecisionView]
) -> m.DeskBrand:
    """A brand as moderators see it."""
    return m.DeskBrand(
        brand=brand,
        status=case.brand.status,
        domains=[_domain(one) for one in case.domains],
        record=m.BrandRecord(record.post_count, record.hidden_count, record.withdrawn_count),
        decisions=[decision(one) for one in history],
    )


def _domain(domain: ProposedDomain) -> m.Domain:
    return m.Domain(str(domain.id), domain.host, domain.approved)
