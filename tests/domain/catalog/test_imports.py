"""What an import changes, what it leaves, and how it ends when it is killed, doubled, cut off or misled."""

import io
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import select, text

from app.domain.catalog import applying, import_running
from app.domain.catalog.actions import import_source_key, request_import, set_offer
from app.domain.catalog.applying import apply_products
from app.domain.catalog.errors import ImportNotFound, OfferNotFound
from app.domain.catalog.import_leases import GAVE_UP, sweep_imports, take_import
from app.domain.catalog.import_queries import get_import, list_imports, list_remarks
from app.domain.catalog.import_remarks import MAX_STORED
from app.domain.catalog.models import Offer, Product, Variant
from app.domain.pricing.models import PriceLedgerEntry
from app.domain.pricing.queries import prior_prices
from app.entrypoints.worker.imports import run_import
from app.kernel.errors import InvalidInput
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from media.errors import ObjectMissing, StorageUnavailable
from tests.domain.catalog.at_hand import GOOGLE, SHOPIFY, Shop, open_shop
from tests.factories.shop import make_brand, make_product, remember_price
from tests.unit.importing.feeds_at_hand import google_feed, google_item


@pytest.fixture
def shop(resources: Resources) -> Shop:
    return open_shop(resources)


def many(count: int) -> bytes:
    return google_feed(*(google_item(number) for number in range(count)))


def let_the_lease_run_out(shop: Shop, import_id: int) -> None:
    with transaction(shop.engine, Scope.system()) as tx:
        tx.session.execute(
            text(
                "UPDATE catalog_imports SET lease_until = now() - interval '1 second',"
                " created_at = created_at - interval '1 minute' WHERE id = :id"
            ),
            {"id": import_id},
        )


def test_only_what_changed_is_written_and_announced(shop: Shop) -> None:
    shop.run(many(3))
    remember_price(shop.engine, shop.product("sku-0").id, 1500, days_ago=31)
    assert shop.announced() == []
    before = {name: shop.product(name) for name in ("sku-0", "sku-1", "sku-2")}
    run = shop.run(
        google_feed(
            google_item(0, price="12.00 EUR"),
            google_item(1, description="Une autre robe."),
            google_item(2),
        )
    )
    assert (run.updated_count, run.unchanged_count) == (2, 1)
    assert shop.announced() == [str(before["sku-0"].id)]
    assert shop.product("sku-2").updated_at == before["sku-2"].updated_at
    assert shop.count(PriceLedgerEntry) == 3 + 1 + 1, "three begun, one remembered, one changed"
    (offer,) = shop.offers("sku-0").values()
    assert offer.price_minor == 1200
    with transaction(shop.engine, shop.scope) as tx:
        prior = prior_prices(tx, [offer.variant_id], "FR")
    assert prior[offer.variant_id].price.amount_minor == 1500


@pytest.mark.parametrize(
    "changes", [{"availability": "out of stock"}, {"title": "Un autre nom"}, {"sale_price": "9.99 EUR"}]
)
def test_what_a_card_shows_is_announced(shop: Shop, changes: dict[str, str]) -> None:
    shop.run(many(1))
    assert shop.run(google_feed(google_item(0, **changes))).updated_count == 1
    assert shop.announced() == [str(shop.product("sku-0").id)]


def test_a_flood_of_changes_is_announced_with_one_word(shop: Shop) -> None:
    shop.run(many(60))
    assert shop.run(many(60).replace(b"15.00", b"14.00")).updated_count == 60
    assert (shop.announced(), shop.announced_as_a_whole()) == ([], 1)


