"""The demo shop's words, prices, numbers and people hold together."""

import dataclasses
import re
from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from stdnum import ean
from stdnum.de import vat as german_vat
from stdnum.dk import cvr
from stdnum.fr import siren, tva
from stdnum.it import iva
from stdnum.pt import nif

from app.entrypoints.cli.demo.content.building import build_demo
from app.entrypoints.cli.demo.content.pricing import prior_price
from app.entrypoints.cli.demo.content.shapes import DemoShop, Words
from tests.unit.demo.rendering import NOW

REGISTERS = {"PT": nif, "IT": iva, "DK": cvr}


def test_same_moment_and_seed_give_the_same_shop(shop: DemoShop) -> None:
    assert build_demo(NOW, seed=7) == shop
    assert build_demo(NOW, seed=8) != shop


def test_refuses_a_naive_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        build_demo(NOW.replace(tzinfo=None), seed=7)


def every_words(value: object) -> list[Words]:
    if isinstance(value, Words):
        return [value]
    if isinstance(value, tuple):
        return [words for item in value for words in every_words(item)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in ("draw", "_drawn")]
        return [words for name in names for words in every_words(getattr(value, name))]
    return []


def test_everything_is_said_in_both_languages(shop: DemoShop) -> None:
    for words in every_words((shop.brands, shop.products, shop.posts)):
        assert words.fr.strip() == words.fr != ""
        assert words.en.strip() == words.en != ""
        for text in (words.fr, words.en):
            assert "  " not in text and "..." not in text
    for product in shop.products:
        assert product.description.fr != product.description.en
    for post in shop.posts:
        assert post.text.fr != post.text.en


def test_texts_promise_no_percentage_and_no_official_sale(shop: DemoShop) -> None:
    forbidden = re.compile(r"-\s?\d+\s?%|\bsoldes?\b|prix choc", re.IGNORECASE)
    for post in shop.posts:
        assert not forbidden.search(post.text.fr), post.key
        assert not forbidden.search(post.text.en), post.key


def test_sizes_of_the_shop(shop: DemoShop) -> None:
    assert len(shop.brands) == 10
    assert sum(brand.country == "FR" for brand in shop.brands) >= 6
    per_brand = Counter(product.brand_key for product in shop.products)
    assert all(8 <= per_brand[brand.key] <= 14 for brand in shop.brands)
    assert len(shop.posts) == 60
    assert {post.kind for post in shop.posts} == {"promotion", "story"}
    assert len(shop.shoppers) >= 40
    counts = Counter(len(post.pictures) for post in shop.posts)
    assert counts[1] >= 10 and counts[2] + counts[3] >= 10


def test_keys_are_unique(shop: DemoShop) -> None:
    variants = [variant for product in shop.products for variant in product.variants]
    for keys in (
        [brand.key for brand in shop.brands],
        [product.key for product in shop.products],
        [post.key for post in shop.posts],
        [shopper.key for shopper in shop.shoppers],
        [shopper.email for shopper in shop.shoppers],
        [comment.key for comment in shop.comments],
        [variant.key for variant in variants],
        [variant.sku for variant in variants],
        [variant.gtin for variant in variants],
        [(like.post_key, like.shopper_key) for like in shop.likes],
        [(save.post_key, save.shopper_key) for save in shop.saves],
    ):
        assert len(set(keys)) == len(keys)


def test_numbers_have_valid_check_digits(shop: DemoShop) -> None:
    for product in shop.products:
        for variant in product.variants:
            assert ean.is_valid(variant.gtin), variant.gtin
    for brand in shop.brands:
        seller = brand.seller
        if seller.country == "FR":
            assert siren.is_valid(seller.register_number)
            assert tva.is_valid(seller.vat_number)
        elif seller.country == "DE":
            assert german_vat.is_valid(seller.vat_number)
        else:
            assert REGISTERS[seller.country].is_valid(seller.register_number)
            assert REGISTERS[seller.country].is_valid(seller.vat_number)


def test_nothing_points_at_the_real_world(shop: DemoShop) -> None:
    for brand in shop.brands:
        assert brand.purchase_domain.endswith(".example")
        assert brand.seller.email.endswith(".example")
    domains = {brand.key: brand.purchase_domain for brand in shop.brands}
    for product in shop.products:
        assert product.purchase_url.startswith(f"https://{domains[product.brand_key]}/")
    assert all(shopper.email.endswith(".example") for shopper in shop.shoppers)


def test_prices_are_sane(shop: DemoShop) -> None:
    for product in shop.products:
        for variant in product.variants:
            markets = {point.market for point in variant.prices}
            assert "FR" in markets
            for market in markets:
                points = [point for point in variant.prices if point.market == market]
                assert {point.currency for point in points} == {
                    {"FR": "EUR", "GB": "GBP", "CH": "CHF"}[market]
                }
                assert [point.since for point in points] == sorted(point.since for point in points)
                assert points[0].since <= NOW - timedelta(days=59)
                assert all(500 <= point.price_minor <= 60_000 for point in points)
    abroad = [product for product in shop.products if len({p.market for p in product.variants[0].prices}) > 1]
    assert len(abroad) < len(shop.products)


