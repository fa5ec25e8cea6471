"""The list that dots are placed in, and what they came to, against counting by hand."""

import random
from collections import Counter, defaultdict

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.contribution_merges import merge_contribution
from app.domain.contributions import hide_contribution
from app.domain.priorities import prioritise
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Activity, ActivityKind, HiddenReason, Priority
from app.queries.priorities import contributions_to_prioritise, dotted_among, own_priorities_of
from app.queries.priority_results import priorities_result_of
from tests.conftest import Story
from tests.rounds import close, newcomers, person, round_of, said


def texts(story: Story, activity: Activity, **asked: object) -> list[str]:
    found = contributions_to_prioritise(activity, story.astrid, **asked)  # type: ignore[arg-type]
    return [contribution.text for contribution in found]


def test_the_list_is_what_others_said_newest_first(story: Story) -> None:
    said(story, "Først.")
    said(story, "Mitt eget.", by=story.astrid)
    said(story, "Venter.", published=False)
    hide_contribution(said(story, "Skjules."), HiddenReason.UNCLEAR, story.bjorn)
    last = said(story, "Sist.", by=person(story, story.residents))
    activity = round_of(story, ActivityKind.PRIORITIES)

    assert texts(story, activity) == ["Sist.", "Først."]
    assert texts(story, activity, mark=1) == ["Sist."]
    assert texts(story, activity, without=[last.id]) == ["Først."]


def test_the_list_is_as_long_as_it_is_asked_for(story: Story) -> None:
    for number in range(5):
        said(story, f"Innspill {number}")
    activity = round_of(story, ActivityKind.PRIORITIES)
    first = contributions_to_prioritise(activity, story.astrid, limit=2)

    assert [each.text for each in first] == ["Innspill 4", "Innspill 3"]


def test_a_choice_that_is_not_sent_leaves_out_what_may_have_no_dots(story: Story) -> None:
    own, other = said(story, "Mitt eget.", by=story.astrid), said(story, "Et annet.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    chosen = dotted_among(activity, story.astrid, {own.id: 1, other.id: 2, 999_999: 3})

    assert (chosen.dots, chosen.left) == ({other.id: 2}, 1)


PEOPLE, ITEMS = 24, 6
_CROWDS: dict[int, tuple[Activity, dict[int, int], list[int]]] = {}


def _crowd(story: Story) -> tuple[Activity, dict[int, int], list[int]]:
    """A closed round and people with their groups; the same for all examples of a test."""
    if id(story) not in _CROWDS:
        items = [said(story, f"Innspill {number}").id for number in range(ITEMS)]
        groups = [story.residents, story.businesses]
        crowd = [who for group in groups for who in newcomers(story, group, PEOPLE // 2)]
        activity = close(story, round_of(story, ActivityKind.PRIORITIES))
        _CROWDS.clear()
        _CROWDS[id(story)] = activity, {who.id: who.target_group_id for who in crowd}, items
    return _CROWDS[id(story)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), share=st.floats(0.05, 1))
def test_the_result_is_what_counting_one_by_one_gives(app: Flask, story: Story, seed: int, share: float) -> None:
    activity, crowd, items = _crowd(story)
    dice = random.Random(seed)
    placed: dict[tuple[int, int], int] = {}
    for who in crowd:
        if dice.random() < share:
            for item, count in Counter(dice.choices(items, k=3)).items():
                placed[who, item] = count
    with transaction(activity.conference_id):
        db.session.query(Priority).delete()
        db.session.add_all(
            Priority(
                activity_id=activity.id,
                participant_id=who,
                target_group_id=crowd[who],
                contribution_id=item,
                dots=count,
            )
            for (who, item), count in placed.items()
        )
    result = priorities_result_of(activity)

    people = {who for who, _item in placed}
    answered = Counter(crowd[who] for who in people)
    dots: Counter[int] = Counter()
    of_group: dict[int, Counter[int]] = defaultdict(Counter)
    for (who, item), count in placed.items():
        dots[item] += count
        of_group[crowd[who]][item] += count
    assert result.people == len(people)
    assert result.is_too_few == (0 < len(people) < 5)
    assert {row.offered.id: row.total.dots for row in result.rows} == ({} if len(people) < 5 else dots)
    for row in result.rows:
        assert row.total.people == sum(item == row.offered.id for _who, item in placed)
        assert row.rank == 1 + sum(other > row.total.dots for other in dots.values())
        for group, given_dots in row.groups.items():
            assert not 0 < answered[group] < 5
            assert given_dots.dots == of_group[group][row.offered.id]
        shown = [group for group in row.groups if of_group[group].total()]
        expected = [of_group[group][row.offered.id] / of_group[group].total() for group in shown]
        assert row.equal == (None if len(expected) < 2 else sum(expected) / len(expected))
    # Two groups: where one of them is too few, the other is held back, or it could be reckoned from the total.
    if any(0 < answered[group] < 5 for group in crowd.values()):
        assert all(not any(given_dots.dots for given_dots in row.groups.values()) for row in result.rows)


def test_nothing_but_how_many_is_known_while_it_is_open(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    crowd = newcomers(story, story.residents, 6)
    activity = round_of(story, ActivityKind.PRIORITIES)
    for who in crowd:
        prioritise(who, activity, {item.id: 3})
    result = priorities_result_of(activity)

    assert (result.people, result.rows) == (6, [])
    assert [row.total.dots for row in priorities_result_of(close(story, activity)).rows] == [18]


def test_what_is_hidden_after_the_round_is_in_no_result(story: Story) -> None:
    first, second = said(story, "Én vei inn."), said(story, "Svar innen en uke.")
    crowd = newcomers(story, story.residents, 6)
    activity = round_of(story, ActivityKind.PRIORITIES)
    for who in crowd:
        prioritise(who, activity, {first.id: 1, second.id: 2})
    close(story, activity)
    hide_contribution(second, HiddenReason.OFFENSIVE, story.bjorn)

    assert [row.offered.text for row in priorities_result_of(activity).rows] == ["Én vei inn."]


def test_dots_on_one_that_is_merged_are_on_the_one_that_stands_for_it(story: Story) -> None:
    root, other = said(story, "Svar innen en uke."), said(story, "Gi svar innen en uke.")
    crowd = newcomers(story, story.residents, 6)
    activity = round_of(story, ActivityKind.PRIORITIES)
    for who in crowd:
        prioritise(who, activity, {root.id: 1, other.id: 2} if who is crowd[0] else {other.id: 1})
    merge_contribution(other, root, story.bjorn)
    own = own_priorities_of(activity, crowd[0])
    result = priorities_result_of(close(story, activity))

    assert own is not None
    assert ([(each.id, dots) for each, dots in own.dotted], own.lost) == ([(root.id, 3)], 0)
    assert [(row.offered.id, row.total.people, row.total.dots) for row in result.rows] == [(root.id, 6, 8)]
