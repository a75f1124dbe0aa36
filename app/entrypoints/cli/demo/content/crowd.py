"""Shoppers and what they do: follows, likes, saves and comments, skewed as in life."""

import random
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from app.entrypoints.cli.demo.content.people import PEOPLE
from app.entrypoints.cli.demo.content.remarks import ANSWERS, REMARKS
from app.entrypoints.cli.demo.content.shapes import (
    DemoBrand,
    DemoComment,
    DemoPost,
    DemoReaction,
    DemoShopper,
)

# How much each brand is followed, first the most; a brand's place is its place in the shop.
_FOLLOW_WEIGHTS = (0.78, 0.70, 0.46, 0.52, 0.60, 0.42, 0.30, 0.36, 0.26, 0.33)


def make_shoppers(
    brands: Sequence[DemoBrand], now: datetime, chance: random.Random
) -> tuple[DemoShopper, ...]:
    """Everyone follows at least two brands; the first shopper, who is the demo log-in, follows seven."""
    shoppers = []
    for index, person in enumerate(PEOPLE):
        taste = chance.uniform(0.45, 1.25)
        follows = [
            brand.key
            for brand, weight in zip(brands, _FOLLOW_WEIGHTS[: len(brands)], strict=True)
            if chance.random() < weight * taste
        ]
        if index == 0:
            follows = [brand.key for brand in brands[:7]]
        while len(follows) < 2:
            extra = chance.choice(brands).key
            if extra not in follows:
                follows.append(extra)
        key = _handle(person.name)
        joined = now - timedelta(days=chance.uniform(25, 400))
        shoppers.append(
            DemoShopper(
                key,
                person.name,
                f"{key}@courrier.example",
                person.locale,
                person.market,
                person.city,
                joined,
                tuple(follows),
            )
        )
    return tuple(shoppers)


def _handle(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", ".")


def _moment(post: DemoPost, now: datetime, chance: random.Random, haste: float) -> datetime:
    """A time after the post, soon rather than late."""
    span = (now - post.published_at).total_seconds() - 30
    return post.published_at + timedelta(seconds=20 + max(0.0, span - 20) * chance.random() ** haste)


def make_reactions(
    posts: Sequence[DemoPost], shoppers: Sequence[DemoShopper], now: datetime, chance: random.Random
) -> tuple[tuple[DemoReaction, ...], tuple[DemoReaction, ...]]:
    """Likes and saves: a few posts have most of them, followers react three times as often."""
    likes, saves = [], []
    for post in posts:
        appeal = min(0.95, 0.10 + chance.paretovariate(1.6) * 0.13)
        age_share = min(1.0, (now - post.published_at) / timedelta(days=1.5))
        for shopper in shoppers:
            closeness = 1.0 if post.brand_key in shopper.follows else 0.32
            if chance.random() < appeal * closeness * (0.35 + 0.65 * age_share):
                likes.append(DemoReaction(post.key, shopper.key, _moment(post, now, chance, 2.5)))
                keep = 0.42 if post.kind == "promotion" else 0.20
                if chance.random() < keep:
                    saves.append(DemoReaction(post.key, shopper.key, _moment(post, now, chance, 2.0)))
    return tuple(likes), tuple(saves)


def make_comments(
    brands: Sequence[DemoBrand],
    posts: Sequence[DemoPost],
    shoppers: Sequence[DemoShopper],
    now: datetime,
    chance: random.Random,
) -> tuple[DemoComment, ...]:
    """Remarks dealt out once each, mostly under few posts, in the writer's own language."""
    sectors = {brand.key: brand.sector for brand in brands}
    comments: list[DemoComment] = []
    languages: tuple[Literal["fr", "en"], ...] = ("fr", "en")
    for sector in REMARKS:
        own = [post for post in posts if sectors[post.brand_key] == sector]
        if not own:
            continue
        weights = [chance.paretovariate(1.3) for _ in own]
        for language in languages:
            for text in REMARKS[sector][language]:
                post = chance.choices(own, weights)[0]
                writers = [s for s in shoppers if s.locale == language and post.brand_key in s.follows]
                writer = chance.choice(writers or [s for s in shoppers if s.locale == language])
                comments.append(_comment(comments, post, writer, language, text, now, chance))
                if text in ANSWERS:
                    comments.append(_answer(comments[-1], now, chance))
    return tuple(sorted(comments, key=lambda comment: (comment.written_at, comment.key)))


def _comment(
    before: Sequence[DemoComment],
    post: DemoPost,
    writer: DemoShopper,
    language: Literal["fr", "en"],
    text: str,
    now: datetime,
    chance: random.Random,
) -> DemoComment:
    key = f"comment-{len(before) + 1:03d}"
    return DemoComment(key, post.key, writer.key, language, text, _moment(post, now, chance, 1.8), None)


def _answer(question: DemoComment, now: datetime, chance: random.Random) -> DemoComment:
    """The brand's answer, within a working day and never after now."""
    wait = min(timedelta(hours=chance.uniform(0.3, 9)), (now - question.written_at) * 0.8)
    return DemoComment(
        f"{question.key}-answer",
        question.post_key,
        None,
        question.language,
        ANSWERS[question.text],
        question.written_at + wait,
        question.key,
    )