def test_claimed_price_delivery_and_stock_country(shop: Shop) -> None:
    shipping = (
        "<g:shipping><g:country>DE</g:country><g:price>1 EUR</g:price><g:min_transit_time>9</g:min_transit_time>"
        "</g:shipping><g:shipping><g:country>FR</g:country><g:price>4.90 EUR</g:price>"
        "<g:min_handling_time>1</g:min_handling_time><g:max_handling_time>1</g:max_handling_time>"
        "<g:min_transit_time>2</g:min_transit_time><g:max_transit_time>4</g:max_transit_time></g:shipping>"
    )
    shop.run(
        google_feed(google_item(1, shipping, price="20 EUR", sale_price="15 EUR")),
        {"market": "FR", "stock_country": "IT"},
    )
    (offer,) = shop.offers("sku-1").values()
    assert (offer.price_minor, offer.claimed_price_minor, offer.currency) == (1500, 2000, "EUR")
    assert (offer.delivery_days_min, offer.delivery_days_max, offer.stock_country) == (3, 5, "IT")
    assert offer.purchase_url == "https://shop.example/p/1"
    shop.run(many(2))
    (offer,) = shop.offers("sku-1").values()
    assert (offer.price_minor, offer.claimed_price_minor, offer.stock_country) == (1500, None, "IT")


def test_a_sale_counts_only_inside_its_window(shop: Shop) -> None:
    now = datetime.now(UTC)
    window = f"{(now + timedelta(days=1)).isoformat()}/{(now + timedelta(days=9)).isoformat()}"
    shop.run(
        google_feed(google_item(1, price="20 EUR", sale_price="15 EUR", sale_price_effective_date=window))
    )
    (offer,) = shop.offers("sku-1").values()
    assert (offer.price_minor, offer.claimed_price_minor) == (2000, None)


def test_sizes_of_one_group_become_one_product(shop: Shop) -> None:
    def item(number: int, size: str, group: str = "robe-lune", **more: str) -> str:
        return google_item(number, title=f"Robe Lune - {size}", item_group_id=group, size=size, **more)

    run = shop.run(google_feed(item(1, "S"), item(2, "M"), google_item(9), item(3, "L")))
    assert (run.items_total, run.created_count, run.updated_count) == (4, 3, 1), "items of the file"
    product = shop.product("group:robe-lune")
    assert product.title == {"fr": "Robe Lune"}
    assert list(shop.offers("group:robe-lune")) == ["sku-1", "sku-2", "sku-3"]
    before = shop.everything()
    again = shop.run(google_feed(item(1, "S"), item(2, "M"), google_item(9), item(3, "L")))
    assert (again.created_count, again.updated_count, again.unchanged_count) == (0, 0, 4)
    assert shop.everything() == before
    shop.run(google_feed(item(1, "S"), item(2, "M"), google_item(9), item(3, "L", price="9.00 EUR")))
    assert shop.offers("group:robe-lune")["sku-3"].price_minor == 900
    assert shop.announced() == [str(product.id)]


def test_a_category_is_no_group(shop: Shop) -> None:
    group = {"item_group_id": "robes", "product_type": "Robes", "color": "rouge"}
    shop.run(google_feed(google_item(1, **group), google_item(2, **group), google_item(3, item_group_id="x")))
    assert shop.count(Product) == 3


def test_a_variant_that_the_shop_dropped_is_sold_out(shop: Shop) -> None:
    head = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
    shop.run((head + "robe,Robe,Taille,S,r-s,10\nrobe,,,M,r-m,10\n").encode(), SHOPIFY)
    run = shop.run((head + "robe,Robe,Taille,S,r-s,10\n").encode(), SHOPIFY)
    assert run.updated_count == 1
    words = {name: offer.availability for name, offer in shop.offers("robe").items()}
    assert words == {"r-s": "in_stock", "r-m": "out_of_stock"}
    assert shop.run((head + "robe,Robe,Taille,S,r-s,10\n").encode(), SHOPIFY).unchanged_count == 1


def test_markets_are_kept_apart(shop: Shop) -> None:
    shop.run(many(1), {"market": "FR"})
    run = shop.run(google_feed(google_item(0, price="14 EUR")), {"market": "BE"})
    assert run.updated_count == 1
    with transaction(shop.engine, shop.scope) as tx:
        query = select(Offer.market, Offer.price_minor).where(Offer.brand_id == shop.brand.id)
        prices = {row.market: row.price_minor for row in tx.session.execute(query)}
    assert prices == {"FR": 1500, "BE": 1400}


