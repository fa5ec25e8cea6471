"""Every chart in one PDF/UA-1, as the summary's renderer makes it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from jinja2 import Environment

from app.report.content import Language
from app.report.pdf import pdf_of
from app.report.wording import environment_for
from tests.charts.gallery import draw, paper_of
from tests.charts.samples import SAMPLES
from tests.charts.test_charts import Figure, spaced
from tests.report.test_summary_accessible import FONTS, cells_of, elements, elements_of

WITH_PICTURES = [sample for sample in SAMPLES.values() if not sample[1].is_empty]
Paper = tuple[Environment, pikepdf.Pdf, str]


@pytest.fixture(scope="module", params=["nb", "en"])
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """The charts, what was drawn, and what WeasyPrint warned of."""
    language: Language = request.param
    folder: Path = tmp_path_factory.mktemp("charts")
    listener = logging.FileHandler(folder / "warnings.log")
    listener.setLevel(logging.WARNING)
    logging.getLogger("weasyprint").addHandler(listener)
    environment = environment_for(language)
    (folder / "charts.pdf").write_bytes(pdf_of(paper_of(environment, language)))
    logging.getLogger("weasyprint").removeHandler(listener)
    listener.close()
    with pikepdf.open(folder / "charts.pdf") as pdf:
        yield environment, pdf, (folder / "warnings.log").read_text()


def test_every_figure_tells_all_its_numbers(paper: Paper) -> None:
    environment, pdf, _ = paper
    told = [spaced(Figure(draw(environment, *sample, "paper")).alternatives[0]) for sample in WITH_PICTURES]

    assert [spaced(str(figure.Alt)) for figure in elements(pdf, "Figure")] == told
    assert any("268" in text and "16 stemmer skilte" in text for text in told)


def test_every_chart_has_its_name_and_its_table(paper: Paper) -> None:
    _, pdf, _ = paper

    assert len(elements(pdf, "Caption")) == len(SAMPLES)
    tables = elements(pdf, "Table")
    assert len(tables) >= len(WITH_PICTURES)  # one that goes over the end of a page is one on each
    for table in tables:
        rows = [[str(cell.S) for cell in cells_of(row)] for row in elements_of(table) if row.S == "/TR"]
        columns = len(rows[0])
        assert rows == [["/TH"] * columns] + [["/TH"] + ["/TD"] * (columns - 1)] * (len(rows) - 1)


def test_weasyprint_has_nothing_to_say_and_draws_with_our_own_fonts(paper: Paper) -> None:
    _, pdf, warnings = paper
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()]

    assert warnings == ""
    assert {str(font.DescendantFonts[0].BaseFont).partition("+")[2] for font in fonts} <= FONTS
