"""One step on, for everybody who pressed."""

import pytest

from app.domain.activities import close_activity, open_activity
from app.domain.errors import Refused
from app.domain.next_step import take_next_step
from app.domain.votes import reveal
from app.live.revisions import revision_of
from app.queries.activities import NextStep, Step, next_step_of
from tests.conftest import Story
from tests.votes import cast, open_vote_in, voters


def test_a_step_is_one_change_and_one_announcement(story: Story) -> None:
    before = revision_of(story.conference.id)
    take_next_step(story.conference, next_step_of(story.conference), story.bjorn)

    assert revision_of(story.conference.id) == before + 1
    assert next_step_of(story.conference) == NextStep(Step.CLOSE_ACTIVITY, story.dialogue)


def test_a_stale_step_changes_and_announces_nothing(story: Story) -> None:
    seen = next_step_of(story.conference)
    close_activity(story.dialogue, story.bjorn)
    before = revision_of(story.conference.id)

    with pytest.raises(Refused):
        take_next_step(story.conference, seen, story.bjorn)
    assert revision_of(story.conference.id) == before


def test_the_same_kind_of_step_for_another_activity_is_stale(story: Story) -> None:
    open_activity(story.plenary, story.bjorn)

    with pytest.raises(Refused):
        take_next_step(story.conference, NextStep(Step.CLOSE_ACTIVITY, story.dialogue), story.bjorn)


def test_a_reveal_that_was_begun_goes_on_with_next(story: Story) -> None:
    activity = open_vote_in(story, ("Åpen", "Synlig", "Positiv"), places=1)
    for number, voter in enumerate(voters(story, story.residents, 6)):
        cast(activity, voter, 0 if number < 3 else 1)  # two of them level, and the third has no votes
    close_activity(activity, story.bjorn)
    reveal(activity, 0, story.bjorn)

    seen = []
    while (step := next_step_of(story.conference)).step is Step.REVEAL:
        take_next_step(story.conference, step, story.bjorn)
        seen.append(step.turn)
        with pytest.raises(Refused):  # whoever pressed at the same moment
            take_next_step(story.conference, step, story.bjorn)
    assert seen == [1, 3]
    assert step.step is Step.FINISH_CONFERENCE


def test_of_a_vote_too_small_to_tell_next_shows_all_at_once(story: Story) -> None:
    activity = open_vote_in(story)
    cast(activity, voters(story, story.residents, 1)[0], 0)
    close_activity(activity, story.bjorn)
    reveal(activity, 0, story.bjorn)

    assert next_step_of(story.conference) == NextStep(Step.REVEAL, activity, 10)
