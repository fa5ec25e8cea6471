"""Styles and scripts as phones fetch them."""

import gzip
import re
import subprocess
import sys
from pathlib import Path
from posixpath import normpath

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.assets import BUNDLES, STATIC, asset_address, asset_at


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_bundle_is_its_files_in_order(bundle: str) -> None:
    whole = asset_at(bundle).plain
    places = [whole.index(asset_at(part).plain) for part in BUNDLES[bundle]]

    assert places == sorted(places)


@pytest.mark.parametrize("bundle", [name for name in BUNDLES if name.endswith(".css")])
def test_addresses_in_a_bundle_of_styles_lead_somewhere(bundle: str, client: FlaskClient) -> None:
    addresses = re.findall(r'url\("(\.\./[^"]+)"\)', asset_at(bundle).plain.decode())

    assert addresses
    for address in addresses:
        assert client.get(normpath(f"/static/{bundle}/../{address}")).status_code == 200, address


def test_a_file_comes_in_the_best_coding_the_browser_takes(app: Flask, client: FlaskClient) -> None:
    plain = asset_at("bundles/phone.css").plain
    answers = {
        asked: client.get("/static/bundles/phone.css", headers={"Accept-Encoding": asked})
        for asked in ("", "gzip, deflate", "gzip, deflate, br, zstd")
    }

    assert [answer.headers.get("Content-Encoding") for answer in answers.values()] == [None, "gzip", "br"]
    assert answers[""].data == plain
    assert gzip.decompress(answers["gzip, deflate"].data) == plain
    assert brotli.decompress(answers["gzip, deflate, br, zstd"].data) == plain
    assert {answer.headers["Vary"] for answer in answers.values()} == {"Accept-Encoding"}


def test_an_address_with_a_fingerprint_is_kept_for_a_year_and_no_other(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = asset_address("favicon.svg")

    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert "Cache-Control" not in client.get("/static/favicon.svg").headers


def test_what_the_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/static/favicon.svg")
    again = client.get("/static/favicon.svg", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["nothing.css", "../config.py", "..%2fconfig.py", "css", "css/", "/etc/passwd", "."])
def test_nothing_outside_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code in (404, 308)


@pytest.mark.parametrize("path", ["css/../css/participant.css", "css/./participant.css", "css/%00"])
def test_a_file_has_one_address_so_that_nobody_fills_the_memory_with_it(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_they_are_found_also_where_the_program_lies_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "dialog").symlink_to(STATIC.parents[1])
    code = "from app.assets import asset_at; print(asset_at('favicon.svg').mimetype)"
    environment = {"PYTHONPATH": str(tmp_path / "dialog")}

    found = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True)

    assert (found.stdout, found.stderr) == ("image/svg+xml\n", "")


def test_what_a_phone_loads_is_small_also_over_plain_http(app: Flask) -> None:
    """Browsers take brotli over HTTPS alone; in a hall without it, gzip counts. The page itself is about 6 kB."""
    kinds = ("bundles/phone.css", "bundles/live.js", "bundles/phone.js", "favicon.svg")

    assert sum(len(asset_at(path).gzip or b"") for path in kinds) < 50_000


def test_our_own_styles_and_scripts_come_without_comments_and_theirs_with_licences(app: Flask) -> None:
    styles, scripts = asset_at("bundles/phone.css").plain, asset_at("bundles/phone.js").plain

    assert b"The participant's phone. Written for" not in styles
    assert b"What a person writes, until the server has it" not in scripts
    assert b".vote-form" in styles
    assert b'"use strict"' in scripts
    assert not re.findall(rb"^\s*//", scripts, re.MULTILINE)
    assert asset_at("vendor/htmx/htmx.min.js").plain == (STATIC / "vendor/htmx/htmx.min.js").read_bytes()


def test_what_only_looks_like_a_comment_stays(app: Flask) -> None:
    """An address in a string, and a pattern that begins with two slashes: neither begins a line in our scripts."""
    for path in sorted((STATIC / "js").rglob("*.js")):
        served = asset_at(str(path.relative_to(STATIC))).plain.decode()
        kept = [
            line for line in path.read_text().splitlines() if "://" in line and not line.strip().startswith(("/", "*"))
        ]
        assert [line for line in kept if line not in served] == [], path.name
