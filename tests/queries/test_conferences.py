"""Which conferences there are, for whom."""

import pytest

from app.queries.conferences import (
    conference_of_screen,
    conference_with_code,
    members_of,
    membership_of,
)
from tests.conftest import Story


@pytest.mark.parametrize("typed", ["{0}", "{1}", " {1} ", "{2}-{3}"])
def test_a_code_is_found_as_people_type_it(story: Story, typed: str) -> None:
    code = story.conference.code
    asked = typed.format(code, f"{code[:3]} {code[3:]}".lower(), code[:3], code[3:])

    assert conference_with_code(asked) is story.conference


@pytest.mark.parametrize("typed", ["", "000000", "%", "ZZZZZZZZZZZZ"])
def test_a_code_that_nobody_has_is_not_found(story: Story, typed: str) -> None:
    assert conference_with_code(typed) is None


def test_the_screens_link_leads_to_its_conference(story: Story) -> None:
    assert conference_of_screen(story.conference.screen_token) is story.conference
    assert conference_of_screen("") is None
    assert conference_of_screen(story.conference.code) is None


def test_an_account_has_its_own_conferences_and_no_others(story: Story) -> None:
    assert membership_of(story.bjorn, story.conference.id) is not None
    assert membership_of(story.david, story.conference.id) is None
    cecilies = membership_of(story.cecilie, story.conference.id)
    assert cecilies is not None
    assert not cecilies.is_facilitator


def test_members_stand_by_name(story: Story) -> None:
    assert [membership.account.name for membership in members_of(story.conference)] == ["Bjørn", "Cecilie"]
