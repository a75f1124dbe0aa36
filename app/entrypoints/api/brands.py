"""Open brands, their posts and products, follow and unfollow; one product."""

from app.domain.assets.queries import pictures_by_ids
from app.domain.brands.following import follow_brand as start_following
from app.domain.brands.following import unfollow_brand as stop_following
from app.domain.brands.queries import brands_by_ids, list_open_brands
from app.domain.brands.queries import get_brand as open_brand
from app.domain.catalog.queries import get_product as visible_product
from app.domain.catalog.queries import products_of_brand
from app.domain.posts.queries import post_ids_showing_product, visible_ids_of_brand
from app.domain.timelines.cards import product_cards
from app.entrypoints.api import loading
from app.entrypoints.api.operations import asker_id, operation
from app.entrypoints.api.paging import asked_page, next_link
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.presenting import presentation
from app.web.viewer import current_viewer
from app.wire import resource_makers as make
from app.wire import resources as r
from app.wire.operations import PAGED


@operation("GET", "/brands", tag="Brands", returns=r.BrandPage, query=PAGED)
@access(Access.PUBLIC)
def list_brands(tx: Transaction) -> r.BrandPage:
    """Every open brand, newest first."""
    before, limit = asked_page("brands")
    page = list_open_brands(tx, current_viewer(), before=before, limit=limit)
    return r.BrandPage(loading.brand_summaries(tx, page.items), next_link(page.next_before, "brands"))


@operation("GET", "/brands/<slug>", tag="Brands", returns=r.Brand)
@access(Access.PUBLIC)
def get_brand(tx: Transaction, slug: str) -> r.Brand:
    """An open brand's page."""
    return loading.full_brand(tx, open_brand(tx, current_viewer(), slug))


@operation("GET", "/brands/<slug>/posts", tag="Brands", returns=r.PostPage, query=PAGED)
@access(Access.PUBLIC)
def list_brand_posts(tx: Transaction, slug: str) -> r.PostPage:
    """A brand's posts, newest first."""
    viewer = current_viewer()
    before, limit = asked_page("brand-posts")
    brand = open_brand(tx, viewer, slug)
    ids = visible_ids_of_brand(tx, viewer, brand.id, before=before, limit=limit + 1)
    last = ids[limit - 1] if len(ids) > limit else None
    return r.PostPage(loading.posts(tx, ids[:limit]), next_link(last, "brand-posts"))


@operation("GET", "/brands/<slug>/products", tag="Brands", returns=r.ProductPage, query=PAGED)
@access(Access.PUBLIC)
def list_brand_products(tx: Transaction, slug: str) -> r.ProductPage:
    """A brand's products, newest first.

    Those not sold in the reader's market are left out, so a page may hold fewer than were asked for.
    """
    viewer = current_viewer()
    before, limit = asked_page("brand-products")
    brand = open_brand(tx, viewer, slug)
    page = products_of_brand(tx, viewer, brand.id, before=before, limit=limit)
    return r.ProductPage(loading.products(tx, page.items), next_link(page.next_before, "brand-products"))


@operation("PUT", "/brands/<slug>/follow", tag="Brands", may=(409,))
@access(Access.SIGNED_IN)
def follow_brand(tx: Transaction, slug: str) -> None:
    """Follow a brand. Harmless to repeat; refused with 409 for one's own."""
    start_following(tx, asker_id(), slug)


@operation("DELETE", "/brands/<slug>/follow", tag="Brands")
@access(Access.SIGNED_IN)
def unfollow_brand(tx: Transaction, slug: str) -> None:
    """Stop following a brand. Harmless to repeat."""
    stop_following(tx, asker_id(), slug)


@operation("GET", "/products/<product_id>", tag="Products", returns=r.Product)
@access(Access.PUBLIC)
def get_product(tx: Transaction, product_id: int) -> r.Product:
    """One product with its offers in the reader's market, and the newest posts that show it."""
    viewer, show = current_viewer(), presentation()
    view = visible_product(tx, viewer, product_id)
    card = product_cards(tx, [view])[view.id]
    pictures = pictures_by_ids(tx, view.asset_ids)
    seller = loading.brand_summaries(tx, [brands_by_ids(tx, viewer, [view.brand_id])[view.brand_id]])[0]
    post_ids = post_ids_showing_product(tx, viewer, view.id)
    return make.product(card, seller, [pictures[i] for i in view.asset_ids if i in pictures], post_ids, show)
