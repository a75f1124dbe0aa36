"""The house rules that no linter knows. Each names the file and line that breaks it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "feeds", "media")
MAX_FILE_LINES = 320
MAX_FUNCTION_LINES = 60
TOP_LEVEL = {
    "app", "feeds", "media", "migrations", "tests", "bench", "docs", "config.py", "wsgi.py", "vitrine",
    "pyproject.toml", "uv.lock", "README.md", "ARCHITECTURE.md", "CHANGES.md", "LICENSE", ".ci", ".git",
    ".gitignore", ".gitattributes",
}  # fmt: skip


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text())
    for name in ("config.py", "wsgi.py"):
        yield Path(name), ast.parse((ROOT / name).read_text())


def calls(tree: ast.Module, attribute: str) -> Iterator[int]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == attribute
        ):
            yield node.lineno


def test_only_the_kernel_commits() -> None:
    found = [f"{path}:{line}" for path, tree in sources() for line in calls(tree, "commit")]
    assert {place.partition(":")[0] for place in found} <= {"app/kernel/transaction.py"}, found


def test_only_config_reads_the_environment() -> None:
    allowed = ("config.py", "app/embedded/", "app/entrypoints/cli/", "media/sandbox")
    found = []
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                found.append(f"{path}:{node.lineno}")
    assert not [place for place in found if not place.startswith(allowed)], found


def test_only_the_clock_knows_the_time() -> None:
    allowed = ("app/kernel/clock.py", "app/embedded/", "app/entrypoints/cli/")
    found = [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "utcnow", "today")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date")
    ]
    assert not [place for place in found if not place.startswith(allowed)], found


NETWORK = (
    "socket",
    "ssl",
    "requests",
    "http.client",
    "urllib.request",
    "urllib3",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
)
NETWORK_ALLOWED = {
    "app/entrypoints/cli": "an outside client and the launcher, not the service",
    "app/entrypoints/live/wire.py": "speaks over connections that clients opened; opens none",
}


def test_nothing_that_serves_people_fetches_addresses() -> None:
    """No server-side request can be forged where none is made: feeds and pictures come as uploads."""
    found = []
    for path, tree in sources():
        serves = str(path).startswith(
            ("app/domain", "app/web", "app/entrypoints", "app/wire", "app/kernel", "feeds", "media")
        )
        if not serves or str(path).startswith(tuple(NETWORK_ALLOWED)):
            continue
        for node in ast.walk(tree):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found += [f"{path}:{node.lineno} {name}" for name in names if name in NETWORK]
    assert not found, found


def test_templates_neither_trust_text_nor_carry_script() -> None:
    """Autoescape is never switched off, and no inline handler, style or script address stands in a page."""
    bad = re.compile(
        r"""\|\s*safe\b|autoescape\s+false|<[a-z][^>]*\s(?:on[a-z]+|style)\s*=\s*["'{]|javascript:|<script(?![^>]*(?:src|nonce|type=))""",
        re.IGNORECASE,
    )
    found = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:100]}"
        for path in sorted((ROOT / "app" / "templates").rglob("*.*"))
        for number, line in enumerate(_without_remarks(path.read_text()).splitlines(), 1)
        if bad.search(line) and "/email/" not in str(path)
    ]
    assert not found, "\n".join(found)


def test_templates_translate_only_words_of_their_own() -> None:
    """`_(value)` would print the value unescaped: the library takes a translation for markup."""
    foreign = re.compile(r"(?<![\w.])(?:_|n?gettext|n?pgettext)\(\s*[^\"'\s)]")
    found = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:100]}"
        for path in sorted((ROOT / "app" / "templates").rglob("*.*"))
        for number, line in enumerate(_without_remarks(path.read_text()).splitlines(), 1)
        if foreign.search(line)
    ]
    assert not found, "\n".join(found)


def _without_remarks(template: str) -> str:
    return re.sub(r"\{#.*?#\}", lambda found: "\n" * found[0].count("\n"), template, flags=re.DOTALL)


