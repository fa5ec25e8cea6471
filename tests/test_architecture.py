"""The house rules that a machine can keep. What import-linter keeps is in pyproject.toml."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

from app.forms.activities import KINDS
from app.live.regions import REGIONS
from app.live.regions.region import Region
from app.live.views import Audience
from app.models import ActivityKind
from app.models.activity import GIVING_WAY

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
TEMPLATES = APP / "templates"
REGION_LIST = [(audience, region) for audience, regions in REGIONS.items() for region in regions]


def sources(folder: str) -> list[Path]:
    return sorted((APP / folder).rglob("*.py"))


def test_every_address_is_kebab_case(app: Flask) -> None:
    words = [
        word
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for word in re.sub(r"<[^>]*>", "", rule.rule).split("/")
        if word
    ]

    assert words
    assert [word for word in words if not re.fullmatch(r"[a-z]+(-[a-z]+)*(\.[a-z]+)?", word)] == []


def test_every_template_compiles(app: Flask) -> None:
    names = app.jinja_env.list_templates(extensions=["html", "svg"])

    assert names
    for name in names:
        app.jinja_env.get_template(name)


def test_no_template_has_inline_script_or_style() -> None:
    forbidden = re.compile(
        r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"|\shx-on|javascript:|\sjs:", re.IGNORECASE
    )
    # The report is a document for the printer, made by its own renderer.
    found = [
        f"{path.relative_to(TEMPLATES)}: {match.group()}"
        for path in TEMPLATES.rglob("*.html")
        if "report" not in path.parts
        for match in forbidden.finditer(path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize(("audience", "region"), REGION_LIST, ids=lambda value: getattr(value, "name", value))
def test_a_region_never_speaks_of_its_viewer(app: Flask, audience: Audience, region: Region) -> None:
    viewer = re.compile(r"\b(current_user|session|request|g\.[a-z_]+|participant\b(?!\.(show|create)))")
    used = [TEMPLATES / region.template, *included_by(TEMPLATES / region.template)]
    code = [
        f"{path.name}: {match.group()}"
        for path in used
        for block in re.findall(r"{{(.*?)}}|{%(.*?)%}", path.read_text(), re.DOTALL)
        for match in viewer.finditer(re.sub(r"(['\"]).*?\1", "", " ".join(block)))
    ]

    assert code == []


def test_what_a_kind_puts_into_the_regions_never_speaks_of_its_viewer() -> None:
    """Chosen by name, `<kind>/_phone_<state>.html` and the like, so no include of a region's template leads to them."""
    viewer = re.compile(r"\b(current_user|session|request|g\.[a-z_]+|own\b|participant\b(?!\.[a-z]))")
    pieces = [path for name in ("phone", "stage", "room") for path in TEMPLATES.glob(f"*/_{name}*.html")]
    code = [
        f"{path.relative_to(TEMPLATES)}: {match.group()}"
        for piece in pieces
        for path in [piece, *included_by(piece)]
        for block in re.findall(r"{{(.*?)}}|{%(.*?)%}", path.read_text(), re.DOTALL)
        for match in viewer.finditer(re.sub(r"(['\"]).*?\1", "", " ".join(block)))
    ]

    assert pieces
    assert code == []


PIECES = ("_phone_open", "_phone_closed", "_phone_shown", "_stage_open", "_stage_closed", "_stage_shown", "_steps")
ROOM_PIECES = ("_room", "_own", "_form", "_editor")


def test_every_kind_that_can_be_chosen_has_all_its_pieces() -> None:
    asking = [kind for kind, _word in KINDS if kind not in GIVING_WAY]
    missing = [
        f"{kind}/{piece}.html"
        for kind in asking
        for piece in (*PIECES, "_results", *(ROOM_PIECES if kind is not ActivityKind.DIALOGUE else ()))
        if not (TEMPLATES / kind / f"{piece}.html").exists()
    ]

    assert ActivityKind.DIALOGUE in asking
    assert missing == []


def included_by(path: Path) -> list[Path]:
    names = re.findall(r"{%-?\s*(?:include|import|from)\s+['\"]([^'\"]+)['\"]", path.read_text())
    found: list[Path] = []
    for name in names:
        # A name that is put together, such as "conference/_stage_" ~ picture, means all that begin so.
        for included in [TEMPLATES / name] if name.endswith((".html", ".svg")) else TEMPLATES.glob(f"{name}*.html"):
            found += [included, *included_by(included)]
    return found


def test_only_the_domain_commits() -> None:
    # The demo and the command line go through actions as everybody else.
    allowed = {APP / "domain" / "transaction.py"}
    found = [
        str(path.relative_to(ROOT))
        for path in APP.rglob("*.py")
        if path not in allowed and re.search(r"session\.commit\(|\.commit\(\)", path.read_text())
    ]

    assert found == []


def test_routes_do_not_touch_the_database() -> None:
    allowed = {APP / "routes" / "account" / "__init__.py", APP / "routes" / "public" / "health.py"}
    found = [
        str(path.relative_to(ROOT))
        for path in sources("routes")
        if path not in allowed and re.search(r"\bdb\b|\bselect\(", path.read_text())
    ]

    assert found == []


def test_views_are_short() -> None:
    """A view reads a form, calls an action or a query or two, and answers."""
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources("routes")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 24
    ]

    assert long == []


def test_no_file_is_longer_than_it_can_be_read() -> None:
    long = [str(path.relative_to(ROOT)) for path in APP.rglob("*.py") if len(path.read_text().splitlines()) > 300]

    assert long == []


def test_nothing_is_called_by_a_word_that_says_nothing() -> None:
    empty = re.compile(r"utils?|helpers?|services?|managers?|misc|common")
    found = [str(path.relative_to(ROOT)) for path in APP.rglob("*.py") if empty.fullmatch(path.stem)]

    assert found == []


def test_no_address_of_the_outside_is_called() -> None:
    """No content delivery network, font service or analytics. Names of standards and licences are not calls."""
    harmless = re.compile(r"https?://(www\.w3\.org|www\.aiim\.org|localhost|127\.0\.0\.1|\{|%|\[|<|dialog\.|example)")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in [*APP.rglob("*.py"), *APP.rglob("*.html"), *(APP / "static" / "js").rglob("*.js")]
        for match in re.finditer(r"(?:src|href|url\(|import|fetch\()\W{0,3}https?://\S{0,30}", path.read_text())
        if not harmless.search(match.group())
    ]

    assert found == []
