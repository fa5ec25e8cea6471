"""Reactions: who may react to what, and that each person counts once."""

import pytest
from flask import Flask

from app.domain.activities import close_activity, open_activity, remove_activity
from app.domain.contributions import hide_contribution
from app.domain.errors import Refused, TooLate
from app.domain.reactions import change_reaction_round, react
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Activity, ActivityKind, HiddenReason, Opinion, Participant, Reaction
from tests.conftest import Story
from tests.rounds import all_at_once, another_dialogue, newcomers, round_of, said


def reactions() -> list[tuple[int, int, Opinion]]:
    rows = db.session.scalars(db.select(Reaction).order_by(Reaction.contribution_id, Reaction.participant_id))
    return [(row.contribution_id, row.participant_id, row.opinion) for row in rows]


def test_a_reaction_is_stored_and_announced(story: Story) -> None:
    contribution = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    before = revision_of(story.conference.id)
    react(story.astrid, activity, contribution.id, Opinion.AGREE)

    assert reactions() == [(contribution.id, story.astrid.id, Opinion.AGREE)]
    assert revision_of(story.conference.id) == before + 1


def test_the_same_reaction_twice_is_one_and_announces_nothing(story: Story) -> None:
    contribution = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    react(story.astrid, activity, contribution.id, Opinion.AGREE)
    before = revision_of(story.conference.id)
    react(story.astrid, activity, contribution.id, Opinion.AGREE)

    assert len(reactions()) == 1
    assert revision_of(story.conference.id) == before


def test_the_newest_opinion_wins(story: Story) -> None:
    contribution = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    for opinion in (Opinion.AGREE, Opinion.PASS, Opinion.DISAGREE):
        react(story.astrid, activity, contribution.id, opinion)

    assert reactions() == [(contribution.id, story.astrid.id, Opinion.DISAGREE)]


def test_nobody_reacts_to_their_own(story: Story) -> None:
    own = said(story, "Mitt eget.", by=story.astrid)
    activity = round_of(story, ActivityKind.REACTIONS)
    with pytest.raises(Refused, match="skrevet selv"):
        react(story.astrid, activity, own.id, Opinion.AGREE)

    assert reactions() == []


def test_what_is_not_shown_takes_no_reactions(story: Story) -> None:
    hidden, waiting = said(story, "Skjules."), said(story, "Venter.", published=False)
    said(story, "Vises.")
    activity = round_of(story, ActivityKind.REACTIONS)
    hide_contribution(hidden, HiddenReason.UNCLEAR, story.bjorn)
    for id in (hidden.id, waiting.id, 999_999):
        with pytest.raises(Refused, match="vises ikke lenger"):
            react(story.astrid, activity, id, Opinion.AGREE)

    assert reactions() == []


def test_another_conference_s_contribution_takes_no_reactions(story: Story) -> None:
    contribution = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    story.dialogue.conference_id = story.elsewhere.id
    db.session.commit()
    with pytest.raises(Refused, match="vises ikke lenger"):
        react(story.astrid, activity, contribution.id, Opinion.AGREE)


def test_closed_is_closed(story: Story) -> None:
    contribution = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    react(story.astrid, activity, contribution.id, Opinion.AGREE)
    close_activity(activity, story.bjorn)
    before = revision_of(story.conference.id)
    with pytest.raises(TooLate, match="stengt"):
        react(story.astrid, activity, contribution.id, Opinion.DISAGREE)

    assert [opinion for _contribution, _person, opinion in reactions()] == [Opinion.AGREE]
    assert revision_of(story.conference.id) == before


def test_it_opens_only_when_there_is_something_to_react_to(story: Story) -> None:
    said(story, "Venter.", published=False)
    activity = round_of(story, ActivityKind.REACTIONS, opened=False)
    with pytest.raises(Refused, match="Godkjenn noen"):
        open_activity(activity, story.bjorn)
    said(story, "Vises.")
    open_activity(activity, story.bjorn)

    assert activity.is_open


def test_it_is_about_one_dialogue_or_all(story: Story) -> None:
    contribution = said(story, "Svar innen en uke.")
    other = another_dialogue(story)
    activity = round_of(story, ActivityKind.REACTIONS, opened=False)
    change_reaction_round(activity, other, story.bjorn)
    with pytest.raises(Refused, match="Godkjenn noen"):
        open_activity(activity, story.bjorn)
    change_reaction_round(activity, None, story.bjorn)
    open_activity(activity, story.bjorn)
    react(story.astrid, activity, contribution.id, Opinion.AGREE)

    assert len(reactions()) == 1


def test_what_it_is_about_lies_fast_once_it_was_opened(story: Story) -> None:
    said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    with pytest.raises(Refused, match="etter at aktiviteten er åpnet"):
        change_reaction_round(activity, story.dialogue, story.bjorn)


def test_only_a_dialogue_of_the_programme_can_be_chosen(story: Story) -> None:
    activity = round_of(story, ActivityKind.REACTIONS, opened=False)
    elsewhere = another_dialogue(story)
    remove_activity(elsewhere, story.bjorn)
    for source in (story.plenary, elsewhere):
        with pytest.raises(Refused, match="Velg en dialog"):
            change_reaction_round(activity, source, story.bjorn)


@pytest.mark.parametrize("people", [1, 500])
def test_five_hundred_at_once_are_counted_exactly(app: Flask, story: Story, people: int) -> None:
    contributions = [said(story, f"Innspill {number}") for number in range(5)]
    activity = round_of(story, ActivityKind.REACTIONS)
    crowd = newcomers(story, story.residents, people)
    given = [(crowd[number % people].id, contributions[number % 5].id) for number in range(500)]
    activity_id = activity.id

    def press(each: tuple[int, int]) -> None:
        person, activity = db.session.get_one(Participant, each[0]), db.session.get_one(Activity, activity_id)
        react(person, activity, each[1], Opinion.AGREE)

    all_at_once(app, press, given)

    assert {(contribution, participant) for contribution, participant, _ in reactions()} == {
        (contribution, participant) for participant, contribution in given
    }
    assert len(reactions()) == len(set(given))
