"""Google Merchant XML: what is read, and how much of a damaged feed still comes through."""

from datetime import UTC, datetime

import pytest

from app.kernel.money import Money
from tests.unit.importing.feeds_at_hand import HEAD, TAIL, Reading, google_feed, google_item, read_item


def test_the_nested_shipping_price_is_not_the_price() -> None:
    shipping = "<g:shipping><g:country>FR</g:country><g:price>4.90 EUR</g:price></g:shipping>"
    before = Reading(google_feed(f"<item>{shipping}{google_item().removeprefix('<item>')}"))
    for reading in (before, read_item(extra=shipping)):
        assert reading.offer().price == Money(1500, "EUR")
        assert reading.offer().shipping[0].price == Money(490, "EUR")
        assert reading.offer().shipping[0].country == "FR"


def test_a_missing_price_is_not_taken_from_shipping() -> None:
    reading = read_item(price=None, extra="<g:shipping><g:price>4.90 EUR</g:price></g:shipping>")
    assert reading.products == []
    missing = reading.one("attribute_missing")
    assert (missing.field, missing.item_ref, missing.severity) == ("price", "sku-1", "error")


def test_sale_price_is_the_price_and_price_only_a_claim() -> None:
    window = "2026-01-10T00:00+0100/2026-02-01T00:00+0100"
    offer = read_item(sale_price="9,90 EUR", sale_price_effective_date=window).offer()
    assert (offer.price, offer.list_price_claim) == (Money(990, "EUR"), Money(1500, "EUR"))
    assert offer.sale_starts_at == datetime(2026, 1, 9, 23, tzinfo=UTC)
    assert offer.price_at(datetime(2026, 1, 20, tzinfo=UTC)) == (Money(990, "EUR"), Money(1500, "EUR"))
    assert offer.price_at(datetime(2026, 3, 1, tzinfo=UTC)) == (Money(1500, "EUR"), None)


def test_a_sale_price_that_is_no_reduction_is_left_out() -> None:
    reading = read_item(sale_price="15.00 EUR")
    assert reading.offer().list_price_claim is None
    assert reading.one("sale_price_not_lower").line == 12


@pytest.mark.parametrize(
    "missing", ["id", "title", "description", "link", "image_link", "availability", "price"]
)
def test_a_missing_required_attribute_drops_that_item_only(missing: str) -> None:
    reading = Reading(google_feed(google_item(1), google_item(2, **{missing: None}), google_item(3)))
    assert reading.ids == ["sku-1", "sku-3"]
    assert (reading.one("attribute_missing").field, reading.one("attribute_missing").line) == (missing, 13)


def test_too_long_a_title_is_cut_and_too_long_an_id_refused() -> None:
    reading = read_item(title="mot " * 60)
    assert len(reading.products[0].title) <= 150
    assert reading.one("text_cut").field == "title"
    assert read_item(id="x" * 51).one("id_too_long").severity == "error"


def test_wrong_optional_values_cost_only_themselves() -> None:
    reading = read_item(gtin="3017620422004", condition="shiny", expiration_date="soon")
    product = reading.products[0]
    assert (product.variants[0].gtin, product.condition, product.expires_at) == ("", "new", None)
    assert sorted(reading.codes) == ["condition_unknown", "date_invalid", "gtin_invalid"]
    assert read_item(gtin="3017620422003").products[0].variants[0].gtin == "3017620422003"


def test_options_images_and_group() -> None:
    extra = "<g:color>Bleu</g:color><g:size>M</g:size><g:item_group_id>robe</g:item_group_id>"
    extra += "<g:additional_image_link>https://shop.example/2.jpg</g:additional_image_link>"
    product = read_item(extra=extra).products[0]
    assert product.variants[0].options == {"color": "Bleu", "size": "M"}
    assert product.image_links == ("https://shop.example/i/1.jpg", "https://shop.example/2.jpg")
    assert product.group_id == "robe"


def test_items_of_a_group_stay_apart_and_a_repeated_id_is_refused() -> None:
    group = "<g:item_group_id>all-the-shop</g:item_group_id>"
    reading = Reading(google_feed(google_item(1, group), google_item(2, group), google_item(1, group)))
    assert reading.ids == ["sku-1", "sku-2"]
    assert reading.one("id_repeated").item_ref == "sku-1"


