"""The result of each activity, for facilitators and the project team."""

import csv
import io
import uuid

from app.domain.activities import close_activity
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.models import Contribution, ContributionKind, HiddenReason
from tests.conftest import Story


def said(story: Story, text: str, kind: ContributionKind = ContributionKind.ADVICE) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, kind, text, uuid.uuid4())


def results(story: Story, path: str = "") -> str:
    return f"/conferences/{story.conference.id}/results{path}"


def test_what_has_been_opened_is_listed(story: Story) -> None:
    page = story.as_cecilie.get(results(story)).text

    assert "Hva forventer du av kommunen" in page
    assert "Framlegg" not in page


def test_the_page_counts_what_is_published(story: Story) -> None:
    publish_contribution(said(story, "Gi svar innan éi veke."), story.bjorn)
    hide_contribution(said(story, "Hemmelig"), HiddenReason.UNCLEAR, story.bjorn)
    page = story.as_bjorn.get(results(story, f"/{story.dialogue.id}")).text

    assert "Vist: 1. Venter: 0. Skjult: 1." in page
    assert "Hemmelig" not in page


def test_the_file_holds_the_published_texts_and_calculates_nothing(story: Story) -> None:
    publish_contribution(said(story, "=1+1; og\nen linje til"), story.bjorn)
    hide_contribution(said(story, "Hemmelig"), HiddenReason.UNCLEAR, story.bjorn)
    close_activity(story.dialogue, story.bjorn)
    answer = story.as_cecilie.get(results(story, f"/{story.dialogue.id}/csv"))

    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [
        ["Spørsmål", "Målgruppe", "Type", "Kom inn på", "Tekst", "Sagt av"],
        [story.dialogue.question, "Innbyggere", "Råd", "Telefon", "'=1+1; og\nen linje til", "1"],
    ]


def test_what_was_never_opened_has_no_result(story: Story) -> None:
    assert story.as_bjorn.get(results(story, f"/{story.plenary.id}")).status_code == 404