def test_what_is_missing_is_left_unless_the_brand_says_the_file_is_everything(shop: Shop) -> None:
    shop.run(many(3))
    part = google_feed(google_item(0), google_item(1, price="nothing"))
    assert "missing_from_feed" in shop.codes(shop.run(part).id)
    assert shop.product("sku-2").listed
    run = shop.run(part, GOOGLE | {"full": "1"})
    assert "unlisted_missing" in shop.codes(run.id)
    assert [shop.product(f"sku-{n}").listed for n in range(3)] == [True, True, False]
    assert shop.announced() == [str(shop.product("sku-2").id)]
    shop.run(many(3))
    assert shop.product("sku-2").listed


def test_a_whole_file_of_one_market_leaves_the_others_alone(shop: Shop) -> None:
    def sold() -> dict[str, tuple[bool, dict[str, str]]]:
        query = select(Product.external_id, Product.listed, Offer.market, Offer.availability)
        query = query.join(Variant, Variant.product_id == Product.id).join(Offer).order_by(Offer.market)
        found: dict[str, tuple[bool, dict[str, str]]] = {}
        with transaction(shop.engine, shop.scope) as tx:
            for name, listed, market, word in tx.session.execute(
                query.where(Product.brand_id == shop.brand.id)
            ):
                found.setdefault(name, (listed, {}))[1][market] = word
        return found

    both, belgian = google_feed(google_item(1), google_item(2)), GOOGLE | {"market": "BE"}
    shop.run(google_feed(google_item(0), google_item(1), google_item(2)))
    shop.run(google_feed(google_item(1), google_item(2), google_item(3)), belgian)
    run = shop.run(google_feed(google_item(1)), belgian | {"full": "1"})
    assert sold() == {
        "sku-0": (True, {"FR": "in_stock"}),
        "sku-1": (True, {"BE": "in_stock", "FR": "in_stock"}),
        "sku-2": (True, {"BE": "out_of_stock", "FR": "in_stock"}),
        "sku-3": (False, {"BE": "in_stock"}),
    }
    said = {one.code: one.message for one in shop.remarks(run.id) if one.code.endswith("_missing")}
    assert set(said) == {"unlisted_missing", "sold_out_missing"}
    assert all(message.startswith("1 product") for message in said.values())
    shop.run(both, belgian)
    assert sold()["sku-2"] == (True, {"BE": "in_stock", "FR": "in_stock"})


