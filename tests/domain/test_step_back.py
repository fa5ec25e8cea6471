"""The last step taken back, and turns in a plenary, which are steps as well."""

from datetime import timedelta

import pytest

from app.domain.activities import ActivityPlan, change_activity, close_activity, open_activity, show_activity
from app.domain.closings import announce_closing
from app.domain.contributions import submit_contribution
from app.domain.errors import Refused, TooLate
from app.domain.next_step import take_next_step
from app.domain.step_back import take_step_back
from app.domain.tables import merge_tables, separate_table, set_table_count
from app.domain.turns import give_floor
from app.domain.votes import reveal
from app.extensions import db
from app.models import Activity, ActivityKind, ActivityState, ContributionKind, utc_now
from app.queries.activities import Step, activity_on_stage, next_step_of
from app.queries.contributions import state_counts_of
from app.queries.step_back import BackStep, step_back_of
from app.queries.tables import tables_of
from app.queries.turns import floor_of, speakers_of
from tests.conftest import Story
from tests.domain.test_contributions import KEY
from tests.votes import cast, open_vote_in, voters

TURNS = ActivityPlan(kind=ActivityKind.PLENARY, title="Framlegg", minutes=30, turn_minutes=2)


def on(story: Story) -> None:
    take_next_step(story.conference, next_step_of(story.conference), story.bjorn)


def back(story: Story) -> BackStep:
    step = step_back_of(story.conference)
    take_step_back(story.conference, step, story.bjorn)
    return step.step


def where(story: Story) -> tuple[Activity | None, ActivityState | None, int]:
    stage = activity_on_stage(story.conference)
    return stage, stage and stage.state, stage.turn.number if stage and stage.turn else 0


def test_back_leads_through_what_next_led_through(story: Story) -> None:
    change_activity(story.plenary, TURNS, story.bjorn)
    on(story)  # the announcement, which an open question does not get back
    on(story)
    places = []
    for _step in range(4):
        places.append(where(story))
        on(story)
    assert where(story) == (story.plenary, ActivityState.OPEN, 2)
    returned = []
    for place in reversed(places):
        returned.append(back(story))
        assert where(story) == place

    assert returned == [BackStep.PREVIOUS_TURN, BackStep.PREVIOUS_TURN, BackStep.LEAVE, BackStep.HIDE_RESULT]
    assert back(story) is BackStep.REOPEN
    assert where(story) == (story.dialogue, ActivityState.OPEN, 0)


def test_a_closing_is_called_off(story: Story) -> None:
    announce_closing(story.dialogue, story.bjorn)

    assert back(story) is BackStep.CANCEL_CLOSING
    assert next_step_of(story.conference).step is Step.ANNOUNCE_CLOSING


def test_what_was_open_when_another_was_opened_is_open_again_with_its_time(story: Story) -> None:
    opened_at = story.dialogue.opened_at
    open_activity(story.plenary, story.bjorn)
    assert back(story) is BackStep.LEAVE

    assert (story.dialogue.is_open, story.dialogue.opened_at) == (True, opened_at)
    assert story.plenary.state is ActivityState.READY


def test_back_from_the_first_leaves_the_stage_empty_and_nothing_is_lost(story: Story) -> None:
    submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar meg.", KEY)
    back(story)

    assert activity_on_stage(story.conference) is None
    assert step_back_of(story.conference).step is BackStep.NOTHING
    open_activity(story.dialogue, story.bjorn)
    assert state_counts_of(story.conference.id, story.dialogue).waiting == 1


