"""The moderation desk, as a browser without JavaScript sees it."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from werkzeug.test import TestResponse

from app.domain.brands.actions import add_domain
from app.domain.brands.describing import domains_of
from app.domain.brands.queries import approved_hosts
from app.domain.moderation.actions import HIDE_REASONS
from app.entrypoints.moderator_console.words import REASONS
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from tests.factories import shop
from tests.factories.sessions import log_in, post_form

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def brand(engine: Engine) -> shop.MadeBrand:
    return shop.make_brand(engine, name="Maison Lune")


@pytest.fixture
def moderator(client: FlaskClient, engine: Engine) -> FlaskClient:
    """A browser in which a moderator passed the second factor."""
    return log_in(client, shop.make_account(engine, name="Noa", moderator=True), second_factor=True)


def hide(client: FlaskClient, post_id: int, **fields: str) -> TestResponse:
    return post_form(client, f"/moderation/posts/{post_id}/hide", **fields)


def decisions_of(engine: Engine, subject_id: int) -> list[tuple[str, str]]:
    query = text("SELECT action, reason FROM decisions WHERE subject_id = :id ORDER BY id")
    with transaction(engine, Scope.system()) as tx:
        return [(row.action, row.reason) for row in tx.session.execute(query, {"id": subject_id})]


@pytest.mark.parametrize("state", ["pending", "suspended", "sold in another market only"])
def test_the_desk_shows_the_products_that_shoppers_cannot_see(
    moderator: FlaskClient, engine: Engine, state: str
) -> None:
    brand = shop.make_brand(engine, approved=state != "pending")
    market = "CH" if state.startswith("sold") else "FR"
    product = shop.make_product(engine, brand.id, title="Sac Hermine", market=market, price_minor=42_000)
    post_id = shop.make_post(engine, brand, kind="promotion", products=(product,))
    if state == "suspended":
        fields = {"reason": "counterfeit"}
        assert post_form(moderator, f"/moderation/brands/{brand.id}/suspend", **fields).status_code == 303
    page = moderator.get(f"/moderation/posts/{post_id}", headers=ENGLISH).text
    assert "Sac Hermine" in page and "€420.00" in page and "shop.example.com" in page
    (tagged,) = moderator.get(f"/api/v1/moderation/posts/{post_id}").json["post"]["products"]
    assert tagged["title"] == "Sac Hermine"


def test_only_moderators_with_a_second_factor_find_the_desk(
    client: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    pages = ("/moderation/", "/moderation/hidden", f"/moderation/posts/{post_id}", "/moderation/brands",
             f"/moderation/brands/{brand.id}", "/moderation/decisions")  # fmt: skip
    moderator_id = shop.make_account(engine, moderator=True)
    for page in pages:
        assert client.get(page).status_code == 302
    log_in(client, shop.make_account(engine))
    assert {client.get(page).status_code for page in pages} == {404}
    assert hide(client, post_id, reason="spam").status_code == 404
    log_in(client, moderator_id)
    assert {client.get(page).status_code for page in pages} == {403}
    assert hide(client, post_id, reason="spam").status_code == 403
    log_in(client, moderator_id, second_factor=True)
    assert {client.get(page).status_code for page in pages} == {200}
    assert decisions_of(engine, post_id) == []


def test_hidden_is_gone_and_restored_is_back_in_its_place(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    older, subject, newer = (shop.make_post(engine, brand, text=f"Post {n}") for n in range(3))
    shopper = moderator.application.test_client()
    answer = hide(moderator, subject, reason="hidden_advertising", explanation="Undeclared partnership")
    assert answer.status_code == 303
    assert answer.location == f"/moderation/posts/{older}"
    assert shopper.get(f"/posts/{subject}").status_code == 404
    assert f'data-post="{subject}"' not in shopper.get("/").text
    after = moderator.get(answer.location, headers=ENGLISH).text
    assert f'action="/moderation/posts/{subject}/restore"' in after
    case = moderator.get(f"/moderation/posts/{subject}?state=hidden", headers=ENGLISH).text
    assert "Undeclared partnership" in case
    assert "Hidden advertising" in case
    assert post_form(moderator, f"/moderation/posts/{subject}/restore").status_code == 303
    feed = shopper.get("/").text
    shown = [int(found) for found in re.findall(r'<article[^>]*data-post="(\d+)"', feed)]
    assert shown[:3] == [newer, subject, older]
    assert decisions_of(engine, subject) == [
        ("hide_post", "hidden_advertising"),
        ("restore_post", "reversed"),
    ]


def test_a_reversal_names_what_it_reverses_and_decisions_never_change(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    hide(moderator, post_id, reason="spam")
    post_form(moderator, f"/moderation/posts/{post_id}/restore")
    rows = text("SELECT id, reverses_id FROM decisions WHERE subject_id = :id ORDER BY id")
    with transaction(engine, Scope.system()) as tx:
        first, second = tx.session.execute(rows, {"id": post_id}).all()
    assert second.reverses_id == first.id
    for statement in ("UPDATE decisions SET reason = 'x'", "DELETE FROM decisions"):
        with pytest.raises(DBAPIError, match="permission denied"), transaction(engine, Scope.system()) as tx:
            tx.session.execute(text(statement))


def test_a_reason_is_asked_for_and_words_are_kept(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    answer = post_form(moderator, f"/moderation/posts/{post_id}/hide?lang=en", explanation="Looks odd to me")
    assert answer.status_code == 422
    assert "Choose a reason." in answer.text
    assert "Looks odd to me" in answer.text
    assert hide(moderator, post_id, reason="made-up").status_code == 422
    answer = post_form(
        moderator, f"/moderation/posts/{post_id}/hide?lang=en", reason="other", explanation=" "
    )
    assert answer.status_code == 422
    assert "Say in a few words why." in answer.text
    assert hide(moderator, post_id, reason="other", explanation="x" * 2_001).status_code == 422
    assert decisions_of(engine, post_id) == []
    assert hide(moderator, post_id, reason="other", explanation="Sold a stolen picture").status_code == 303


def test_who_comes_second_learns_who_was_faster(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    colleague = log_in(
        moderator.application.test_client(),
        shop.make_account(engine, name="Ines", moderator=True),
        second_factor=True,
    )
    assert hide(colleague, post_id, reason="spam").status_code == 303
    answer = post_form(moderator, f"/moderation/posts/{post_id}/hide?lang=en", reason="counterfeit")
    assert answer.status_code == 409
    assert "Somebody was faster" in answer.text
    assert "Ines" in answer.text
    assert decisions_of(engine, post_id) == [("hide_post", "spam")]
    assert post_form(moderator, f"/moderation/posts/{post_id}/restore").status_code == 303
    assert post_form(moderator, f"/moderation/posts/{post_id}/restore").status_code == 409


def test_nobody_moderates_their_own_brand(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    with transaction(engine, Scope.system()) as tx:
        tx.session.execute(
            text("UPDATE accounts SET is_moderator = true WHERE id = :id"), {"id": brand.owner_id}
        )
    owner = log_in(moderator.application.test_client(), brand.owner_id, second_factor=True)
    page = owner.get(f"/moderation/posts/{post_id}", headers=ENGLISH).text
    assert "another moderator must decide" in page
    assert "data-decisions" not in page
    refused = (
        (f"/moderation/posts/{post_id}/hide", {"reason": "spam"}),
        (f"/moderation/posts/{post_id}/restore", {}),
        (f"/moderation/brands/{brand.id}/suspend", {"reason": "spam"}),
        (f"/moderation/brands/{brand.id}/approve", {}),
    )
    for address, fields in refused:
        answer = post_form(owner, f"{address}?lang=en", **fields)
        assert answer.status_code == 403, address
        assert "another moderator must decide" in answer.text
    assert decisions_of(engine, post_id) == []


def test_pictures_are_blurred_until_they_are_revealed(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    product = shop.make_product(engine, brand.id, title="Manteau")
    post_id = shop.make_post(engine, brand, kind="promotion", products=(product,), text="Le <b>manteau</b>")
    page = moderator.get(f"/moderation/posts/{post_id}", headers=ENGLISH).text
    assert 'data-reveal="sharp"' in page
    assert 'data-reveal="sharp" checked' not in page
    assert "Le &lt;b&gt;manteau&lt;/b&gt;" in page
    assert "shop.example.com" in page
    assert "/go/" not in page, "looking at a case must not count as a shopper's tap"


def test_lists_by_state_and_brand_lead_from_one_case_to_the_next(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    first, second, third = (shop.make_post(engine, brand, text=f"Post {n}") for n in range(3))
    shop.make_post(engine, shop.make_brand(engine, name="Other"))
    page = moderator.get(f"/moderation/?brand={brand.id}", headers=ENGLISH).text
    assert re.findall(rf'href="/moderation/posts/(\d+)\?brand={brand.id}"[^>]*data-case', page) == [
        str(third), str(second), str(first),
    ]  # fmt: skip
    answer = post_form(moderator, f"/moderation/posts/{third}/hide?brand={brand.id}", reason="spam")
    assert answer.location == f"/moderation/posts/{second}?brand={brand.id}"
    answer = post_form(moderator, f"/moderation/posts/{first}/hide?brand={brand.id}", reason="spam")
    assert answer.location == f"/moderation/posts/{second}?brand={brand.id}"
    answer = post_form(moderator, f"/moderation/posts/{second}/hide?brand={brand.id}", reason="spam")
    assert answer.location == f"/moderation/?brand={brand.id}"
    assert "All calm" in moderator.get(answer.location, headers=ENGLISH).text
    hidden = moderator.get(f"/moderation/hidden?brand={brand.id}", headers=ENGLISH).text
    assert all(str(post_id) in hidden for post_id in (first, second, third))
    for nonsense in ("/moderation/?state=x&brand=y", "/moderation/?state=%00"):
        assert moderator.get(nonsense).status_code == 200
    for missing in (
        "/moderation/posts/1",
        "/moderation/posts/x",
        "/moderation/?brand=1",
        "/moderation/brands/1",
    ):
        assert moderator.get(missing).status_code == 404, missing


def test_a_pending_brand_opens_with_its_posts_and_addresses(moderator: FlaskClient, engine: Engine) -> None:
    pending = shop.make_brand(engine, name="Atelier " + "Très" * 20, approved=False)
    post_id = shop.make_post(engine, pending, text="Bientôt")
    shopper = moderator.application.test_client()
    page = moderator.get(f"/moderation/brands/{pending.id}", headers=ENGLISH).text
    assert "Details are missing" in page
    assert "shop.example.com" in page
    assert "Bientôt" in page
    assert shopper.get(f"/posts/{post_id}").status_code == 404
    assert post_form(moderator, f"/moderation/brands/{pending.id}/approve").status_code == 303
    assert shopper.get(f"/posts/{post_id}").status_code == 200
    answer = post_form(moderator, f"/moderation/brands/{pending.id}/approve?lang=en")
    assert answer.status_code == 409
    assert "approved the brand" in answer.text
    assert decisions_of(engine, pending.id) == [("approve_brand", "verified")]


def test_only_the_addresses_that_the_moderator_saw_open_with_the_brand(
    moderator: FlaskClient, engine: Engine
) -> None:
    pending = shop.make_brand(engine, approved=False, domains=("a.example.com", "b.example.com"))
    page = moderator.get(f"/moderation/brands/{pending.id}", headers=ENGLISH).text
    shown = re.findall(r'name="domain_id" value="(\d+)" checked><span class="desk-host">([^<]+)<', page)
    assert [host for _, host in shown] == ["a.example.com", "b.example.com"]
    with transaction(engine, Scope.brand(pending.owner_id, pending.id)) as tx:
        add_domain(tx, pending.id, "unseen.example.com")
    other = shop.make_brand(engine, approved=False)
    with transaction(engine, Scope.system()) as tx:
        foreign = domains_of(tx, other.id)[0].id
    address = f"/moderation/brands/{pending.id}/approve"
    assert post_form(moderator, address, domain_id="x").status_code == 404
    answer = post_form(moderator, address, domain_id=[shown[0][0], str(foreign)])
    assert answer.status_code == 303
    with transaction(engine, Scope.system()) as tx:
        assert approved_hosts(tx, pending.id) == {"a.example.com"}
        assert approved_hosts(tx, other.id) == set()
    assert pending.slug in moderator.get(f"/moderation/brands/{pending.id}?state=domains").text


def test_suspension_closes_a_brand_and_reinstating_restores_all_of_it(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    kept, hidden = shop.make_post(engine, brand), shop.make_post(engine, brand)
    shopper = moderator.application.test_client()
    hide(moderator, hidden, reason="spam")
    address = f"/moderation/brands/{brand.id}"
    assert post_form(moderator, f"{address}/suspend").status_code == 422
    assert post_form(moderator, f"{address}/suspend", reason="counterfeit").status_code == 303
    assert shopper.get(f"/posts/{kept}").status_code == 404
    assert shopper.get(f"/brands/{brand.slug}").status_code == 404
    assert post_form(moderator, f"{address}/approve?state=suspended").status_code == 303
    assert shopper.get(f"/posts/{kept}").status_code == 200
    assert shopper.get(f"/posts/{hidden}").status_code == 404
    assert [action for action, _ in decisions_of(engine, brand.id)][-2:] == [
        "suspend_brand",
        "reinstate_brand",
    ]


def test_a_later_shop_address_waits_for_its_own_approval(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    with transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        add_domain(tx, brand.id, "outlet.example.com")
    with transaction(engine, Scope.system()) as tx:
        query = text("SELECT id FROM brand_domains WHERE brand_id = :id AND approved_at IS NULL")
        domain_id = tx.session.execute(query, {"id": brand.id}).scalar_one()
    assert brand.slug in moderator.get(f"/moderation/brands/{brand.id}?state=domains").text
    other = shop.make_brand(engine)
    address = f"/moderation/brands/{brand.id}/domains/{domain_id}/approve"
    assert post_form(moderator, address.replace(str(brand.id), str(other.id))).status_code == 404
    assert post_form(moderator, address).status_code == 303
    assert post_form(moderator, address).status_code == 409
    assert ("approve_domain", "verified") in decisions_of(engine, brand.id)


def test_every_decision_is_in_the_log_newest_first_page_by_page(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    post_id = shop.make_post(engine, brand)
    for _ in range(30):
        hide(moderator, post_id, reason="spam")
        post_form(moderator, f"/moderation/posts/{post_id}/restore")
    page = moderator.get("/moderation/decisions", headers=ENGLISH).text
    assert page.index("restored the post") < page.index("hid the post")
    following = re.search(r'href="(/moderation/decisions\?before=[^"]+)" rel="next"', page)
    assert following is not None
    rest = moderator.get(following[1], headers=ENGLISH).text
    assert "Maison Lune" in rest
    assert moderator.get("/moderation/decisions?before=forged").status_code == 422


def test_every_reason_has_words_in_both_languages(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    assert tuple(REASONS) == HIDE_REASONS
    address = f"/moderation/posts/{shop.make_post(engine, brand)}"
    french = moderator.get(address, headers={"Accept-Language": "fr"}, query_string={"lang": "fr"}).text
    assert "Publicité cachée" in french
    titles = re.findall(r'class="reason-title">([^<]+)<', french)
    assert len(titles) == len(REASONS)
    assert set(titles) & {title for title, _ in REASONS.values()} == {"Spam"}


def test_an_open_list_hears_of_new_posts_and_does_not_move(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    first = shop.make_post(engine, brand)
    page = moderator.get(f"/moderation/posts/{first}?brand={brand.id}", headers=ENGLISH).text
    asked = re.search(r'href="([^"]+)" data-desk-news="([^"]+)" hidden', page)
    assert asked is not None
    href, address = (unescape(part) for part in asked.groups())
    assert moderator.get(address, headers=ENGLISH).json == {"count": 0, "words": ""}
    for _ in range(2):
        shop.make_post(engine, brand)
    shop.make_post(engine, shop.make_brand(engine, name="Other"))
    hide(moderator, shop.make_post(engine, brand), reason="spam")
    assert moderator.get(address, headers=ENGLISH).json == {"count": 2, "words": "2 new posts: show"}
    assert moderator.get(href).status_code == 200
    assert "data-desk-news" not in moderator.get("/moderation/hidden").text
    assert moderator.get("/moderation/news?after=x&brand=").status_code == 200


def test_the_blur_is_explained_and_every_switch_has_a_name_of_its_own(
    moderator: FlaskClient, engine: Engine, brand: shop.MadeBrand
) -> None:
    page = moderator.get(f"/moderation/posts/{shop.make_post(engine, brand)}", headers=ENGLISH).text
    assert "Pictures are blurred and grey to spare you." in page
    assert '<kbd class="key">B</kbd> turns all sharp' in page
    assert 'Sharp<span class="visually-hidden">, Picture 1</span>' in page
