"""The cover: what it says, with nothing over anything else, in the app's own colours."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.report.content import SummaryContent
from app.report.wording import APP

Make = Callable[..., SummaryContent]
STYLES = APP / "static"


Words = list[tuple[float, float, float, float, str]]
WIDEST = "W"


def words_on(pdf: Path, page: int) -> Words:
    """Left, top, right, bottom in points, and the word."""
    asked = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-"]
    read = subprocess.run(asked, capture_output=True, text=True, check=True)
    found = re.findall(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>', read.stdout)
    return [(float(x), float(y), float(right), float(bottom), word) for x, y, right, bottom, word in found]


def lying_over_another(words: Words) -> list[tuple[str, str]]:
    return [
        (one[4], other[4])
        for place, one in enumerate(words)
        for other in words[:place]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


def test_cover_says_what_when_where_and_what_for(
    draw: Callable[[SummaryContent], Path], samples: dict[str, SummaryContent]
) -> None:
    said = " ".join(word for *_box, word in words_on(draw(samples["demo"]), 1))
    assert said.startswith(
        "Dette hørte vi Prosjekt Dialog, Solbakken kommune Dialogkonferansen 19. november 2026, kl. 08.30, "
        "Solbakken kulturhus Rådene brukes i omdømmestrategien. Kommunestyret bestemmer i mars. "
    )


@pytest.mark.parametrize(
    ("piece", "letters", "purpose", "has_purpose"),
    [
        ("Navnet ", 10, "Rådene skal brukes. " * 12, True),
        ("Navnet ", 25, "Rådene skal brukes. " * 8, True),
        ("Navnet ", 10, "Rådene skal brukes. " * 30, False),
        ("Navnet ", 60, "Rådene skal brukes.", False),
        ("Navnet ", 120, "Rådene skal brukes.", False),
        (WIDEST, 40, "Rådene skal brukes.", False),
        (WIDEST, 120, "Rådene skal brukes.", False),
    ],
)
def test_nothing_on_the_first_pages_lies_over_anything_else(
    draw: Callable[[SummaryContent], Path], make: Make, piece: str, letters: int, purpose: str, has_purpose: bool
) -> None:
    name = (piece * 120)[:letters]
    content = make(groups=8, joined=3, title=name, organiser=name, place=name, purpose=purpose, advice=("Ja.",))
    longest = tuple(replace(line, name=name[:60]) for line in content.groups)
    content = replace(content, groups=longest if letters == 120 else content.groups)
    pdf = draw(content)
    words = words_on(pdf, 1)
    assert lying_over_another(words) == []
    assert all(word[1] > 192 * 72 / 25.4 for word in words)  # below the field of marks
    assert ("brukes." in [word[4] for word in words]) == has_purpose
    inside = [word for word in words_on(pdf, 2) if word[4].strip(".")]  # the dots to the numbers of the pages overlap
    assert lying_over_another(inside) == []
    assert {"3", "av", "12"} < {word[4] for word in inside}
    assert max(word[2] for word in (*words, *inside)) < 192 * 72 / 25.4 + 1


def test_colours_are_the_light_half_of_the_apps_tokens() -> None:
    tokens = (STYLES / "css" / "tokens.css").read_text()
    pairs = re.findall(r"--group-(\d): var\(--light, (#\w+)\) var\(--dark, (#\w+)\)", tokens)
    assert len(pairs) == 8
    css, marks = (STYLES / "report" / "report.css").read_text(), STYLES / "report" / "marks"
    for position, light, _ in pairs:
        assert f".b{position} {{ background: {light} }}" in css
        assert f'fill="{light}"' in (marks / f"{position}.svg").read_text()
        assert f'stroke="{light}"' in (marks / f"{position}-empty.svg").read_text()


def test_marks_of_the_cover_have_the_dark_half() -> None:
    from app.report.marks import SHAPES

    tokens = (STYLES / "css" / "tokens.css").read_text()
    dark = re.findall(r"--group-\d: var\(--light, #\w+\) var\(--dark, (#\w+)\)", tokens)
    assert [SHAPES[position][1] for position in range(1, 9)] == dark
