"""Who has come, who has spoken, whose cookie this is."""

import uuid

from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.domain.participants import change_target_group, join_conference
from app.models import Contribution, ContributionKind, HiddenReason, Language, Participant
from app.queries.participants import (
    conference_and_participant,
    counts_per_group,
    heard_per_group,
    participant_with_token,
)
from tests.conftest import Story


def say(story: Story, text: str, by: Participant | None = None) -> Contribution:
    return submit_contribution(by or story.astrid, story.dialogue, ContributionKind.INPUT, text, uuid.uuid4())


def counted(story: Story) -> list[tuple[str, int, int, int, int]]:
    return [
        (count.group.name, count.joined, count.contributed, count.silent, count.missing)
        for count in counts_per_group(story.conference.id, story.dialogue)
    ]


def test_every_group_has_a_line_in_the_order_of_the_marks(story: Story) -> None:
    assert counted(story) == [("Innbyggere", 1, 0, 1, 17), ("Næringsliv", 0, 0, 0, 12)]


def test_people_are_counted_and_not_their_texts(story: Story) -> None:
    for text in ("en", "to", "tre"):
        say(story, text)

    assert counted(story)[0] == ("Innbyggere", 1, 1, 0, 17)


def test_who_was_hidden_has_spoken_but_was_not_heard(story: Story) -> None:
    contribution = say(story, "skjult")
    hide_contribution(contribution, HiddenReason.UNCLEAR, story.bjorn)
    assert counted(story)[0][2] == 1
    assert heard_per_group(story.conference.id) == {}

    publish_contribution(contribution, story.bjorn)
    assert heard_per_group(story.conference.id) == {story.residents.id: 1}
    assert heard_per_group(story.conference.id, story.plenary) == {}


def test_nobody_is_counted_in_two_groups_after_changing(story: Story) -> None:
    say(story, "som innbygger")
    change_target_group(story.astrid, story.businesses)

    assert counted(story) == [("Innbyggere", 0, 0, 0, 18), ("Næringsliv", 1, 1, 0, 11)]


def test_where_more_come_than_were_planned_nobody_is_missing(story: Story) -> None:
    for _ in range(13):
        join_conference(story.conference, story.businesses, Language.BOKMAL)
    businesses = counts_per_group(story.conference.id)[1]

    assert (businesses.joined, businesses.missing, businesses.seats) == (13, 0, 13)


def test_a_token_belongs_to_its_own_conference(story: Story) -> None:
    participant, token = join_conference(story.conference, story.residents, Language.BOKMAL)

    assert participant_with_token(story.conference, token) is participant
    assert participant_with_token(story.elsewhere, token) is None
    assert participant_with_token(story.conference, "something else") is None


def test_at_the_door_each_token_lets_in_where_it_is_from_and_nowhere_else(story: Story) -> None:
    here, elsewhere = story.conference, story.elsewhere
    mine, token = join_conference(here, story.residents, Language.BOKMAL)
    _other, other_token = join_conference(here, story.residents, Language.BOKMAL)

    assert conference_and_participant(here.code, {}) == (here, None)
    assert conference_and_participant("NOBODY", {here.id: token}) == (None, None)
    assert conference_and_participant(here.code, {here.id: token}) == (here, mine)
    assert conference_and_participant(here.code, {here.id: "something else"}) == (here, None)
    assert conference_and_participant(here.code, {elsewhere.id: other_token}) == (here, None)
    assert conference_and_participant(here.code, {elsewhere.id: other_token, here.id: token}) == (here, mine)
    assert conference_and_participant(elsewhere.code, {elsewhere.id: token}) == (elsewhere, None)
