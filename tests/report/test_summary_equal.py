"""One conference with every kind of activity: the same numbers in every format, and nothing that must not come out."""

import csv
import io
import json
import re
import subprocess
import zipfile
from dataclasses import dataclass
from html import unescape

import docx
import pikepdf
import pytest
from flask.testing import FlaskClient

from app.charts.numerals import Numerals
from app.domain.conferences import finish_conference, set_policy
from app.domain.summary_links import share_summary
from app.domain.summary_texts import publish_words, unpublish_words, write_summary_text
from app.live.regions.screen import stage_context
from app.live.views import Audience, View
from app.models import Language, ModerationPolicy
from app.models.summary_text import HEARD
from app.queries.contributions import state_counts_of
from app.queries.results import result_of
from app.queries.summary_texts import summary_text_of
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
from tests.report.everything import FEW, FOLLOW_UP, MANY, SECRETS, SHOWN, WRITTEN, Everything, everything_in
from tests.report.spreadsheets import read
from tests.report.test_archive import LEFT_OPEN
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
pytestmark = pytest.mark.filterwarnings(LEFT_OPEN)


@pytest.fixture
def outputs(story: Story) -> Outputs:
    """Made once: no test changes anything in it."""
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
        f"{web.title} {web.description} {web.cover} {web.body}",
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


