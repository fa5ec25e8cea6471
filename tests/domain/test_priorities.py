"""Priorities: a person's dots are one set, of which the newest counts."""

import pytest
from flask import Flask

from app.domain.activities import close_activity, open_activity
from app.domain.contributions import hide_contribution, publish_contribution
from app.domain.errors import Refused, TooLate
from app.domain.priorities import change_priority_round, prioritise
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Activity, ActivityKind, HiddenReason, Participant, Priority
from app.queries.priorities import own_priorities_of
from tests.conftest import Story
from tests.rounds import all_at_once, newcomers, round_of, said


def dots() -> dict[tuple[int, int], int]:
    """By participant and contribution."""
    return {(row.participant_id, row.contribution_id): row.dots for row in db.session.scalars(db.select(Priority))}


def test_dots_are_stored_and_announced(story: Story) -> None:
    first, second = said(story, "Én vei inn."), said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    before = revision_of(story.conference.id)
    prioritise(story.astrid, activity, {first.id: 2, second.id: 1})

    assert dots() == {(story.astrid.id, first.id): 2, (story.astrid.id, second.id): 1}
    assert revision_of(story.conference.id) == before + 1


def test_the_newest_set_takes_the_place_of_the_one_before(story: Story) -> None:
    first, second, third = (said(story, f"Innspill {number}") for number in range(3))
    activity = round_of(story, ActivityKind.PRIORITIES)
    prioritise(story.astrid, activity, {first.id: 2, second.id: 1})
    prioritise(story.astrid, activity, {first.id: 1, third.id: 2})

    assert dots() == {(story.astrid.id, first.id): 1, (story.astrid.id, third.id): 2}


def test_the_same_set_twice_announces_nothing(story: Story) -> None:
    first = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    prioritise(story.astrid, activity, {first.id: 3})
    before = revision_of(story.conference.id)
    prioritise(story.astrid, activity, {first.id: 3})

    assert dots() == {(story.astrid.id, first.id): 3}
    assert revision_of(story.conference.id) == before


def test_an_empty_set_takes_all_dots_away(story: Story) -> None:
    first = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    prioritise(story.astrid, activity, {first.id: 1})
    prioritise(story.astrid, activity, {})

    assert dots() == {}


@pytest.mark.parametrize("counts", [(4, 0), (2, 2), (3, 1)])
def test_more_dots_than_each_has_are_refused_and_nothing_changes(story: Story, counts: tuple[int, int]) -> None:
    first, second = said(story, "Én vei inn."), said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    prioritise(story.astrid, activity, {first.id: 1})
    given = {id: count for id, count in zip((first.id, second.id), counts, strict=True) if count}
    with pytest.raises(Refused, match="Du har 3 prikker i alt"):
        prioritise(story.astrid, activity, given)

    assert dots() == {(story.astrid.id, first.id): 1}


def test_nobody_puts_dots_on_their_own(story: Story) -> None:
    own, other = said(story, "Mitt eget.", by=story.astrid), said(story, "Et annet.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    with pytest.raises(Refused, match="skrevet selv"):
        prioritise(story.astrid, activity, {own.id: 1, other.id: 1})

    assert dots() == {}


def test_dots_on_what_belongs_elsewhere_are_refused(story: Story) -> None:
    first = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    with pytest.raises(Refused, match="hører ikke til her"):
        prioritise(story.astrid, activity, {first.id: 1, 999_999: 1})
    story.dialogue.conference_id = story.elsewhere.id
    db.session.commit()
    with pytest.raises(Refused, match="hører ikke til her"):
        prioritise(story.astrid, activity, {first.id: 1})

    assert dots() == {}


def test_a_dot_on_what_is_hidden_is_free_again_until_the_hiding_is_undone(story: Story) -> None:
    first, second = said(story, "Én vei inn."), said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    prioritise(story.astrid, activity, {first.id: 2, second.id: 1})
    hide_contribution(first, HiddenReason.UNCLEAR, story.bjorn)
    own = own_priorities_of(activity, story.astrid)

    assert own is not None
    assert (own.placed, own.left, own.lost) == (1, 2, 2)
    publish_contribution(first, story.bjorn)
    own = own_priorities_of(activity, story.astrid)
    assert own is not None
    assert (own.placed, own.left, own.lost) == (3, 0, 0)


def test_dots_sent_just_after_a_hiding_keep_the_others(story: Story) -> None:
    first, second = said(story, "Én vei inn."), said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    hide_contribution(first, HiddenReason.UNCLEAR, story.bjorn)
    prioritise(story.astrid, activity, {first.id: 2, second.id: 1})
    own = own_priorities_of(activity, story.astrid)

    assert own is not None
    assert (own.dots, own.lost) == ({second.id: 1}, 2)


def test_closed_is_closed(story: Story) -> None:
    first = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    close_activity(activity, story.bjorn)
    with pytest.raises(TooLate, match="stengt"):
        prioritise(story.astrid, activity, {first.id: 1})

    assert dots() == {}


def test_how_many_dots_each_has_lies_fast_once_it_was_opened(story: Story) -> None:
    said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES, opened=False)
    change_priority_round(activity, story.dialogue, 5, story.bjorn)
    open_activity(activity, story.bjorn)
    with pytest.raises(Refused, match="etter at aktiviteten er åpnet"):
        change_priority_round(activity, None, 2, story.bjorn)

    assert activity.priority_round is not None
    assert (activity.priority_round.dots, activity.priority_round.source) == (5, story.dialogue)


@pytest.mark.parametrize("people", [1, 500])
def test_five_hundred_at_once_are_counted_exactly(app: Flask, story: Story, people: int) -> None:
    contributions = [said(story, f"Innspill {number}").id for number in range(4)]
    activity_id = round_of(story, ActivityKind.PRIORITIES).id
    crowd = [each.id for each in newcomers(story, story.residents, people)]

    def press(number: int) -> None:
        participant = db.session.get_one(Participant, crowd[number % people])
        activity = db.session.get_one(Activity, activity_id)
        prioritise(participant, activity, {contributions[number % 4]: 2, contributions[(number + 1) % 4]: 1})

    all_at_once(app, press, range(500))

    found = dots()
    assert len(found) == 2 * people
    assert sum(found.values()) == 3 * people
    assert {participant for participant, _contribution in found} == set(crowd)
