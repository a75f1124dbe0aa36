"""Somebody deletes their account: nothing of theirs is left, in SQL or beside the timelines, and what must stay names nobody."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from app.domain.accounts.errors import AccountNotFound
from app.domain.accounts.tokens import create_api_token
from app.domain.accounts.viewer import Viewer
from app.domain.brands.closing import close_brand
from app.domain.brands.errors import BrandsLeftAlone, NotTheOwner
from app.domain.brands.following import follow_brand
from app.domain.engagement.actions import react, write_comment
from app.domain.moderation.actions import approve_brand, hide
from app.domain.moderation.errors import BrandClosed
from app.domain.moderation.queries import decisions_on
from app.domain.posts.actions import ImageDraft, PostDraft, publish_post
from app.domain.posts.errors import BrandIsClosed
from app.domain.timelines.carrying import carry_post
from app.domain.timelines.leaving import delete_account
from app.domain.timelines.reading import home_page
from app.domain.timelines.rebuilding import rebuild_timelines
from app.entrypoints.worker.fanout import forget_reader
from app.entrypoints.worker.subscriptions import SUBSCRIPTIONS
from app.kernel.errors import NotAuthenticated
from app.kernel.scope import Scope
from app.kernel.transaction import Unit, transaction
from app.resources.container import Resources
from tests.factories import shop

POINTING_AT_ACCOUNTS = text(
    "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
    " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
    " WHERE c.contype = 'f' AND c.confrelid = 'accounts'::regclass"
    " UNION SELECT table_name::text, column_name::text FROM information_schema.columns"
    " WHERE table_schema = 'public' AND (column_name LIKE '%account_id%' OR column_name LIKE '%\\_by')"
)
"""By foreign key, or by name: some columns hold a bare number on purpose."""


@pytest.fixture
def unit(engine: Engine) -> Unit:
    return lambda: transaction(engine, Scope.system())


def left_of(unit: Unit, account_id: int) -> set[str]:
    """The tables that still hold rows of an account."""
    with unit() as tx:
        places = tx.session.execute(POINTING_AT_ACCOUNTS).all()
        assert len(places) >= 12, "the catalogue was read wrongly"
        return {
            table
            for table, column in places
            if tx.session.scalar(
                text(f"SELECT count(*) FROM {table} WHERE {column} = :id"),
                {"id": account_id},
            )
        }


def test_nothing_of_a_shopper_is_left(engine: Engine, unit: Unit, resources: Resources) -> None:
    brand, account_id = shop.make_brand(engine), shop.make_account(engine, name="Zoe")
    post_id = shop.make_post(engine, brand)
    shop.follow(engine, account_id, brand)
    rebuild_timelines(unit, resources.timelines, [account_id])
    with transaction(engine, Scope.shopper(account_id)) as tx:
        react(tx, Viewer(account_id), post_id, "like")
        react(tx, Viewer(account_id), post_id, "save")
        write_comment(tx, Viewer(account_id), post_id, "My own words")
        create_api_token(tx, account_id, "mine")
    assert left_of(unit, account_id) >= {"follows", "reactions", "comments", "api_tokens", "warm_timelines"}
    with unit() as tx:
        delete_account(tx, account_id)
    assert left_of(unit, account_id) == set()
    with unit() as tx:
        row = tx.session.execute(text("SELECT * FROM accounts WHERE id = :id"), {"id": account_id}).one()
        assert "zoe" not in str(row).lower()
        assert row.password is None and not row.active
        with pytest.raises(AccountNotFound):
            delete_account(tx, account_id)


def test_a_deleted_reader_is_pushed_to_no_more(
    in_app: Flask, engine: Engine, unit: Unit, resources: Resources
) -> None:
    brand, account_id = shop.make_brand(engine), shop.make_account(engine)
    shop.follow(engine, account_id, brand)
    rebuild_timelines(unit, resources.timelines, [account_id])
    first = shop.make_post(engine, brand)
    assert carry_post(unit, resources.timelines, first, shard_count=1) == 1
    with unit() as tx:
        delete_account(tx, account_id)
        query = text("SELECT name FROM outbox WHERE payload = jsonb_build_object('account_id', :id ::text)")
        names = set(tx.session.scalars(query, {"id": str(account_id)}))
    assert forget_reader.name in {then.task for name in names for then in SUBSCRIPTIONS[name]}
    forget_reader.run(str(account_id))
    assert resources.timelines.cold([account_id]) == [account_id]
    second = shop.make_post(engine, brand)
    assert carry_post(unit, resources.timelines, second, shard_count=1) == 0
    assert rebuild_timelines(unit, resources.timelines, [account_id]) == [], "a late task brings nothing back"
    with unit() as tx:
        assert home_page(tx, resources.timelines, Viewer(account_id)).post_ids == []


def test_the_only_owner_closes_the_brand_first(engine: Engine, unit: Unit) -> None:
    brand = shop.make_brand(engine)
    shopper = shop.make_account(engine)
    with pytest.raises(BrandsLeftAlone), unit() as tx:
        delete_account(tx, brand.owner_id)
    with pytest.raises(NotTheOwner), unit() as tx:
        close_brand(tx, shopper, brand.id, brand.slug)
    with unit() as tx:
        close_brand(tx, brand.owner_id, brand.id, f" {brand.slug.upper()} ")
    draft = PostDraft("story", {"fr": "x"}, (ImageDraft(shop.make_picture(engine, brand.id)),))
    with pytest.raises(BrandIsClosed), transaction(engine, Scope.brand(brand.owner_id, brand.id)) as tx:
        publish_post(tx, brand.id, brand.owner_id, draft)
    moderator_id = shop.make_account(engine, moderator=True)
    with pytest.raises(BrandClosed), transaction(engine, Scope.moderator(moderator_id)) as tx:
        approve_brand(tx, moderator_id, brand.id)
    with unit() as tx:
        delete_account(tx, brand.owner_id)
    assert left_of(unit, brand.owner_id) == set()
    assert shop.brand_status(engine, brand.id) == "closed"


def test_a_brand_with_another_owner_keeps_nobody(engine: Engine, unit: Unit) -> None:
    brand, colleague = shop.make_brand(engine), shop.make_account(engine)
    with unit() as tx:
        row = {"brand": brand.id, "account": colleague}
        tx.session.execute(text("INSERT INTO brand_members VALUES (:brand, :account, 'owner', now())"), row)
        delete_account(tx, brand.owner_id)
    with pytest.raises(BrandsLeftAlone), unit() as tx:
        delete_account(tx, colleague)


def test_a_moderators_decisions_stay_without_a_name(engine: Engine, unit: Unit) -> None:
    brand, moderator_id = shop.make_brand(engine), shop.make_account(engine, name="Ines", moderator=True)
    post_id = shop.make_post(engine, brand)
    with transaction(engine, Scope.moderator(moderator_id)) as tx:
        hide(tx, moderator_id, post_id, reason="spam")
    with unit() as tx:
        delete_account(tx, moderator_id)
    assert left_of(unit, moderator_id) == {"decisions"}
    with unit() as tx:
        (decision,) = decisions_on(tx, "post", [post_id])[post_id]
    assert (decision.reason, decision.moderator_name) == ("spam", "")


def test_of_two_owners_who_leave_at_once_the_second_is_told(engine: Engine) -> None:
    first, second = shop.make_account(engine), shop.make_account(engine)
    brand = shop.make_brand(engine, owner_id=first)
    with transaction(engine, Scope.system()) as tx:
        row = {"brand": brand.id, "account": second}
        tx.session.execute(text("INSERT INTO brand_members VALUES (:brand, :account, 'owner', now())"), row)
    told: list[BaseException] = []

    def leave_too() -> None:
        try:
            with transaction(engine, Scope.system()) as tx:
                delete_account(tx, second)
        except BrandsLeftAlone as error:
            told.append(error)

    rival = threading.Thread(target=leave_too)
    with transaction(engine, Scope.system()) as tx:
        delete_account(tx, first)
        rival.start()
        rival.join(0.5)
        assert rival.is_alive(), "the second did not wait for the first"
    rival.join(5)
    assert told


@pytest.mark.parametrize(
    "write",
    [
        lambda tx, who, post_id, _slug: react(tx, Viewer(who), post_id, "like"),
        lambda tx, who, post_id, _slug: write_comment(tx, Viewer(who), post_id, "Too late"),
        lambda tx, who, _post_id, slug: follow_brand(tx, who, slug),
    ],
    ids=["like", "comment", "follow"],
)
def test_a_request_that_was_under_way_writes_nothing_for_who_is_gone(
    write: Callable[..., object], engine: Engine, unit: Unit
) -> None:
    brand, account_id = shop.make_brand(engine), shop.make_account(engine)
    post_id = shop.make_post(engine, brand)
    with unit() as tx:
        delete_account(tx, account_id)
    with pytest.raises(NotAuthenticated), transaction(engine, Scope.shopper(account_id)) as tx:
        write(tx, account_id, post_id, brand.slug)
    assert left_of(unit, account_id) == set()
