"""What moderators do through the API, and who cannot."""

import pytest
from sqlalchemy import Engine

from tests.entrypoints.api.conftest import Callers
from tests.factories import shop


def test_hide_and_restore(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    post_id, moderator, nobody = shop.make_post(engine, brand), callers.moderator(), callers.nobody()
    assert str(post_id) in {
        one["post"]["id"] for one in moderator("GET", f"/moderation/posts?brand={brand.id}").json["items"]
    }
    hidden = moderator(
        "POST", f"/moderation/posts/{post_id}/hide", {"reason": "spam", "explanation": "Again"}
    )
    assert (hidden.status_code, hidden.json["state"]) == (200, "hidden")
    assert hidden.json["decisions"][0]["reason"] == "spam"
    assert nobody("GET", f"/posts/{post_id}").status_code == 404
    twice = moderator("POST", f"/moderation/posts/{post_id}/hide", {"reason": "spam"})
    assert (twice.status_code, twice.json["code"]) == (409, "post-already-hidden")
    own = callers.token(brand.owner_id)("GET", f"/console/{brand.slug}/posts/{post_id}").json
    assert (own["state"], own["reason"], own["explanation"]) == ("hidden", "spam", "Again")
    listed = moderator("GET", "/moderation/posts?state=hidden&limit=1").json
    assert listed["items"][0]["post"]["id"] == str(post_id)
    assert moderator("POST", f"/moderation/posts/{post_id}/restore", {}).json["state"] == "live"
    assert nobody("GET", f"/posts/{post_id}").status_code == 200
    latest = moderator("GET", "/moderation/decisions?limit=2").json["items"]
    assert [one["action"] for one in latest] == ["restore_post", "hide_post"]


def test_a_reason_is_needed_and_other_needs_words(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id, moderator = shop.make_post(engine, brand), callers.moderator()
    for body, field in (({}, "reason"), ({"reason": "mood"}, "reason"), ({"reason": "other"}, "explanation")):
        refused = moderator("POST", f"/moderation/posts/{post_id}/hide", body)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)


def test_suspend_and_reinstate_a_brand(callers: Callers, engine: Engine, brand: shop.MadeBrand) -> None:
    post_id, moderator = shop.make_post(engine, brand), callers.moderator()
    path = f"/moderation/brands/{brand.id}"
    assert moderator("POST", f"{path}/suspend", {"reason": "counterfeit"}).json["status"] == "suspended"
    assert callers.nobody()("GET", f"/posts/{post_id}").status_code == 404
    publishing = callers.token(brand.owner_id)(
        "POST",
        f"/console/{brand.slug}/posts",
        {
            "kind": "story",
            "text": {"fr": "x"},
            "images": [{"asset_id": str(shop.make_picture(engine, brand.id))}],
        },
    )
    assert (publishing.status_code, publishing.json["code"]) == (403, "brand-suspended")
    again = moderator("POST", f"{path}/approve", {})
    assert again.json["decisions"][0]["action"] == "reinstate_brand"
    assert moderator("POST", f"{path}/approve", {}).status_code == 409


def test_a_later_domain_is_approved(callers: Callers, brand: shop.MadeBrand) -> None:
    callers.token(brand.owner_id)("POST", f"/console/{brand.slug}/domains", {"host": "late.example"})
    moderator = callers.moderator()
    page = moderator("GET", f"/moderation/brands/{brand.id}").json
    domain = next(one for one in page["domains"] if not one["approved"])
    done = moderator("POST", f"/moderation/brands/{brand.id}/domains/{domain['id']}/approve")
    assert all(one["approved"] for one in done.json["domains"])


def test_pages_of_the_desk_walk_everything_once(
    callers: Callers, engine: Engine, brand: shop.MadeBrand
) -> None:
    made = [str(shop.make_post(engine, brand)) for _ in range(5)]
    moderator, seen = callers.moderator(), []
    address = f"/moderation/posts?brand={brand.id}&limit=2"
    while address:
        page = moderator("GET", address).json
        seen += [one["post"]["id"] for one in page["items"]]
        address = (page["next"] or "").removeprefix("/api/v1")
    assert seen == made[::-1]


@pytest.mark.parametrize("who", ["nobody", "shopper", "owner", "token", "one_factor"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/moderation/posts"),
        ("GET", "/moderation/brands"),
        ("GET", "/moderation/decisions"),
        ("POST", "/moderation/posts/1/hide"),
        ("POST", "/moderation/brands/1/approve"),
    ],
)
def test_nobody_else_reaches_the_desk(
    callers: Callers, engine: Engine, brand: shop.MadeBrand, who: str, method: str, path: str
) -> None:
    moderator_id = shop.make_account(engine, moderator=True)
    caller, status = {
        "nobody": lambda: (callers.nobody(), 401),
        "shopper": lambda: (callers.session(), 404),
        "owner": lambda: (callers.token(brand.owner_id), 404),
        "token": lambda: (callers.token(moderator_id), 403),
        "one_factor": lambda: (callers.session(moderator_id), 403),
    }[who]()
    answer = caller(method, path, {} if method == "POST" else None)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
