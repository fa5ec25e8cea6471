"""A survey's link, and how it opens and is shown."""

from collections.abc import Callable

import pytest

from app.domain.activities import close_activity, count_answers, open_activity, remove_activity, show_activity
from app.domain.conferences import ConferencePlan, create_conference
from app.domain.errors import Refused, TooLate
from app.domain.surveys import SentTo, close_survey_link, open_survey_link, set_survey_basis
from app.models import Activity, Basis
from app.queries.surveys import survey_with_link
from tests.conftest import Story
from tests.survey_story import INTERNAL, SERVICES, answer, item, said, survey_in
from tests.votes import count_now, show_now


def test_a_survey_without_a_question_is_not_opened(story: Story) -> None:
    activity = survey_in(story)

    with pytest.raises(Refused, match="ingen spørsmål"):
        open_activity(activity, story.bjorn)
    with pytest.raises(Refused, match="ingen spørsmål"):
        open_survey_link(activity, story.bjorn)


def test_the_link_opens_closes_and_is_the_same_when_it_opens_again(story: Story) -> None:
    activity = survey_in(story, SERVICES)
    survey = activity.survey
    assert survey is not None
    open_survey_link(activity, story.bjorn)
    token = survey.link_token
    close_survey_link(activity, story.bjorn)
    is_closed = not survey.is_open_by_link
    open_survey_link(activity, story.bjorn)

    assert (survey.link_token, is_closed, survey.is_open_by_link) == (token, True, True)
    assert survey_with_link(token or "") is survey
    assert not activity.is_open  # the programme knows nothing of it


def test_a_link_that_was_never_opened_cannot_be_closed_and_leads_nowhere(story: Story) -> None:
    activity = survey_in(story, SERVICES)

    with pytest.raises(Refused, match="ikke åpnet"):
        close_survey_link(activity, story.bjorn)
    assert survey_with_link("") is None


def test_the_link_of_what_was_taken_out_of_the_programme_is_not_opened(story: Story) -> None:
    activity = survey_in(story, SERVICES)
    remove_activity(activity, story.bjorn)

    with pytest.raises(Refused, match="fjernet fra programmet"):
        open_survey_link(activity, story.bjorn)


def test_what_was_answered_by_link_alone_is_shown_without_being_asked_in_the_hall(story: Story) -> None:
    activity = survey_in(story, SERVICES)
    with pytest.raises(Refused, match="Steng aktiviteten"):
        show_activity(activity, story.bjorn)
    open_survey_link(activity, story.bjorn)
    with pytest.raises(Refused, match="Steng aktiviteten"):
        show_activity(activity, story.bjorn)
    close_survey_link(activity, story.bjorn)
    show_activity(activity, story.bjorn)

    assert activity.shown_at is not None
    assert activity.survey is not None
    assert not activity.survey.was_asked_in_hall
    assert not story.dialogue.is_open


@pytest.mark.parametrize("look", [count_now, show_now])
def test_once_somebody_has_seen_figures_it_is_opened_no_more(story: Story, look: Callable[[Activity], None]) -> None:
    activity = survey_in(story, SERVICES)
    open_activity(activity, story.bjorn)
    answer(activity, "a", story.residents, said(item(activity), 6, 2))
    close_activity(activity, story.bjorn)
    open_activity(activity, story.bjorn)
    look(activity)

    for way in (open_activity, open_survey_link):
        with pytest.raises(Refused, match="Svarene er talt opp"):
            way(activity, story.bjorn)


def test_by_link_too_it_is_counted_when_nothing_can_come_any_more(story: Story) -> None:
    activity = survey_in(story, SERVICES)
    with pytest.raises(Refused, match="Steng den først"):
        count_answers(activity, story.bjorn)
    open_survey_link(activity, story.bjorn)
    answer(activity, "a", story.residents, said(item(activity), 6, 2), by_link=True)
    with pytest.raises(Refused, match="kan ennå komme"):
        count_answers(activity, story.bjorn)
    close_survey_link(activity, story.bjorn)
    with pytest.raises(Refused, match="kan ennå komme"):
        count_answers(activity, story.bjorn)
    count_now(activity)

    with pytest.raises(TooLate, match="stengt"):
        answer(activity, "b", story.residents, said(item(activity), 6, 2), by_link=True)


def test_whom_the_answers_speak_for(story: Story) -> None:
    activity = survey_in(story, SERVICES)
    survey = activity.survey
    assert survey is not None
    found = [survey.basis]
    open_survey_link(activity, story.bjorn)
    found.append(survey.basis)
    set_survey_basis(activity, SentTo(is_sample=True, invited=1200), story.bjorn)
    found.append(survey.basis)
    open_activity(activity, story.bjorn)  # the hall was not drawn by chance
    found.append(survey.basis)

    assert found == [Basis.HALL, Basis.OPEN, Basis.SAMPLE, Basis.OPEN]


def test_a_sample_of_nobody_knows_how_many_is_none(story: Story) -> None:
    with pytest.raises(Refused, match="hvor mange"):
        set_survey_basis(survey_in(story, SERVICES), SentTo(is_sample=True, invited=0), story.bjorn)


def test_a_copied_survey_has_the_questions_and_neither_link_nor_answers(story: Story) -> None:
    activity = survey_in(story, SERVICES, INTERNAL)
    open_survey_link(activity, story.bjorn)
    answer(activity, "a", story.residents, said(item(activity), 6, 2), by_link=True)
    copied = create_conference(
        ConferencePlan(title="Neste år", held_on=story.conference.held_on), story.bjorn, story.conference
    )
    copy = copied.activities[-1].survey

    assert copy is not None
    assert [each.text for each in copy.items] == [SERVICES.text, INTERNAL.text]
    assert copy.items[1].only_group_id == copied.target_groups[1].id
    assert (copy.link_token, copy.link_opened_at) == (None, None)
