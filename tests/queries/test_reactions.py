"""What somebody is shown next, and what reactions came to, against counting by hand."""

import random
from collections import Counter, defaultdict

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from app.domain.activities import open_activity
from app.domain.contribution_merges import merge_contribution, separate_contribution
from app.domain.contributions import hide_contribution
from app.domain.errors import Refused
from app.domain.participants import change_target_group
from app.domain.reactions import react
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Activity, ActivityKind, Contribution, HiddenReason, Opinion, Participant, Reaction
from app.queries.reaction_results import OPINIONS, reactions_result_of
from app.queries.reactions import next_contributions_for, own_reactions_of, progress_of, reactions_by
from tests.conftest import Story
from tests.rounds import close, newcomers, person, round_of, said


def store(activity: Activity, opinions: dict[tuple[int, int], Opinion]) -> None:
    """By contribution and participant, past the rules."""
    groups = {id: group for id, group in db.session.execute(select(Participant.id, Participant.target_group_id))}
    with transaction(activity.conference_id):
        db.session.query(Reaction).delete()
        db.session.add_all(
            Reaction(
                activity_id=activity.id,
                contribution_id=item,
                participant_id=who,
                target_group_id=groups[who],
                opinion=opinion,
            )
            for (item, who), opinion in opinions.items()
        )


def test_the_least_seen_in_ones_own_group_comes_first(story: Story) -> None:
    items = [said(story, f"Innspill {number}").id for number in range(4)]
    neighbour, business = person(story, story.residents), person(story, story.businesses)
    activity = round_of(story, ActivityKind.REACTIONS)
    react(neighbour, activity, items[0], Opinion.AGREE)
    react(neighbour, activity, items[1], Opinion.PASS)
    for item in items:
        react(business, activity, item, Opinion.AGREE)
    shown = [contribution.id for contribution in next_contributions_for(activity, story.astrid)]

    assert (set(shown[:2]), set(shown[2:])) == (set(items[2:]), set(items[:2]))


def test_nobody_is_shown_their_own_what_is_hidden_or_what_they_have_answered(story: Story) -> None:
    own, hidden, answered, left = (
        said(story, "Mitt eget.", by=story.astrid),
        said(story, "Skjules."),
        said(story, "Svart på."),
        said(story, "Igjen."),
    )
    said(story, "Venter.", published=False)
    activity = round_of(story, ActivityKind.REACTIONS)
    react(story.astrid, activity, answered.id, Opinion.PASS)
    react(story.astrid, activity, hidden.id, Opinion.AGREE)
    hide_contribution(hidden, HiddenReason.UNCLEAR, story.bjorn)

    assert list(next_contributions_for(activity, story.astrid)) == [left]
    assert [contribution for contribution, _ in reactions_by(activity, story.astrid)] == [answered]
    progress = own_reactions_of(activity, story.astrid)
    assert progress is not None
    assert (progress.done, progress.left) == (1, 1)
    assert own not in next_contributions_for(activity, story.astrid)


def test_a_batch_is_bounded_and_drawn_by_lot_among_those_seen_equally_often(story: Story) -> None:
    for number in range(30):
        said(story, f"Innspill {number}", by=None if number else story.astrid)
    activity = round_of(story, ActivityKind.REACTIONS)
    batches = [[each.id for each in next_contributions_for(activity, story.astrid)] for _ in range(4)]

    assert {len(batch) for batch in batches} == {8}
    assert len({tuple(batch) for batch in batches}) > 1  # 30 things in the same order twice: one in 10^11


def test_after_changing_group_a_person_counts_with_the_new_one(story: Story) -> None:
    items = [said(story, f"Innspill {number}").id for number in range(2)]
    activity = round_of(story, ActivityKind.REACTIONS)
    mover = person(story, story.residents)
    react(mover, activity, items[0], Opinion.AGREE)
    change_target_group(mover, story.businesses)

    assert {each.id for each in next_contributions_for(activity, story.astrid)} == set(items)
    assert [each.id for each in next_contributions_for(activity, person(story))][-1] == items[0]


