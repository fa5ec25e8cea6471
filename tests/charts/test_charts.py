"""What the macros write: words, numbers and reasons, in three languages, for eyes and ears."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from jinja2 import Environment

from app.charts.bars import Bar
from app.charts.values import Absence
from app.report.content import Language
from app.report.wording import environment_for
from tests.charts.gallery import draw
from tests.charts.samples import (
    DOTS,
    EIGHT,
    GAPS_BY_GROUP,
    GAPS_ON_SIX,
    HOSTILE,
    IMPORTANCE,
    LONG,
    NOBODY,
    NONE,
    REVEAL,
    SAMPLES,
    SCALE,
    SUPPORT,
    TURNOUT,
    VOTE,
    Chart,
    bar_chart,
)

Draw = Callable[..., str]


@pytest.fixture(scope="module")
def environments() -> dict[Language, Environment]:
    return {"nb": environment_for("nb"), "nn": environment_for("nn"), "en": environment_for("en")}


@pytest.fixture
def drawn(environments: dict[Language, Environment]) -> Draw:
    macros = {type(chart): macro for macro, chart in SAMPLES.values()}

    def figure(chart: Chart, medium: str = "web", language: Language = "nb") -> str:
        return draw(environments[language], macros[type(chart)], chart, medium)

    return figure


class Figure(HTMLParser):
    """Its alternative texts, its visible letters, the cells of its table, and what stands twice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.alternatives: list[str] = []
        self.letters: list[str] = []
        self.rows: list[list[str]] = []
        self.ids: list[str] = []
        self.twice: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.twice += [name for name in set(names) if names.count(name) > 1]
        self.tags.append(tag)
        self.open.append(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        if given.get("role") == "img" and "aria-label" in given:
            self.alternatives.append(given["aria-label"] or "")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["title"] and "text" not in self.open:
            self.alternatives.append(data)
        elif self.open[-1:] == ["text"]:
            self.letters.append(data)
        elif self.open[-1:] in (["td"], ["th"]):
            self.rows[-1][-1] += data


def spaced(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("medium", ["web", "paper", "screen"])
def test_every_chart_is_well_formed_in_every_medium(name: str, medium: str, drawn: Draw) -> None:
    html = drawn(SAMPLES[name][1], medium)
    figure = Figure(html)

    assert figure.twice == []
    assert "nan" not in html
    assert "style=" not in html
    ElementTree.fromstring(html.replace("&nbsp;", " "))  # noqa: S314 - our own; every attribute once, every element closed


@pytest.mark.parametrize("medium", ["web", "paper"])
def test_nothing_has_an_id_that_could_stand_twice(medium: str, drawn: Draw) -> None:
    twice = "".join(drawn(chart, medium) for _, chart in SAMPLES.values()) * 2
    assert Figure(twice).ids == []


@pytest.mark.parametrize("name", [name for name, (_, chart) in SAMPLES.items() if not chart.is_empty])
def test_each_medium_tells_the_same_once_and_in_whole(name: str, drawn: Draw) -> None:
    chart = SAMPLES[name][1]
    told = [
        [spaced(text) for text in Figure(drawn(chart, medium)).alternatives] for medium in ("web", "paper", "screen")
    ]

    assert [len(texts) for texts in told] == [1, 1, 1]
    assert told[0] == told[1] == told[2]
    assert spaced(chart.title) in told[0][0]


def test_media_differ_in_pictures_and_table(drawn: Draw) -> None:
    pictures = {
        medium: re.findall(r'<svg[^>]*class="(chart-\w+)"', drawn(VOTE, medium))
        for medium in ("web", "paper", "screen")
    }
    tables = {medium: drawn(VOTE, medium).count("<table") for medium in pictures}
    folded = {medium: drawn(VOTE, medium).count("<details") for medium in pictures}

    assert pictures == {"web": ["chart-narrow", "chart-wide"], "paper": ["chart-paper"], "screen": ["chart-screen"]}
    assert tables == {"web": 1, "paper": 1, "screen": 0}
    assert folded == {"web": 1, "paper": 0, "screen": 0}


def test_a_vote_is_told_with_every_number_who_won_and_by_how_much(drawn: Draw) -> None:
    (told,) = Figure(drawn(VOTE)).alternatives

    assert spaced(told).startswith(
        "Søylediagram. Våre tre leveregler. Løsningsorientert: 268 (65 %), valgt; Kunnskapsrik: 231"
    )
    assert spaced(told).endswith("Positiv: 12 (3 %). 16 stemmer skilte.")


@pytest.mark.parametrize("medium", ["paper", "screen"])
def test_numbers_stand_as_text_on_the_bars(medium: str, drawn: Draw) -> None:
    letters = [spaced(text) for text in Figure(drawn(VOTE, medium)).letters]

    assert {"268", "65 %", "12", "3 %", "16 stemmer skilte", "Vi leter etter det som er mulig."} <= set(letters)


@pytest.mark.parametrize(
    ("language", "gap", "wanted", "key", "n"),
    [
        ("nb", "−1,4", "5,3", "Så viktig er det", "1 148 svar"),
        ("nn", "−1,4", "5,3", "Så viktig er det", "1 148 svar"),
        ("en", "−1.4", "5.3", "How important it is", "1,148 answers"),
    ],
)
def test_numbers_and_words_follow_the_language(
    drawn: Draw, language: Language, gap: str, wanted: str, key: str, n: str
) -> None:
    figure = Figure(drawn(GAPS_ON_SIX, "paper", language))
    letters = [spaced(text) for text in figure.letters]

    assert {gap, wanted, key, n} <= set(letters)
    assert gap in figure.rows[1]
    assert gap.replace("−", "minus ") in figure.alternatives[0]


def test_every_share_of_the_english_table_is_written_the_english_way(drawn: Draw) -> None:
    assert Figure(drawn(VOTE, "paper", "en")).rows[1][1:] == ["268", "65%"]


def test_hidden_nobody_and_nothing_look_different(drawn: Draw) -> None:
    html = drawn(TURNOUT, "paper")
    figure = Figure(html)
    by_name = {row[0]: [spaced(cell) for cell in row[1:]] for row in figure.rows}

    assert by_name["Frivillige organisasjoner"] == ["0", "0 %"]
    assert by_name["Ledere"] == ["vises ikke, færre enn fem har svart", "–"]
    assert by_name["Medvirkningsråd"] == ["holdes tilbake", "–"]
    assert by_name["Pårørende"] == ["ingen svar", "–"]
    assert (figure.letters.count("vises ikke"), figure.letters.count("ingen svar")) == (2, 1)
    assert html.count("stroke-dasharray") == 2
    assert "Resultatet vises ikke fordi færre enn fem har svart: Ledere." in html
    assert "Holdes også tilbake, ellers kunne noen regnet seg fram: Medvirkningsråd." in html


def test_a_hidden_group_has_no_bar(drawn: Draw) -> None:
    chart = bar_chart((Bar("Innbyggere", 7, mark=1), Bar("Ledere", Absence.WITHHELD, mark=5)), total=7)
    html = drawn(chart, "paper")

    assert [html.count(f'class="chart-group-{mark}"') for mark in (1, 5)] == [1, 0]
    assert "Vises ikke: Ledere. Da kan ingen regne seg fram til en målgruppe der færre enn fem har svart." in html


def test_the_threshold_is_said_in_words(drawn: Draw) -> None:
    assert "færre enn sju har svart" in drawn(replace(TURNOUT, fewest=7))
    assert "færre enn ti har svart" in drawn(SCALE)


def test_so_few_and_all_alike_are_words_and_no_bar(drawn: Draw) -> None:
    html = drawn(EIGHT, "paper")

    assert Figure(html).letters.count("de fleste") == Figure(html).letters.count("de færreste") == 1
    assert [spaced(cell) for cell in Figure(html).rows[3]][-3:] == ["de færreste", "50 % 20/40", "de fleste"]


def test_what_is_not_revealed_is_not_in_the_page(drawn: Draw) -> None:
    for medium in ("web", "paper", "screen"):
        html = drawn(REVEAL, medium)
        assert all(word not in html for word in ("Løsningsorientert", "Pålitelig", "268", "203", "stemmer skilte"))
        assert "Åpen" in html


def test_what_people_wrote_is_escaped_in_every_place(drawn: Draw) -> None:
    for chart in (DOTS, GAPS_ON_SIX, EIGHT):
        for medium in ("web", "paper", "screen"):
            html = drawn(replace(chart, title=HOSTILE), medium)
            assert "script" not in Figure(html).tags
            assert "{{ 7 * 7 }}" in html
            assert HOSTILE in " ".join(spaced(text) for text in Figure(html).alternatives)


def test_a_long_text_is_cut_in_the_picture_and_whole_beside_it(drawn: Draw) -> None:
    html = drawn(DOTS, "paper")
    figure = Figure(html)

    assert LONG not in " ".join(figure.letters)
    assert any(text.endswith("…") for text in figure.letters)
    assert f"<title>{LONG}</title>" in html
    assert LONG in figure.alternatives[0]
    assert figure.rows[1][0] == LONG


def test_without_votes_every_bar_is_nothing_and_without_options_it_says_so(drawn: Draw) -> None:
    assert [row[1:] for row in Figure(drawn(NOBODY, "paper")).rows[1:]] == [["0", "0\xa0%"]] * 3
    assert "Det er ikke noe å vise ennå." in drawn(NONE)
    assert "<svg" not in drawn(NONE)


def test_a_scale_tells_shares_and_who_was_not_sure(drawn: Draw) -> None:
    (told,) = Figure(drawn(SCALE)).alternatives

    assert "Vi har en god intern kommunikasjonskultur: 28 % positive; 1: 10 %, 2: 17 %, 3: 26 %, 4: 20 %, 5: 15 %, 6: 13 %; 121 svar, 9 ikke sikker." in spaced(told)  # fmt: skip  # noqa: E501
    assert "Medvirkningsråd: holdes tilbake." in spaced(told)


def test_gaps_have_signs_doubt_and_a_scale(drawn: Draw) -> None:
    figure = Figure(drawn(GAPS_BY_GROUP, "paper"))

    assert {"−23", "(+3)", "0", "(−2)", "+40"} <= {spaced(text) for text in figure.letters}
    assert [row[3] for row in figure.rows[1:5]] == ["−23", "(+3)", "0", "(−2)"]
    assert "Skala 0–100, utsnitt 60–100. Avstand i parentes kan være tilfeldig." in drawn(GAPS_BY_GROUP, "paper")


def test_numbers_of_a_field_are_explained_beside_it(drawn: Draw) -> None:
    figure = Figure(drawn(IMPORTANCE, "paper"))

    assert figure.letters.count("3") == 2
    assert [row[0] for row in figure.rows[1:]] == [
        f"{n} {point.label}" for n, point in enumerate(IMPORTANCE.points, start=1)
    ]
    assert "3 Forvaltning: så viktig 93, oppleves 62, viktig, men svakt." in spaced(figure.alternatives[0])


def test_support_has_the_raw_numbers_of_every_group(drawn: Draw) -> None:
    figure = Figure(drawn(SUPPORT, "paper"))

    assert "Innbyggere 67 % (112 av 168), Næringsliv 73 % (52 av 71)" in spaced(figure.alternatives[0])
    assert [spaced(cell) for cell in figure.rows[1][1:3]] == ["67 % 112/168", "73 % 52/71"]
    assert {"67 %", "112/168"} <= {spaced(text) for text in figure.letters}


@pytest.mark.parametrize("name", ["vote", "gaps", "importance", "turnout"])
def test_a_picture_costs_little(name: str, environments: dict[Language, Environment]) -> None:
    """About a millisecond; four times that is a fault and not a busy machine."""
    environment, (macro, chart) = environments["nb"], SAMPLES[name]
    costs = []
    for _ in range(40):
        started = time.perf_counter()
        draw(environment, macro, chart, "paper")
        costs.append(time.perf_counter() - started)

    assert min(costs) < 0.004
