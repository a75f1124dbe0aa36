"""Every form of the three surfaces: its fields, filled with what would be accepted. A form that is missing is a failure."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask

from app.web.access import Access, declared_access
from tests.factories.shop import PASSWORD
from tests.security.world import World

EMPTY = {
    "accounts.log_out", "accounts.revoke_token", "accounts.log_out_elsewhere", "shop.delete_comment",
    "console.withdraw", "console.remove_domain", "console.complete_upload", "console.sign_upload",
    "moderation.approve_domain",
}  # fmt: skip
"""Forms that ask for nothing, or take JSON."""


@dataclass(frozen=True)
class Form:
    """Where a form goes, who sends it, and its fields."""

    endpoint: str
    path: str
    sender: str | None
    fields: dict[str, str]


def forms(app: Flask, world: World) -> Iterator[Form]:
    """Every form whose fields may hold anything."""
    known = _fields(world)
    values = {**world.ids, "token": "not-a-token", "verb": "like"}
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or rule.endpoint.startswith("api.") or rule.endpoint in EMPTY:
            continue
        assert rule.endpoint in known, f"{rule.endpoint}: tell tests/security/forms.py which fields it has"
        with app.test_request_context():
            path = rule.build({name: values[name] for name in rule.arguments})
        assert path is not None
        yield Form(rule.endpoint, path[1], _sender(app, rule.endpoint), known[rule.endpoint])


def _sender(app: Flask, endpoint: str) -> str | None:
    level = declared_access(app, endpoint)
    return {Access.BRAND: "member_a", Access.MODERATOR: "moderator", Access.SIGNED_IN: "shopper"}.get(
        level or ""
    )


def _fields(world: World) -> dict[str, dict[str, str]]:
    proof = {"current_password": PASSWORD}
    asset, product = world.ids["asset_id"], world.ids["product_id"]
    decision = {"reason": "spam", "explanation": "Seen."}
    described = {
        "name": "Maison", "country": "FR", "city": "Paris", "accent": "#c8553d",
        "tagline-fr": "a", "tagline-en": "b", "story-fr": "c", "story-en": "d",
        "legal-name": "Maison SAS", "legal-address": "1 rue", "legal-phone": "+33 1 23 45 67 89",
        "legal-email": "a@people.example", "legal-register": "", "legal-vat": "", "legal-certified": "1",
    }  # fmt: skip
    return {
        "accounts.log_in": {"email": "nobody@people.example", "password": "x", "next": "/"},
        "accounts.save_preferences": {"lang": "fr", "market": "FR", "theme": "dark", "next": "/you"},
        "accounts.register_account_here": {
            "email": world.emails["shopper"], "display_name": "Ana", "password": "seven green parrots",
        },
        "accounts.send_confirmation_again": {"email": "nobody@people.example"},
        "accounts.send_reset_link": {"email": "nobody@people.example"},
        "accounts.set_password": {"password": "seven green parrots"},
        "accounts.check_the_code": {"code": "123456", "next": "/"},
        "accounts.finish": {"code": "123456", **proof},
        "accounts.renew": proof,
        "accounts.turn_off": proof,
        "accounts.make_token": {"name": "Stock", **proof},
        "accounts.delete_me": {"current_password": "wrong"},
        "accounts.rename": {"display_name": "Ana"},
        "accounts.set_new_password": {"password": "seven green parrots", "current_password": "wrong"},
        "shop.follow": {"on": "1"},
        "shop.react": {"on": "1"},
        "shop.comment": {"body": "Joli"},
        "console.create_brand": {**described, "slug": "maison-x", "domains": "maison.example"},
        "console.save_settings": described,
        "console.save_picture": {"place": "avatar", "asset_id": asset},
        "console.close": {"close": "not this brand", "current_password": "wrong"},
        "console.add_domain": {"domain": "maison.example"},
        "console.set_offer": {"price": "19.90", "availability": "in_stock"},
        "console.set_offers": {
            f"price-{world.ids['offer_id']}": "19.90", f"stock-{world.ids['offer_id']}": "in_stock",
            f"was-{world.ids['offer_id']}": "20.00 in_stock", "all-FR": "21",
        },
        "console.import_feed": {
            "format": "google_xml", "market": "FR", "currency": "EUR", "shop_url": "https://maison.example",
            "locale": "fr", "stock_country": "FR", "full": "1",
        },
        "console.publish": {
            "once": "key", "kind": "story", "text-fr": "a", "text-en": "b", "label": "publicite",
            "asset_id": asset, f"alt-fr-{asset}": "c", f"alt-en-{asset}": "d", f"order-{asset}": "1",
            "product_id": product, f"at-{product}": "0", f"x-{product}": "50", f"y-{product}": "50",
            f"dot-{product}": "0,0.5,0.5", "find": "", "drop": "", "action": "publish",
        },
        "moderation.hide": decision,
        "moderation.restore": {"explanation": "Seen."},
        "moderation.approve": {"explanation": "Seen.", "domain_id": "1"},
        "moderation.suspend": decision,
    }  # fmt: skip
