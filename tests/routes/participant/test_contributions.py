"""Saying something, seeing what became of it, and what others said before."""

import re
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.activities import close_activity, open_activity, remove_activity
from app.domain.conferences import finish_conference, set_policy
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.domain.participants import join_conference
from app.extensions import db
from app.models import (
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    Language,
    ModerationPolicy,
    utc_now,
)
from app.routes.participant import pace
from tests.conftest import Story, phone_of

PIECE = {"HX-Request": "true"}
SECRET = "Ring meg på 99 99 99 99"


def send(story: Story, text: str, phone: FlaskClient | None = None, piece: bool = False, **values: str) -> TestResponse:
    return (phone or story.as_astrid).post(
        f"/j/{story.conference.code}/activities/{story.dialogue.id}/contributions",
        data={"kind": "advice", "text": text, "client_key": str(uuid.uuid4())} | values,
        headers=PIECE if piece else {},
    )


def stored(story: Story) -> list[Contribution]:
    return list(db.session.scalars(select(Contribution).order_by(Contribution.id)))


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


def test_each_state_has_its_words(story: Story) -> None:
    for text in ("En", "To", "Tre"):
        send(story, text)
    one, two, _ = stored(story)
    publish_contribution(one, story.bjorn)
    hide_contribution(two, HiddenReason.PERSONAL_DATA, story.bjorn)
    piece = story.as_astrid.get(f"/j/{story.conference.code}/contributions", headers=PIECE)

    assert piece.headers["Dialog-Outcome"] == "mine"
    assert re.findall(r'data-state="(\w+)"', piece.text) == ["waiting", "hidden", "shown"]
    for words in ("Venter på godkjenning", "Ikke vist", "Teksten har personopplysninger.", "Vist for alle"):
        assert words in piece.text


@pytest.mark.parametrize("reason", list(HiddenReason))
def test_every_reason_has_words_of_its_own(story: Story, reason: HiddenReason) -> None:
    send(story, "En")
    hide_contribution(stored(story)[0], reason, story.bjorn)
    piece = story.as_astrid.get(f"/j/{story.conference.code}/contributions", headers=PIECE).text
    words = re.search(r'<p class="reason">\s*(.+)', piece)

    assert words is not None
    assert words.group(1).startswith(
        {
            HiddenReason.PERSONAL_DATA: "Teksten har personopplysninger",
            HiddenReason.ABOUT_ONE_PERSON: "Teksten handler om en enkeltperson",
            HiddenReason.OFFENSIVE: "Ordene kan såre",
            HiddenReason.OFF_TOPIC: "Teksten handler om noe annet",
            HiddenReason.UNCLEAR: "Teksten var vanskelig å forstå",
        }[reason]
    )


def test_nobody_sees_the_own_list_of_somebody_else(story: Story, client: FlaskClient) -> None:
    send(story, "Bare min.")
    client.get(f"/j/{story.conference.code}")
    client.post(f"/j/{story.conference.code}/participants", data={"group": "1"})

    assert "Bare min." not in client.get(f"/j/{story.conference.code}").text
    assert "Bare min." not in client.get(f"/j/{story.conference.code}/contributions").text
    assert "Bare min." in story.as_astrid.get(f"/j/{story.conference.code}/contributions").text


def test_all_of_ones_own_are_a_link_away(story: Story) -> None:
    for number in range(9):
        send(story, f"Tanke {number}.")
    page = story.as_astrid.get(f"/j/{story.conference.code}").text

    assert "Tanke 8." in page
    assert "Tanke 0." not in page
    assert "Alt du har skrevet" in page
    assert "Tanke 0." in story.as_astrid.get(f"/j/{story.conference.code}/contributions").text


def publish(story: Story, count: int) -> list[Contribution]:
    """Published one after another, the last one newest."""
    made = [
        submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, f"Nummer {number}", uuid.uuid4())
        for number in range(count)
    ]
    for number, contribution in enumerate(made):
        contribution.state = ContributionState.PUBLISHED
        contribution.decided_at = utc_now() - timedelta(minutes=9) + timedelta(seconds=number // 2)
    db.session.commit()
    open_activity(story.dialogue, story.bjorn)
    return made


def numbers(html: str) -> list[int]:
    return [int(found) for found in re.findall(r'<li id="contribution-\d+".*?Nummer (\d+)<', html)]


def older_link(html: str) -> str | None:
    found = re.search(r'data-older href="([^"]+)"', html)
    return found.group(1).replace("&amp;", "&") if found else None


def test_older_ones_follow_without_a_gap_or_a_double_while_new_ones_arrive(story: Story) -> None:
    publish(story, 47)
    page = story.as_astrid.get(f"/j/{story.conference.code}").text
    seen = numbers(page)
    assert seen == list(range(46, 26, -1))
    while (link := older_link(page)) is not None:
        newer = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Nummer 99", uuid.uuid4())
        publish_contribution(newer, story.bjorn)
        answer = story.as_astrid.get(link, headers=PIECE)
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (200, "older")
        page = answer.text
        seen += numbers(page)

    assert seen == list(range(46, -1, -1))


def test_older_ones_are_a_page_without_script_and_keep_the_filter(story: Story) -> None:
    publish(story, 21)
    page = story.as_astrid.get(f"/j/{story.conference.code}?group=1").text
    link = older_link(page)
    assert link is not None
    assert "group=1" in link
    answer = story.as_astrid.get(link)

    assert numbers(answer.text) == [0]
    assert answer.text.count("<h1") == 1
    assert older_link(story.as_astrid.get(f"/j/{story.conference.code}?group=2").text) is None


def test_garbled_places_are_not_there(story: Story, client: FlaskClient) -> None:
    address = f"/j/{story.conference.code}/activities/{story.dialogue.id}/contributions/older"
    for before in ("", "x", "1-2-3"):
        assert story.as_astrid.get(address, query_string={"before": before}).status_code == 404
    assert client.get(address, query_string={"before": "1-1"}).status_code == 303


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
