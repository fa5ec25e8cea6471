"""Our own stylesheets, marks and icons: sound, and asking for nothing that is not there."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app import assets

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "app/static"
COMPONENTS = ROOT / "app/templates/components"
OURS = sorted((STATIC / "css").rglob("*.css"))
NAMES = [str(path.relative_to(STATIC / "css")) for path in OURS]
BUNDLES = {name: parts for name, parts in assets.BUNDLES.items() if name.endswith(".css")}


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def without_strings(css: str) -> str:
    return re.sub(r'"[^"\n]*"', '""', without_comments(css))


def defined_in(css: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", without_comments(css)))


def used_without_fallback_in(css: str) -> set[str]:
    return set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", without_comments(css)))


def test_every_sheet_is_loaded_somewhere_and_is_there() -> None:
    loaded = {part for parts in BUNDLES.values() for part in parts if part.startswith("css/")}
    assert loaded == {f"css/{name}" for name in NAMES}


@pytest.mark.parametrize("path", OURS, ids=NAMES)
def test_braces_and_brackets_are_balanced(path: Path) -> None:
    opened: list[str] = []
    pairs = {"}": "{", ")": "(", "]": "["}
    for letter in without_strings(path.read_text()):
        if letter in pairs.values():
            opened.append(letter)
        elif letter in pairs:
            assert opened, letter
            assert opened.pop() == pairs[letter]
    assert opened == []


@pytest.mark.parametrize("path", OURS, ids=NAMES)
def test_every_declaration_ends_with_a_semicolon(path: Path) -> None:
    """A forgotten one swallows its neighbour without a word."""
    blocks = re.findall(r"\{([^{}]*)\}", without_strings(path.read_text()))
    assert blocks
    lines = [line for block in blocks for line in block.split(";") if len(re.findall(r"[\w)]\s*:\s", line)) > 1]
    assert lines == []


@pytest.mark.parametrize("path", OURS, ids=NAMES)
def test_nothing_is_fetched_from_outside_and_every_address_is_a_file(path: Path) -> None:
    css = without_comments(path.read_text())
    assert "@import" not in css
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", css)
    assert [url for url in addresses if not (STATIC / "bundles" / url).resolve().is_file()] == []


@pytest.mark.parametrize("bundle", BUNDLES)
def test_every_token_used_is_defined(bundle: str) -> None:
    sheets = {part: (STATIC / part).read_text() for part in BUNDLES[bundle]}
    defined = set().union(*(defined_in(css) for css in sheets.values()))
    ours = [css for part, css in sheets.items() if part.startswith("css/")]
    assert sorted(set().union(*(used_without_fallback_in(css) for css in ours)) - defined) == []


def test_a_token_that_is_not_defined_would_be_found() -> None:
    css = ":root { --a: 1px; } b { color: var(--a) var(--b) var(--c, red); } /* var(--d) */"
    assert used_without_fallback_in(css) - defined_in(css) == {"--b"}


def symbols_of(name: str) -> list[str]:
    root = ElementTree.parse(COMPONENTS / name).getroot()  # noqa: S314 - our own file
    assert (root.get("width"), root.get("height"), root.get("aria-hidden")) == ("0", "0", "true")
    return [symbol.get("id", "") for symbol in root]


def test_there_is_one_mark_for_each_of_eight_groups() -> None:
    assert symbols_of("marks.svg") == [f"mark-{n}" for n in range(1, 9)]


def test_icons_are_named_once_and_in_order() -> None:
    names = symbols_of("icons.svg")
    assert names == sorted(set(names))
    assert [name for name in names if not name.startswith("icon-")] == []


def test_templates_use_only_icons_that_exist() -> None:
    known = {*symbols_of("icons.svg"), *symbols_of("marks.svg")}
    templates = [*(ROOT / "app/templates").rglob("*.html"), *(STATIC.glob("**/*.js"))]
    used = {
        (name, path.name)
        for path in templates
        if "vendor" not in path.parts
        for name in re.findall(r"""["']#((?:icon|mark|ic)-[a-z0-9-]+)["']""", path.read_text())
    }
    assert sorted((name, where) for name, where in used if name not in known) == []


@pytest.mark.parametrize("name", ["favicon.svg", "favicon.ico", "apple-touch-icon.png"])
def test_the_icons_of_the_site_are_there(name: str) -> None:
    assert (STATIC / name).stat().st_size > 500
