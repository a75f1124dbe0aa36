"""Every guard is shown to bite: a bug of each kind is planted, and the check that should find it must fail.

A check that never fires proves nothing. Bugs in the running application are planted by patching it for a moment,
those in the shape of the code in a throw-away copy of the tree, where the project's own checks are then run.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import Engine, text

from app.domain.accounts.viewer import Viewer
from app.domain.brands.queries import find_membership
from app.domain.catalog.models import Offer
from app.domain.pricing.queries import PriorPrice, prior_prices
from app.kernel.money import Money
from app.kernel.scope import Scope
from app.kernel.transaction import Transaction, transaction
from app.web import access as access_module
from app.web.access import Access, Membership
from app.web.csrf import csrf
from app.web.viewer import Person, person_loaders
from tests.security import test_hostile_input, test_matrix, test_two_guards
from tests.security.test_matrix import PEOPLE
from tests.security.walking import calls, tell
from tests.security.world import World, make_world

ROOT = Path(__file__).parents[2]
COPIED = (
    "app",
    "feeds",
    "media",
    "migrations",
    "config.py",
    "wsgi.py",
    "pyproject.toml",
    "tests/architecture",
)


@pytest.fixture
def world(app: Flask) -> World:
    """A world of the test's own."""
    return make_world(app)


def caught(what: str, by: str, faults: object) -> None:
    """The planted bug was found; say by what."""
    assert faults, f"planted and not found: {what}"
    tell(f"planted: {what}; caught by {by}")


# Bugs in the running application.


@pytest.mark.parametrize(
    ("endpoint", "level", "name"),
    [
        ("moderation.hidden", Access.PUBLIC, "anonymous"),
        ("moderation.decisions", Access.SIGNED_IN, "shopper"),
        ("shop.saved", Access.PUBLIC, "anonymous"),
        ("api.list_desk_posts", Access.SIGNED_IN, "member_b"),
        ("console.imports", Access.SIGNED_IN, "member_b"),
    ],
)
def test_a_route_with_too_wide_access_is_found(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, endpoint: str, level: Access, name: str
) -> None:
    monkeypatch.setattr(app.view_functions[endpoint], "__vitrine_access__", level)
    made = [call for call in calls(app, world) if call.endpoint == endpoint]
    caught(
        f"{endpoint} open to {level}", "the access matrix", test_matrix.faults(app, world, PEOPLE[name], made)
    )


