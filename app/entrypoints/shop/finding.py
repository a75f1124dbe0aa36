"""Discover, search, saved, and how the feed is ordered."""

from flask import render_template, request

from app.domain.brands.queries import brands_by_ids
from app.domain.catalog.queries import products_by_ids
from app.domain.discovery.queries import brands_to_meet, newest_ids, search_brands, search_product_ids
from app.domain.engagement.queries import saved_post_ids
from app.domain.timelines.cards import cards_for, product_cards
from app.entrypoints.shop.blueprint import shop
from app.entrypoints.shop.views import brand_tiles
from app.web.access import Access, access
from app.web.presenting import presentation, read_cursor, write_cursor
from app.web.unit import unit
from app.web.viewer import current_viewer
from app.wire.cards import post_cards, product_view

PAGE = 24


@shop.get("/discover", endpoint="discover")
@access(Access.PUBLIC)
def discover() -> str:
    """Every open brand's pictures, newest first, and brands to meet."""
    viewer, show = current_viewer(), presentation()
    before = read_cursor(request.args.get("before"), "discover")
    with unit() as tx:
        ids = newest_ids(tx, viewer, before=before, limit=PAGE + 1)
        cards = cards_for(tx, viewer, ids[:PAGE])
        meet = brand_tiles(tx, brands_to_meet(tx, viewer, limit=12), show)
    cursor = write_cursor(ids[PAGE - 1] if len(ids) > PAGE else None, "discover")
    return render_template(
        "shop/discover.html",
        posts=post_cards(cards, show),
        meet=meet,
        next_href=f"/discover?before={cursor}" if cursor else None,
    )


@shop.get("/search", endpoint="search")
@access(Access.PUBLIC)
def search() -> str:
    """Brands and products by name."""
    viewer, show = current_viewer(), presentation()
    words = request.args.get("q", "")[:80]
    with unit() as tx:
        brands = brand_tiles(tx, search_brands(tx, viewer, words), show)
        found = products_by_ids(tx, viewer, search_product_ids(tx, viewer, words))
        goods = product_cards(tx, list(found.values()))
        names = brands_by_ids(tx, viewer, [product.brand_id for product in found.values()])
        meet = [] if words.strip() else brand_tiles(tx, brands_to_meet(tx, viewer, limit=12), show)
    views = (product_view(goods[p.id], names[p.brand_id].name, show, None) for p in found.values())
    products = [view for view in views if view is not None]
    return render_template("shop/search.html", words=words, brands=brands, products=products, meet=meet)


@shop.get("/saved", endpoint="saved")
@access(Access.SIGNED_IN)
def saved() -> str:
    """The posts one saved."""
    viewer = current_viewer()
    before = read_cursor(request.args.get("before"), "saved")
    with unit() as tx:
        ids = saved_post_ids(tx, viewer, before=before, limit=PAGE + 1)
        cards = cards_for(tx, viewer, ids[:PAGE])
    cursor = write_cursor(ids[PAGE - 1] if len(ids) > PAGE else None, "saved")
    return render_template(
        "shop/saved.html",
        posts=post_cards(cards, presentation()),
        next_href=f"/saved?before={cursor}" if cursor else None,
    )


@shop.get("/how-the-feed-works", endpoint="ranking")
@access(Access.PUBLIC)
def ranking() -> str:
    """What decides the order of the feed, in plain words, for anyone. Source: DSA art. 27."""
    return render_template("shop/ranking.html")