def test_what_is_next_costs_as_many_questions_with_two_as_with_sixty(story: Story) -> None:
    said(story, "Det første.")
    said(story, "Det andre.")
    activity = round_of(story, ActivityKind.REACTIONS)
    few = questions(story, activity)
    with transaction(story.conference.id):
        db.session.add_all(_copy_of(story, number) for number in range(60))

    assert questions(story, activity) == few


def _copy_of(story: Story, number: int) -> Contribution:
    first = db.session.scalars(db.select(Contribution)).first()
    assert first is not None
    kept = ("activity_id", "target_group_id", "participant_id", "kind", "state", "decided_at")
    values = {name: getattr(first, name) for name in kept}
    return Contribution(**values, client_key=f"copy-{number}", text=f"Nummer {number}")


def questions(story: Story, activity: Activity) -> int:
    asked: list[str] = []

    def count(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", count)
    [contribution.target_group.name for contribution in next_contributions_for(activity, story.astrid)]
    event.remove(db.engine, "before_cursor_execute", count)
    return len(asked)


PEOPLE, ITEMS = 24, 6


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), share=st.floats(0.05, 1), leaning=st.floats(0, 1))
def test_the_result_is_what_counting_one_by_one_gives(
    app: Flask, story: Story, seed: int, share: float, leaning: float
) -> None:
    activity, crowd, items = _crowd(story)
    dice = random.Random(seed)
    opinions = {
        (item, who): Opinion.AGREE if dice.random() < leaning else dice.choice([Opinion.DISAGREE, Opinion.PASS])
        for item in items
        for who in crowd
        if dice.random() < share
    }
    store(activity, opinions)
    result = reactions_result_of(activity)

    by_item: dict[int, Counter[Opinion]] = defaultdict(Counter)
    by_group: dict[tuple[int, int], Counter[Opinion]] = defaultdict(Counter)
    for (item, who), opinion in opinions.items():
        by_item[item][opinion] += 1
        by_group[item, crowd[who]][opinion] += 1
    assert result.people == len({who for _item, who in opinions})
    enough = {item: counted for item, counted in by_item.items() if counted.total() >= 5}
    assert {each.offered.id for each in result.items} == enough.keys()
    assert result.too_few == len(by_item) - len(enough)
    for each in result.items:
        counted = by_item[each.offered.id]
        assert each.released.total.n == counted.total()
        if each.released.total.values is not None:
            assert each.released.total.values == tuple(counted[opinion] for opinion in OPINIONS)
        for group, figures in each.released.groups.items():
            mine = by_group[each.offered.id, group]
            assert 0 < mine.total() < 5 or figures.n in (mine.total(), None)
            assert not (figures.n and figures.n < 5)
            if figures.values is not None:
                assert figures.values == tuple(mine[opinion] for opinion in OPINIONS)
        shares = [
            (by_group[each.offered.id, group][Opinion.AGREE] + 1) / (by_group[each.offered.id, group].total() + 2)
            for group, figures in each.released.groups.items()
            if figures.n
        ]
        assert (each in result.common) == (len(shares) >= 2 and min(shares) >= 0.6)
    support = [by_item[each.offered.id] for each in result.items]
    ranked = [counted[Opinion.AGREE] / counted.total() for counted in support]
    assert ranked == sorted(ranked, reverse=True)


_CROWDS: dict[int, tuple[Activity, dict[int, int], list[int]]] = {}


