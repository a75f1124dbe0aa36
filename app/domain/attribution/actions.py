"""One tap: resolve the link's product, check where it leads, store the click, answer the address."""

from urllib.parse import unquote_plus, urlencode, urlsplit, urlunsplit

from app.domain.accounts.viewer import Viewer
from app.domain.attribution.errors import DestinationRefused, ProductUnavailable
from app.domain.attribution.models import Click
from app.domain.attribution.tokens import Keys, LinkTarget, new_click_id
from app.domain.brands.queries import approved_hosts, brands_by_ids
from app.domain.catalog.queries import OfferView, products_by_ids
from app.domain.posts.queries import visible_posts
from app.kernel import clock
from app.kernel.transaction import Transaction, request_id_var


def record_click(tx: Transaction, keys: Keys, viewer: Viewer, target: LinkTarget) -> str:
    """Store a click and answer the purchase page's address, with UTM parameters and the click id.

    The caller redirects only after the transaction committed: every redirect sent stands once in SQL.
    Raises: ProductUnavailable, DestinationRefused.
    """
    product = products_by_ids(tx, viewer, [target.product_id]).get(target.product_id)
    if product is None or product.lead is None:
        raise ProductUnavailable
    if target.post_id is not None:
        posts = visible_posts(tx, viewer, [target.post_id])
        if not posts or posts[0].brand_id != product.brand_id:
            raise ProductUnavailable
    offer = product.lead
    if not is_approved(offer.purchase_url, approved_hosts(tx, product.brand_id)):
        raise DestinationRefused
    brand = brands_by_ids(tx, viewer, [product.brand_id])[product.brand_id]
    click_id = new_click_id(keys, clock.utcnow())
    destination = _with_attribution(offer, brand.slug, target.post_id, click_id)
    tx.session.add(
        Click(
            click_id=click_id,
            brand_id=product.brand_id,
            post_id=target.post_id,
            product_id=product.id,
            offer_id=offer.id,
            account_id=viewer.account_id,
            market=viewer.market,
            price_minor=offer.price.amount_minor,
            currency=offer.price.currency,
            destination=destination,
            request_id=request_id_var.get(),
        )
    )
    return destination


def is_approved(address: str, hosts: set[str]) -> bool:
    """Whether an address is plain http(s), without credentials, on one of these exact hosts."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("https", "http") or parts.username is not None or parts.password is not None:
        return False
    if any(ord(char) < 33 or char == "\\" for char in address):
        return False
    host = (parts.hostname or "").rstrip(".")
    return (f"{host}:{port}" if port else host) in hosts


def _with_attribution(offer: OfferView, brand_slug: str, post_id: int | None, click_id: str) -> str:
    parts = urlsplit(offer.purchase_url)
    ours = {
        "utm_source": "vitrine",
        "utm_medium": "social-commerce",
        "utm_campaign": brand_slug,
        "utm_content": f"post-{post_id}" if post_id else "product",
        "vtr_click": click_id,
    }
    # The shop's own query stays byte for byte: decoded and written anew, it could mean something else to the shop.
    pieces = parts.query.split("&") if parts.query else []
    kept = [piece for piece in pieces if unquote_plus(piece.partition("=")[0]) not in ours]
    return urlunsplit(parts._replace(query="&".join([*kept, urlencode(ours)])))
