"""The summary as a spreadsheet: what is a number is one, what people wrote is text, and its sheets can be opened."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.charts.bars import BarChart
from app.charts.distribution import DistributionChart
from app.charts.dumbbell import DumbbellChart, Levels
from app.charts.spread import SpreadChart, Support
from app.report.content import ResultPart, RulePart, SummaryContent
from app.report.faults import NumbersDisagree
from app.report.workbook import LONGEST_NAME, tables_of
from app.report.xlsx import MOST_LETTERS, xlsx_of
from tests.charts.samples import GAPS, IMPORTANCE, SCALE, SUPPORT, VOTE
from tests.report.spreadsheets import Sheets, read

Make = Callable[..., SummaryContent]


def part(place: int, kind: str, *charts: object, **more: object) -> ResultPart:
    return ResultPart(place, kind, kind, f"{kind}?", "412 av 640 svarte.", charts, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def content(make: Make) -> SummaryContent:
    return make(
        results=(
            part(2, "Avstemning", VOTE, SUPPORT, sentences=("16 stemmer skilte.",)),
            part(3, "Undersøkelse", GAPS, SCALE, IMPORTANCE, texts=("=SUM(A1)",), texts_heading="Hva nå?"),
        ),
        rules=(RulePart("Åpen", "Vi sier det vi vet."),),
    )


@pytest.fixture(scope="module")
def sheets(content: SummaryContent) -> Sheets:
    return read(xlsx_of(content))


def records(sheet: list[list[str | float | None]]) -> list[dict[str, object]]:
    """Without the cells that are empty."""
    head = [str(cell) for cell in sheet[0]]
    return [{name: cell for name, cell in zip(head, row, strict=False) if cell is not None} for row in sheet[1:]]


def test_there_is_a_sheet_for_everything(sheets: Sheets) -> None:
    assert list(sheets) == [
        "Råd og innspill",
        "2 Avstemning",
        "3 Undersøkelse",
        "3 Undersøkelse, tekster",
        "Hvem som kom",
        "Leveregler",
        "Om oppsummeringen",
    ]


def test_every_contribution_is_a_row_in_order(content: SummaryContent, sheets: Sheets) -> None:
    rows = records(sheets["Råd og innspill"])

    assert len(rows) == content.published
    assert [(row["Nr."], row["Målgruppe"], row["Type"], row["Tekst"]) for row in rows[:4]] == [
        (1, "Innbyggere", "Råd", content.activities[0].groups[0].advice[0]),
        (1, "Innbyggere", "Råd", content.activities[0].groups[0].advice[1]),
        (1, "Innbyggere", "Innspill", content.activities[0].groups[0].input[0]),
        (1, "Innbyggere", "Innspill", content.activities[0].groups[0].input[1]),
    ]


def test_votes_are_numbers_and_shares_of_them(sheets: Sheets) -> None:
    assert isinstance(VOTE, BarChart)
    rows = [row for row in records(sheets["2 Avstemning"]) if row["Figur"] == VOTE.title]

    assert [row["Stemmer"] for row in rows] == [bar.value for bar in VOTE.bars]
    assert rows[0]["Av dem som stemte"] == pytest.approx(268 / 412)
    assert [row.get("Utfall") for row in rows[:4]] == ["valgt", "valgt", "valgt", None]


def test_support_has_a_row_for_each_group_and_words_where_it_is_hidden(sheets: Sheets) -> None:
    assert isinstance(SUPPORT, SpreadChart)
    rows = [row for row in records(sheets["2 Avstemning"]) if row["Figur"] == SUPPORT.title]

    shown = [support for line in SUPPORT.rows for _, support in SUPPORT.pairs(line)]
    assert len(rows) == len(shown)
    for row, support in zip(rows, shown, strict=True):
        if isinstance(support, Support):
            assert (row["Antall"], row["Av"]) == (support.part, support.whole)
        else:
            assert ("Av" in row, "Andel" in row, isinstance(row["Antall"], str)) == (False, False, True)
    assert "vises ikke, færre enn fem har svart" in [row["Antall"] for row in rows]


def test_levels_and_distributions_are_there(sheets: Sheets) -> None:
    assert isinstance(GAPS, DumbbellChart)
    assert isinstance(SCALE, DistributionChart)
    rows = records(sheets["3 Undersøkelse"])

    gaps = [row["Avstand"] for row in rows if row["Figur"] == GAPS.title and "Avstand" in row]
    assert gaps == [row.levels.gap for row in GAPS.rows if isinstance(row.levels, Levels)]
    counts = [[row[str(point)] for point in range(1, 7)] for row in rows if "6" in row]
    assert counts == [list(row.counts) for row in SCALE.rows if isinstance(row.counts, tuple) and row.answers]


def test_who_came_adds_up(content: SummaryContent, sheets: Sheets) -> None:
    rows = records(sheets["Hvem som kom"])

    for head, total in (("Kom", content.joined), ("Har bidratt", content.contributed)):
        assert sum(float(str(row[head])) for row in rows) == total
    assert sum(float(str(row["Råd"])) + float(str(row["Innspill"])) for row in rows) == content.published


def test_about_says_what_how_and_from_how_many_on(content: SummaryContent, sheets: Sheets) -> None:
    about = {str(row[0]): row[1] for row in sheets["Om oppsummeringen"] if len(row) > 1}

    assert about["Dato"] == "2026-11-19"
    assert about["Språk"] == "norsk bokmål"
    assert about["Råd og innspill som kom inn"] == content.moderation.received
    assert about["Skjult: Personopplysninger"] == 2
    assert about["Færre svar enn dette vises ikke (k)"] == "5, 10"
    assert about["2 Avstemning: Avstemning?"] == "412 av 640 svarte.\n16 stemmer skilte."
    assert about["Hvem som godkjente"] == "En prosessleder har lest og godkjent alle råd og innspill som vises."


def test_heads_stay_in_sight_and_can_be_filtered(content: SummaryContent) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_of(content))) as file:
        for number in range(1, 8):
            sheet = file.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert '<pane ySplit="1"' in sheet
            assert "<autoFilter " in sheet


def test_what_people_wrote_is_text_whatever_it_looks_like(make: Make, hostile_texts: tuple[str, ...]) -> None:
    texts = (*hostile_texts, "https://evil.example", "0012", "+47 22 22 22 22", "@SUM(A1)", "å" * (MOST_LETTERS + 1))
    sheets = read(xlsx_of(make(groups=1, advice=texts, inputs=())))  # fails at a formula or a link

    written = [row["Tekst"] for row in records(sheets["Råd og innspill"])]
    assert written[0] == hostile_texts[0]
    assert {"https://evil.example", "0012", "+47 22 22 22 22", "@SUM(A1)"} <= set(written)
    assert "Bjelle, null, omvendt, bredde\u200bløs, myk\u00adbindestrek, merke" in written
    assert hostile_texts[2] in written  # emoji whole
    assert hostile_texts[5] in written  # a word of 1,000 letters
    assert max(len(str(text)) for text in written) == MOST_LETTERS


def test_names_of_sheets_are_names_that_excel_takes(make: Make) -> None:
    kinds = ("Reaksjoner: [alle] / ingen?", "A" * 60, "a" * 60, "Om oppsummeringen", "'")
    content = make(results=tuple(part(1, kind, VOTE, texts=("x",), texts_heading="?") for kind in kinds))

    names = [table.name for table in tables_of(content)]

    assert len({name.casefold() for name in names}) == len(names) == 4 - 1 + 2 * len(kinds)
    assert all(0 < len(name) <= LONGEST_NAME and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    assert list(read(xlsx_of(content))) == names


@pytest.mark.parametrize(("language", "names"), [("nn", "Råd og innspel"), ("en", "Advice and input")])
def test_words_are_in_the_conferences_language(content: SummaryContent, language: str, names: str) -> None:
    tables = tables_of(replace(content, language=language))  # type: ignore[arg-type]

    assert tables[0].name == names


def test_contradicting_numbers_make_none(content: SummaryContent) -> None:
    wrong = replace(content, moderation=replace(content.moderation, received=0))

    with pytest.raises(NumbersDisagree):
        xlsx_of(wrong)
