"""Every output of one conference with every kind of activity, made once a process, and how people read them."""

import io
import re
import subprocess
import zipfile
from dataclasses import dataclass
from html import unescape

import docx
import pikepdf

from app.live.regions.screen import stage_context
from app.live.views import Audience, View
from app.models import Language
from app.queries.contributions import state_counts_of
from app.queries.results import result_of
from app.queries.survey_charts import TO_INDEX, index_of
from app.report.archive import package_of
from app.report.cells import csv_of_rows
from app.report.content import SummaryContent
from app.report.document import html_of
from app.report.gather import summary_content_of
from app.report.orders import ArchiveLabel, ArchiveOrder, LogLine
from app.report.pdf import pdf_of
from app.report.schema import json_of
from app.report.web import picture_of, web_page_of
from app.report.word import docx_of
from app.report.workbook import contributions_of
from app.report.xlsx import xlsx_of
from tests.conftest import Story
from tests.report.everything import Everything, everything_in
from tests.report.test_summary_accessible import elements


@dataclass(frozen=True)
class Screen:
    """What the hall was shown, from the queries that its pages are drawn with."""

    joined: int
    received: int
    published: int
    hidden: int
    waiting: int
    votes: dict[str, int]
    dots: dict[str, int]
    levels: tuple[float, float, float]
    """Of the survey's area: how important, how it is, the gap."""


@dataclass(frozen=True)
class Outputs:
    screen: Screen
    content: SummaryContent
    pdf: bytes
    light: bytes
    docx: bytes
    xlsx: bytes
    csv: bytes
    json: bytes
    web: str
    package: bytes
    picture: bytes


_made: list[Outputs] = []


def outputs_of(story: Story) -> Outputs:
    """No test changes anything in it."""
    if not _made:
        _made.append(_make(story))
    return _made[0]


def _make(story: Story) -> Outputs:
    everything = everything_in(story)
    content = summary_content_of(story.conference)
    web = web_page_of(content)
    label = ArchiveLabel("Oppsummering", "Rapport", content.held_on)
    log = (LogLine(story.dialogue.opened_at, "Bjørn", "hide_contribution", 1, "personal_data"),)  # type: ignore[arg-type]
    html = html_of(content)
    return Outputs(
        _screen_of(story, everything),
        content,
        pdf_of(html),
        pdf_of(html_of(content, cover="light")),
        docx_of(content),
        xlsx_of(content),
        csv_of_rows(contributions_of(content).with_head),
        json_of(content),
        f"{web.preview.title} {web.preview.description} {web.cover} {web.body}",
        package_of(ArchiveOrder("k", 1, "internal", label, content, log), pdf_of(html, is_for_archive=True)),
        picture_of(content),
    )


def _screen_of(story: Story, everything: Everything) -> Screen:
    states = state_counts_of(story.conference.id)
    stage = stage_context(View(story.conference.id, Audience.SCREEN, Language.BOKMAL))
    pair = result_of(everything.survey).areas[0].pair
    return Screen(
        joined=sum(count.joined for count in stage["counts"]),
        received=states.received,
        published=states.published,
        hidden=states.hidden,
        waiting=states.waiting,
        votes={row.title: row.votes for row in result_of(everything.vote).rows},
        dots={row.offered.text: row.total.dots for row in result_of(everything.priorities).rows},
        levels=(index_of(pair.expectation), index_of(pair.experience), pair.gap * TO_INDEX),
    )


def text_of_pdf(pdf: bytes) -> str:
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return words(read.stdout.decode())


def told_of_pdf(pdf: bytes) -> str:
    """What the charts say to whoever does not see them."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return words(" ".join(str(figure.Alt) for figure in elements(opened, "Figure")))


def words(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


def text_of_web(html: str) -> str:
    return words(unescape(re.sub(r"<[^>]+>", " ", html)))


def text_of_word(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return words(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))


def readable(outputs: Outputs) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(outputs.package)) as package:
        archived = package.read("summary.pdf")
    return {
        "pdf": text_of_pdf(outputs.pdf),
        "light": text_of_pdf(outputs.light),
        "archive": text_of_pdf(archived),
        "web": text_of_web(outputs.web),
        "word": text_of_word(outputs.docx),
    }