def test_the_same_totals_everywhere(outputs: Outputs) -> None:
    screen = outputs.screen
    assert outputs.content.joined == screen.joined > MANY + FEW
    assert outputs.content.published == screen.published == len(SHOWN)

    for text in readable(outputs).values():
        assert f"{screen.joined} mennesker fra 2 målgrupper kom. De ga {screen.published} råd og 0 innspill." in text
        for counted in (f"Vist: {screen.published}.", f"Skjult: {screen.hidden}.", f"Venter: {screen.waiting}."):
            assert counted in text
    sheets = read(outputs.xlsx)
    about = {str(row[0]): row[1] for row in sheets["Om oppsummeringen"] if len(row) > 1}
    assert (about["Kom"], about["Vist"], about["Skjult"], about["Venter"], about["Råd og innspill som kom inn"]) == (
        screen.joined,
        screen.published,
        screen.hidden,
        screen.waiting,
        screen.received,
    )
    assert len(sheets["Råd og innspill"]) == 1 + screen.published
    rows = list(csv.reader(io.StringIO(outputs.csv.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 1 + screen.published
    whole = json.loads(outputs.json)["summary"]
    assert whole["moderation"]["published"] == screen.published
    assert sum(group["joined"] for group in whole["groups"]) == screen.joined


def test_the_same_results_everywhere(outputs: Outputs) -> None:
    screen, sheets = outputs.screen, read(outputs.xlsx)
    assert sorted(screen.votes.values())[-3:] == [MANY + FEW] * 3
    assert sorted(screen.dots.values()) == [MANY + FEW, 2 * (MANY + FEW)]
    parts = {part["kind"]: part for part in json.loads(outputs.json)["summary"]["results"]}
    assert parts.keys() == {"Reaksjoner", "Prioritering", "Avstemning", "Undersøkelse"}

    for kind, sheet, figures in (
        ("Avstemning", "Stemmer", screen.votes),
        ("Prioritering", "Flest prikker", screen.dots),
    ):
        assert {bar["label"]: bar["value"] for bar in parts[kind]["charts"][0]["bars"]} == figures
        rows = next(rows for name, rows in sheets.items() if kind in name)
        assert {row[1]: row[2] for row in rows[1:] if row[0] == sheet} == figures
    (row,) = parts["Undersøkelse"]["charts"][0]["rows"]
    found = tuple(row["levels"][name] for name in ("expectation", "experience", "gap"))
    assert found == pytest.approx(screen.levels)
    write = Numerals("nb")
    levels = " ".join([*(write.number(level) for level in screen.levels[:2]), write.signed(screen.levels[2])])

    told = told_of_pdf(outputs.pdf)
    for label, value in screen.votes.items():
        assert f"{label}: {value} ({round(100 * value / (MANY + FEW))} %)" in told
    for label, value in screen.dots.items():
        assert f"{label}: {value}" in told
    for text in readable(outputs).values():
        for part in outputs.content.results:
            assert words(part.lead) in text
        for label, value in (screen.votes | screen.dots).items():
            assert f"{label} {value}" in text
        assert f"Tjenester {levels}" in text


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


def test_every_published_text_is_readable_everywhere(outputs: Outputs) -> None:
    for text in (text_of_web(outputs.web), text_of_word(outputs.docx), outputs.csv.decode("utf-8-sig")):
        for said in SHOWN:
            assert said in text
    assert {row[4] for row in read(outputs.xlsx)["Råd og innspill"][1:]} == set(SHOWN)
    pdf = text_of_pdf(outputs.pdf)
    for said in SHOWN[:3]:
        assert said in pdf
    assert "Čálli ŋáŧŧi" in pdf
    assert "2 tegn kunne ikke vises" in pdf  # said to be left out: no box without a word


def test_what_the_team_wrote_is_everywhere(outputs: Outputs) -> None:
    for text in (text_of_pdf(outputs.pdf), text_of_web(outputs.web), text_of_word(outputs.docx)):
        assert [text.count(written) for written in WRITTEN.values()] == [1, 2, 1, 1]
        assert f"«{SHOWN[0]}»" in text  # as a quote
        for word in ("Svar og frister", FOLLOW_UP.action, FOLLOW_UP.owner):
            assert word in text
    assert [row[2] for row in read(outputs.xlsx)["Det vi skriver"][1:]] == [
        WRITTEN["heard"],
        WRITTEN["words"],
        WRITTEN["disagreement"],
        WRITTEN["words"],
    ]
    sheets = read(outputs.xlsx)
    # Four people spoke: too few to be told apart by group.
    assert sheets["Temaer"][1][2:] == ["Svar og frister", 1, "for få", "for få", WRITTEN["essence"], SHOWN[0]]
    assert sheets["Hva skjer nå"][1][1:7] == [
        "Svar og frister",
        FOLLOW_UP.advice,
        FOLLOW_UP.priority,
        "Planlagt",
        FOLLOW_UP.action,
        FOLLOW_UP.owner,
    ]
    whole = json.loads(outputs.json)["summary"]
    assert [theme["count"] for theme in whole["activities"][0]["themes"]] == [1]
    assert (whole["heard"], whole["activities"][0]["words"]) == (WRITTEN["heard"], WRITTEN["words"])


def test_nothing_that_must_not_come_out_is_in_any_byte(outputs: Outputs) -> None:
    everything = {name: b"\n".join(unpacked(getattr(outputs, name))) for name in vars_of(outputs)}

    for name, data in everything.items():
        assert not [secret for secret in SECRETS if secret.encode() in data], name
        assert not [secret for secret in SECRETS if secret.encode("utf-16-be") in data], name
    assert SHOWN[0].encode() in everything["docx"]  # the search finds what is there
    assert SHOWN[0].encode() in everything["package"]
    assert b"Et svar som er vist." in everything["xlsx"]


def test_nothing_of_the_teams_work_is_public_before_it_is_shared(story: Story, client: FlaskClient) -> None:
    everything_in(story)
    share_summary(story.conference, story.bjorn)
    finish_conference(story.conference, story.bjorn)
    works = (*WRITTEN.values(), "Svar og frister", FOLLOW_UP.action, FOLLOW_UP.owner)
    pages = (f"/summary/{story.conference.summary_token}", f"/j/{story.conference.code}")

    def public() -> str:
        answers = [who.get(page) for who in (client, story.as_astrid) for page in pages]
        assert {answer.status_code for answer in answers} == {200}
        return words(" ".join(answer.get_data(as_text=True) for answer in answers))

    assert [work for work in works if work in public()] == []
    publish_words(story.conference, story.cecilie)
    shared = public()
    assert [work for work in works if work not in shared] == []
    assert [secret for secret in SECRETS if secret in shared] == []

    heard = summary_text_of(story.conference, HEARD)
    assert heard is not None
    write_summary_text(story.conference, HEARD, "HEMMELIG-NYTT-UTKAST", heard.mark, story.cecilie)
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)  # all is drawn anew
    assert ("HEMMELIG-NYTT-UTKAST" in public(), WRITTEN["heard"] in public()) == (False, True)
    unpublish_words(story.conference, story.cecilie)
    assert [work for work in works if work in public()] == []


def test_who_are_too_few_have_no_number_anywhere(outputs: Outputs) -> None:
    whole = json.loads(outputs.json)["summary"]
    hidden = {"too_few", "held_back", "withheld"}
    spread = [chart for part in whole["results"] for chart in part["charts"] if "groups" in chart]
    assert spread
    for chart in spread:
        for row in chart["rows"]:
            for group, support in zip(chart["groups"], row["by_group"], strict=True):
                assert group["name"] != "Næringsliv" or support in hidden
    for name, sheet in read(outputs.xlsx).items():
        head = sheet[0]
        if "Antall" in head and "Målgruppe" in head:
            for row in sheet[1:]:
                if len(row) > head.index("Antall") and row[head.index("Målgruppe")] == "Næringsliv":
                    assert isinstance(row[head.index("Antall")], str), name


def vars_of(outputs: Outputs) -> list[str]:
    return ["pdf", "light", "docx", "xlsx", "csv", "json", "web", "package", "picture"]


def unpacked(data: bytes | str) -> list[bytes]:
    """The bytes themselves, and whatever is packed in them: members of a zip, streams and texts of a PDF."""
    if isinstance(data, str):
        return [data.encode(), unescape(data).encode()]
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [piece for name in archive.namelist() for piece in (name.encode(), *unpacked(archive.read(name)))]
    if data.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                found += [item.read_bytes()] if isinstance(item, pikepdf.Stream) else [str(item).encode()]
        found.append(subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout)
    return found


def test_the_themes_of_each_text_stand_beside_it(outputs: Outputs) -> None:
    part = json.loads(outputs.json)["summary"]["activities"][0]
    said = [group for group in part["groups"] if group["advice_themes"]]
    assert [dict(zip(group["advice"], group["advice_themes"], strict=True))[SHOWN[0]] for group in said] == [[1]]
    lines = list(csv.reader(io.StringIO(outputs.csv.decode("utf-8-sig")), delimiter=";"))
    assert [(line[4], line[-1]) for line in lines[:2]] == [("Tekst", "Tema"), (SHOWN[0], "Svar og frister")]
    assert {line[-1] for line in lines[2:]} == {""}
    assert read(outputs.xlsx)["Råd og innspill"][1][-1] == "Svar og frister"
