"""Paper's colours are the tokens' light half; what must be told apart can be."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.charts.colours import COLOURS
from app.charts.shapes import MARKS

APP = Path(__file__).parents[2] / "app"
TOKENS = (APP / "static" / "css" / "tokens.css").read_text()
SHEET = (APP / "static" / "css" / "charts.css").read_text()
TEMPLATES = sorted((APP / "templates" / "components" / "charts").glob("*.html"))
NAMES = {
    "ink": "--ds-color-neutral-text-default",
    "soft": "--ds-color-neutral-text-subtle",
    "ground": "--ds-color-accent-base-contrast-default",
    "line": "--ds-color-neutral-border-subtle",
    "track": "--ds-color-neutral-surface-hover",
    "won": "--ds-color-accent-base-default",
    "tied": "--ds-color-accent-border-default",
    "rest": "--ds-color-neutral-border-default",
    "link": "--ds-color-accent-border-subtle",
    "tint": "--ds-color-accent-surface-tinted",
}
NAMES |= {f"group-{mark}": f"--group-{mark}" for mark in MARKS}


def token(name: str, scheme: str) -> str:
    found = re.search(rf"{name}:\s*var\(--light, (#\w+)\) var\(--dark, (#\w+)\)", TOKENS)
    assert found, name
    return found.group(1 if scheme == "light" else 2)


def on_the_web(tone: str, scheme: str) -> str:
    found = re.search(rf"\.chart-{tone}\b[^{{]*{{ fill: var\(--light, (#\w+)\) var\(--dark, (#\w+)\)", SHEET)
    assert found, tone
    return found.group(1 if scheme == "light" else 2)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_paper_has_the_light_colours_of_the_tokens() -> None:
    assert {tone: COLOURS[tone] for tone in NAMES} == {tone: token(name, "light") for tone, name in NAMES.items()}


def test_paper_and_web_have_the_same_scale() -> None:
    tones = [f"{kind}-{point}" for kind in ("point", "on") for point in range(1, 7)]
    assert {tone: COLOURS[tone] for tone in tones} == {tone: on_the_web(tone, "light") for tone in tones}
    assert set(COLOURS) == {*NAMES, *tones}


def test_every_tone_has_a_rule_on_the_web() -> None:
    as_lines = {"line", "link"}
    rules = {tone: f"stroke-{tone}" if tone in as_lines else tone for tone in COLOURS}
    assert [
        tone for tone, rule in rules.items() if not re.search(rf"\.chart-{rule}\b[^{{]*{{ (fill|stroke):", SHEET)
    ] == []


def test_templates_write_no_colour_of_their_own() -> None:
    written = {colour for path in TEMPLATES for colour in re.findall(r'"(#[0-9a-f]{3,6})"', path.read_text())}
    assert written <= {"#fff", *COLOURS.values()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("point", range(1, 7))
def test_letters_on_a_scale_can_be_read(point: int, scheme: str) -> None:
    assert contrast(on_the_web(f"point-{point}", scheme), on_the_web(f"on-{point}", scheme)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_scale_grows_towards_its_ends_so_that_it_needs_no_colour(scheme: str) -> None:
    paper = token("--ds-color-neutral-background-default", scheme)
    weight = [contrast(on_the_web(f"point-{point}", scheme), paper) for point in range(1, 7)]
    assert all(outer > inner * 1.3 for outer, inner in pairwise(weight[:3]))
    assert all(outer > inner * 1.3 for inner, outer in pairwise(weight[3:]))


def test_shapes_are_those_of_the_pages() -> None:
    root = ElementTree.parse(APP / "templates" / "components" / "marks.svg").getroot()  # noqa: S314 - our own file
    there = [ElementTree.tostring(symbol[0], encoding="unicode") for symbol in root]
    here = [ElementTree.tostring(ElementTree.fromstring(shape), encoding="unicode") for shape in MARKS.values()]  # noqa: S314
    assert [shape.strip() for shape in there] == here
