"""What is truly in the PDF and in Word: no figure of a result is another than those of the JSON they are made from."""

import random
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from flask import Flask

from app.charts.bars import BarChart
from app.charts.distribution import DistributionChart
from app.charts.dumbbell import DumbbellChart, Levels
from app.charts.importance import ImportanceChart
from app.charts.numerals import Numerals
from app.charts.spread import SpreadChart, Support
from app.report.content import Chart, ResultPart, SummaryContent
from app.report.document import html_of
from app.report.gather import summary_content_of
from app.report.pdf import pdf_of
from app.report.word import docx_of
from tests.conftest import Story
from tests.read_back.kinds import KINDS, people_in
from tests.read_back.rounds import Round
from tests.report.outputs import text_of_pdf, text_of_word, words

FOOT = re.compile(r"Dette hørte vi · [^·]+ · [^·]+? kommune \d+")
FIGURE = re.compile(r"−?\d+(?:,\d+)?")


@pytest.fixture
def played(app: Flask, story: Story, request: pytest.FixtureRequest) -> Round:
    return request.param(app, story, people_in(story))


@pytest.mark.parametrize("played", KINDS[:4], indirect=True)
def test_paper_and_word_have_no_figure_of_a_result_that_the_json_has_not(played: Round) -> None:
    played.play_to_the_end(played.question.world(random.Random(8), played.people.groups))
    content = summary_content_of(played.story.conference)
    again = SummaryContent.from_json(content.to_json())
    [part], names = again.results, tuple(group.name for group in again.groups)
    for text in (text_of_pdf(pdf_of(html_of(content))), text_of_word(docx_of(content))):
        told = told_of(part, text)
        assert strange_figures(part, names, told) == set()
        assert strange_figures(part, names, f"{told} 997") == {"997"}


def told_of(part: ResultPart, text: str) -> str:
    """From its lead, the last time it stands there, to what comes after the results."""
    text = FOOT.sub("", text)
    return re.split(r"Vedlegg ·|Råd og innspill på spørsmål", text[text.rindex(words(part.lead)) :])[0]


def strange_figures(part: ResultPart, names: tuple[str, ...], told: str) -> set[str]:
    """What is left of the words that are not the JSON's own must be its charts' figures."""
    for own in sorted({words(own) for own in _words_of((part, names))}, key=len, reverse=True):
        told = told.replace(own, "")
    known = {figure for chart in part.charts for figure in _figures_of(chart)}
    return {figure for figure in FIGURE.findall(told) if figure not in known}


def _figures_of(chart: Chart) -> Iterator[str]:
    """As they are written: its numbers, shares and sums of them, and the scale."""
    write = Numerals("nb")

    def percent(part: int, whole: int | None) -> str:
        return FIGURE.findall(write.percent(part, whole))[0] if whole else ""

    match chart:
        case BarChart():
            for bar in chart.bars:
                yield from (str(bar.value), percent(bar.value, chart.total))
        case SpreadChart():
            for support in (each for row in chart.rows for each in row.by_group if isinstance(each, Support)):
                yield from (str(support.part), str(support.whole), percent(support.part, support.whole))
        case DistributionChart():
            yield from map(str, range(1, chart.points + 1))
            for counts, unsure in ((row.counts, row.unsure) for row in chart.rows if isinstance(row.counts, tuple)):
                yield from (str(unsure), str(sum(counts)))
                yield from (percent(count, sum(counts)) for count in (*counts, sum(counts[-2:])))
        case DumbbellChart():
            yield from map(str, range(int(chart.low), int(chart.high) + 1, 10))
            for levels in (row.levels for row in chart.rows if isinstance(row.levels, Levels)):
                yield from (write.number(levels.expectation), write.number(levels.experience), write.signed(levels.gap))
        case ImportanceChart():
            yield from map(str, range(int(chart.low), int(chart.high) + 1, 10))
            for place, point in enumerate(chart.points, start=1):
                yield from (str(place), write.number(point.importance), write.number(point.performance))


def _words_of(thing: Any) -> Iterator[str]:
    if is_dataclass(thing):
        for each in fields(thing):
            yield from _words_of(getattr(thing, each.name))
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _words_of(each)
    elif isinstance(thing, str):
        yield str(thing)
