"""The summary in Word: headings, lists and tables that a screen reader knows, and texts that stay texts."""

import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from app.report.blocks import Grid, read_blocks
from app.report.content import QuotePart, ResultPart, RulePart, SummaryContent
from app.report.faults import NumbersDisagree, TemplateUnusable
from app.report.orders import TEMPLATE, WordOrder
from app.report.word import docx_of
from tests.charts.samples import GAPS, SCALE, SUPPORT, VOTE
from tests.report.conftest import ADVICE, INPUT

Make = Callable[..., SummaryContent]
MAKER = Path(__file__).parents[2] / "bin" / "word-template"


def opened(content: SummaryContent, template: Path = TEMPLATE) -> Document:
    return docx.Document(io.BytesIO(docx_of(content, template)))


@pytest.fixture(scope="module")
def content(make: Make) -> SummaryContent:
    vote = ResultPart(
        2, "Avstemning", "Regler", "Hvilke regler?", "412 av 640 stemte.", (VOTE, SUPPORT), ("16 skilte.",)
    )  # type: ignore[arg-type]
    survey = ResultPart(3, "Undersøkelse", "Svar", "Hva svarte dere?", "341 svarte.", (GAPS, SCALE))  # type: ignore[arg-type]
    return make(results=(vote, survey), rules=(RulePart("Åpen", "Vi sier det."), RulePart("Rask", "Vi svarer.")))


@pytest.fixture(scope="module")
def document(content: SummaryContent) -> Document:
    return opened(content)


def texts(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]


def test_headings_are_headings(document: Document) -> None:
    assert texts(document, "Title") == ["Dette hørte vi"]
    assert texts(document, "Heading 1") == [
        "Kort sagt",
        "Hva forventer du av kommunen når du tar kontakt?",
        "Hva skal til for at du stoler på kommunen?",
        "Hvilke regler?",
        "Hva svarte dere?",
        "Råd og innspill på spørsmål 1",
        "Råd og innspill på spørsmål 2",
        "Tallene kan etterprøves",
    ]
    assert "Hvem som kom" in texts(document, "Heading 2")


def test_lists_are_lists(content: SummaryContent, document: Document) -> None:
    bullets = texts(document, "List Bullet")

    said = [text for text in bullets if text in {*ADVICE, *INPUT}]
    assert len(said) == content.published
    assert said[0] == content.activities[0].groups[0].advice[0]
    assert texts(document, "List Number") == ["Åpen. Vi sier det.", "Rask. Vi svarer."]


def test_tables_repeat_their_heads_and_say_what_they_are(document: Document) -> None:
    assert len(document.tables) == 2 + 2 + 4  # in short, a question each, a chart each
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert len({len(row.cells) for row in table.rows}) == 1
        assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
    names = [table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) for table in document.tables]
    assert VOTE.title in names
    assert VOTE.title in texts(document, "Caption")


def test_figures_are_those_of_the_chart(document: Document) -> None:
    [votes] = [
        table for table in document.tables if table.rows[0].cells[0].text == "Leveregel" and len(table.columns) == 3
    ]

    assert [cell.text for cell in votes.rows[1].cells] == ["Løsningsorientert", "268", "65\xa0%"]
    assert [row.cells[1].text for row in votes.rows[1:]] == [str(bar.value) for bar in VOTE.bars]  # type: ignore[union-attr]


