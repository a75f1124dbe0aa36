"""Every route says whom it answers."""

from flask import Flask

from app.web.access import LIBRARY_ROUTES, Access, declared_access
from tests.architecture.addresses import level_by_address, may_be_sent_by_strangers


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


def test_addresses_and_declarations_agree(wired_app: Flask) -> None:
    wrong = []
    for rule in wired_app.url_map.iter_rules():
        level, wanted = declared_access(wired_app, rule.endpoint), level_by_address(rule.rule)
        if wanted is not None and level is not wanted:
            wrong.append(f"{rule.rule} is {level}, and its address says {wanted}")
    assert not wrong, "\n".join(wrong)


def test_strangers_can_send_only_the_forms_of_the_front_door(wired_app: Flask) -> None:
    wrong = [
        f"{method} {rule.rule}"
        for rule in wired_app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
        if declared_access(wired_app, rule.endpoint) is Access.PUBLIC
        and not may_be_sent_by_strangers(rule.rule)
    ]
    assert not wrong, wrong


def test_what_libraries_register_is_named_one_by_one() -> None:
    assert LIBRARY_ROUTES == {"static": Access.PUBLIC}
