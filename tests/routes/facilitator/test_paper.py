"""Paper forms: one field, Enter, next; and a line that was mistyped goes away again."""

import uuid
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.conferences import finish_conference
from app.domain.contributions import publish_contribution
from app.domain.tables import set_table_count
from app.extensions import db
from app.models import Contribution, ContributionKind, Origin
from tests.conftest import Story

LINE = {"form": "12", "kind": "input", "group": "2", "number": ""}


def type_line(story: Story, text: str, **changed: Any) -> TestResponse:
    data = {"activity": story.dialogue.id, "client_key": str(uuid.uuid4()), **LINE, **changed, "text": text}
    return story.as_bjorn.post(f"/conferences/{story.conference.id}/paper", data=data, follow_redirects=True)


def stored() -> list[Contribution]:
    return list(db.session.scalars(select(Contribution).order_by(Contribution.id)))


def test_a_line_is_stored_and_the_next_begins_where_it_was(story: Story) -> None:
    set_table_count(story.conference, 3, story.bjorn)
    page = type_line(story, "Heng det opp på butikken også.", number="3").text

    (line,) = stored()
    assert (line.origin, line.kind, line.paper_number) == (Origin.PAPER, ContributionKind.INPUT, 12)
    assert line.table is not None
    assert (line.table.number, line.participant_id, line.is_waiting) == (3, None, True)
    for kept in (
        'name="form" inputmode="numeric" data-short value="12"',
        '<option value="2" selected>Næringsliv',
        '<option value="3" selected>Bord 3',
        'value="input" checked',
        'name="text" value="" autocomplete="off" dir="auto" autofocus',
        "1 linje er skrevet av fra dette skjemaet.",
    ):
        assert kept in page
    assert "papir nr. 12, bord 3" in story.as_bjorn.get(f"/conferences/{story.conference.id}?state=waiting-t3").text


def test_an_empty_line_is_the_next_form(story: Story) -> None:
    assert 'data-short value="13"' in type_line(story, "  ").text
    assert stored() == []


def test_enter_on_a_number_that_was_typed_goes_to_that_form_and_says_what_is_typed_of_it(story: Story) -> None:
    type_line(story, "Svar innen en uke.")
    page = type_line(story, "", shown="13").text

    assert 'data-short value="12"' in page
    assert "1 linje er skrevet av fra dette skjemaet." in page
    assert 'name="shown" value="12"' in page
    assert 'data-short value="13"' in type_line(story, "", shown="12").text


def test_the_same_press_twice_is_one_line(story: Story) -> None:
    key = str(uuid.uuid4())
    for _twice in range(2):
        type_line(story, "Svar innen en uke.", client_key=key)

    assert len(stored()) == 1


def test_the_next_line_sent_before_its_page_had_come_is_a_line_too(story: Story) -> None:
    key = str(uuid.uuid4())
    for text in ("Svar innen en uke.", "Flere benker.", "Flere benker."):
        type_line(story, text, client_key=key)

    assert [line.text for line in stored()] == ["Svar innen en uke.", "Flere benker."]


@pytest.mark.parametrize(
    ("text", "changed", "sentence"),
    [
        ("Ring 22 22 55 55", {}, "Teksten har et telefonnummer"),
        ("Svar fort.", {"group": ""}, "Velg en målgruppe først."),
        ("Svar fort.", {"form": "l2"}, "Skriv nummeret på skjemaet, fra 1 til 9999."),
        ("Svar fort.", {"form": "0"}, "Skriv nummeret på skjemaet, fra 1 til 9999."),
        ("Svar fort.", {"form": "12345"}, "Skriv nummeret på skjemaet, fra 1 til 9999."),
    ],
)
def test_what_cannot_be_stored_stays_in_the_field(
    story: Story, text: str, changed: dict[str, str], sentence: str
) -> None:
    page = type_line(story, text, **changed)

    assert page.status_code == 422
    assert sentence in page.text
    assert f'name="text" value="{text}"' in page.text
    assert f'data-short value="{changed.get("form", "12")}"' in page.text
    assert stored() == []


def test_paper_is_typed_after_the_conference_too(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)
    type_line(story, "Vi vil ha svar.")

    assert len(stored()) == 1


def test_a_mistyped_line_is_taken_back_until_somebody_has_decided(story: Story) -> None:
    type_line(story, "Feil")
    type_line(story, "Riktig")
    wrong, right = stored()
    wrong_id = wrong.id
    address = f"/conferences/{story.conference.id}/paper"
    kept = {"activity": story.dialogue.id, **LINE}

    page = story.as_bjorn.post(f"{address}/{wrong.id}/removal", data=kept, follow_redirects=True).text
    assert "Linja er tatt bort." in page
    again = story.as_bjorn.post(f"{address}/{wrong_id}/removal", data=kept | {"text": "Neste"}, follow_redirects=True)
    assert (again.status_code, "Linja er tatt bort." in again.text) == (200, True)  # a colleague was first
    publish_contribution(right, story.bjorn)
    refused = story.as_bjorn.post(f"{address}/{right.id}/removal", data=kept)

    assert (refused.status_code, "Noe er gjort med linja" in refused.text) == (422, True)
    assert [one.text for one in stored()] == ["Riktig"]
    log = story.as_bjorn.get(f"/conferences/{story.conference.id}/log").text
    assert "tok bort en linje fra papir" in log
    assert "skjema nr. 12" in log


def test_without_a_dialogue_there_is_nothing_to_type_for(story: Story) -> None:
    page = story.as_david.get(f"/conferences/{story.elsewhere.id}/paper").text

    assert "Programmet har ingen dialog ennå." in page
