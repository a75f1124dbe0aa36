"""A shop in which every stored text is an attack, written past all validation straight into the tables."""

import itertools
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import update

from app.domain.accounts.models import Account, ApiToken
from app.domain.assets.models import Asset, AssetStatus
from app.domain.brands.models import Brand, BrandDomain
from app.domain.catalog.models import CatalogImport, ImportDiagnostic, Offer, Product, Variant
from app.domain.engagement.models import Comment
from app.domain.moderation.models import Decision
from app.domain.posts.models import Post, PostImage
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import EXTENSION
from tests.factories import shop
from tests.security.corpora import payloads
from tests.security.world import World, make_world

OWN = (
    "<img src=x onerror=window.__xss=1>",
    '"><script>window.__xss=1</script>',
    "'><svg onload=window.__xss=1>",
    "</script><script>window.__xss=1</script>",
    "</title></textarea></style><img src=x onerror=window.__xss=1>",
    "{{constructor.constructor('window.__xss=1')()}}",
    "javascript:window.__xss=1",
    '" autofocus onfocus=window.__xss=1 x="',
    "<style>*{background:url(//evil.example)}</style>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "\u2028</script><img src=x onerror=window.__xss=1>",
    '<!--<img src="--><img src=x onerror=window.__xss=1//">',
)
POSTS = 8


@dataclass(frozen=True)
class Attacked:
    """The world, and the posts and products that carry the payloads."""

    world: World
    posts: tuple[int, ...]
    product: int
    brand_slug: str


def attack(app: Flask, round_number: int, rounds: int) -> Attacked:
    """A world whose every text is this round's share of the corpus."""
    share = (*OWN, *payloads("xss"))[round_number::rounds]
    words = itertools.cycle(share)
    short = itertools.cycle([text for text in (*OWN, *share) if len(text) <= 76] or list(OWN[:1]))
    engine = app.extensions[EXTENSION].engine
    world = make_world(app)
    product = int(world.ids["product_id"])
    groups = ["\n".join(share[start::POSTS]) for start in range(POSTS)]
    posts = tuple(shop.make_post(engine, world.a, text="x", products=(product,)) for _ in range(POSTS))
    with transaction(engine, Scope.system()) as tx:
        run = tx.session.execute
        for post_id, group in zip(posts, groups, strict=True):
            texts = {"fr": group, "en": group}
            run(update(Post).where(Post.id == post_id).values(text=texts, labels=["publicite"]))
            run(
                update(PostImage)
                .where(PostImage.post_id == post_id)
                .values(alt={"fr": next(words), "en": next(words)})
            )
            for _ in range(12):
                tx.session.add(Comment(post_id=post_id, account_id=world.people["shopper"], body=next(words)))
        run(update(Post).where(Post.id == world.hidden_post).values(text={"fr": groups[0], "en": groups[1]}))
        both = {"fr": "\n".join(share[:40]), "en": "\n".join(share[40:80]) or share[0]}
        legal = {
            name: next(words)
            for name in ("name", "address", "phone", "email", "register", "vat", "certified")
        }
        run(
            update(Brand).where(Brand.id.in_([world.a.id, world.pending.id])).values(
                name=next(short), city=next(short), tagline=both, story=both, legal=legal, accent="#c8553d",
            )
        )  # fmt: skip
        run(update(Product).where(Product.brand_id == world.a.id).values(
            title=both, description=both, product_type=next(short), maker=next(short), external_id=next(short),
            image_links=[next(words)],
        ))  # fmt: skip
        run(
            update(Variant)
            .where(Variant.brand_id == world.a.id)
            .values(title=next(short), options={next(short): next(short)})
        )
        run(
            update(Offer).where(Offer.brand_id == world.a.id).values(purchase_url="javascript:window.__xss=1")
        )
        run(update(CatalogImport).where(CatalogImport.brand_id == world.a.id).values(
            filename=next(words)[:255], failure=next(words), status="failed", options={"market": "FR", "shop_url": next(words)},
        ))  # fmt: skip
        run(update(ImportDiagnostic).where(ImportDiagnostic.brand_id == world.a.id).values(
            item_ref=next(words)[:255], field=next(short), message=next(words), params={"value": next(words)},
        ))  # fmt: skip
        run(update(Asset).where(Asset.id == world.rejected_asset).values(
            status=AssetStatus.REJECTED.value, filename=next(words)[:255], rejection=next(words),
        ))  # fmt: skip
        run(
            update(BrandDomain)
            .where(BrandDomain.id == int(world.ids["domain_id"]))
            .values(host=next(words)[:253])
        )
        run(update(Account).where(Account.id.in_(world.people.values())).values(display_name=next(short)))
        run(update(ApiToken).where(ApiToken.account_id == world.people["shopper"]).values(name=next(short)))
        for kind, subject in (("post", posts[0]), ("post", world.hidden_post), ("brand", world.a.id)):
            tx.session.add(
                Decision(
                    subject_kind=kind, subject_id=subject, reason=next(short)[:40], explanation="\n".join(share[:60]),
                    action="hide_post" if kind == "post" else "approve_brand", moderator_id=world.people["moderator"],
                )
            )  # fmt: skip
    shop.follow(engine, world.people["shopper"], world.a)
    return Attacked(world, posts, product, world.a.slug)
