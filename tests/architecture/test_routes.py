"""Every route says whom it answers."""

from flask import Flask

from app.web.access import Access, declared_access


def test_every_route_declares_its_access(wired_app: Flask) -> None:
    silent = sorted(
        {
            f"{rule.endpoint} {rule.rule}"
            for rule in wired_app.url_map.iter_rules()
            if declared_access(wired_app, rule.endpoint) is None
        }
    )
    assert not silent, "routes without a declared access: " + ", ".join(silent)


def test_brand_routes_name_the_brand(wired_app: Flask) -> None:
    nameless = [
        rule.rule
        for rule in wired_app.url_map.iter_rules()
        if declared_access(wired_app, rule.endpoint) is Access.BRAND and "brand_slug" not in rule.arguments
    ]
    assert not nameless, nameless


def test_console_and_desk_are_never_public(wired_app: Flask) -> None:
    for rule in wired_app.url_map.iter_rules():
        level = declared_access(wired_app, rule.endpoint)
        if rule.rule.startswith("/moderation"):
            assert level is Access.MODERATOR, rule.rule
        if rule.rule.startswith("/console"):
            assert level in (Access.BRAND, Access.SIGNED_IN), rule.rule
