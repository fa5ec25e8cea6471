"""Split in two and marked as answered, from the control room."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from app.domain.contribution_splits import split_contribution, undo_split
from app.domain.contributions import publish_contribution
from app.extensions import db
from app.models import Contribution
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, bar_in, press, press_with_htmx, queue_in, words_of

WHOLE = "Svar raskere. Åpne på søndager."
GONE = "Noen andre har tatt det bort i mellomtiden. Ingenting er endret."


def about(story: Story, contribution: Contribution, fact: str) -> str:
    return f"/conferences/{story.conference.id}/contributions/{contribution.id}/{fact}"


def test_the_page_proposes_where_and_two_come_of_it(story: Story, say: Say) -> None:
    contribution = say(WHOLE)
    page = story.as_bjorn.get(about(story, contribution, "text")).text
    assert re.findall(r'name="(?:first|second)"[^>]*>\n(.*?)</textarea>', page) == [
        "Svar raskere.",
        "Åpne på søndager.",
    ]
    answer = press(
        story.as_bjorn, about(story, contribution, "split"), first="Svar raskere.", second="Åpne på søndager.", seen=""
    )

    assert queue_in(answer) == ["Svar raskere.", "Åpne på søndager."]
    assert bar_in(answer) == "Delt i to: «Svar raskere.» Angre Z"
    fields = dict(re.findall(r'name="(part|edited_at)" value="([^"]*)"', answer.text))
    undone = press(story.as_bjorn, about(story, contribution, "split-reversal"), **fields)
    assert (bar_in(undone), queue_in(undone)) == (f"Angret: «{WHOLE}»", [WHOLE])
    twice = press(story.as_bjorn, about(story, contribution, "split-reversal"), **fields)
    assert (twice.status_code, bar_in(twice)) == (422, GONE)


def test_an_empty_part_is_refused_with_what_was_typed(story: Story, say: Say) -> None:
    contribution = say(WHOLE)
    page = press(story.as_bjorn, about(story, contribution, "split"), first="Bare dette.", second="  ", seen="")

    assert page.status_code == 422
    assert "Bare dette.</textarea>" in page.text
    assert "Skriv noe først." in words_of(page.text.split('id="split-error"')[1])
    assert contribution.text == WHOLE


def test_answered_says_by_whom_and_is_taken_back(story: Story, say: Say) -> None:
    contribution = say("Når åpner hallen?")
    publish_contribution(contribution, story.bjorn)
    answers = [press(story.as_bjorn, about(story, contribution, "answer") + "?state=published") for _ in range(2)]

    assert bar_in(answers[0]) == "Besvart: «Når åpner hallen?» Angre Z"
    assert bar_in(answers[1]) == "Det var alt besvart."
    assert 'data-key="b"' not in answers[1].text  # two who press B at the same time say the same
    assert ", Bjørn" in words_of(answers[0].text.split('id="contribution-')[1])
    assert "Besvart i salen kl." in story.as_astrid.get(f"/j/{story.conference.code}/contributions").text
    undone = press(story.as_bjorn, about(story, contribution, "answer-removal") + "?state=published")
    assert bar_in(undone) == "Ikke besvart lenger: «Når åpner hallen?»"
    assert contribution.answered_at is None


def test_others_are_turned_away(story: Story, client: FlaskClient, say: Say) -> None:
    contribution = say(WHOLE)
    browsers = (story.as_cecilie, story.as_david, client, story.as_astrid)
    for fact in ("split", "split-reversal", "answer", "answer-removal"):
        data = {"first": "En.", "second": "To.", "seen": "", "part": contribution.id}
        statuses = [browser.post(about(story, contribution, fact), data=data).status_code for browser in browsers]
        assert statuses == [403, 404, 302, 302]

    assert (contribution.text, contribution.answered_at) == (WHOLE, None)


@pytest.mark.parametrize(
    ("fact", "fields"),
    [
        ("publication", {"seen": "waiting"}),
        ("hiding", {"reason": "unclear"}),
        ("spotlight", {}),
        ("text", {"text": "Åpne på lørdager.", "seen": ""}),
        ("split", {"first": "Åpne.", "second": "Også på lørdager.", "seen": ""}),
        ("merge", {"into": "1"}),
    ],
)
def test_a_part_that_a_colleague_put_back_meanwhile_is_told_in_words(
    story: Story, say: Say, fact: str, fields: dict[str, str]
) -> None:
    whole = say(WHOLE)
    part = split_contribution(whole, "Svar raskere.", "Åpne på søndager.", story.bjorn, None)
    address, merged = about(story, part, fact), about(story, whole, "merge")
    part_id = part.id
    undo_split(whole, part, part.edited_at, story.david)

    for answer in (press_with_htmx(story.as_bjorn, address, **fields), press(story.as_bjorn, address, **fields)):
        assert (answer.status_code, bar_in(answer)) == (422, GONE)
    assert bar_in(press(story.as_bjorn, merged, into=part_id)) == GONE
    assert queue_in(story.as_bjorn.get(f"/conferences/{story.conference.id}")) == [WHOLE]
    assert (
        story.as_bjorn.post(about(story, whole, fact).replace(f"/{whole.id}/", "/99999/"), data=fields).status_code
        == 404
    )


def test_what_a_colleague_puts_back_in_the_very_moment_of_a_press_is_told_too(story: Story, say: Say) -> None:
    whole = say(WHOLE)
    part_id = split_contribution(whole, "Svar raskere.", "Åpne på søndager.", story.bjorn, None).id
    address = f"/conferences/{story.conference.id}/contributions/{part_id}/publication"
    db.session.rollback()

    def put_back(_session: object) -> None:  # between the reading of it and the lock
        with db.engine.begin() as connection:
            connection.execute(db.delete(Contribution).where(Contribution.id == part_id))

    event.listen(db.session(), "after_rollback", put_back, once=True)
    assert bar_in(press(story.as_bjorn, address)) == GONE
