"""Nobody who reads French meets English: every sentence that a page, a script or a refusal may say has its French."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from app.web.locale import load_translations

APP = Path(__file__).resolve().parents[2] / "app"
TEMPLATES = sorted((APP / "templates").rglob("*.html"))
CATALOGUES = sorted((APP / "translations" / "fr").glob("*.po"))
PLACES = re.compile(r"%+(?:\(\w+\))?[sd]?")
KEYWORDS = {"gettext": None, "_": None, "lazy_gettext": None, "ngettext": (1, 2), "translate": None}
FAULTS = {"fields", "faults", "errors"}
# Spoken to operators in a terminal, or held in two languages beside the code that says it.
ELSEWHERE = ("entrypoints/cli", "embedded", "domain/catalog/importing", "domain/catalog/import_words.py")
# Where a whole sentence in a string is one that people read, wherever it stands.
SPOKEN = ("domain", "web", "kernel", "wire/cards.py", "wire/offers.py", "wire/problems.py")
SPOKEN_DOORS = ("shop", "accounts", "brand_console", "moderator_console", "boutique")

Message = str | tuple[str, str]


def modules() -> list[Path]:
    """The application's modules, without those that speak elsewhere."""
    found = sorted(APP.rglob("*.py"))
    return [path for path in found if not str(path.relative_to(APP)).startswith(ELSEWHERE)]


MODULES = modules()


def name_of(path: Path) -> str:
    """A short, stable test id."""
    return str(path.relative_to(APP))


@cache
def tree_of(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def french() -> frozenset[Message]:
    """What has French; a plural is known by its first form."""
    translations = load_translations("fr")
    keys = translations._catalog  # type: ignore[attr-defined]  # gettext offers no other way to list them
    return frozenset(key if isinstance(key, str) else key[0] for key in keys)


def marked(path: Path, method: str) -> Iterator[str]:
    """Messages that the source marks as such."""
    for _line, message, _comments, _context in extract(method, BytesIO(path.read_bytes()), KEYWORDS):
        yield message if isinstance(message, str) else message[0]


def texts_in(node: ast.AST | None) -> Iterator[str]:
    """The strings of a literal: itself, or the values of a dict (its keys are not said)."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from texts_in(value)
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)


@cache
def constants() -> dict[str, list[ast.expr]]:
    """Module-level constants of the whole application, by name."""
    found: dict[str, list[ast.expr]] = {}
    for path in MODULES:
        for node in tree_of(path).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def through_names(node: ast.AST) -> Iterator[str]:
    """The strings that constants named in an expression may give: `gettext(LABEL_TEXTS[label])`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id.lstrip("_").isupper():
            for value in constants().get(inner.id, ()):
                yield from texts_in(value)


def refusals(tree: ast.Module) -> Iterator[str]:
    """Messages of AppErrors, faults of fields, and constants that are translated by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "message":
                    yield from texts_in(line.value)
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "fields":
                    yield from texts_in(keyword.value)
                    if isinstance(keyword.value, ast.Dict):
                        for value in keyword.value.values:
                            yield from through_names(value)
            if ast.unparse(node.func).rpartition(".")[2] in KEYWORDS and node.args:
                yield from through_names(node.args[0])
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).partition("[")[0] in FAULTS:
            yield from texts_in(node.value)


def sentences(tree: ast.Module) -> Iterator[str]:
    """Whole sentences in strings that are neither documentation nor parts of f-strings."""
    aside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            aside.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            aside.update(id(part) for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            text = node.value
            if text[:1].isupper() and " " in text and text.endswith(".") and len(text.split()) > 2:
                yield text


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_every_message_of_a_template_has_its_french(template: Path) -> None:
    missing = set(marked(template, "jinja2.ext:babel_extract")) - french()
    assert not missing, f"no French for {sorted(missing)}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_message_of_a_module_has_its_french(module: Path) -> None:
    tree = tree_of(module)
    said = {*marked(module, "python"), *refusals(tree)}
    place = name_of(module)
    door = place.removeprefix("entrypoints/").split("/")[0] if place.startswith("entrypoints/") else ""
    if place.startswith(SPOKEN) or door in SPOKEN_DOORS:
        said.update(sentences(tree))
    missing = said - french()
    assert not missing, f"no French for {sorted(missing)}"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=name_of)
def test_french_keeps_the_places_that_values_fill(catalogue: Path) -> None:
    with catalogue.open("rb") as file:
        for message in read_po(file, locale="fr", abort_invalid=True):
            english = PLACES.findall(message.id if isinstance(message.id, str) else message.id[1])
            forms = [message.string] if isinstance(message.string, str) else message.string
            for form in forms if message.id else ():
                assert set(PLACES.findall(form)) == set(english), f"{message.id!r} -> {form!r}"
