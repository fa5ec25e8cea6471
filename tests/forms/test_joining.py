"""The choice at the door."""

from app.forms.joining import read_target_group
from tests.conftest import Story


def test_a_group_is_chosen_by_its_mark(story: Story) -> None:
    assert read_target_group({"group": "2"}, story.conference) == story.businesses


def test_no_choice_or_a_group_that_is_not_there_is_none(story: Story) -> None:
    for values in ({}, {"group": ""}, {"group": "8"}, {"group": "02"}, {"group": "x"}):
        assert read_target_group(values, story.conference) is None
