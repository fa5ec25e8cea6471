"""One conference with every kind of activity: what must not come out is in no byte of any format."""

import io
import json
import subprocess
import zipfile
from html import unescape

import pikepdf
import pytest
from flask.testing import FlaskClient

from app.domain.conferences import finish_conference, set_policy
from app.domain.summary_links import share_summary
from app.domain.summary_texts import publish_words, unpublish_words, write_summary_text
from app.models import ModerationPolicy
from app.models.summary_text import HEARD
from app.queries.summary_texts import summary_text_of
from tests.conftest import Story
from tests.report.everything import FOLLOW_UP, SECRETS, SHOWN, WRITTEN, everything_in
from tests.report.outputs import Outputs, words
from tests.report.spreadsheets import read
from tests.report.test_archive import LEFT_OPEN

pytestmark = pytest.mark.filterwarnings(LEFT_OPEN)
FILES = ("pdf", "light", "docx", "xlsx", "csv", "json", "web", "package", "picture")


def test_nothing_that_must_not_come_out_is_in_any_byte(outputs: Outputs) -> None:
    everything = {name: b"\n".join(unpacked(getattr(outputs, name))) for name in FILES}

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
