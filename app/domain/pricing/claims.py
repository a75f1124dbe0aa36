"""What an import says of the prices that its feed would cross out: only the ledger may, and the brand is told why not.

The feed's claim is `Offer.claimed_price_minor`; it is shown to nobody. This says so, item by item.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.domain.catalog.grouping import GROUP_PREFIX
from app.domain.catalog.importing.types import Diagnostic
from app.domain.catalog.models import Product, Variant
from app.domain.catalog.wanted import WantedOffer, WantedProduct
from app.domain.pricing.queries import NotStruck, PriorPrice, Why, prior_prices, why_nothing_is_struck
from app.kernel.money import Money
from app.kernel.transaction import Transaction

_CODES = {
    Why.NOT_KNOWN: "claim_not_known",
    Why.NOT_LOWER: "claim_not_lower",
    Why.NOT_REDUCED: "claim_not_reduced",
}


@dataclass(frozen=True, slots=True)
class _Claim:
    """A price that a feed would cross out, for one variant in one market."""

    line: int
    item_ref: str
    variant_id: int
    offer: WantedOffer

    @property
    def price(self) -> Money:
        return Money(self.offer.claimed_price_minor or 0, self.offer.currency)


def remarks_on_claims(tx: Transaction, brand_id: int, wanted: Sequence[WantedProduct]) -> list[Diagnostic]:
    """One warning for each item and claimed price that is not shown as the feed has it; the products are stored already."""
    claims = _claims(tx, brand_id, wanted)
    said: dict[tuple[str, ...], Diagnostic] = {}
    for market in sorted({claim.offer.market for claim in claims}):
        here = [claim for claim in claims if claim.offer.market == market]
        variant_ids = [claim.variant_id for claim in here]
        priors = prior_prices(tx, variant_ids, market)
        reasons = why_nothing_is_struck(tx, variant_ids, market)
        for claim in here:
            remark = _remark(claim, priors.get(claim.variant_id), reasons.get(claim.variant_id))
            if remark is not None:
                said.setdefault((remark.item_ref, remark.code, remark.value, market), remark)
    return list(said.values())


def _claims(tx: Transaction, brand_id: int, wanted: Sequence[WantedProduct]) -> list[_Claim]:
    claimed = list(_claimed(wanted))
    if not claimed:
        return []
    names = {product.external_id for product, *_ in claimed}
    query = (
        select(Product.external_id, Variant.external_id, Variant.id)
        .join(Variant, Variant.product_id == Product.id)
        .where(Product.brand_id == brand_id, Product.external_id.in_(names))
    )
    ids = {(row[0], row[1]): row[2] for row in tx.session.execute(query)}
    return [
        _Claim(
            product.line,
            name if product.external_id.startswith(GROUP_PREFIX) else product.external_id,
            ids[product.external_id, name],
            offer,
        )
        for product, name, offer in claimed
        if (product.external_id, name) in ids
    ]


def _claimed(wanted: Sequence[WantedProduct]) -> Iterator[tuple[WantedProduct, str, WantedOffer]]:
    for product in wanted:
        for variant in product.variants:
            for offer in variant.offers:
                if offer.claimed_price_minor is not None:
                    yield product, variant.external_id, offer


def _remark(claim: _Claim, prior: PriorPrice | None, reason: NotStruck | None) -> Diagnostic | None:
    words = {"market": claim.offer.market}
    if prior is not None and prior.price == claim.price:
        return None
    if prior is not None:
        code, words["shown"] = "claim_replaced", _plain(prior.price)
    elif reason is not None:
        code = _CODES[reason.why]
        words["since"] = reason.known_since.date().isoformat()
    else:
        return None
    value = _plain(claim.price)
    return Diagnostic(
        "warning", code, claim.line, claim.item_ref, params=words, value=value, field="sale_price"
    )


def _plain(price: Money) -> str:
    return f"{price.amount:f} {price.currency}"