@pytest.mark.parametrize(("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_language_is_said(content: SummaryContent, language: str, locale: str) -> None:
    document = opened(replace(content, language=language))  # type: ignore[arg-type]

    said = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert said == {locale}
    assert document.core_properties.language == locale
    assert document.core_properties.title == "Prosjekt Dialog"


def test_what_people_wrote_stays_what_it_is(make: Make, hostile_texts: tuple[str, ...]) -> None:
    document = opened(make(groups=1, advice=hostile_texts, inputs=(), title="Dialog 👍 <b>&", place="{{ 7 * 7 }}"))

    bullets = texts(document, "List Bullet")
    assert hostile_texts[0] in bullets
    assert "Bjelle, null, omvendt, bredde\u200bløs, myk\u00adbindestrek, merke" in bullets
    assert hostile_texts[2] in bullets
    assert hostile_texts[3] in bullets
    assert hostile_texts[5] in bullets
    assert "Første linje\n\nAndre linje\nTredje" in bullets
    assert texts(document, "Subtitle") == ["Dialog 👍 <b>&, Solbakken kommune"]
    assert any("{{ 7 * 7 }}" in text for text in texts(document, "Normal"))


def test_nothing_of_the_template_is_left_in_it(document: Document) -> None:
    xml = document.element.xml + document.sections[0].footer._element.xml

    assert not re.search(r"\{[{%]|[}%]\}", xml)
    assert "Prosjekt Dialog · Solbakken kommune" in "".join(p.text for p in document.sections[0].footer.paragraphs)


def test_an_empty_conference_makes_one_too(make: Make) -> None:
    document = opened(make(groups=2, joined=0, advice=(), inputs=(), language="en"))

    assert "Nobody has joined yet." in texts(document, "Lead")


def test_another_template_decides_how_it_looks(content: SummaryContent, tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("Solbakken: {{ title }}")
    path = tmp_path / "own.docx"
    own.save(str(path))

    assert [paragraph.text for paragraph in opened(content, path).paragraphs] == ["Solbakken: Prosjekt Dialog"]
    orders = WordOrder.of(content), WordOrder.of(content, path)
    assert orders[0].fingerprint() != orders[1].fingerprint()


@pytest.mark.parametrize(
    "mistake",
    ["{{ titel }}", "{% for x %}", "{{ title.__class__.__mro__ }}", "{{ ''.__class__.__base__.__subclasses__() }}"],
)
def test_a_template_with_a_mistake_is_refused_and_runs_nothing(
    content: SummaryContent, tmp_path: Path, mistake: str
) -> None:
    own = docx.Document()
    own.add_paragraph(mistake)
    path = tmp_path / "own.docx"
    own.save(str(path))

    with pytest.raises(TemplateUnusable):
        docx_of(content, path)


def test_what_is_no_word_document_is_refused(content: SummaryContent, tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_bytes(b"PK nothing")

    with pytest.raises(TemplateUnusable):
        docx_of(content, tmp_path / "own.docx")


def test_contradicting_numbers_make_none(content: SummaryContent) -> None:
    with pytest.raises(NumbersDisagree):
        docx_of(replace(content, moderation=replace(content.moderation, received=0)))


def test_the_kept_template_is_the_one_that_its_maker_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(MAKER), str(tmp_path / "t.docx")], check=True)

    assert (tmp_path / "t.docx").read_bytes() == TEMPLATE.read_bytes()


def test_columns_of_words_have_room_for_their_words_and_figures_are_narrow() -> None:
    said = "Svar innen en uke, også når svaret er at dere trenger mer tid."
    advice = Grid("", ("Råd", "Hva", "Hvem", "Når"), ("left",) * 4, ((said, said, "servicetorget", "15. januar 2027"),))
    figures = Grid("", ("Tema", "Råd", "Alle"), ("left", "right", "right"), (("Svar", "1", "2"),))

    assert (sum(advice.widths), min(advice.widths) >= 12, advice.widths[1] > 30) == (100, True, True)
    assert figures.widths == (66, 17, 17)


def test_no_word_of_a_wide_table_is_broken() -> None:
    names = ("Innbyggere", "Næringsliv", "Frivillige organisasjoner", "Ansatte", "Ledere", "Medvirkningsråd", "Alle")
    wide = Grid("", ("Tema", *names), ("left", *("right",) * 7), (("Svar og forutsigbarhet", *("100 %",) * 7),))

    longest = [max(map(len, name.split())) for name in names]
    assert sum(wide.widths) == 100
    assert all(width >= letters for width, letters in zip(wide.widths[1:], longest, strict=True))
    assert wide.widths[0] >= len("forutsigbarhet")


def test_no_row_of_a_table_is_left_alone_nor_the_table_parted_from_what_stands_before_it(document: Document) -> None:
    kept = qn("w:keepNext")
    assert len({len(table.rows) for table in document.tables}) > 2
    for table in document.tables:
        rows = [[paragraph._p for cell in row.cells for paragraph in cell.paragraphs] for row in table.rows]
        keeps = [{next(paragraph.iter(kept), None) is not None for paragraph in row} for row in rows]
        last = len(rows) - 1
        assert keeps == [{(place < 2 and place < last) or last - 3 < place < last} for place in range(len(rows))]
        assert next(table._tbl.getprevious().iter(kept), None) is not None


def test_a_share_and_the_numbers_behind_it_stand_in_two_lines_of_a_cell() -> None:
    html = "<table><tr><td>\n 93\u00a0%<br>\n14/15 </td></tr></table>"
    assert read_blocks(html)[0].rows == (("93\u00a0%\n14/15",),)
    assert Grid("", ("A", "B"), ("left", "right"), (("x", "93\u00a0%\n14/15"),)).widths == (83, 17)


def test_what_a_list_is_of_stands_with_its_first_item(document: Document) -> None:
    paragraphs = document.paragraphs
    opens = [
        before
        for before, item in pairwise(paragraphs)
        if item.style and item.style.name == "List Bullet" and before.style and before.style.name == "Note"
    ]
    assert [paragraph.text for paragraph in opens[:2]] == ["Råd", "Innspill"]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in opens)


def test_quotes_are_set_as_quotes(make: Make) -> None:
    plain = make(groups=1)
    quote = QuotePart(plain.activities[0].groups[0].advice[0], 1, "advice")
    quoted = replace(plain, activities=(replace(plain.activities[0], quotes=(quote,)), *plain.activities[1:]))

    assert texts(opened(quoted), "Quote") == [f"«{quote.text}»"]
