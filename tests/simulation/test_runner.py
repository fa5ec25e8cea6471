"""The simulated people come from every group and answer every kind of activity, as real ones do."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from app.demo import create_from_template
from app.demo_survey import template_items
from app.domain.activities import ActivityPlan, add_activity, close_activity, open_activity
from app.domain.conferences import ConferencePlan
from app.domain.contributions import publish_contribution
from app.domain.rehearsals import end_rehearsal, set_pace, start_rehearsal
from app.domain.survey_items import fill_survey
from app.extensions import db
from app.models import Activity, ActivityKind, Conference, Contribution, Pace, Participant, utc_now
from app.queries.answers import answered_count_of
from app.queries.rehearsals import running_rehearsals
from app.simulation import runner
from app.simulation.acts import texts_of
from tests.conftest import Story


@pytest.fixture
def rehearsal(story: Story, monkeypatch: pytest.MonkeyPatch) -> Conference:
    """Of the template's conference, with a survey and a round of priorities beside."""
    monkeypatch.setattr(runner, "_chance", Random(2012))
    plan = ConferencePlan(title="Dialog", held_on=utc_now().date())
    conference = create_from_template(plan, story.bjorn)
    survey = add_activity(conference, ActivityPlan(kind=ActivityKind.SURVEY, title="Spør", minutes=10), story.bjorn)
    fill_survey(survey, template_items(), story.bjorn)
    add_activity(conference, ActivityPlan(kind=ActivityKind.PRIORITIES, title="Prikker", minutes=10), story.bjorn)
    return start_rehearsal(conference, story.bjorn)


def play(conference: Conference, most: int = 1000) -> int:
    """Until nobody has anything left to do."""
    return next(done for done in range(most) if not runner.take_part(conference.id))


def first(conference: Conference, kind: ActivityKind) -> Activity:
    return next(activity for activity in conference.activities if activity.kind is kind)


def test_people_of_every_group_come_as_planned(rehearsal: Conference) -> None:
    assert play(rehearsal) == rehearsal.planned
    groups = db.session.scalars(select(Participant.target_group_id).where(Participant.conference_id == rehearsal.id))
    assert Counter(groups) == {group.id: group.planned for group in rehearsal.target_groups}


def test_everybody_answers_every_kind(rehearsal: Conference, story: Story) -> None:
    dialogue = first(rehearsal, ActivityKind.DIALOGUE)
    open_activity(dialogue, story.bjorn)
    play(rehearsal)
    said = db.session.scalars(select(Contribution).where(Contribution.activity_id == dialogue.id)).all()

    assert len(said) == sum(texts_of(number) for number in range(rehearsal.planned))
    assert max(Counter(contribution.text for contribution in said).values()) <= 2
    assert answered_count_of(dialogue) == rehearsal.planned
    for contribution in said[:10]:
        publish_contribution(contribution, story.bjorn)
    kinds = (ActivityKind.VOTE, ActivityKind.SURVEY, ActivityKind.REACTIONS, ActivityKind.PRIORITIES, ActivityKind.FILM)
    for kind in kinds:
        activity = first(rehearsal, kind)
        open_activity(activity, story.bjorn)
        play(rehearsal)
        assert answered_count_of(activity) >= rehearsal.planned * 0.8, kind
        if activity.asks:
            close_activity(activity, story.bjorn)
            assert not runner.take_part(rehearsal.id), kind


def test_turns_are_taken_while_they_are_due_and_the_rehearsal_is_there(
    rehearsal: Conference, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def joined() -> int:
        return db.session.query(Participant).filter_by(conference_id=rehearsal.id).count()

    assert runner.take_turns()
    assert runner.take_turns()  # the next is not due yet
    assert joined() == 1
    set_pace(rehearsal, Pace.FAST)
    assert runner.take_turns()
    assert joined() == 1 + Pace.FAST.acts
    set_pace(rehearsal, None)
    assert not runner.take_turns()
    set_pace(rehearsal, Pace.CALM)
    monkeypatch.setattr(runner, "utc_now", lambda: utc_now() + timedelta(hours=2))
    assert runner.take_turns()
    assert running_rehearsals() == []
    end_rehearsal(rehearsal, story.bjorn)
    assert not runner.take_turns()


def test_a_person_who_came_before_a_restart_is_known_after_it(rehearsal: Conference) -> None:
    """Nothing is remembered but the seed."""
    for _turn in range(5):
        runner.take_part(rehearsal.id)
    conference_id, planned = rehearsal.id, rehearsal.planned
    db.session.expunge_all()

    assert play(db.session.get_one(Conference, conference_id)) == planned - 5
