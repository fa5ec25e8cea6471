"""Free texts: into the results, out of them, and nobody publishes what nobody has read."""

import pytest

from app.domain.activities import open_activity
from app.domain.errors import Refused
from app.domain.survey_texts import decide_text
from app.extensions import db
from app.models import Activity, LogEntry, TextState
from app.queries.surveys import texts_of
from tests.conftest import Story
from tests.survey_story import OPEN_QUESTION, answer, item, said, survey_in


@pytest.fixture
def survey(story: Story) -> Activity:
    activity = survey_in(story, OPEN_QUESTION)
    open_activity(activity, story.bjorn)
    answer(activity, "a", story.residents, said(item(activity), text="Veiene"))
    return activity


def test_a_text_is_published_hidden_and_put_back(story: Story, survey: Activity) -> None:
    [text] = texts_of(survey)
    states = [text.state]
    for state in (TextState.PUBLISHED, TextState.PUBLISHED, TextState.HIDDEN, TextState.WAITING):
        decide_text(survey, text.id, state, story.bjorn)
        states.append(texts_of(survey)[0].state)

    assert states == ["waiting", "published", "published", "hidden", "waiting"]
    log = db.session.query(LogEntry).filter(LogEntry.action.startswith("survey_text")).order_by(LogEntry.id)
    assert [entry.action for entry in log] == [
        "survey_text_published",
        "survey_text_hidden",
        "survey_text_waiting",
    ]


def test_a_text_that_was_written_anew_is_not_published_unread(story: Story, survey: Activity) -> None:
    [read] = texts_of(survey)
    answer(survey, "a", story.residents, said(item(survey), text="Noe helt annet"))

    with pytest.raises(Refused, match="endret eller tatt bort"):
        decide_text(survey, read.id, TextState.PUBLISHED, story.bjorn)
    assert texts_of(survey, TextState.PUBLISHED) == []


def test_a_text_of_another_survey_is_not_there(story: Story, survey: Activity) -> None:
    [text] = texts_of(survey)

    with pytest.raises(Refused):
        decide_text(survey_in(story, OPEN_QUESTION), text.id, TextState.PUBLISHED, story.bjorn)


def test_texts_are_in_no_order(story: Story, survey: Activity) -> None:
    for number in range(20):
        answer(survey, f"person {number}", story.residents, said(item(survey), text=f"tekst {number:02}"))
    told = [text.text for text in texts_of(survey)]

    assert len(told) == 21
    assert told != sorted(told)