def test_a_price_set_by_hand_during_an_import_is_not_hidden_by_its_hash(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the offer would keep the hand's price under the file's hash, and the same file would change nothing."""
    shop.run(many(1))
    (offer,) = shop.offers("sku-0").values()

    def set_by_hand() -> None:
        with transaction(shop.engine, shop.scope) as tx:
            set_offer(tx, shop.brand.id, offer.id, price_minor=999)

    load, hands = applying._load, []

    def load_then_edit(*arguments):  # type: ignore[no-untyped-def]
        shelf = load(*arguments)
        hands.append(Thread(target=set_by_hand))
        hands[0].start()
        hands[0].join(timeout=1)
        return shelf

    monkeypatch.setattr(applying, "_load", load_then_edit)
    shop.run(google_feed(google_item(0, description="Une autre robe.")))
    hands[0].join()
    monkeypatch.undo()
    assert [one.price_minor for one in shop.offers("sku-0").values()] == [999]
    assert shop.run(google_feed(google_item(0, description="Une autre robe."))).updated_count == 1
    assert [one.price_minor for one in shop.offers("sku-0").values()] == [1500]


def test_a_file_that_was_cut_short_takes_nothing_out(shop: Shop) -> None:
    shop.run(many(3))
    run = shop.run(many(3)[:-400], GOOGLE | {"full": "1"})
    assert "full_but_incomplete" in shop.codes(run.id)
    assert shop.product("sku-2").listed


def test_one_bad_item_costs_only_itself(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_a_bug(tx, brand_id, wanted):  # type: ignore[no-untyped-def]
        if any(one.external_id == "sku-5" for one in wanted):
            tx.session.execute(text("SELECT 1 / 0"))
        return apply_products(tx, brand_id, wanted)

    monkeypatch.setattr(import_running, "apply_products", with_a_bug)
    run = shop.run(many(12))
    assert (run.status, run.items_total, run.created_count, run.error_count) == ("done", 12, 11, 1)
    assert run.refused_count == 1
    (remark,) = [one for one in shop.remarks(run.id, "fr") if one.code == "item_not_stored"]
    assert (remark.item_ref, remark.line) == ("sku-5", 4 + 5 * 9)
    assert remark.message.startswith("« sku-5 » n’a pas pu")


def test_the_figures_of_an_import_add_up_to_the_items_of_its_file(shop: Shop) -> None:
    shop.run(many(2))
    sizes = [
        google_item(f"a{size}", item_group_id="g", size=size, price="9 EUR" if size != "L" else "cheap")
        for size in ("S", "M", "L")
    ]
    run = shop.run(
        google_feed(
            google_item(0),
            google_item(1, price="12 EUR"),
            google_item(2),
            google_item(2),
            google_item(3, price="zero", availability="perhaps"),
            "<item><g:id>broken</item>",
            *sizes,
        )
    )
    assert run.items_total == 9
    assert (run.created_count, run.updated_count, run.unchanged_count) == (1 + 2, 1, 1)
    assert run.refused_count == 4, "a repeated id, two faults of one item, broken XML, one size of three"
    assert run.error_count == 5


def test_pictures_that_a_feed_names_and_nobody_fetches_are_said(shop: Shop) -> None:
    run = shop.run(many(3))
    (remark,) = [one for one in shop.remarks(run.id) if one.code == "pictures_not_fetched"]
    assert remark.message.startswith("3 products of your catalogue show no picture")
    assert run.info_count == 1


class Killed(BaseException):
    """As a kill: nothing of the program runs after it."""


def kill_at_batch(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    calls = iter(range(1, 100))

    def dying(tx, brand_id, wanted):  # type: ignore[no-untyped-def]
        outcomes = apply_products(tx, brand_id, wanted)
        if next(calls) == number:
            raise Killed
        return outcomes

    monkeypatch.setattr(import_running, "apply_products", dying)
    monkeypatch.setattr(import_running, "BATCH_PRODUCTS", 10)


def test_a_killed_import_resumes_and_ends_as_if_nothing_had_happened(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [google_item(number, price="12 EUR" if number % 7 else "zero") for number in range(45)]
    import_id = shop.request(google_feed(*items))
    with monkeypatch.context() as patch:
        kill_at_batch(patch, 3)
        with pytest.raises(Killed):
            run_import(str(import_id))
    killed = shop.see(import_id)
    assert (killed.status, killed.created_count) == ("running", 20)
    assert 0 < killed.percent < 100
    run_import(str(import_id))
    assert shop.see(import_id).status == "running"  # the dead worker's lease still holds
    let_the_lease_run_out(shop, import_id)
    with transaction(shop.engine, Scope.system()) as tx:
        assert import_id in sweep_imports(tx, limit=1000)
    run_import(str(import_id))
    ended = shop.see(import_id)
    assert (ended.status, ended.created_count, ended.updated_count, ended.unchanged_count) == (
        "done",
        38,
        0,
        0,
    )
    assert (ended.items_total, ended.refused_count, ended.error_count) == (45, 7, 7)
    assert shop.count(Product) == shop.count(PriceLedgerEntry) == 38
    assert shop.codes(import_id).count("price_invalid") == 7
    run_import(str(import_id))
    assert shop.see(import_id) == ended


def test_a_worker_that_lost_its_lease_writes_nothing_more(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = shop.request(many(30))
    rival: list[object] = []

    def overtaken(tx, brand_id, wanted):  # type: ignore[no-untyped-def]
        if len(rival) == 0:
            let_the_lease_run_out(shop, import_id)
            with transaction(shop.engine, Scope.system()) as other:
                rival.append(take_import(other, import_id))
        return apply_products(tx, brand_id, wanted)

    with monkeypatch.context() as patch:
        patch.setattr(import_running, "apply_products", overtaken)
        run_import(str(import_id))
    assert rival[0] is not None
    assert shop.count(Product) == 0
    let_the_lease_run_out(shop, import_id)
    run_import(str(import_id))
    assert shop.see(import_id).created_count == 30


def test_an_import_that_gets_nowhere_is_given_up_after_three_tries(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = shop.request(many(3))

    def dying(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(import_running, "apply_products", dying)
        for _ in range(3):
            with pytest.raises(Killed):
                run_import(str(import_id))
            let_the_lease_run_out(shop, import_id)
    run_import(str(import_id))
    assert shop.count(Product) == 0
    with transaction(shop.engine, Scope.system()) as tx:
        assert import_id not in sweep_imports(tx, limit=1000)
    dead = shop.see(import_id)
    assert (dead.status, dead.failure, dead.is_over) == ("failed", GAVE_UP, True)


class CutOff:
    """A store that goes away in the middle of a file."""

    def __init__(self, storage, after_bytes: int) -> None:  # type: ignore[no-untyped-def]
        self._storage, self._after_bytes = storage, after_bytes

    def __getattr__(self, name: str) -> object:
        return getattr(self._storage, name)

    def open_stream(self, key: str):  # type: ignore[no-untyped-def]
        data = io.BytesIO(b"".join(self._storage.open_stream(key)))
        while data.tell() < self._after_bytes and (piece := data.read(4096)):
            yield piece
        raise StorageUnavailable


@pytest.mark.usefixtures("in_app")
def test_a_store_that_goes_away_parks_the_import_and_costs_no_attempt(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.entrypoints.worker.support import brand_unit, system_unit

    monkeypatch.setattr(import_running, "BATCH_PRODUCTS", 10)
    import_id = shop.request(many(600))
    cut_off = CutOff(shop.resources.storage, 150_000)
    for _ in range(5):
        assert (
            import_running.run_import(system_unit, brand_unit, cut_off, lambda *_: [], import_id) == "parked"
        )  # type: ignore[arg-type]
        let_the_lease_run_out(shop, import_id)
    parked = shop.see(import_id)
    assert parked.status == "running"
    assert 0 < parked.created_count < 600
    run_import(str(import_id))
    assert (shop.see(import_id).status, shop.see(import_id).created_count) == ("done", 600)


def test_a_file_that_is_gone_is_said_so(shop: Shop) -> None:
    key = import_source_key(shop.brand.id, 77)
    with transaction(shop.engine, shop.scope) as tx:
        import_id = request_import(tx, shop.brand.id, None, filename="x.xml", source_key=key)
    run_import(str(import_id))
    assert (shop.see(import_id).status, shop.see(import_id).failure) == ("failed", import_running.FILE_GONE)


def test_the_file_is_removed_when_the_import_is_over(shop: Shop) -> None:
    run = shop.run(many(1))
    with pytest.raises(ObjectMissing):
        shop.resources.storage.head(import_source_key(shop.brand.id, run.id))


def test_remarks_beyond_the_cap_are_counted(shop: Shop) -> None:
    rows = "".join(f"p{number},Robe,x,none\n" for number in range(MAX_STORED // 2 + 10))
    run = shop.run(f"Handle,Title,Vendor,Variant Price\nok,Robe,x,5\n{rows}".encode(), SHOPIFY)
    assert (run.status, run.created_count) == ("done", 1)
    assert run.error_count == 2 * (MAX_STORED // 2 + 10)
    remarks = shop.remarks(run.id)
    assert len([one for one in remarks if one.severity == "error"]) < MAX_STORED
    (more,) = [one for one in remarks if one.code == "more_not_listed"]
    assert more.message.startswith(f"{run.error_count + 1 - MAX_STORED} more")


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\xff\xfe",
        b"<rss><channel><item>" + b"\x00" * 500,
        b"\x1f\x8b\x08junk",
        b"<!DOCTYPE html><html></html>",
        b"id,title\n\x00,\x00",
        b"[]",
        b"<!DOCTYPE lolz [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><rss><item>&b;</item></rss>",
    ],
)
def test_what_is_no_feed_fails_with_a_remark(shop: Shop, data: bytes) -> None:
    run = shop.run(data)
    assert (run.status, run.created_count, run.failure) == ("failed", 0, import_running.NOTHING_READ)
    assert run.error_count + run.warning_count > 0
    assert all(one.message for one in shop.remarks(run.id, "fr"))


def test_options_are_checked_before_anything_is_stored(shop: Shop) -> None:
    with pytest.raises(InvalidInput) as refused:
        shop.request(many(1), {"market": "France", "currency": "EURO", "markets": "[]"})
    assert set(refused.value.fields) == {"market", "currency", "markets"}
    with pytest.raises(InvalidInput) as refused:
        shop.request(many(1), {"market": "FR"}, "shopify_csv")
    assert set(refused.value.fields) == {"currency", "shop_url"}
    with pytest.raises(InvalidInput):
        shop.request(b"")
    with transaction(shop.engine, shop.scope) as tx, pytest.raises(ValueError, match="own brand"):
        request_import(tx, shop.brand.id, None, filename="x", source_key="quarantine/1/imports/5")


def test_another_brand_sees_no_import_and_no_remark(shop: Shop) -> None:
    run = shop.run(many(1))
    other = make_brand(shop.engine)
    with transaction(shop.engine, Scope.brand(other.owner_id, other.id)) as tx:
        assert list_imports(tx, shop.brand.id).items == []
        for brand_id in (other.id, shop.brand.id):
            with pytest.raises(ImportNotFound):
                get_import(tx, brand_id, run.id)
            with pytest.raises(ImportNotFound):
                list_remarks(tx, brand_id, run.id)


def test_imports_and_remarks_come_in_pages(shop: Shop) -> None:
    runs = [shop.run(google_feed(google_item(1, price="x"), google_item(2, price="y"))).id for _ in range(3)]
    with transaction(shop.engine, shop.scope) as tx:
        first = list_imports(tx, shop.brand.id, limit=2)
        rest = list_imports(tx, shop.brand.id, limit=2, before=first.next_before)
        assert [one.id for one in (*first.items, *rest.items)] == runs[::-1]
        assert rest.next_before is None
        page = list_remarks(tx, shop.brand.id, runs[0], severity="error", limit=1)
        more = list_remarks(tx, shop.brand.id, runs[0], severity="error", limit=1, after=page.next_after)
        assert [one.item_ref for one in (*page.items, *more.items)] == ["sku-1", "sku-2"]
        assert more.next_after is None


def test_a_quick_edit_is_announced_and_the_next_import_has_the_last_word(shop: Shop) -> None:
    shop.run(many(1))
    (offer,) = shop.offers("sku-0").values()
    with transaction(shop.engine, shop.scope) as tx:
        assert set_offer(tx, shop.brand.id, offer.id, price_minor=990, availability="out_of_stock")
        assert not set_offer(tx, shop.brand.id, offer.id, price_minor=990)
    assert shop.count(PriceLedgerEntry) == 2
    assert shop.announced() == [str(shop.product("sku-0").id)]
    assert shop.run(many(1)).updated_count == 1
    assert shop.offers("sku-0")["sku-0"].price_minor == 1500


def test_a_quick_edit_refuses_nonsense_and_strangers(shop: Shop) -> None:
    shop.run(many(1))
    (offer,) = shop.offers("sku-0").values()
    with transaction(shop.engine, shop.scope) as tx, pytest.raises(InvalidInput) as refused:
        set_offer(tx, shop.brand.id, offer.id, price_minor=-1, availability="sold")
    assert set(refused.value.fields) == {"price", "availability"}
    other = make_brand(shop.engine)
    make_product(shop.engine, other.id)
    for brand_id in (other.id, shop.brand.id):
        with (
            transaction(shop.engine, Scope.brand(other.owner_id, other.id)) as tx,
            pytest.raises(OfferNotFound),
        ):
            set_offer(tx, other.id if brand_id == other.id else brand_id, offer.id, price_minor=1)
    assert shop.count(Variant) == 1