def test_membership_that_is_not_checked_is_found(
    app: Flask, engine: Engine, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anybody(_account_id: int, slug: str) -> Membership:
        with transaction(engine, Scope.shopper(world.a.owner_id)) as tx:
            found = find_membership(tx, world.a.owner_id, slug)
        assert found is not None
        return found

    monkeypatch.setattr(access_module, "_membership", anybody)
    made = [call for call in calls(app, world) if call.endpoint == "console.import_run"]
    faults = test_matrix.faults(app, world, PEOPLE["member_b"], made)
    caught("a brand's console without the membership check", "the access matrix", faults)
    assert any("leaks" in fault for fault in faults), "and what was read is named"


def test_a_second_factor_that_nobody_asks_for_is_found(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trusting(load: object) -> object:
        def loaded() -> Person | None:
            person = load()  # type: ignore[operator]
            return replace(person, second_factor=True) if person else None

        return loaded

    monkeypatch.setattr(access_module, "current_person", trusting(access_module.current_person))
    made = [call for call in calls(app, world) if call.level is Access.MODERATOR and not call.unsafe]
    faults = test_matrix.faults(app, world, PEOPLE["moderator_one_factor"], made)
    caught("the desk without the second factor", "the access matrix", faults)
    assert person_loaders


def test_forms_without_their_token_are_found(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csrf, "protect", lambda: None)
    made = [call for call in calls(app, world) if call.endpoint in ("accounts.rename", "api.change_me")]
    checked, passed = test_matrix.unguarded(app, world, PEOPLE["shopper"], made)
    assert checked == 2
    caught("the CSRF check switched off", "the walk without tokens", passed)


def test_a_policy_that_forgets_hidden_posts_is_found(
    app: Flask, engine: Engine, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.brands.models import Brand
    from app.domain.brands.policy import open_to_shoppers
    from app.domain.posts import queries
    from app.domain.posts.models import Post

    def forgetful(_viewer: Viewer) -> sqlalchemy.ColumnElement[bool]:
        return sqlalchemy.and_(Post.brand_id == Brand.id, open_to_shoppers())

    monkeypatch.setattr(queries, "visible_to", forgetful)
    seen = test_two_guards.seen_by_policy_alone(engine, world)
    assert seen == {world.hidden_post, world.withdrawn_post}
    caught("visible_to without its hidden filter", "the policy asked alone", seen)


@pytest.fixture
def as_owner(environment: dict[str, str]) -> Iterator[sqlalchemy.Connection]:
    """A connection that may change tables; each statement stands at once."""
    owner = sqlalchemy.create_engine(environment["VITRINE_DATABASE_OWNER_URL"], isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        yield connection
    owner.dispose()


@pytest.mark.parametrize("table", ["posts", "catalog_imports", "offers"])
def test_row_security_that_is_off_is_found(
    engine: Engine, world: World, as_owner: sqlalchemy.Connection, table: str
) -> None:
    as_owner.execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))
    try:
        wrong = test_two_guards.seen_by_row_security_alone(engine, world)
        forced = as_owner.execute(
            text("SELECT relrowsecurity FROM pg_class WHERE relname = :table"), {"table": table}
        ).scalar_one()
    finally:
        as_owner.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
    assert not forced
    caught(
        f"row security off on {table}",
        "outsiders' own SQL",
        [line for line in wrong if line.endswith(f" {table}")],
    )


def test_a_row_policy_that_is_too_wide_is_found(
    engine: Engine, world: World, as_owner: sqlalchemy.Connection
) -> None:
    as_owner.execute(text("CREATE POLICY planted ON clicks FOR SELECT USING (true)"))
    try:
        wrong = test_two_guards.seen_by_row_security_alone(engine, world)
    finally:
        as_owner.execute(text("DROP POLICY planted ON clicks"))
    caught("a row policy that lets everybody read clicks", "outsiders' own SQL", wrong)


def test_a_prior_price_that_the_brand_claims_is_found(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.pricing import shown as shown_module

    def claimed(tx: Transaction, variant_ids: list[int], market: str) -> dict[int, PriorPrice]:
        true = prior_prices(tx, variant_ids, market)
        offers = tx.session.query(Offer).filter(Offer.variant_id.in_(variant_ids), Offer.market == market)
        return {
            offer.variant_id: replace(
                true[offer.variant_id], price=Money(offer.claimed_price_minor or 0, offer.currency)
            )
            for offer in offers
            if offer.variant_id in true
        }

    monkeypatch.setattr(shown_module, "prior_prices", claimed)
    shown = test_two_guards.shown_prior(engine, claimed_minor=99_900)
    caught("a prior price computed from the claimed one", "the ledger's answer", shown != 12_000)


def test_a_redirect_that_trusts_its_parameter_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test_hostile_input, "local_path", lambda address: address)
    monkeypatch.setattr(
        test_hostile_input, "_redirect_payloads", lambda: ("//evil.example", "/\\evil.example")
    )
    with pytest.raises(AssertionError):
        test_hostile_input.test_local_paths_are_what_browsers_keep_here()
    caught("a redirect to any address", "the open-redirect payloads", True)


# Bugs in the shape of the code.


def plant(folder: Path, path: str, code: str) -> None:
    """Add code to a module of the copy, or make one."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text() if file.exists() else '"""Planted."""\n'
    file.write_text(f"{before}\n{code}\n")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree without its history, to plant bugs in."""
    folder = tmp_path_factory.mktemp("planted")
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source, target, ignore=shutil.ignore_patterns("__pycache__", "*.avif", "*.webp", "*.jpg")
            )
        else:
            shutil.copy(source, target)
    return folder


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a check in the copy; answers its exit code and all it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "VITRINE"))}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={
            **kept,
            "PYTHONPATH": str(folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_COLOR": "1",
            "COLUMNS": "200",
        },
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


IMPORTS: dict[str, tuple[str, str, str]] = {
    "an engine that imports the application": (
        "feeds/planted.py",
        "import app.kernel.clock",
        "The application stands on the engines",
    ),
    "one engine that imports the other": (
        "media/planted.py",
        "import feeds.cursor",
        "Engines know nothing of the application, nor of one another",
    ),
    "a lower layer that imports a higher one": (
        "app/wire/planted.py",
        "import app.web.answers",
        "Inside the application imports go one way",
    ),
    "a module outside every layer": (
        "app/utils.py",
        "THINGS = ()",
        "Inside the application imports go one way",
    ),
    "a kernel module that reaches up in the kernel": (
        "app/kernel/clock.py",
        "import app.kernel.outbox",
        "Inside the kernel imports go one way",
    ),
    "a room that imports a higher room": (
        "app/domain/brands/planted.py",
        "import app.domain.posts.queries",
        "A room calls down and reaches up only by an event",
    ),
    "a room that nobody ranked": (
        "app/domain/stray/__init__.py",
        "",
        "A room calls down and reaches up only by an event",
    ),
    "a door that imports another door": (
        "app/entrypoints/shop/planted.py",
        "import app.entrypoints.api.paging",
        "Doors are independent of one another; jobs and the command line may start the worker's",
    ),
    "a door that imports a room's tables": (
        "app/entrypoints/shop/planted_too.py",
        "import app.domain.posts.models",
        "Doors never touch a room's tables",
    ),
    "a room that imports the framework": (
        "app/domain/posts/planted.py",
        "import flask",
        "What lies below the web knows no framework",
    ),
    "a room that imports Redis": (
        "app/domain/posts/planted_too.py",
        "import redis",
        "Rooms and doors reach Redis, S3 and libvips only through resources and engines",
    ),
    "a room that reaches S3 through an engine": (
        "app/domain/assets/planted.py",
        "import media.storage",
        "The domain and the kernel reach Redis, S3 and libvips not even through others",
    ),
    "a door that reads the settings": (
        "app/entrypoints/shop/planted_again.py",
        "import config",
        "Only the factory, resources and wsgi know the settings",
    ),
    "a resource that knows the embedded servers": (
        "app/resources/planted.py",
        "import app.embedded.ports",
        "The embedded servers know nothing of the product, and only the command line knows them",
    ),
    "an embedded server that knows the product": (
        "app/embedded/planted.py",
        "import app.kernel.ids",
        "The embedded servers import nothing of the product",
    ),
}
"""Planted imports: where, what, and the contract that must break."""


def broken_contracts(folder: Path) -> tuple[int, set[str], str]:
    """Run the import contracts; answers the exit code, the names of those broken, and the whole output."""
    code, output = run(
        folder,
        "-c",
        "from importlinter.cli import lint_imports_command as main; main()",
        "--no-cache",
    )
    return code, set(re.findall(r"^(.+?) BROKEN\b", output, re.MULTILINE)), output


def test_every_import_contract_is_kept_and_bites(copy: Path) -> None:
    import tomllib

    code, broken, output = broken_contracts(copy)
    assert code == 0, output
    assert not broken, output
    for path, line, _ in IMPORTS.values():
        plant(copy, path, line)
    code, broken, output = broken_contracts(copy)
    assert code != 0
    for what, (path, line, contract) in IMPORTS.items():
        assert contract in broken, f"{what}: {contract}\n{output}"
        named = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        assert named in output or named.rpartition(".")[2] in output, (
            f"{what}: {named} is not named\n{output}"
        )
        caught(f"{what} ({path}: {line or 'new'})", f"the contract '{contract}'", True)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == {contract for _, _, contract in IMPORTS.values()}
    for path, line, _ in IMPORTS.values():
        _uproot(copy, path, line)


def _uproot(folder: Path, path: str, code: str) -> None:
    original = ROOT / path
    if original.exists():
        (folder / path).write_text(original.read_text())
    else:
        (folder / path).unlink()
    stray = folder / "app/domain/stray"
    if stray.exists() and not any(stray.iterdir()):
        stray.rmdir()


RULES: dict[str, tuple[str, str, str]] = {
    "a route that declares no access": (
        "app/entrypoints/shop/finding.py",
        '@shop.get("/planted", endpoint="planted")\ndef planted() -> str:\n    """Planted."""\n    return ""',
        "test_every_route_declares_its_access",
    ),
    "a desk route open to all": (
        "app/entrypoints/shop/finding.py",
        (
            '@shop.get("/moderation/planted", endpoint="planted_desk")\n@access(Access.PUBLIC)\n'
            'def planted_desk() -> str:\n    """Planted."""\n    return ""'
        ),
        "test_addresses_and_declarations_agree",
    ),
    "a form that strangers may send": (
        "app/entrypoints/shop/finding.py",
        (
            '@shop.post("/planted-form", endpoint="planted_form")\n@access(Access.PUBLIC)\n'
            'def planted_form() -> str:\n    """Planted."""\n    return ""'
        ),
        "test_strangers_can_send_only_the_forms_of_the_front_door",
    ),
    "a brand route without the brand": (
        "app/entrypoints/shop/finding.py",
        (
            '@shop.get("/planted-brand", endpoint="planted_brand")\n@access(Access.BRAND)\n'
            'def planted_brand() -> str:\n    """Planted."""\n    return ""'
        ),
        "test_brand_routes_name_the_brand",
    ),
    "a commit outside the kernel": (
        "app/domain/posts/planted.py",
        'def keep(session: object) -> None:\n    """Planted."""\n    session.commit()',
        "test_only_the_kernel_commits",
    ),
    "the environment read outside the settings": (
        "app/web/planted.py",
        'import os\n\nNAME = os.environ.get("NAME")',
        "test_only_config_reads_the_environment",
    ),
    "another clock": (
        "app/domain/posts/planted.py",
        "from datetime import datetime\n\nSTARTED = datetime.now()",
        "test_only_the_clock_knows_the_time",
    ),
    "code in a package file": (
        "app/domain/posts/__init__.py",
        "READY = True",
        "test_package_files_hold_only_a_docstring",
    ),
    "a module that says nothing": (
        "app/domain/posts/planted_mute.py",
        None,  # type: ignore[dict-item]
        "test_modules_say_what_they_own",
    ),
    "a public function that says nothing": (
        "app/web/planted.py",
        "def mute() -> None:\n    return None",
        "test_public_functions_have_docstrings",
    ),
    "a file that grew": (
        "app/web/planted_long.py",
        "\n".join(f"A{n} = {n}" for n in range(400)),
        "test_files_and_functions_stay_small",
    ),
    "a task that takes more than ids": (
        "app/entrypoints/worker/planted.py",
        (
            'from celery import shared_task\n\n\n@shared_task(name="planted.go")\ndef go(words: dict) -> None:\n'
            '    """Planted."""'
        ),
        "test_tasks_take_ids_only",
    ),
    "two modules that import one another": (
        "feeds/planted_one.py",
        "import feeds.planted_two",
        "test_no_import_cycles[feeds]",
    ),
    "a service that fetches an address": (
        "app/domain/catalog/planted.py",
        "import urllib.request",
        "test_nothing_that_serves_people_fetches_addresses",
    ),
    "a template that trusts text": (
        "app/templates/shop/planted.html",
        "<p>{{ body|safe }}</p>",
        "test_templates_neither_trust_text_nor_carry_script",
    ),
    "a value translated in a template": (
        "app/templates/shop/planted.html",
        "<p>{{ _(body) }}</p>",
        "test_templates_translate_only_words_of_their_own",
    ),
    "a write that nobody thought of": (
        "app/domain/posts/planted.py",
        "from sqlalchemy import delete\n\nGONE = delete(object)",
        "test_writes_that_pass_by_the_flush_were_thought_of",
    ),
    "a script that makes markup of text": (
        "app/static/js/planted.js",
        "element.innerHTML = text;",
        "test_scripts_make_no_markup_of_text",
    ),
    "text declared to be markup": (
        "app/web/planted.py",
        "from markupsafe import Markup\n\nBOLD = Markup('<b>')",
        "test_markup_is_made_where_it_was_looked_at",
    ),
    "a machine's own path": (
        "app/web/planted.py",
        f"PLACE = '/{'work'}/main'",
        "test_texts_name_no_machine",
    ),
}
"""Planted code: where, what, and the architecture test that must fail."""


def failed_rules(folder: Path) -> set[str]:
    """Run the architecture tests in the copy, apart from the one that needs the history."""
    code, output = run(
        folder,
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib", "-rf"),
        *("tests/architecture", "--deselect"),
        "tests/architecture/test_rules.py::test_top_level_holds_what_the_design_names",
    )
    assert code in (0, 1), output
    return set(re.findall(r"^FAILED \S+::([\w\[\]]+)", output, re.MULTILINE))


def test_every_house_rule_bites(copy: Path) -> None:
    """That the tree keeps them all is what the architecture tests themselves show."""
    plant(copy, "feeds/planted_two.py", "import feeds.planted_one")
    for path, code, _ in RULES.values():
        if code is None:
            (copy / path).write_text("PLANTED = True\n")
        else:
            plant(copy, path, code)
    failed = failed_rules(copy)
    for what, (path, _, rule) in RULES.items():
        caught(f"{what} ({path})", rule, rule in failed)
    unplanted = _rules_in_the_tree() - {rule.partition("[")[0] for _, _, rule in RULES.values()}
    assert unplanted == {
        "test_top_level_holds_what_the_design_names",
        "test_what_libraries_register_is_named_one_by_one",
    }, f"rules for which no bug is planted: {unplanted}"


def _rules_in_the_tree() -> set[str]:
    return {
        name
        for file in (ROOT / "tests" / "architecture").glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(), re.MULTILINE)
    }
