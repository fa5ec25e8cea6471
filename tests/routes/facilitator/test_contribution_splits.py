"""Split in two and marked as answered, from the control room."""

import re

from flask.testing import FlaskClient

from app.domain.contributions import publish_contribution
from app.models import Contribution
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, bar_in, press, queue_in, words_of

WHOLE = "Svar raskere. Åpne på søndager."


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
    assert story.as_bjorn.post(about(story, contribution, "split-reversal"), data=fields).status_code == 404


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
