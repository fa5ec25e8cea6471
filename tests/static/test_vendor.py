"""The vendored files: what `bin/vendor check` finds, tried on a copy of the tree."""

import gzip
import json
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.assets import asset_at

ROOT = Path(__file__).resolve().parents[2]
VENDOR = runpy.run_path(str(ROOT / "bin/vendor"), run_name="vendor")
check = VENDOR["check"]
HTMX = "app/static/vendor/htmx/htmx.min.js"
THEME = "app/static/vendor/designsystemet/theme.css"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("vendor.toml", "vendor.lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    for folder in VENDOR["FOLDERS"]:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_what_lies_in_the_tree_is_what_was_fetched() -> None:
    assert check(ROOT) == []


def test_a_changed_byte_is_found(copy: Path) -> None:
    content = bytearray((copy / HTMX).read_bytes())
    content[1000] ^= 1
    (copy / HTMX).write_bytes(content)
    assert check(copy) == [f"changed: {HTMX}"]


def test_a_missing_file_is_found(copy: Path) -> None:
    (copy / HTMX).unlink()
    assert check(copy) == [f"missing: {HTMX}"]


def test_an_unknown_file_is_found(copy: Path) -> None:
    (copy / "app/static/vendor/extra.js").write_text("1")
    assert check(copy) == ["unknown: app/static/vendor/extra.js"]


def test_a_version_that_was_not_fetched_is_found(copy: Path) -> None:
    toml = copy / "vendor.toml"
    toml.write_text(toml.read_text().replace('version = "4.0.1"', 'version = "4.0.2"'))
    assert f"another version locked: {HTMX}" in check(copy)


def test_a_file_that_was_not_fetched_is_found(copy: Path) -> None:
    toml = copy / "vendor.toml"
    toml.write_text(toml.read_text().replace('"htmx.min.js",', '"htmx.min.js", "dist/htmx.js" = "htmx.js",'))
    assert check(copy) == ["not locked: app/static/vendor/htmx/htmx.js"]


@pytest.mark.parametrize(
    "css",
    [
        '@import "https://fonts.example/inter.css";',
        "a{background:url(http://cdn.example/a.png)}",
        "a{background:url('//cdn.example/a.png')}",
    ],
)
def test_an_outside_address_in_css_is_found(copy: Path, css: str) -> None:
    path = copy / THEME
    path.write_text(path.read_text() + css)
    assert [line.split(":")[0] for line in check(copy)] == ["changed", f"outside address in {THEME}"]


def test_a_name_inside_a_data_url_is_no_outside_address() -> None:
    assert VENDOR["outside_addresses"]("a{b:url(\"data:image/svg+xml,xmlns='http://www.w3.org/2000/svg'\")}") == []


def test_another_tarball_under_the_same_version_is_refused() -> None:
    package = {"name": "x", "version": "1.0.0"}
    lock = {"x.js": {"package": "x", "version": "1.0.0", "integrity": "sha512-old"}}
    with pytest.raises(SystemExit, match="integrity differs"):
        VENDOR["refuse_another_tarball"](package, "sha512-new", lock)


def test_the_theme_keeps_every_family_but_those_dropped() -> None:
    theme = (ROOT / THEME).read_text()
    kept = ["accent", "neutral", "info", "success", "warning", "danger"]
    assert [name for name in kept if f"[data-color={name}]" not in theme] == []
    assert "brand" not in theme


def test_every_vendored_package_lies_beside_its_licence() -> None:
    lock: dict[str, dict[str, Any]] = json.loads((ROOT / "vendor.lock.json").read_text())
    with_licence = {entry["package"] for name, entry in lock.items() if "LICENSE" in name}
    assert with_licence == {entry["package"] for entry in lock.values()}


def test_no_script_or_stylesheet_asks_for_a_source_map() -> None:
    files = [path for path in (ROOT / "app/static/vendor").rglob("*") if path.suffix in {".js", ".css"}]
    assert len(files) == 5
    assert [path.name for path in files if "sourceMappingURL" in path.read_text()] == []


def test_what_a_phone_loads_leaves_room_for_the_page_and_its_scripts() -> None:
    """60 kB is promised for the first page without the font; 5 of them are its HTML and 8 our own scripts."""
    bundles = [asset_at(name).plain for name in ("bundles/phone.css", "bundles/live.js")]
    size = sum(len(gzip.compress(bundle, 6)) for bundle in bundles)
    assert size < 42_000