def test_atom_entries_and_rss_fields() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry>
    <title>Sac</title><link rel="alternate" href="https://shop.example/sac"/><summary>Un sac.</summary><id>tag:x</id>
    <g:id>sac-1</g:id><g:image_link>https://shop.example/s.jpg</g:image_link><g:price>EUR 20</g:price>
    <g:availability>in_stock</g:availability></entry></feed>"""
    reading = Reading(atom.encode())
    assert reading.diagnostics == []
    assert (reading.products[0].external_id, reading.products[0].title) == ("sac-1", "Sac")
    assert reading.offer().purchase_url == "https://shop.example/sac"


def test_unknown_attributes_are_named_once() -> None:
    extra = "<g:mood>gay</g:mood><g:mood>sad</g:mood>"
    reading = Reading(google_feed(google_item(1, extra), google_item(2, extra)))
    assert len(reading.products) == 2
    assert reading.one("unknown_attribute").field == "mood"


def test_a_broken_item_leaves_its_neighbours_whole() -> None:
    broken = "<item>\n<g:id>bad</g:id>\n<g:title>Oops</g:name>\n</item>\n"
    reading = Reading(google_feed(google_item(1), broken, google_item(3)))
    assert reading.ids == ["sku-1", "sku-3"]
    fault = reading.one("xml_tag_mismatch")
    assert (fault.line, fault.params["column"], fault.severity, fault.incomplete) == (15, "16", "error", True)


def test_bare_ampersands_and_html_entities_are_mended_without_loss() -> None:
    reading = read_item(title="Dolce & Gabbana caf&eacute;", link="https://shop.example/p?a=1&b=2&copy=3")
    assert reading.products[0].title == "Dolce & Gabbana café"
    assert reading.products[0].link == "https://shop.example/p?a=1&b=2&copy=3"
    assert [one.line for one in reading.diagnostics] == [6, 6, 8, 8]
    assert reading.diagnostics[0].params["column"] == "16"


def test_an_ampersand_inside_cdata_is_left_alone() -> None:
    reading = read_item(title="<![CDATA[A & B </item> <item> c]]>")
    assert (reading.products[0].title, reading.diagnostics) == ("A & B </item> <item> c", [])


def test_an_unclosed_cdata_section_costs_one_item() -> None:
    reading = Reading(
        google_feed(google_item(1), google_item(2, title="<![CDATA[open"), google_item(3), google_item(4))
    )
    assert reading.ids == ["sku-1", "sku-3", "sku-4"]
    assert reading.one("item_cut_short").line == 13


def test_an_unclosed_item_costs_one_item() -> None:
    reading = Reading(google_feed(google_item(1), google_item(2).replace("</item>", ""), google_item(3)))
    assert reading.ids == ["sku-1", "sku-3"]
    assert (reading.one("item_unclosed").line, reading.one("item_unclosed").params["at_line"]) == (13, "22")


def test_a_feed_cut_short_delivers_what_came_before() -> None:
    whole = google_feed(google_item(1), google_item(2), google_item(3))
    reading = Reading(whole[: whole.index(b"Robe 3")])
    assert reading.ids == ["sku-1", "sku-2"]
    assert {"item_cut_short", "xml_cut_short"} <= set(reading.codes)
    assert all(one.incomplete for one in reading.diagnostics)


def test_an_item_commented_out_is_not_read() -> None:
    reading = Reading(google_feed(google_item(1), f"<!-- {google_item(2)} -->", google_item(3)))
    assert (reading.ids, reading.diagnostics) == (["sku-1", "sku-3"], [])


def test_a_forgotten_namespace_is_understood() -> None:
    head = HEAD.replace(' xmlns:g="http://base.google.com/ns/1.0"', "")
    reading = Reading(google_feed(google_item(1), google_item(2), head=head))
    assert reading.ids == ["sku-1", "sku-2"]
    assert reading.one("namespace_missing").value == "g"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "cp1252"])
def test_encodings(codec: str) -> None:
    declared = "utf-16" if "16" in codec else codec.removesuffix("-sig")
    head = HEAD.replace("UTF-8", declared)
    reading = Reading(
        (head + google_item(title="Crème d’été" if codec != "iso-8859-1" else "Crème été") + TAIL).encode(
            codec
        )
    )
    assert reading.products[0].title.startswith("Crème")
    assert reading.diagnostics == []


def test_a_wrongly_declared_encoding_is_said_and_survived() -> None:
    reading = Reading((HEAD + google_item(title="Crème") + google_item(2) + TAIL).encode("cp1252"))
    assert [one.title for one in reading.products] == ["Crème", "Robe 2"]
    assert reading.one("encoding_wrong").line == 6
    lying = Reading((HEAD.replace("UTF-8", "martian-7") + google_item(title="Crème") + TAIL).encode())
    assert lying.products[0].title == "Crème"
    assert lying.one("encoding_refused").value == "martian-7"


def test_control_characters_are_replaced_and_said() -> None:
    reading = Reading(google_feed(google_item(title="a\x00b"), google_item(2, title="c&#0;d")))
    assert [one.title for one in reading.products] == ["a\ufffdb", "c\ufffdd"]
    assert reading.one("control_character").line == 6
    assert reading.one("forbidden_reference").line == 15


def test_html_in_a_description_becomes_text() -> None:
    reading = read_item(
        description="<![CDATA[<p>Un&nbsp;<b>sac</b></p><script>alert(1)</script><p>Doux</p>]]>"
    )
    assert reading.products[0].description_text == "Un sac\nDoux"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "/p/1", "https://user@shop.example/", "https://[::1", "ftp://x/y"]
)
def test_addresses_that_are_not_plain_web_addresses_are_refused(link: str) -> None:
    assert read_item(link=link).one("url_invalid").field == "link"
