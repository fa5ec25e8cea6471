"""An item that becomes another kind: not where something that came in belongs to the kind it has."""

import uuid

import pytest

from app.domain.activities import ActivityPlan, add_activity, change_activity
from app.domain.errors import Refused
from app.domain.media import add_chunk, begin_upload
from app.domain.paper import PaperLine, type_from_paper
from app.domain.step_back import take_step_back
from app.domain.surveys import close_survey_link, open_survey_link
from app.extensions import db
from app.models import Activity, ActivityKind, ContributionKind, MediaRole
from app.models.activity import GRACE
from app.queries.step_back import step_back_of
from tests.conftest import Story
from tests.domain.test_activities import BREAK, QUESTION
from tests.domain.test_media import slices_of
from tests.films import BIG, film_in, mp4
from tests.survey_story import SERVICES, answer, item, said, survey_in


def answered_by_link(story: Story) -> Activity:
    activity = survey_in(story, SERVICES)
    open_survey_link(activity, story.bjorn)
    answer(activity, "a", story.residents, said(item(activity), 5), by_link=True)
    return close_long_ago(activity, story)


def close_long_ago(activity: Activity, story: Story) -> Activity:
    close_survey_link(activity, story.bjorn)
    survey = activity.survey
    assert survey is not None
    assert survey.link_opened_at is not None
    assert survey.link_closed_at is not None
    survey.link_opened_at -= 2 * GRACE
    survey.link_closed_at -= 2 * GRACE
    db.session.commit()
    return activity


def linked(story: Story) -> Activity:
    activity = survey_in(story, SERVICES)
    open_survey_link(activity, story.bjorn)
    return activity


def typed_from_paper(story: Story) -> Activity:
    activity = add_activity(story.conference, QUESTION, story.bjorn)
    line = PaperLine(1, ContributionKind.ADVICE, story.residents, None, "Svar raskere.", uuid.uuid4())
    type_from_paper(activity, line, story.bjorn)
    return activity


def answered_before_back(story: Story) -> Activity:
    type_from_paper(
        story.dialogue,
        PaperLine(1, ContributionKind.ADVICE, story.residents, None, "Svar raskere.", uuid.uuid4()),
        story.bjorn,
    )
    take_step_back(story.conference, step_back_of(story.conference), story.bjorn)
    assert story.dialogue.opened_at is None
    return story.dialogue


@pytest.mark.parametrize("come_about", [linked, answered_by_link, typed_from_paper, answered_before_back])
def test_what_was_answered_though_never_opened_keeps_its_kind(story: Story, come_about: object) -> None:
    assert callable(come_about)
    activity = come_about(story)
    kind = activity.kind
    with pytest.raises(Refused, match="Noen har svart, eller kan svare på lenka"):
        change_activity(activity, BREAK, story.bjorn)

    assert activity.kind is kind


def test_what_nobody_answered_becomes_what_it_is_made(story: Story) -> None:
    activity = close_long_ago(linked(story), story)
    change_activity(activity, BREAK, story.bjorn)

    assert activity.kind is ActivityKind.BREAK


def test_a_film_that_is_none_any_more_takes_no_more_of_its_file_and_keeps_what_came(story: Story) -> None:
    film = film_in(story)
    media, parts = begin_upload(film, MediaRole.VIDEO, "film.mp4", BIG, 17), slices_of(mp4(BIG))
    add_chunk(media, 0, parts[0])
    plan = ActivityPlan(kind=ActivityKind.FILM, title=film.title, minutes=film.minutes)
    change_activity(film, BREAK, story.bjorn)
    with pytest.raises(Refused, match="Det som er sendt av fila, er tatt vare på"):
        add_chunk(media, 1, parts[1])
    change_activity(film, plan, story.bjorn)

    assert add_chunk(begin_upload(film, MediaRole.VIDEO, "film.mp4", BIG, 17), 1, parts[1]) == 2
