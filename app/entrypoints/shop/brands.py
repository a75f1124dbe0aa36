"""A brand's page, follow and unfollow."""

from collections.abc import Sequence

from flask import make_response, render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.assets.queries import pictures_by_ids
from app.domain.brands.errors import BrandNotFound, OwnBrandFollowed
from app.domain.brands.following import follow_brand, unfollow_brand
from app.domain.brands.queries import BrandView, get_brand, get_brand_preview
from app.domain.catalog.queries import ProductView, products_of_brand, products_of_preview
from app.domain.posts.queries import posts_of_preview, visible_ids_of_brand
from app.domain.timelines.cards import cards_as_overseer, cards_for, product_cards
from app.entrypoints.shop.blueprint import shop
from app.kernel.transaction import Transaction
from app.web.access import Access, access, oversight
from app.web.answers import asked_by_script, done, go_back
from app.web.presenting import presentation, read_cursor, write_cursor
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import current_person, current_viewer
from app.wire.cards import TaggedProductView, brand_ref, image_view, post_cards, product_view

PAGE = 12
GOODS = 24


@shop.get("/brands/<slug>", endpoint="brand")
@access(Access.PUBLIC)
def brand_page(slug: str) -> str | Response:
    """Cover, story, posts and products of an open brand; of one that is not, a preview for those who may look."""
    try:
        return _open_page(slug)
    except BrandNotFound:
        return _preview(slug)


def _open_page(slug: str) -> str:
    viewer, show = current_viewer(), presentation()
    before = read_cursor(request.args.get("before"), "brand")
    with unit() as tx:
        brand = get_brand(tx, viewer, slug)
        ids = visible_ids_of_brand(tx, viewer, brand.id, before=before, limit=PAGE + 1)
        cards = cards_for(tx, viewer, ids[:PAGE])
        products = _goods(tx, products_of_brand(tx, viewer, brand.id, limit=GOODS).items)
        head = _head(tx, brand)
    cursor = write_cursor(ids[PAGE - 1] if len(ids) > PAGE else None, "brand")
    return render_template(
        "shop/_cards.html" if request.headers.get("X-Fragment") == "1" else "shop/brand.html",
        **head,
        posts=post_cards(cards, show),
        products=products,
        next_href=f"/brands/{slug}?before={cursor}" if cursor else None,
    )


def _preview(slug: str) -> Response:
    """What the page will be, with nothing to press: no card leads anywhere before the brand is open.

    Raises: BrandNotFound.
    """
    viewer = current_viewer()
    with unit(oversight()) as tx:
        brand = get_brand_preview(tx, viewer, slug)
        cards = cards_as_overseer(tx, viewer, posts_of_preview(tx, brand.id, limit=PAGE))
        products = _goods(tx, products_of_preview(tx, viewer, brand.id, limit=GOODS))
        head = _head(tx, brand)
    posts = post_cards(cards, presentation())
    page = make_response(render_template("shop/brand_preview.html", **head, posts=posts, products=products))
    page.headers["Cache-Control"] = "no-store"
    return page


def _head(tx: Transaction, brand: BrandView) -> dict[str, object]:
    """The brand itself, as both pages show it."""
    show = presentation()
    pictures = pictures_by_ids(tx, [i for i in (brand.avatar_asset_id, brand.cover_asset_id) if i])
    cover = pictures.get(brand.cover_asset_id or 0)
    return {
        "brand": brand,
        "ref": brand_ref(brand, pictures.get(brand.avatar_asset_id or 0), show),
        "cover": image_view(cover, show) if cover else None,
    }


def _goods(tx: Transaction, products: Sequence[ProductView]) -> list[TaggedProductView]:
    goods, show = product_cards(tx, products), presentation()
    views = (product_view(goods[product.id], "", show, None) for product in products)
    return [view for view in views if view is not None]


@shop.post("/brands/<slug>/follow", endpoint="follow")
@access(Access.SIGNED_IN)
@limiter.limit("120 per minute")
def follow(slug: str) -> Response:
    """Follow (`on=1`) or unfollow (`on=0`): the wish, so a repeat is harmless."""
    person = current_person()
    assert person is not None
    wish = request.form.get("on", "1") == "1"
    try:
        with unit() as tx:
            (follow_brand if wish else unfollow_brand)(tx, person.account_id, slug)
    except OwnBrandFollowed as refusal:
        if asked_by_script():
            raise
        return go_back(f"/brands/{slug}", gettext(refusal.message), "info")
    return done(f"/brands/{slug}")
