"""Votes, surveys and the like in the summary: their charts, tables and sentences, in the order of the programme."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from app.charts.bars import BarChart
from app.report.content import ResultPart, RulePart, SummaryContent
from tests.charts.samples import GAPS, HOSTILE, IMPORTANCE, SCALE, SUPPORT, VOTE
from tests.report.test_summary_accessible import elements

Make = Callable[..., SummaryContent]
Draw = Callable[[SummaryContent], Path]


@pytest.fixture(scope="session")
def content(make: Make) -> SummaryContent:
    before, after = make(groups=3).activities
    return make(
        groups=3,
        activities=(replace(before, place=1), replace(after, place=4)),
        results=(
            ResultPart(
                place=2,
                kind="Avstemning",
                title="Leveregler 👍",
                heading="Hvordan skal folk oppleve oss?",
                lead="412 av 640 stemte.",
                charts=(VOTE, SUPPORT),
                sentences=("16 stemmer skilte nummer tre og fire.",),
            ),
            ResultPart(
                place=3,
                kind="Undersøkelse",
                title="Dette svarte dere",
                heading="Dette svarte dere",
                lead="341 svarte.",
                charts=(GAPS, SCALE, IMPORTANCE),
                texts=("Si fra tidligere.", HOSTILE),
                texts_heading="Hva er det viktigste kommunen bør bli bedre på?",
            ),
        ),
        rules=(RulePart("Løsningsorientert", "Vi leter etter det som er mulig."),),
    )


def test_it_comes_back_from_json_as_it_was(content: SummaryContent) -> None:
    assert SummaryContent.from_json(content.to_json()) == content


def test_parts_stand_in_the_order_of_the_programme(content: SummaryContent, draw: Draw) -> None:
    command = ["pdftotext", "-layout", draw(content), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    headings = ["Hva forventer du av", "Hvordan skal folk oppleve oss?", "Dette svarte dere", "Hva skal til for at"]
    body = text[text.index("Slik er det gjort") : text.index("Vedlegg ·")]
    places = [body.rindex(heading) for heading in headings]

    assert places == sorted(places)
    assert text.index("16 stemmer skilte nummer tre") < text.index(SUPPORT.title)  # close to its figures
    for words in ("412 av 640 stemte", "16 stemmer skilte", "Løsningsorientert", "Si fra tidligere."):
        assert words in text


def test_every_chart_is_a_figure_with_its_numbers_and_a_table(content: SummaryContent, draw: Draw) -> None:
    with pikepdf.open(draw(content)) as pdf:
        told = [str(figure.Alt) for figure in elements(pdf, "Figure")]

    assert len(told) == 7  # the cover's marks, the greatest gap, and five charts
    assert told[1].startswith("Avstandsdiagram.")
    assert isinstance(VOTE, BarChart)
    assert all(str(bar.value) in told[2] for bar in VOTE.bars)


def test_nothing_is_lost_without_a_word_on_the_way_to_paper(content: SummaryContent, draw: Draw) -> None:
    assert draw(content).with_suffix(".log").read_text() == ""


def test_a_long_name_pushes_no_figure_off_the_paper(make: Make, draw: Draw) -> None:
    rows = tuple(
        replace(row, label=f"🏴‍☠️ Davvi {'W' * 30}", levels=replace(row.levels, answers=145)) for row in GAPS.rows
    )
    chart = replace(GAPS, rows=rows)
    part = ResultPart(3, "Survey", "", "What you answered", "347 responses.", charts=(chart,))
    command = ["pdftotext", "-bbox", draw(make(language="en", results=(part,))), "-"]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    edges = [float(edge) for edge in re.findall(r'xMax="([0-9.]+)"[^>]*>(?:Answers|145)<', words)]

    assert edges
    assert max(edges) < 545  # points: the right margin
