"""Answers to a survey: stored, changed, taken back; and what is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from app.domain.activities import close_activity, open_activity, remove_activity, show_activity
from app.domain.conferences import finish_conference
from app.domain.errors import Refused, TooEarly, TooLate
from app.domain.survey_answers import ItemAnswer
from app.domain.surveys import close_survey_link, open_survey_link
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Activity, Aspect, Participant, SurveyAnswer, SurveyResponse, TextState
from app.models.activity import GRACE
from app.models.survey_response import response_key
from app.queries.answers import answered_per_group
from app.queries.surveys import own_survey_answers_of, response_count_of
from tests.conftest import Story
from tests.survey_story import INTERNAL, OPEN_QUESTION, SERVICES, VISION, answer, item, said, survey_in


@pytest.fixture
def survey(story: Story) -> Activity:
    activity = survey_in(story, SERVICES, VISION, OPEN_QUESTION, INTERNAL)
    open_activity(activity, story.bjorn)
    return activity


def fields(activity: Activity, who: str = "a") -> dict[str, int | str]:
    own = own_survey_answers_of(activity, who)
    return own.fields if own else {}


def test_each_answer_is_stored_as_it_is_given(story: Story, survey: Activity) -> None:
    first, second, third = (item(survey, number) for number in (1, 2, 3))
    answer(survey, "a", story.residents, said(first, 6))
    answer(survey, "a", story.residents, said(first, None, 0), said(second, choice=3))
    answer(survey, "a", story.residents, said(third, text="Veiene"))

    assert fields(survey) == {
        f"item-{first.id}-expectation": 6,
        f"item-{first.id}-experience": 0,
        f"item-{second.id}-answer": 3,
        f"item-{third.id}-text": "Veiene",
    }
    assert response_count_of(survey).all == 1


def test_an_answer_is_changed_and_taken_back(story: Story, survey: Activity) -> None:
    first, third = item(survey), item(survey, 3)
    answer(survey, "a", story.residents, said(first, 6, 3), said(third, text="Veiene"))
    answer(survey, "a", story.residents, said(first, 2))
    changed = fields(survey)[f"item-{first.id}-expectation"]
    answer(survey, "a", story.residents, ItemAnswer(item_id=first.id, values={}, clears=True), said(third, text=""))

    assert changed == 2
    assert fields(survey) == {}


def test_the_same_once_more_changes_and_announces_nothing(story: Story, survey: Activity) -> None:
    answer(survey, "a", story.residents, said(item(survey), 4, 4), said(item(survey, 3), text="Veiene"))
    before = revision_of(story.conference.id), fields(survey)
    answer(survey, "a", story.residents, said(item(survey), 4, 4), said(item(survey, 3), text="Veiene"))

    assert (revision_of(story.conference.id), fields(survey)) == before


@pytest.mark.parametrize(
    ("number", "values"),
    [
        (1, {Aspect.EXPECTATION: 7}),
        (1, {Aspect.EXPERIENCE: -1}),
        (1, {Aspect.ANSWER: 1}),
        (2, {Aspect.ANSWER: 4}),
        (2, {Aspect.EXPECTATION: 1}),
        (3, {Aspect.ANSWER: 0}),
    ],
)
def test_a_value_outside_the_scale_is_refused_and_nothing_of_it_is_stored(
    story: Story, survey: Activity, number: int, values: dict[Aspect, int]
) -> None:
    bad = ItemAnswer(item_id=item(survey, number).id, values=values)

    with pytest.raises(Refused, match="skalaen"):
        answer(survey, "a", story.residents, said(item(survey), 5, 5), bad)
    assert (fields(survey), response_count_of(survey).all) == ({}, 0)


def test_the_database_keeps_the_scale_too(story: Story, survey: Activity) -> None:
    answer(survey, "a", story.residents, said(item(survey), 5))
    row = db.session.scalars(select(SurveyAnswer)).one()
    row.expectation = 7

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_an_item_of_another_survey_is_refused(story: Story, survey: Activity) -> None:
    other = survey_in(story, SERVICES)

    with pytest.raises(Refused, match="ikke med i denne"):
        answer(survey, "a", story.residents, said(item(other), 5))


def test_an_item_for_another_group_is_refused_and_for_ones_own_taken(story: Story, survey: Activity) -> None:
    with pytest.raises(Refused, match="en annen målgruppe"):
        answer(survey, "a", story.residents, said(item(survey, 4), None, 3))
    answer(survey, "b", story.businesses, said(item(survey, 4), None, 3))
    assert fields(survey, "b") == {f"item-{item(survey, 4).id}-experience": 3}


def test_a_scale_is_not_answered_with_words(story: Story, survey: Activity) -> None:
    with pytest.raises(Refused, match="tekst"):
        answer(survey, "a", story.residents, said(item(survey), text="seks"))


def test_closed_takes_what_was_begun_before_and_no_more(story: Story, survey: Activity) -> None:
    close_activity(survey, story.bjorn)
    answer(survey, "a", story.residents, said(item(survey), 5))
    assert survey.closed_at is not None
    survey.closed_at -= GRACE
    assert survey.opened_at is not None
    survey.opened_at -= timedelta(hours=1)
    db.session.commit()

    with pytest.raises(TooLate, match="stengt"):
        answer(survey, "a", story.residents, said(item(survey), 6))
    assert fields(survey) == {f"item-{item(survey).id}-expectation": 5}


def test_once_shown_not_even_the_grace_lets_anything_in(story: Story, survey: Activity) -> None:
    close_activity(survey, story.bjorn)
    show_activity(survey, story.bjorn)

    with pytest.raises(TooLate):
        answer(survey, "a", story.residents, said(item(survey), 5))


def test_before_it_opens_and_when_it_is_gone_nothing_is_taken(story: Story) -> None:
    activity = survey_in(story, SERVICES)
    for by_link, refused in ((True, TooLate), (False, TooEarly)):
        with pytest.raises(refused):
            answer(activity, "a", story.residents, said(item(activity), 5), by_link=by_link)
    open_survey_link(activity, story.bjorn)
    remove_activity(activity, story.bjorn)
    with pytest.raises(TooLate):
        answer(activity, "a", story.residents, said(item(activity), 5), by_link=True)


def test_by_link_it_is_answered_before_and_after_the_conference(story: Story) -> None:
    activity = survey_in(story, SERVICES)
    open_survey_link(activity, story.bjorn)
    answer(activity, "a", story.residents, said(item(activity), 5), by_link=True)
    finish_conference(story.conference, story.bjorn)
    answer(activity, "b", story.businesses, said(item(activity), 5), by_link=True)
    count = response_count_of(activity)
    close_survey_link(activity, story.bjorn)
    assert activity.survey is not None
    assert activity.survey.link_closed_at is not None
    activity.survey.link_opened_at = activity.survey.link_closed_at - timedelta(hours=1)
    activity.survey.link_closed_at -= GRACE
    db.session.commit()

    assert (count.by_link, count.in_hall) == (2, 0)
    with pytest.raises(TooLate):
        answer(activity, "a", story.residents, said(item(activity), 6), by_link=True)


def test_who_answers_by_link_is_not_counted_among_those_in_the_hall(story: Story, survey: Activity) -> None:
    open_survey_link(survey, story.bjorn)
    answer(survey, "a", story.residents, said(item(survey), 5))
    answer(survey, "b", story.residents, said(item(survey), 5), by_link=True)

    assert answered_per_group(survey) == {story.residents.id: 1}
    assert response_count_of(survey).groups == {story.residents.id: 2}


def test_whoever_changes_group_answers_as_the_new_one_altogether(story: Story, survey: Activity) -> None:
    answer(survey, "a", story.residents, said(item(survey), 5))
    answer(survey, "a", story.businesses, said(item(survey, 2), choice=1))
    db.session.expire_all()

    assert set(db.session.scalars(select(SurveyAnswer.target_group_id))) == {story.businesses.id}
    assert answered_per_group(survey) == {story.businesses.id: 1}


def test_another_text_is_read_anew(story: Story, survey: Activity) -> None:
    third = item(survey, 3)
    answer(survey, "a", story.residents, said(third, text="Veiene"))
    row = db.session.scalars(select(SurveyAnswer)).one()
    before = row.text_id
    row.text_state = TextState.PUBLISHED
    db.session.commit()
    answer(survey, "a", story.residents, said(third, text="Veiene, og snø"))
    db.session.refresh(row)

    assert (row.text, row.text_state, row.text_id == before) == ("Veiene, og snø", TextState.WAITING, False)


def test_nothing_in_the_database_joins_a_person_to_an_answer(story: Story, survey: Activity) -> None:
    answer(survey, "hemmelig", story.residents, said(item(survey), 6, 1), said(item(survey, 3), text="Veiene"))
    everything = {
        str(value)
        for row in [*db.session.scalars(select(SurveyAnswer)), *db.session.scalars(select(SurveyResponse))]
        for value in (getattr(row, column.key) for column in inspect(type(row)).column_attrs)
    }
    astrid = db.session.get_one(Participant, story.astrid.id)

    assert response_key(survey.id, "hemmelig") in everything
    assert not everything & {"hemmelig", astrid.token_hash}
    columns = {column.key for model in (SurveyAnswer, SurveyResponse) for column in inspect(model).column_attrs}
    assert "key" in columns
    assert not [name for name in columns if name.endswith("_at") or "participant" in name]


def test_once_closed_rows_are_stored_in_the_order_of_a_key_that_is_random(story: Story, survey: Activity) -> None:
    who = [f"person {number}" for number in range(40)]
    for each in who:
        answer(survey, each, story.residents, said(item(survey), 5), said(item(survey, 3), text="Veiene"))
    close_activity(survey, story.bjorn)
    stored = list(db.session.scalars(select(SurveyResponse.key)))
    answered = [row.key for row in db.session.scalars(select(SurveyAnswer))]

    assert stored == sorted(response_key(survey.id, each) for each in who)
    assert stored != [response_key(survey.id, each) for each in who]
    assert answered == sorted(answered)
    assert len(answered) == 80