def test_two_who_press_back_at_once_take_one_step(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    show_activity(story.dialogue, story.bjorn)
    seen = step_back_of(story.conference)
    take_step_back(story.conference, seen, story.bjorn)

    with pytest.raises(Refused, match="gått videre eller tilbake"):
        take_step_back(story.conference, seen, story.bjorn)
    assert story.dialogue.state is ActivityState.CLOSED


def test_a_vote_whose_result_was_seen_takes_no_ballot_after_it(story: Story) -> None:
    activity = open_vote_in(story)
    crowd = voters(story, story.residents, 5)
    for voter in crowd:
        cast(activity, voter, 0)
    close_activity(activity, story.bjorn)
    show_activity(activity, story.bjorn)

    assert activity.vote is not None
    assert back(story) is BackStep.HIDE_RESULT
    assert activity.vote.revealed == 0
    with pytest.raises(TooLate):  # though the minute after the closing is not over
        cast(activity, crowd[0], 1)
    assert step_back_of(story.conference).step is BackStep.NOTHING
    with pytest.raises(Refused, match="talt"):
        open_activity(activity, story.bjorn)


def test_a_turn_is_given_to_those_who_are_there_with_the_whole_of_its_time(story: Story) -> None:
    change_activity(story.plenary, TURNS, story.bjorn)
    with pytest.raises(Refused, match="Gå til framlegget"):
        give_floor(story.plenary, 1, story.bjorn)
    open_activity(story.plenary, story.bjorn)
    give_floor(story.plenary, 2, story.bjorn)
    speaker, ends_at = floor_of(story.plenary).now, story.plenary.clock.ends_at

    assert speaker is not None
    assert ends_at is not None
    assert speaker.name == "Næringsliv"
    assert abs(ends_at - utc_now() - timedelta(minutes=2)) < timedelta(seconds=5)
    with pytest.raises(Refused, match="ikke lenger blant dem"):
        give_floor(story.plenary, 3, story.bjorn)
    assert next_step_of(story.conference).step is Step.FINISH_CONFERENCE


def test_tables_take_turns_where_there_are_any_and_not_those_that_were_merged_away(story: Story) -> None:
    change_activity(story.plenary, TURNS, story.bjorn)
    set_table_count(story.conference, 3, story.bjorn)
    first, second, _third = tables_of(story.conference)
    merge_tables(first, second, story.bjorn)

    assert [speaker.name for speaker in speakers_of(story.plenary)] == ["Bord 2", "Bord 3"]


def floor_in(story: Story) -> list[str | None]:
    """Who had it, has it, and is next; read anew."""
    db.session.expire_all()
    floor = floor_of(story.plenary)
    return [speaker and speaker.name for speaker in (floor.before, floor.now, floor.after)]


def test_a_turn_stays_with_its_table_when_others_come_and_go(story: Story) -> None:
    change_activity(story.plenary, TURNS, story.bjorn)
    set_table_count(story.conference, 5, story.bjorn)
    first, second, _third, fourth, _fifth = tables_of(story.conference)
    open_activity(story.plenary, story.bjorn)
    give_floor(story.plenary, 3, story.bjorn)

    merge_tables(first, second, story.bjorn)
    merge_tables(fourth, second, story.bjorn)
    assert floor_in(story) == ["Bord 2", "Bord 3", "Bord 5"]
    assert next_step_of(story.conference).turn == 5
    separate_table(first, story.bjorn)
    set_table_count(story.conference, 3, story.bjorn)
    assert floor_in(story) == ["Bord 2", "Bord 3", None]
    assert back(story) is BackStep.PREVIOUS_TURN
    assert floor_in(story) == ["Bord 1", "Bord 2", "Bord 3"]


def test_the_turn_of_a_table_that_goes_is_the_next_ones_with_all_its_time(story: Story) -> None:
    change_activity(story.plenary, TURNS, story.bjorn)
    set_table_count(story.conference, 4, story.bjorn)
    _first, second, _third, fourth = tables_of(story.conference)
    open_activity(story.plenary, story.bjorn)
    give_floor(story.plenary, 2, story.bjorn)
    assert story.plenary.turn is not None
    story.plenary.turn.added_seconds = -100
    db.session.commit()

    merge_tables(second, fourth, story.bjorn)
    assert floor_in(story) == ["Bord 1", "Bord 3", "Bord 4"]
    assert story.plenary.turn.added_seconds == 0
    set_table_count(story.conference, 1, story.bjorn)
    assert floor_in(story) == ["Bord 1", None, None]
    assert next_step_of(story.conference).step is Step.FINISH_CONFERENCE
    assert back(story) is BackStep.PREVIOUS_TURN
    assert floor_in(story) == [None, "Bord 1", None]


def test_groups_that_report_go_on_though_tables_are_set_up_meanwhile(story: Story) -> None:
    change_activity(story.plenary, TURNS, story.bjorn)
    open_activity(story.plenary, story.bjorn)
    give_floor(story.plenary, 1, story.bjorn)
    set_table_count(story.conference, 3, story.bjorn)
    assert floor_in(story) == [None, "Innbyggere", "Næringsliv"]
    open_activity(story.dialogue, story.bjorn)
    open_activity(story.plenary, story.bjorn)

    assert floor_in(story) == [None, None, "Bord 1"]


def test_a_result_that_came_row_by_row_goes_so_too(story: Story) -> None:
    activity = open_vote_in(story, ("Åpen", "Synlig", "Positiv"), places=1)
    for number, voter in enumerate(voters(story, story.residents, 6)):
        cast(activity, voter, 0 if number < 3 else 1)  # two of them level, and the third has no votes
    close_activity(activity, story.bjorn)
    reveal(activity, 0, story.bjorn)
    while next_step_of(story.conference).step is Step.REVEAL:
        on(story)
    assert activity.vote is not None
    told = [(back(story), activity.vote.revealed, activity.state) for _step in range(3)]

    assert told == [
        (BackStep.HIDE_ROWS, 1, ActivityState.SHOWN),
        (BackStep.HIDE_ROWS, 0, ActivityState.SHOWN),
        (BackStep.HIDE_RESULT, 0, ActivityState.CLOSED),
    ]
