"""One step on, for everybody who pressed."""

import pytest

from app.domain.activities import close_activity, open_activity
from app.domain.errors import Refused
from app.domain.next_step import take_next_step
from app.live.revisions import revision_of
from app.queries.activities import NextStep, Step, next_step_of
from tests.conftest import Story


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
