"""PDF/UA-1 as far as it can be checked without veraPDF: what a screen reader needs."""

import io
import itertools
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from app.report.content import SummaryContent
from app.report.document import html_of
from app.report.faults import NotAccessible
from app.report.pdf import pdf_of

Make = Callable[..., SummaryContent]
Draw = Callable[[SummaryContent], Path]
Drawn = tuple[SummaryContent, pikepdf.Pdf]
FONTS = {"Inter", "Inter-Bold", "Inter-Semi-Bold", "Inter-Display-Bold", "Noto-Color-Emoji"}
PAGE = '<!doctype html><html lang="nb"><title>x</title><link rel=stylesheet href=report.css>'


def elements_of(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The structure tree in reading order; what is not an element (marked content) is left out."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements_of(kid)


def elements(pdf: pikepdf.Pdf, *kinds: str) -> list[pikepdf.Dictionary]:
    return [element for element in elements_of(pdf.Root.StructTreeRoot) if str(element.S).lstrip("/") in kinds]


def cells_of(row: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    return [element for element in elements_of(row) if element.S in ("/TH", "/TD")]


def test_document_is_marked_named_and_in_a_language(drawn: Drawn) -> None:
    content, pdf = drawn
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == content.language
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]
        assert "\u202e" not in str(metadata.get("dc:creator"))


def test_every_figure_has_a_text_with_its_numbers(drawn: Drawn) -> None:
    content, pdf = drawn
    texts = [str(figure.Alt) for figure in elements(pdf, "Figure")]
    assert len(texts) == (1 if content.joined else 0)
    for text in texts:
        assert all(f" {group.joined}" in text for group in content.groups)


def test_headings_start_at_one_and_skip_no_level(drawn: Drawn) -> None:
    _, pdf = drawn
    levels = [int(str(heading.S)[2:]) for heading in elements(pdf, "H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_rows_of_a_table_are_equally_wide_and_every_cell_has_two_heads(drawn: Drawn) -> None:
    content, pdf = drawn
    tables = elements(pdf, "Table")
    assert bool(tables) == bool(content.groups or content.activities)
    for table in tables:
        rows = [[str(cell.S) for cell in cells_of(row)] for row in elements_of(table) if row.S == "/TR"]
        columns = len(rows[0])
        assert rows == [["/TH"] * columns] + [["/TH"] + ["/TD"] * (columns - 1)] * (len(rows) - 1)
        heads = {bytes(cell.ID) for cell in elements_of(table) if cell.S == "/TH"}
        for cell in (cell for cell in elements_of(table) if cell.S == "/TD"):
            assert len({bytes(head) for head in cell.A.Headers} & heads) == 2


def test_every_link_stands_under_a_link_element(drawn: Drawn) -> None:
    content, pdf = drawn
    links = sum(
        annotation.Subtype == "/Link" for page in pdf.pages for annotation in page.get("/Annots", pikepdf.Array())
    )
    referred = [
        kid
        for link in elements(pdf, "Link")
        for kid in (link.K if isinstance(link.K, pikepdf.Array) else [link.K])
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]
    assert links == len(referred) == 2 + len(content.activities) + bool(content.published)


def test_only_our_own_fonts_are_used_and_they_are_embedded(drawn: Drawn) -> None:
    _, pdf = drawn
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()]
    used = [font.DescendantFonts[0] for font in fonts]
    assert {str(font.BaseFont).partition("+")[2] for font in used} <= FONTS
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in used)


@pytest.mark.parametrize("sample", ["demo", "hostile", "empty"])
def test_weasyprint_has_nothing_to_say(sample: str, samples: dict[str, SummaryContent], draw: Draw) -> None:
    """It warns of every glyph that is missing (.notdef) and every line of the style sheet it cannot read."""
    assert draw(samples[sample]).with_suffix(".log").read_text() == ""


def test_weasyprint_would_have_said_so(caplog: pytest.LogCaptureFixture) -> None:
    pdf_of(f"{PAGE}<p>\ue999</p>")
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert [line.split()[0] for line in warnings] == [".notdef"]


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="../../css/../report/../../__init__.py">',
        '<link rel="stylesheet" href="missing.css">',
    ],
)
def test_anything_outside_the_summarys_own_folder_stops_it(body: str) -> None:
    with pytest.raises(NotAccessible):
        pdf_of(PAGE + body)


def test_page_without_a_language_stops_it() -> None:
    with pytest.raises(NotAccessible):
        pdf_of("<!doctype html><title>x</title><h1>x</h1>")


def test_for_the_press_the_cover_goes_beyond_the_edge_and_the_page_keeps_its_size(make: Make) -> None:
    point = 72 / 25.4
    with pikepdf.open(io.BytesIO(pdf_of(html_of(make(groups=1), cover="press")))) as pdf:
        page = pdf.pages[0]
        trim, bleed = ([float(value) / point for value in page[box]] for box in ("/TrimBox", "/BleedBox"))

    assert [round(trim[2] - trim[0]), round(trim[3] - trim[1])] == [210, 297]
    assert [round(bleed[place] - trim[place]) for place in range(4)] == [-3, -3, 3, 3]
