"""A brand's page, follow and unfollow."""

from flask import render_template, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.assets.queries import pictures_by_ids
from app.domain.brands.errors import OwnBrandFollowed
from app.domain.brands.following import follow_brand, unfollow_brand
from app.domain.brands.queries import get_brand
from app.domain.catalog.queries import products_of_brand
from app.domain.posts.queries import visible_ids_of_brand
from app.domain.timelines.cards import cards_for, product_cards
from app.entrypoints.shop.blueprint import shop
from app.web.access import Access, access
from app.web.answers import asked_by_script, done, go_back
from app.web.presenting import presentation, read_cursor, write_cursor
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import current_person, current_viewer
from app.wire.cards import brand_ref, image_view, post_cards, product_view

PAGE = 12


@shop.get("/brands/<slug>", endpoint="brand")
@access(Access.PUBLIC)
def brand_page(slug: str) -> str:
    """Cover, story, posts and products of an open brand."""
    viewer, show = current_viewer(), presentation()
    before = read_cursor(request.args.get("before"), "brand")
    with unit() as tx:
        brand = get_brand(tx, viewer, slug)
        ids = visible_ids_of_brand(tx, viewer, brand.id, before=before, limit=PAGE + 1)
        cards = cards_for(tx, viewer, ids[:PAGE])
        page = products_of_brand(tx, viewer, brand.id, limit=24)
        goods = product_cards(tx, list(page.items))
        pictures = pictures_by_ids(tx, [i for i in (brand.avatar_asset_id, brand.cover_asset_id) if i])
    products = [product_view(goods[product.id], "", show, None) for product in page.items]
    cover = pictures.get(brand.cover_asset_id or 0)
    cursor = write_cursor(ids[PAGE - 1] if len(ids) > PAGE else None, "brand")
    return render_template(
        "shop/_cards.html" if request.headers.get("X-Fragment") == "1" else "shop/brand.html",
        brand=brand,
        ref=brand_ref(brand, pictures.get(brand.avatar_asset_id or 0), show),
        cover=image_view(cover, show) if cover else None,
        posts=post_cards(cards, show),
        products=[product for product in products if product is not None],
        next_href=f"/brands/{slug}?before={cursor}" if cursor else None,
    )


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