def test_promotions_are_true_discounts_on_a_thirty_day_price(shop: DemoShop) -> None:
    products = {product.key: product for product in shop.products}
    promotions = [post for post in shop.posts if post.kind == "promotion"]
    assert len(promotions) >= 12
    for post in promotions:
        assert post.promotion_starts_at is not None and post.promotion_ends_at is not None
        assert post.promotion_starts_at <= post.published_at <= NOW < post.promotion_ends_at, post.key
        shares = []
        for key in post.product_keys:
            for market in ("FR", "GB", "CH"):
                prices = products[key].variants[0].prices
                own = [point for point in prices if point.market == market]
                if len(own) > 1:
                    prior = prior_price(prices, market, post.promotion_starts_at)
                    assert own[-1].since <= post.published_at
                    shares.append(1 - Decimal(own[-1].price_minor) / prior)
        assert shares and all(Decimal("0.05") <= share <= Decimal("0.35") for share in shares), (
            post.key,
            shares,
        )
    for post in shop.posts:
        if post.kind == "story":
            assert post.promotion_starts_at is post.promotion_ends_at is None


def test_the_prior_price_is_the_lowest_of_thirty_days_not_the_highest_ever(shop: DemoShop) -> None:
    camille = next(product for product in shop.products if product.key == "maison-orvanne/manteau-camille")
    prices = camille.variants[0].prices
    start = next(post for post in shop.posts if post.key.endswith("manteau-camille-prix")).promotion_starts_at
    assert start is not None
    assert prior_price(prices, "FR", start) == 48000 < max(p.price_minor for p in prices if p.market == "FR")


def test_beauty_says_how_much_is_inside(shop: DemoShop) -> None:
    for product in shop.products:
        assert (product.content_amount is not None) == product.category.startswith("beauty/")
        assert 1 <= product.delivery_days_min <= product.delivery_days_max <= 7


def test_availability_is_mixed_and_honest(shop: DemoShop) -> None:
    variants = [variant for product in shop.products for variant in product.variants]
    found = Counter(variant.availability for variant in variants)
    assert set(found) == {"in_stock", "low_stock", "out_of_stock", "preorder"}
    assert found["in_stock"] > len(variants) / 2
    for variant in variants:
        assert (variant.stock_quantity == 0) == (variant.availability == "out_of_stock")
        assert (variant.available_from is not None) == (variant.availability == "preorder")
        assert variant.availability != "low_stock" or variant.stock_quantity <= 5


def test_posts_tag_their_own_brand_and_come_from_three_weeks(shop: DemoShop) -> None:
    brands = {product.key: product.brand_key for product in shop.products}
    for post in shop.posts:
        assert NOW - timedelta(days=21) <= post.published_at < NOW
        assert 1 <= len(post.pictures) <= 4
        assert post.tags and {brands[tag.product_key] for tag in post.tags} == {post.brand_key}
        assert len(post.product_keys) <= 4
        for tag in post.tags:
            assert tag.picture is post.pictures[tag.image_index]
            assert 0 < tag.x < 1 and 0 < tag.y < 1
    assert {post.brand_key for post in shop.posts if post.pinned} == {brand.key for brand in shop.brands}


def test_people_act_after_the_post_and_before_now(shop: DemoShop) -> None:
    published: dict[str, datetime] = {post.key: post.published_at for post in shop.posts}
    shoppers = {shopper.key: shopper for shopper in shop.shoppers}
    written = {comment.key: comment for comment in shop.comments}
    for reaction in (*shop.likes, *shop.saves):
        assert published[reaction.post_key] < reaction.at < NOW
        assert reaction.shopper_key in shoppers
    for comment in shop.comments:
        assert published[comment.post_key] < comment.written_at < NOW
        if comment.reply_to is not None:
            asked = written[comment.reply_to]
            assert comment.shopper_key is None and asked.written_at < comment.written_at
            assert comment.post_key == asked.post_key and comment.language == asked.language
        else:
            assert comment.shopper_key is not None
            assert shoppers[comment.shopper_key].locale == comment.language
    assert len({comment.text for comment in shop.comments}) == len(shop.comments)


def test_attention_is_skewed(shop: DemoShop) -> None:
    likes = sorted(Counter(like.post_key for like in shop.likes).values(), reverse=True)
    assert sum(likes[:12]) > sum(likes) * 0.35
    follows = Counter(key for shopper in shop.shoppers for key in shopper.follows)
    assert max(follows.values()) > 2 * min(follows.values())
    assert all(2 <= len(shopper.follows) == len(set(shopper.follows)) for shopper in shop.shoppers)
    assert len(shop.saves) < len(shop.likes)
