"""The summary's files that are made at once."""

import csv
import io
import json
import uuid

import pytest
from flask.testing import FlaskClient

from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.models import Contribution, ContributionKind, HiddenReason
from app.report.gather import summary_content_of
from app.report.schema import json_of
from tests.conftest import Story
from tests.report.spreadsheets import read

FILES = [("spreadsheet", "xlsx"), ("csv", "csv"), ("json", "json")]


def address(story: Story, rest: str) -> str:
    return f"/conferences/{story.conference.id}/summary/{rest}"


def say(story: Story, text: str) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())


@pytest.mark.parametrize(("name", "ending"), FILES)
def test_the_page_has_a_link_to_each_and_it_is_a_file(story: Story, name: str, ending: str) -> None:
    page = story.as_cecilie.get(f"/conferences/{story.conference.id}/summary").text
    answer = story.as_cecilie.get(address(story, name))

    assert f'href="{address(story, name)}" download' in page
    assert answer.status_code == 200
    assert (
        answer.headers["Content-Disposition"]
        == f'attachment; filename="Oppsummering Prosjekt Dialog 2026-11-19.{ending}"'
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_csv_holds_every_published_text_and_calculates_nothing(story: Story) -> None:
    publish_contribution(say(story, "=1+1; og\nen linje til"), story.bjorn)
    publish_contribution(say(story, "Čálli: ŋ 👍"), story.bjorn)
    hide_contribution(say(story, "HEMMELIG"), HiddenReason.UNCLEAR, story.bjorn)
    say(story, "VENTER")

    data = story.as_cecilie.get(address(story, "csv")).data

    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")) == [
        ["Nr.", "Spørsmål", "Målgruppe", "Type", "Tekst", "Sagt av"],
        ["1", story.dialogue.question, "Innbyggere", "Råd", "'=1+1; og\nen linje til", "1"],
        ["1", story.dialogue.question, "Innbyggere", "Råd", "Čálli: ŋ 👍", "1"],
    ]


def test_the_spreadsheet_counts_as_the_page_does(story: Story) -> None:
    publish_contribution(say(story, "Vist."), story.bjorn)

    sheets = read(story.as_cecilie.get(address(story, "spreadsheet")).data)

    assert sheets["Råd og innspill"][1:] == [[1.0, story.dialogue.question, "Innbyggere", "Råd", "Vist.", 1.0]]
    assert sheets["Hvem som kom"][1:] == [
        ["Innbyggere", 18, 1, "for få", 1, 0],  # one of one
        ["Næringsliv", 12, 0, "for få", 0, 0],
    ]


def test_the_json_is_the_content(story: Story) -> None:
    publish_contribution(say(story, "Vist."), story.bjorn)

    whole = json.loads(story.as_cecilie.get(address(story, "json")).data)

    expected = json.loads(json_of(summary_content_of(story.conference)))
    assert whole["summary"].pop("made_at")
    assert expected["summary"].pop("made_at")
    assert whole == expected


@pytest.mark.parametrize(("name", "_ending"), FILES)
def test_nobody_else_comes_in(story: Story, client: FlaskClient, name: str, _ending: str) -> None:
    asked = [who.get(address(story, name)).status_code for who in (client, story.as_astrid, story.as_david)]

    assert asked == [302, 302, 404]
