"""Guards of the look that no page test would notice: strict CSP, known icons, modules and sheets that resolve."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

APP = Path(__file__).resolve().parents[2] / "app"
STATIC = APP / "static"
TEMPLATES = sorted((APP / "templates").rglob("*.html"))
MODULES = sorted((STATIC / "js").glob("*.js"))


def name_of(path: Path) -> str:
    """A short, stable test id."""
    return str(path.relative_to(APP))


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_template_compiles_and_obeys_the_content_security_policy(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(APP / "templates"), extensions=["jinja2.ext.i18n"], autoescape=True
    )
    environment.parse(source)
    markup = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    if template.parent.name == "email":
        return  # a mail is read elsewhere, under no policy of ours, and mail programs know little but style attributes
    assert not re.search(r"\sstyle\s*=\s*[\"']", markup), "style attributes are blocked: use a class"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", markup), "inline handlers are blocked: use a module"
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", markup):
        assert "csp_nonce()" in tag, f"{tag} needs a nonce"


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    known = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    for template in TEMPLATES:
        source = template.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:\bicon\(|glyph=)\"([a-z0-9-]+)\"", source))
        assert named <= known, f"{name_of(template)}: no such icon {sorted(named - known)}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_module_imports_only_files_that_are_served(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    for target in re.findall(r"(?:from|import)\s*\(?\s*[\"'](\.[^\"']+)[\"']", source):
        assert (module.parent / target).resolve().is_file(), f"{module.name} imports {target}"
    assert 'setAttribute("style"' not in source, "the policy blocks style attributes: use the CSSOM"


def test_import_map_names_every_imported_module() -> None:
    names = (APP / "templates/_layout/modules.html").read_text(encoding="utf-8")
    entries = {"auth.js", "console.js", "moderation.js", "shop.js"}
    for module in MODULES:
        if module.name not in entries:
            assert f'"js/{module.name}"' in names, f"name js/{module.name} in _layout/modules.html"


def test_sheets_name_only_files_that_are_served() -> None:
    for sheet in sorted((STATIC / "css").glob("*.css")):
        source = sheet.read_text(encoding="utf-8")
        assert source.count("{") == source.count("}"), f"{sheet.name} has an unclosed rule"
        for target in re.findall(r"url\(\"([^\"]+)\"\)", source):
            assert (sheet.parent / target).resolve().is_file(), f"{sheet.name} names {target}"


def test_every_sentence_a_script_says_is_translated() -> None:
    strings = (APP / "templates/_layout/strings.html").read_text(encoding="utf-8")
    known = set(re.findall(r'^\s*"([a-z_]+)":', strings, flags=re.MULTILINE))
    for module in MODULES:
        said = set(re.findall(r"\bsay\(\s*\"([a-z_]+)\"", module.read_text(encoding="utf-8")))
        assert said <= known, f"{module.name} says {sorted(said - known)}, which strings.html does not hold"
