"""The options of a vote, and how much of its result the hall sees."""

import pytest
from sqlalchemy import select

from app.domain.activities import close_activity, count_answers, open_activity, show_activity
from app.domain.errors import Refused
from app.domain.hall import freeze_hall
from app.domain.votes import OptionPlan, change_options, reveal
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Activity, LogEntry
from app.queries.hall import freeze_of
from tests.conftest import Story
from tests.votes import EXPECTATIONS, cast, count_now, open_vote_in, vote_in, voters


def options(activity: Activity) -> list[str]:
    assert activity.vote is not None
    db.session.expire_all()
    return [option.title for option in activity.vote.options]


def plans(*titles: str) -> list[OptionPlan]:
    return [OptionPlan(title) for title in titles]


def test_options_stand_in_the_order_they_were_written(story: Story) -> None:
    activity = vote_in(story)
    change_options(activity, 1, plans("B", "A", "Løsningsorientert"), story.bjorn)

    assert options(activity) == ["B", "A", "Løsningsorientert"]
    assert activity.vote is not None
    assert [(option.number, activity.vote.places) for option in activity.vote.options] == [(0, 1), (1, 1), (2, 1)]


@pytest.mark.parametrize(
    ("places", "titles", "sentence"),
    [
        (1, ["A"], "fra to til tjue"),
        (1, [str(number) for number in range(21)], "fra to til tjue"),
        (2, ["A", "B"], "flere alternativer enn"),
        (0, ["A", "B"], "flere alternativer enn"),
        (1, ["A", "a"], "samme navn"),
    ],
)
def test_options_that_make_no_vote_are_refused(story: Story, places: int, titles: list[str], sentence: str) -> None:
    activity = vote_in(story)
    with pytest.raises(Refused, match=sentence):
        change_options(activity, places, plans(*titles), story.bjorn)

    assert options(activity) == list(EXPECTATIONS)


def test_options_are_fixed_once_the_vote_has_been_opened(story: Story) -> None:
    activity = open_vote_in(story)
    close_activity(activity, story.bjorn)
    with pytest.raises(Refused, match="etter at avstemningen er åpnet"):
        change_options(activity, 1, plans("A", "B"), story.bjorn)

    assert options(activity) == list(EXPECTATIONS)


def test_options_of_what_is_no_vote_are_refused(story: Story) -> None:
    with pytest.raises(Refused, match="annen form"):
        change_options(story.dialogue, 1, plans("A", "B"), story.bjorn)


def test_a_vote_may_be_opened_again_but_not_when_it_is_counted(story: Story) -> None:
    activity = open_vote_in(story)
    cast(activity, voters(story, story.businesses, 1)[0], 0)
    close_activity(activity, story.bjorn)
    open_activity(activity, story.bjorn)
    assert activity.is_open
    count_now(activity)
    with pytest.raises(Refused, match="Svarene er talt opp"):
        open_activity(activity, story.bjorn)

    assert not activity.is_open


def test_a_vote_nobody_has_voted_in_may_be_opened_again(story: Story) -> None:
    activity = open_vote_in(story)
    count_now(activity)
    open_activity(activity, story.bjorn)

    assert activity.is_open


def test_counting_waits_for_the_last_ballots_and_is_noted(story: Story) -> None:
    activity = open_vote_in(story)
    with pytest.raises(Refused, match="Steng"):
        count_answers(activity, story.bjorn)
    close_activity(activity, story.bjorn)
    with pytest.raises(Refused, match="Vent til minuttet"):
        count_answers(activity, story.bjorn)
    before = revision_of(story.conference.id)
    count_now(activity)
    count_answers(activity, story.bjorn)  # the second time is harmless, and says nothing

    assert revision_of(story.conference.id) == before + 1
    noted = db.session.scalars(select(LogEntry.action).where(LogEntry.action == "count_answers")).all()
    assert noted == ["count_answers"]


def test_next_shows_the_whole_result(story: Story) -> None:
    activity = open_vote_in(story)
    close_activity(activity, story.bjorn)
    show_activity(activity, story.bjorn)

    assert activity.vote is not None
    assert (activity.vote.revealed, activity.vote.is_revealed) == (10, True)


def test_the_result_is_revealed_row_by_row_and_back(story: Story) -> None:
    activity = open_vote_in(story)
    assert activity.vote is not None
    with pytest.raises(Refused, match="Steng"):
        reveal(activity, 0, story.bjorn)
    close_activity(activity, story.bjorn)
    steps = []
    for rows in (0, 1, 2, 1, 10, 11, -1):
        reveal(activity, rows, story.bjorn)
        steps.append((activity.vote.revealed, activity.vote.is_revealed))

    assert steps == [(0, False), (1, False), (2, False), (1, False), (10, True), (10, True), (0, False)]
    shown = db.session.scalars(select(LogEntry.action).where(LogEntry.action == "show_activity")).all()
    assert shown == ["show_activity"]


def test_each_row_lets_go_of_what_was_held_still(story: Story) -> None:
    activity = open_vote_in(story)
    close_activity(activity, story.bjorn)
    for rows in (0, 10):
        freeze_hall(story.conference, story.bjorn)
        reveal(activity, rows, story.bjorn)
        assert freeze_of(story.conference.id) is None


def test_the_same_step_of_the_reveal_twice_announces_once(story: Story) -> None:
    activity = open_vote_in(story)
    close_activity(activity, story.bjorn)
    reveal(activity, 1, story.bjorn)
    before = revision_of(story.conference.id)
    reveal(activity, 1, story.bjorn)

    assert revision_of(story.conference.id) == before