def _crowd(story: Story) -> tuple[Activity, dict[int, int], list[int]]:
    """A closed round and people with their groups; the same for all examples of a test."""
    if id(story) not in _CROWDS:
        items = [said(story, f"Innspill {number}").id for number in range(ITEMS)]
        groups = [story.residents, story.businesses]
        crowd = [who for group in groups for who in newcomers(story, group, PEOPLE // 2)]
        activity = close(story, round_of(story, ActivityKind.REACTIONS))
        _CROWDS.clear()
        _CROWDS[id(story)] = activity, {who.id: who.target_group_id for who in crowd}, items
    return _CROWDS[id(story)]


def test_a_sure_difference_is_found_and_named(story: Story) -> None:
    item = said(story, "Færre møter.").id
    residents = newcomers(story, story.residents, 12)
    businesses = newcomers(story, story.businesses, 12)
    activity = close(story, round_of(story, ActivityKind.REACTIONS))
    store(
        activity,
        {(item, who.id): Opinion.AGREE for who in residents} | {(item, who.id): Opinion.DISAGREE for who in businesses},
    )
    result = reactions_result_of(activity)

    ((found, differences),) = result.different
    assert found.offered.text == "Færre møter."
    assert {each.group for each in differences} == {story.residents.id, story.businesses.id}
    assert result.common == []


def test_nothing_but_how_many_is_known_while_it_is_open(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    crowd = newcomers(story, story.residents, 6)
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in crowd:
        react(who, activity, item.id, Opinion.AGREE)
    result = reactions_result_of(activity)

    assert (result.people, result.items, result.common, result.different) == (6, [], [], [])
    assert len(reactions_result_of(close(story, activity)).items) == 1


@pytest.mark.parametrize("count", [0, 1])
def test_a_round_without_answers_has_an_empty_result(story: Story, count: int) -> None:
    item = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in newcomers(story, story.residents, count):
        react(who, activity, item.id, Opinion.AGREE)
    result = reactions_result_of(close(story, activity))

    assert (result.people, result.items, result.too_few) == (count, [], count)
    assert progress_of(activity, story.astrid).offered == 1


def test_reactions_to_one_that_is_merged_count_for_the_one_that_stands_for_it(story: Story) -> None:
    """Once for each person, as they reacted to the one that stands; not the author's own; and nothing moves later."""
    author = person(story, story.residents)
    root, other = said(story, "Svar innen en uke.", by=author), said(story, "Gi svar innen en uke.")
    crowd = newcomers(story, story.residents, 6)
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in crowd:
        react(who, activity, root.id, Opinion.AGREE)
    react(crowd[0], activity, other.id, Opinion.DISAGREE)
    react(author, activity, other.id, Opinion.DISAGREE)
    for who in newcomers(story, story.businesses, 6):
        react(who, activity, other.id, Opinion.PASS)
    merge_contribution(other, root, story.bjorn)
    [item] = reactions_result_of(close(story, activity)).items

    counted = {story.residents.id: (6, 0, 0), story.businesses.id: (0, 0, 6)}
    assert item.offered.id == root.id
    assert item.released.shown == counted
    with pytest.raises(Refused, match="talt opp sammen"):
        separate_contribution(other, story.bjorn)
    third = said_late(story, "Svar!")
    merge_contribution(root, third, story.bjorn)
    [item] = reactions_result_of(activity).items
    assert (item.offered.id, item.released.shown) == (root.id, counted)


def said_late(story: Story, text: str) -> Contribution:
    """When the dialogue has been opened again."""
    open_activity(story.dialogue, story.bjorn)
    return said(story, text)


def test_what_has_been_counted_does_not_move_when_somebody_changes_group(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    residents = newcomers(story, story.residents, 7)
    businesses = newcomers(story, story.businesses, 6)
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in [*residents, *businesses]:
        react(who, activity, item.id, Opinion.AGREE if who in residents else Opinion.PASS)
    change_target_group(residents[0], story.businesses)
    [before] = reactions_result_of(close(story, activity)).items
    change_target_group(residents[1], story.businesses)
    [after] = reactions_result_of(activity).items

    assert before.released.shown == {story.residents.id: (6, 0, 0), story.businesses.id: (1, 0, 6)}
    assert after.released == before.released
