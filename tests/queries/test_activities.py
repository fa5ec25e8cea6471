"""What is on stage, what comes, and what the next step is."""

from datetime import time, timedelta

import pytest

from app.domain.activities import (
    ActivityPlan,
    add_activity,
    close_activity,
    move_activity,
    open_activity,
    remove_activity,
    show_activity,
)
from app.domain.closings import announce_closing
from app.domain.conferences import ConferencePlan, create_conference, finish_conference, open_conference
from app.extensions import db
from app.models import Activity, ActivityKind
from app.queries.activities import (
    NextStep,
    Step,
    activity_of,
    activity_on_stage,
    coming_activities,
    next_step_of,
    programme_of,
)
from tests.conftest import Story


@pytest.fixture
def last(story: Story) -> Activity:
    """A break at the end of the programme."""
    plan = ActivityPlan(kind=ActivityKind.BREAK, title="Pause", minutes=15)
    return add_activity(story.conference, plan, story.bjorn)


def test_the_programme_runs_from_the_planned_start_one_item_after_the_other(story: Story, last: Activity) -> None:
    planned = [(item.activity.title, item.starts, item.ends) for item in programme_of(story.conference)]

    assert planned == [
        ("Økt 1: Forventninger", time(8, 30), time(9, 0)),
        ("Framlegg, to minutter per bord", time(9, 0), time(9, 30)),
        ("Pause", time(9, 30), time(9, 45)),
    ]


def test_nothing_is_on_stage_before_the_first_opening(story: Story) -> None:
    assert activity_on_stage(story.elsewhere) is None
    assert activity_on_stage(story.conference) is story.dialogue


def test_what_closed_last_stays_on_stage_until_another_opens(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    assert activity_on_stage(story.conference) is story.dialogue
    open_activity(story.plenary, story.bjorn)
    assert activity_on_stage(story.conference) is story.plenary


def test_an_earlier_one_that_is_shown_again_takes_the_stage(story: Story, last: Activity) -> None:
    open_activity(story.plenary, story.bjorn)
    close_activity(story.plenary, story.bjorn)
    show_activity(story.dialogue, story.bjorn)
    story.dialogue.shown_at = (story.dialogue.shown_at or story.conference.created_at) + timedelta(seconds=1)
    db.session.flush()

    assert activity_on_stage(story.conference) is story.dialogue


def test_what_is_open_is_on_stage_whatever_was_touched_later(story: Story) -> None:
    open_activity(story.plenary, story.bjorn)
    show_activity(story.dialogue, story.bjorn)

    assert activity_on_stage(story.conference) is story.plenary


def test_what_comes_is_not_opened_yet_and_after_the_stage(story: Story, last: Activity) -> None:
    assert [item.activity for item in coming_activities(story.conference)] == [story.plenary, last]
    move_activity(last, 1, story.bjorn)
    assert [item.activity for item in coming_activities(story.conference)] == [story.plenary]
    assert coming_activities(story.conference, limit=0) == []


def test_a_removed_item_is_neither_planned_nor_coming(story: Story) -> None:
    remove_activity(story.plenary, story.bjorn)

    assert [item.activity for item in programme_of(story.conference)] == [story.dialogue]
    assert activity_of(story.conference, story.plenary.id) is None
    assert activity_of(story.conference, story.plenary.id, removed=True) is story.plenary
    assert next_step_of(story.conference) == NextStep(Step.ANNOUNCE_CLOSING, story.dialogue)


def test_an_activity_is_found_in_its_own_conference_only(story: Story) -> None:
    assert activity_of(story.elsewhere, story.dialogue.id) is None


def test_the_steps_of_a_conference(story: Story) -> None:
    steps = [next_step_of(story.conference)]
    announce_closing(story.dialogue, story.bjorn)
    steps.append(next_step_of(story.conference))
    close_activity(story.dialogue, story.bjorn)
    steps.append(next_step_of(story.conference))
    show_activity(story.dialogue, story.bjorn)
    steps.append(next_step_of(story.conference))
    open_activity(story.plenary, story.bjorn)
    steps.append(next_step_of(story.conference))
    finish_conference(story.conference, story.bjorn)
    steps.append(next_step_of(story.conference))

    assert steps == [
        NextStep(Step.ANNOUNCE_CLOSING, story.dialogue),
        NextStep(Step.CLOSE_ACTIVITY, story.dialogue),
        NextStep(Step.SHOW_ACTIVITY, story.dialogue),
        NextStep(Step.OPEN_ACTIVITY, story.plenary),
        NextStep(Step.FINISH_CONFERENCE),
        NextStep(Step.NOTHING),
    ]


def test_a_new_conference_is_opened_first(story: Story) -> None:
    plan = ConferencePlan(title="Ny", held_on=story.conference.held_on)
    conference = create_conference(plan, story.bjorn, source=story.conference)
    assert next_step_of(conference) == NextStep(Step.OPEN_CONFERENCE)

    open_conference(conference, story.bjorn)
    assert next_step_of(conference) == NextStep(Step.OPEN_ACTIVITY, conference.activities[0])


def test_a_finished_conference_that_opens_again_goes_on_where_it_was(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)
    open_conference(story.conference, story.bjorn)

    assert next_step_of(story.conference) == NextStep(Step.SHOW_ACTIVITY, story.dialogue)