def test_scripts_make_no_markup_of_text() -> None:
    bad = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(['\"]"
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "app" / "static" / "js").rglob("*.js"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if bad.search(line)
    ]
    assert not found, found


def test_writes_that_pass_by_the_flush_were_thought_of() -> None:
    """The flush notes by itself what rows it touches, and kept copies end. A statement does not: whoever writes one
    in a new module sees whether a card, a reader or a session shows it, touches that, and adds the module here."""
    thought_of = {
        "app/domain/accounts/actions.py": "ended sessions that are long dead; the second factor's step",
        "app/domain/accounts/erasing.py": "the account's own row is written too, and its event touches it",
        "app/domain/accounts/idempotency.py": "shown nowhere",
        "app/domain/accounts/tokens.py": "touches the account; when a token was used is shown nowhere",
        "app/domain/brands/actions.py": "shop addresses are read afresh",
        "app/domain/brands/closing.py": "memberships of an account that is erased in the same transaction",
        "app/domain/brands/describing.py": "shop addresses are read afresh",
        "app/domain/brands/following.py": "the event touches the account",
        "app/domain/catalog/missing.py": "announced by an event",
        "app/domain/catalog/pictures.py": "the pictures put in their stead are rows of the product",
        "app/domain/engagement/actions.py": "touches post and account",
        "app/domain/timelines/fanning.py": "shown nowhere",
        "app/domain/timelines/leaving.py": "shown nowhere",
        "app/domain/timelines/rebuilding.py": "shown nowhere",
    }
    found = {
        str(path)
        for path, tree in sources()
        for node in ast.walk(tree)
        if str(path).startswith("app/domain/")
        and isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("update", "delete", "insert")
    }
    assert found == thought_of.keys(), found ^ thought_of.keys()


def test_markup_is_made_where_it_was_looked_at() -> None:
    """Text becomes trusted markup in few places, each of which escapes what it holds."""
    allowed = {
        "app/entrypoints/api/reference.py",
        "app/entrypoints/moderator_console/posts.py",
        "app/entrypoints/shop/drawn_cards.py",
        "app/entrypoints/shop/products.py",
        "app/web/context.py",
    }
    found = {
        str(path)
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in ("Markup", "render_template_string"))
            or (
                isinstance(node.func, ast.Attribute)
                and node.func.attr in ("Markup", "render_template_string")
            )
        )
    }
    assert found <= allowed, found - allowed


def test_package_files_hold_only_a_docstring() -> None:
    wrong = [
        str(path)
        for path, tree in sources()
        if path.name == "__init__.py" and not (len(tree.body) == 1 and ast.get_docstring(tree))
    ]
    assert not wrong, wrong


def test_modules_say_what_they_own() -> None:
    assert not [str(path) for path, tree in sources() if not ast.get_docstring(tree)]


def test_public_functions_have_docstrings() -> None:
    wrong = []
    for path, tree in sources():
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                wrong.append(f"{path}:{node.lineno} {node.name}")
    assert not wrong, "\n".join(wrong)


def test_files_and_functions_stay_small() -> None:
    wrong = []
    for path, tree in sources():
        if "/demo/" in str(path):
            continue  # drawings and words: data, not logic
        lines = len((ROOT / path).read_text().splitlines())
        if lines > MAX_FILE_LINES:
            wrong.append(f"{path}: {lines} lines")
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.FunctionDef)
                and (node.end_lineno or 0) - node.lineno > MAX_FUNCTION_LINES
            ):
                wrong.append(
                    f"{path}:{node.lineno} {node.name}: {(node.end_lineno or 0) - node.lineno} lines"
                )
    assert not wrong, "\n".join(wrong)


def test_tasks_take_ids_only() -> None:
    wrong = []
    for path, tree in sources():
        if not str(path).startswith("app/entrypoints/worker/"):
            continue
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef):
                continue
            names = [
                d.func.id
                for d in node.decorator_list
                if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)
            ]
            if "shared_task" in names:
                wrong += [
                    f"{path}:{node.lineno} {argument.arg}"
                    for argument in node.args.args
                    if not argument.arg.endswith("_id")
                    or not isinstance(argument.annotation, ast.Name)
                    or argument.annotation.id != "str"
                ]
    assert not wrong, wrong


@pytest.mark.parametrize("package", PACKAGES)
def test_no_import_cycles(package: str) -> None:
    graph = grimp.build_graph(package, cache_dir=None)
    edges = {
        module: graph.find_modules_directly_imported_by(module) & graph.modules for module in graph.modules
    }
    cycle = _find_cycle(edges)
    assert cycle is None, " -> ".join(cycle or [])


def _find_cycle(edges: dict[str, set[str]]) -> list[str] | None:
    done: set[str] = set()
    for start in sorted(edges):
        trail: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if start in done:
            continue
        stack.append((start, iter(sorted(edges[start]))))
        trail.append(start)
        while stack:
            _, following = stack[-1]
            for target in following:
                if target in trail:
                    return [*trail[trail.index(target) :], target]
                if target not in done:
                    stack.append((target, iter(sorted(edges[target]))))
                    trail.append(target)
                    break
            else:
                stack.pop()
                done.add(trail.pop())
    return None


def test_top_level_holds_what_the_design_names() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.partition("/")[0] for line in listed.splitlines()} <= TOP_LEVEL


def test_texts_name_no_machine() -> None:
    wrong = []
    for path, _ in sources():
        for number, line in enumerate((ROOT / path).read_text().splitlines(), 1):
            if "/work/" in line or "/root/" in line:
                wrong.append(f"{path}:{number}")
    assert not wrong, wrong
