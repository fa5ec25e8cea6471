"""Saying something, and what becomes of it."""

import uuid
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.activities import close_activity, remove_activity
from app.domain.conferences import finish_conference, set_policy
from app.domain.participants import join_conference
from app.extensions import db
from app.models import (
    ContributionKind,
    Language,
    ModerationPolicy,
    utc_now,
)
from app.routes.participant import pace
from tests.conftest import Story, phone_of
from tests.routes.participant.conftest import send, stored

SECRET = "Ring meg på 99 99 99 99"


def test_a_thought_is_stored_and_listed_as_waiting(story: Story) -> None:
    answer = send(story, " Svar  oss. ", kind="input")

    assert answer.status_code == 303
    assert answer.location == f"/j/{story.conference.code}?sent=1#mine"
    (contribution,) = stored(story)
    assert (contribution.text, contribution.kind) == ("Svar oss.", ContributionKind.INPUT)
    page = story.as_astrid.get(answer.location).text
    assert "Sendt. Takk, vi har fått det." in page
    assert "Venter på godkjenning" in page


def test_the_phones_script_gets_the_list_and_a_header_that_nobody_else_sends(story: Story) -> None:
    answer = send(story, "Svar oss.", piece=True)

    assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (201, "stored")
    assert "Svar oss." in answer.text
    assert "<html" not in answer.text


def test_the_same_key_twice_stores_once(story: Story) -> None:
    key = str(uuid.uuid4())
    answers = [send(story, "Svar oss.", piece=True, client_key=key) for _ in range(2)]

    assert [answer.headers["Dialog-Outcome"] for answer in answers] == ["stored", "stored"]
    assert len(stored(story)) == 1


def test_the_back_button_and_another_text_is_another_thought(story: Story) -> None:
    key = str(uuid.uuid4())
    send(story, "En tanke.", client_key=key)
    send(story, "En annen tanke.", client_key=key)

    assert [contribution.text for contribution in stored(story)] == ["En tanke.", "En annen tanke."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  ", "Skriv noe først."),
        ("å" * 5000, "Teksten har 5000 tegn."),
        (SECRET, "Teksten har et telefonnummer: 99 99 99 99."),
    ],
)
def test_what_cannot_be_taken_is_given_back_with_the_reason(story: Story, text: str, sentence: str) -> None:
    page = send(story, text)

    assert (page.status_code, page.headers["Dialog-Outcome"]) == (422, "refused")
    assert sentence in page.text
    assert f">\n{text}</textarea>" in page.text
    assert 'aria-invalid="true"' in page.text
    assert stored(story) == []

    piece = send(story, text, piece=True)
    assert (piece.status_code, piece.headers["Dialog-Outcome"]) == (422, "refused")
    assert sentence in piece.text
    assert "<html" not in piece.text


def test_a_refused_form_keeps_its_key_and_kind(story: Story) -> None:
    key = str(uuid.uuid4())
    page = send(story, SECRET, kind="input", client_key=key).text

    assert f'name="client_key" value="{key}"' in page
    assert 'value="input" checked' in page


def test_markup_and_formulas_are_only_text(story: Story) -> None:
    text = "<script>alert(1)</script> =1+1 \"'& 👩‍👩‍👧 سلام"
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    send(story, text)
    page = story.as_astrid.get(f"/j/{story.conference.code}").text

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; =1+1") == 2  # mine, and what all see
    assert page.count('dir="auto">&lt;script') == 2
    assert stored(story)[0].text == text


def test_a_text_begun_before_closing_may_come_a_little_later(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)

    assert send(story, "Rett før.", piece=True).status_code == 201


def test_after_the_grace_it_is_given_back(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    story.dialogue.closed_at = utc_now() - timedelta(seconds=61)
    story.dialogue.opened_at = utc_now() - timedelta(minutes=9)
    db.session.commit()
    page = send(story, "For sent.")

    assert (page.status_code, page.headers["Dialog-Outcome"]) == (409, "closed")
    assert "Spørsmålet ble stengt mens du skrev" in page.text
    assert "For sent.</textarea>" in page.text
    assert send(story, "For sent.", piece=True).headers["Dialog-Outcome"] == "closed"
    assert stored(story) == []


def test_a_finished_conference_and_a_removed_question_are_closed_too(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    remove_activity(story.dialogue, story.bjorn)
    assert send(story, "En tanke.", piece=True).headers["Dialog-Outcome"] == "closed"

    finish_conference(story.conference, story.bjorn)
    assert send(story, "En tanke.", piece=True).headers["Dialog-Outcome"] == "closed"
    assert stored(story) == []


def test_a_kind_that_is_not_asked_for_is_refused(story: Story) -> None:
    story.dialogue.takes_input = False
    db.session.commit()
    page = send(story, "Slik er det.", kind="input")

    assert page.status_code == 422
    assert "Her tar vi bare imot råd." in page.text


def test_a_phone_that_lost_its_cookie_gets_its_text_back(story: Story, client: FlaskClient) -> None:
    page = send(story, "En tanke.", phone=client)

    assert (page.status_code, page.headers["Dialog-Outcome"]) == (403, "join")
    assert "En tanke.</textarea>" in page.text
    assert f'href="/j/{story.conference.code}"' in page.text
    assert send(story, "En tanke.", phone=client, piece=True).headers["Dialog-Outcome"] == "join"
    assert stored(story) == []


def test_a_question_of_another_conference_is_not_there(story: Story) -> None:
    answer = story.as_astrid.post(
        f"/j/{story.conference.code}/activities/999/contributions", data={"text": "a", "kind": "advice"}
    )

    assert answer.status_code == 404
    assert "Dialog-Outcome" not in answer.headers


def test_a_post_from_another_site_stores_nothing(story: Story) -> None:
    answer = story.as_astrid.post(
        f"/j/{story.conference.code}/activities/{story.dialogue.id}/contributions",
        data={"text": "a", "kind": "advice"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 403
    assert "Dialog-Outcome" not in answer.headers
    assert stored(story) == []


def test_a_flood_from_one_person_waits_and_others_go_on(
    story: Story, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/j/{story.conference.code}/activities/{story.dialogue.id}/contributions"

    def say(phone: FlaskClient, text: str) -> int:
        return phone.post(address, data={"kind": "input", "text": text}).status_code

    assert {say(story.as_astrid, f"Nummer {number}.") for number in range(30)} == {303}
    assert say(story.as_astrid, "En for mye.") == 429

    _, token = join_conference(story.conference, story.businesses, Language.BOKMAL)
    assert say(phone_of(app, story.conference, token), "Fra en annen.") == 303

    monkeypatch.setattr(pace, "WINDOW_SECONDS", 0.0)  # later
    assert say(story.as_astrid, "Enda en.") == 303


def test_a_post_larger_than_any_thought_is_refused(story: Story) -> None:
    address = f"/j/{story.conference.code}/activities/{story.dialogue.id}/contributions"

    assert story.as_astrid.post(address, data={"kind": "input", "text": "x" * 100_000}).status_code == 413
