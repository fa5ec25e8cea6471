"""The programme and its course."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.activities import (
    ActivityPlan,
    add_activity,
    change_activity,
    close_activity,
    move_activity,
    open_activity,
    remove_activity,
    restore_activity,
    show_activity,
)
from app.domain.closings import announce_closing
from app.domain.conferences import finish_conference
from app.domain.contributions import show_on_screen, submit_contribution
from app.domain.errors import Refused
from app.extensions import db
from app.models import Activity, ActivityKind, ActivityState, ContributionKind, Spotlight, utc_now
from app.queries.activities import (
    Step,
    activity_on_stage,
    coming_activities,
    next_step_of,
    programme_of,
)
from tests.conftest import Story
from tests.domain.test_contributions import KEY

BREAK = ActivityPlan(kind=ActivityKind.BREAK, title="Pause", minutes=15)
QUESTION = ActivityPlan(kind=ActivityKind.DIALOGUE, title="Økt 2", question="Hva skal til?", minutes=35)


def titles(story: Story) -> list[str]:
    db.session.expire_all()
    return [activity.title for activity in story.conference.activities]


def test_an_activity_goes_from_ready_to_open_to_closed_to_shown(story: Story) -> None:
    activity = add_activity(story.conference, QUESTION, story.bjorn)
    states = [activity.state]
    for step in (open_activity, close_activity, show_activity):
        step(activity, story.bjorn)
        states.append(activity.state)

    assert states == [ActivityState.READY, ActivityState.OPEN, ActivityState.CLOSED, ActivityState.SHOWN]


def test_open_activity_closes_the_one_that_was_open(story: Story) -> None:
    open_activity(story.plenary, story.bjorn)

    assert story.dialogue.state is ActivityState.CLOSED
    assert activity_on_stage(story.conference) == story.plenary


def test_the_database_keeps_two_from_being_open_at_once(story: Story) -> None:
    story.plenary.opened_at = utc_now()

    with pytest.raises(IntegrityError):
        db.session.commit()


def test_open_activity_again_takes_answers_again(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    show_activity(story.dialogue, story.bjorn)
    open_activity(story.dialogue, story.bjorn)

    assert story.dialogue.is_open
    assert story.dialogue.takes_contributions()


def test_open_activity_in_a_conference_that_is_not_open_is_refused(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)

    with pytest.raises(Refused):
        open_activity(story.plenary, story.bjorn)


def test_open_activity_empties_the_screen(story: Story) -> None:
    contribution = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Hei.", KEY)
    show_on_screen(contribution, story.bjorn)
    open_activity(story.plenary, story.bjorn)

    assert db.session.get(Spotlight, story.conference.id) is None


def test_close_activity_before_it_was_opened_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        close_activity(story.plenary, story.bjorn)


def test_show_activity_while_it_is_open_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        show_activity(story.dialogue, story.bjorn)


def test_add_activity_puts_it_last(story: Story) -> None:
    add_activity(story.conference, BREAK, story.bjorn)

    assert titles(story)[-1] == "Pause"


def test_add_activity_without_a_question_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        add_activity(story.conference, ActivityPlan(kind=ActivityKind.DIALOGUE, title="Økt 2", minutes=30), story.bjorn)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, ["Pause", "Økt 1: Forventninger", "Framlegg, to minutter per bord"]),
        (2, ["Økt 1: Forventninger", "Pause", "Framlegg, to minutter per bord"]),
        (99, ["Økt 1: Forventninger", "Framlegg, to minutter per bord", "Pause"]),
        (-5, ["Pause", "Økt 1: Forventninger", "Framlegg, to minutter per bord"]),
    ],
)
def test_move_activity_puts_it_in_its_place(story: Story, place: int, expected: list[str]) -> None:
    pause = add_activity(story.conference, BREAK, story.bjorn)
    move_activity(pause, place, story.bjorn)

    assert titles(story) == expected


def test_remove_activity_and_restore_it_puts_it_where_it_stood(story: Story) -> None:
    pause = add_activity(story.conference, BREAK, story.bjorn)
    move_activity(pause, 2, story.bjorn)
    before = titles(story)
    remove_activity(pause, story.bjorn)
    assert "Pause" not in titles(story)

    restore_activity(pause, story.bjorn)
    assert titles(story) == before


def test_remove_activity_takes_its_contribution_off_the_screen(story: Story) -> None:
    said = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar.", KEY)
    close_activity(story.dialogue, story.bjorn)
    show_on_screen(said, story.bjorn)
    remove_activity(story.plenary, story.bjorn)
    assert db.session.get(Spotlight, story.conference.id) is not None

    remove_activity(story.dialogue, story.bjorn)
    assert db.session.get(Spotlight, story.conference.id) is None


def test_remove_activity_while_it_is_open_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        remove_activity(story.dialogue, story.bjorn)


def test_change_activity_keeps_the_kind_once_it_was_opened(story: Story) -> None:
    with pytest.raises(Refused):
        change_activity(story.dialogue, BREAK, story.bjorn)


def test_the_programme_follows_the_clock(story: Story) -> None:
    times = [
        (item.activity.title, f"{item.starts:%H.%M}", f"{item.ends:%H.%M}") for item in programme_of(story.conference)
    ]

    assert times == [
        ("Økt 1: Forventninger", "08.30", "09.00"),
        ("Framlegg, to minutter per bord", "09.00", "09.30"),
    ]


def test_next_walks_through_the_whole_programme(story: Story) -> None:
    walked: list[tuple[Step, Activity | None]] = []
    for _ in range(9):
        step = next_step_of(story.conference)
        walked.append((step.step, step.activity))
        match step.step:
            case Step.ANNOUNCE_CLOSING:
                announce_closing(story.dialogue, story.bjorn)
            case Step.CLOSE_ACTIVITY:
                close_activity(story.dialogue, story.bjorn)
            case Step.SHOW_ACTIVITY:
                show_activity(story.dialogue, story.bjorn)
            case Step.OPEN_ACTIVITY:
                open_activity(story.plenary, story.bjorn)
            case Step.FINISH_CONFERENCE:
                finish_conference(story.conference, story.bjorn)
            case _:
                break

    assert walked == [
        (Step.ANNOUNCE_CLOSING, story.dialogue),
        (Step.CLOSE_ACTIVITY, story.dialogue),
        (Step.SHOW_ACTIVITY, story.dialogue),
        (Step.OPEN_ACTIVITY, story.plenary),
        (Step.FINISH_CONFERENCE, None),
        (Step.NOTHING, None),
    ]


def test_what_comes_is_what_has_not_been_opened(story: Story) -> None:
    add_activity(story.conference, BREAK, story.bjorn)
    db.session.expire_all()

    assert [item.activity.title for item in coming_activities(story.conference)] == [
        "Framlegg, to minutter per bord",
        "Pause",
    ]
