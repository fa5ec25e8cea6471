"""Names in any writing, wherever a name stands: in every format readable, or said to be left out."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest

from app.charts.bars import Bar
from app.report.content import GroupCount, ResultPart, RulePart, SummaryContent, ThemePart
from app.report.document import html_of
from app.report.pdf import pdf_of
from app.report.web import picture_of, web_page_of
from app.report.word import docx_of
from app.report.xlsx import xlsx_of
from tests.charts.samples import bar_chart
from tests.report.outputs import text_of_pdf, text_of_web, text_of_word, words
from tests.report.spreadsheets import read
from tests.report.test_archive import LEFT_OPEN
from tests.report.test_summary_accessible import FONTS, elements

pytestmark = pytest.mark.filterwarnings(LEFT_OPEN)
LEFT_OUT = "[tegn som ikke kan skrives ut]"
BUS, THUMB, FAMILY, CHINESE = "Busser 🚌 nå", "Enig 👍🏽", "Familier 👩‍👩‍👧", "中文"
ARABIC = "العربية"


@pytest.fixture(scope="session")
def content(make: Callable[..., SummaryContent]) -> SummaryContent:
    plain = make(groups=2)
    by_group = (GroupCount(1, 1), GroupCount(2, 1))
    themes = tuple(ThemePart(name, 2, by_group) for name in (FAMILY, f"Tema {CHINESE}"))
    bars = (Bar(BUS, 7), Bar(THUMB, 5), Bar(f"Ja {CHINESE}", 3), Bar(ARABIC, 1))
    chart = bar_chart(bars, total=16, title="Valg 🗳️")
    return replace(
        plain,
        title=f"Dialog 🚌 {CHINESE}",
        organiser="עיריית Solbakken",
        place="Torget 👍",
        groups=tuple(replace(group, name=name) for group, name in zip(plain.groups, (FAMILY, ARABIC), strict=True)),
        activities=tuple(
            replace(
                part,
                question=BUS,
                title=THUMB,
                themes=themes,
                unsorted=4,
                groups=tuple(replace(group, advice_themes=((1,), (2,))) for group in part.groups),
            )
            for part in plain.activities
        ),
        results=(ResultPart(3, "Avstemning", "", "Valg 🗳️", "16 stemte.", charts=(chart,)),),
        rules=(RulePart(BUS, CHINESE),),
    )


def test_on_paper_emoji_are_drawn_and_other_writings_are_told_of(
    content: SummaryContent, draw: Callable[[SummaryContent], Path]
) -> None:
    path = draw(content)
    text = text_of_pdf(path.read_bytes())

    assert path.with_suffix(".log").read_text() == ""
    for label in (BUS, "Enig 👍", f"Ja {LEFT_OUT}", "Familier 👩", f"Tema {LEFT_OUT}", f"Dialog 🚌 {LEFT_OUT}"):
        assert label in text
    assert text.count(BUS) >= 4  # over two questions, in the picture and in its table
    assert CHINESE not in text
    assert "tegn kunne ikke vises" in text
    assert "Emoji i navn og overskrifter" in text
    with pikepdf.open(path) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()]
        assert {str(font.DescendantFonts[0].BaseFont).partition("+")[2] for font in fonts} <= FONTS
        told = " ".join(str(figure.Alt) for figure in elements(pdf, "Figure"))
    assert f"{BUS}: 7" in words(told)


def test_in_the_archive_the_same(content: SummaryContent) -> None:
    text = text_of_pdf(pdf_of(html_of(content), is_for_archive=True))
    for label in (BUS, "Enig 👍", f"Ja {LEFT_OUT}", f"Dialog 🚌 {LEFT_OUT}"):
        assert label in text


def test_elsewhere_they_stand_as_they_were_written(content: SummaryContent) -> None:
    page = web_page_of(content)
    sheets = " ".join(str(cell) for sheet in read(xlsx_of(content)).values() for row in sheet for cell in row)
    for text in (
        text_of_web(f"{page.preview.title} {page.cover} {page.body}"),
        text_of_word(docx_of(content)) + docx.Document(io.BytesIO(docx_of(content))).core_properties.title,
        words(sheets),
    ):
        for written in (BUS, THUMB, FAMILY, f"Ja {CHINESE}", ARABIC):
            assert written in text


def test_what_was_said_in_a_writing_from_right_to_left_stands_so_on_the_web(
    make: Callable[..., SummaryContent],
) -> None:
    page = web_page_of(make(groups=1, advice=(f"{ARABIC}.",), inputs=()))
    assert str(page.body).count(f'<li dir="auto">{ARABIC}.</li>') == 2  # once for each question


def test_the_picture_says_so_too(content: SummaryContent) -> None:
    told = replace(content, title=f"Dialog {LEFT_OUT}", organiser=f"{LEFT_OUT} Solbakken", place="")
    assert picture_of(content) == picture_of(told)
